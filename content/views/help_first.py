"""Words that call for help at once get that help first: nothing is sent before it was shown, and nothing is lost."""

from content import presenters, told

HEADING = "Do you need help now?"


class HelpFirst:
    """What a reader's own words, in the fields `told_in` of a form, call for. `urgent` names the notices."""

    def __init__(self, request, form, told_in):
        words = "\n".join(form[name].value() or "" for name in told_in) if form.is_bound else ""
        self._form, self._notices = form, told.notices_in(words)
        self._seen = request.POST.get("help_seen")
        self.urgent = tuple(notice.key for notice in self._notices)
        self.help_seen = " ".join(self.urgent)

    @property
    def is_due(self):
        """Whether the words call for help that the reader was not shown yet."""
        return bool(self._notices) and self._seen != self.help_seen

    @property
    def form(self):
        """The form as it was before it was sent, with what was typed: nothing is wrong with it yet."""
        return type(self._form)(initial={field.name: field.value() for field in self._form})

    @property
    def context(self):
        """What a page shows instead of its own heading and introduction."""
        notices = presenters.care_notices(self._notices)
        return {"title": HEADING, "heading": HEADING, "notices": notices, "help_seen": self.help_seen}

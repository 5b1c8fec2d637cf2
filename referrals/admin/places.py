"""From a place in a guide to where it is edited: the page of the row, and the field on it."""

from django.urls import reverse

from referrals import publishing
from referrals.models import ExclusivePair, Fact, Question, Route, Rule, UrgentSign, Vignette

MODELS = {
    "questions": (Question, "question"),
    "facts": (Fact, "fact"),
    "routes": (Route, "route"),
    "rules": (Rule, "rule"),
    "urgent_signs": (UrgentSign, "urgent sign"),
    "exclusive_pairs": (ExclusivePair, "pair"),
    "vignettes": (Vignette, "test case"),
}
FIELDS = {
    "when": "when, its rows",
    "shown_when": "asked when",
    "asserts": "the reason is true when",
    "may_skip_when": "may be skipped when",
}
ANCHORS = {
    "contact": ("whom to contact", "id_contact_self"),
    "bring": ("what to bring", "id_bring_self"),
    "ask": ("what to ask", "id_ask_self"),
    "not_right": ("when it is not right", "id_not_right_self"),
    "cost": ("what it costs", "id_cost_self"),
    "gives": ("what they may get", "id_gives_self"),
    "next_step": ("if nothing happens", "id_next_step_days"),
    "fallback": ("if they are refused, or wait", "id_fallback_self"),
    "demands": ("what it asks of a person", "demands-group"),
}
OF_VERSION = {
    "nation_help": ("Who helps in each nation", "nationhelp_set-group"),
    "letter_words": ("The words of letters", "letter_words-group"),
}
WORDS = ("label", "title", "reason", "why")  # of an item, the first that it has


class Places:
    """Links to what one version holds; each kind of row is asked for once."""

    def __init__(self, version, document):
        self.version, self.document = version, document
        self._ids = {}

    def link(self, subject):
        """Return {label, url} for a place, or None when it names nothing that has a page."""
        if subject in MODELS:
            return self._list(subject)
        page = {"proof": "guide_check", "comparison": "guide_compare"}.get(subject)
        if page:
            label = "Check the guide" if subject == "proof" else "Compare the versions"
            return {"label": label, "url": reverse(f"admin:{page}", args=[self.version.pk])}
        if subject.startswith("findings."):
            url = reverse("admin:guide_check", args=[self.version.pk])
            return {"label": "Open the finding", "url": f"{url}#finding-{subject.partition('.')[2]}"}
        if subject.partition(".")[0] in OF_VERSION:
            label, anchor = OF_VERSION[subject.partition(".")[0]]
            url = reverse("admin:referrals_guideversion_change", args=[self.version.pk])
            return {"label": label, "url": f"{url}#{anchor}"}
        place = publishing.find_place(self.document, subject)
        return self._row(place) if place else None

    def links(self, subjects):
        """Return the links of several places, each once."""
        found = [link for link in map(self.link, dict.fromkeys(subjects)) if link]
        return list({link["url"]: link for link in found}.values())

    def _list(self, name):
        model, noun = MODELS[name]
        address = reverse(f"admin:referrals_{model._meta.model_name}_changelist")
        return {"label": f"All {noun}s", "url": f"{address}?version__id__exact={self.version.pk}"}

    def _row(self, place):
        model, noun = MODELS[place.list]
        pk = self._id(place)
        if pk is None:
            return None
        url = reverse(f"admin:referrals_{model._meta.model_name}_change", args=[pk])
        field = place.inside.partition(".")[0].partition("[")[0]
        called, anchor = ANCHORS.get(field, (FIELDS.get(field), f"field-{field}"))
        label = f"{noun} {name_of(place)}{f': {called}' if called else _answer(place)}"
        return {"label": label[0].upper() + label[1:], "url": f"{url}#{anchor}" if called else url}

    def _id(self, place):
        """The row at the same position of the version: the order of both is the same."""
        if place.list not in self._ids:
            rows = MODELS[place.list][0].objects.filter(version=self.version).order_by("position")
            self._ids[place.list] = list(rows.values_list("pk", flat=True))
        ids = self._ids[place.list]
        return ids[place.position] if place.position < len(ids) else None


def _answer(place):
    """Name the answer of a question that a place is about."""
    within = place.inside.split(".")
    if within[0] != "options" or len(within) < 2:
        return ""
    found = [one for one in place.item["options"] if one["key"] == within[1]]
    words = found[0]["text"] if found else None
    return f": answer “{words['self'] if words else within[1]}”"


def name_of(place):
    """Return what people call an item of the document: a rule by its key, as findings do, with its reason."""
    words = next((place.item[field] for field in WORDS if place.item.get(field)), None)
    said = f"“{words['self'] if isinstance(words, dict) else words}”" if words else ""
    if place.list == "rules":
        key = f"“{place.item['key'].replace('_', ' ')}”"
        return f"{key} ({said})" if said else key
    return said or f"“{place.item.get('key', '')}”"

"""Forms of the guide's admin as a browser sends them back: read from the page, changed, posted."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects what a browser would send of every form on a page, by field name."""

    def __init__(self):
        super().__init__()
        self.data, self._select, self._textarea = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name and "disabled" not in attrs and kind not in ("submit", "button", "file"):
            ticks = kind in ("checkbox", "radio")
            if not ticks or "checked" in attrs:
                self.data.setdefault(name, []).append(attrs.get("value", "on" if ticks else ""))
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            if "selected" in attrs:
                self.data.setdefault(self._select, []).append(attrs.get("value", ""))
            elif self._first is None:
                self._first = attrs.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.data[name] = [""]

    def handle_endtag(self, tag):
        if tag == "select":
            if self._select and self._select not in self.data and self._first is not None:
                self.data[self._select] = [self._first]
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, text):
        if self._textarea:
            self.data[self._textarea][0] += text.removeprefix("\n") if not self.data[self._textarea][0] else text


def form_of(response):
    """Return the fields of a page as a browser without scripts would send them: {name: [values]}."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.data


def row(name, n, subject, op="any_of", options=(), number="", line=""):
    """Return the fields of one row of the condition `name`: `subject` is "question:key" or "fact:key"."""
    prefix = f"{name}-{n}"
    fields = {f"{prefix}-line": line, f"{prefix}-subject": subject, f"{prefix}-op": op, f"{prefix}-number": number}
    return {**fields, f"{prefix}-options": list(options), f"{name}-rows": str(n + 1)}


def save(client, address, **changes):
    """Open a form, change some of it and press “Save and continue editing”; return the page that follows."""
    data = {**form_of(client.get(address)), **changes, "_continue": "1"}
    return client.post(address, data, follow=True)

"""What a visitor does who means no good, or whose program is broken: single requests, and whole ways through forms.

A visit is a generator of requests; it is sent the Response of each. All that it does follows from its `Random`, so
that a number brings it back. Most of what it sends is right, because what is wrong at the door never gets inside.
"""

import re
from urllib.parse import urlsplit

from bench import hostile
from bench.curious import TOKEN, forms_of

WILD = 0.25  # of the requests on a way: something in them is hostile
PERSON, PASSWORD = "curious", "correct horse battery staple"  # an account that may sign in and do nothing else
LONG = "I have had MS for ten years. Physiotherapy helped me to walk to the shop again, and I sleep better now. "
RIGHT = {
    "words": LONG * 2,
    "title": "How I got back to my garden",
    "name": "Alex",
    "near": "Leeds",
    "where": "LS1 4AP",
    "q": "stiff legs at night",
    "website": "",
    "username": PERSON,
    "password": PASSWORD,
    "code": "000000",
}
LAST = -1  # the usual answer of somebody to whom nothing applies
ALL_OF = ("agreed",)  # what has to be ticked altogether
EXTRAS = ("q", "next", "near", "page", "with", "kind", "about", "where", "position", "offer", "x[]", "help_seen")
CODE = re.compile(r"<ol class=\"[^\"]*\bcode\".*?</ol>", re.S)
COOKIE = re.compile(r"([\w-]+)=([^;]*)")


class Visitor:
    """Somebody with cookies, and the page that they look at."""

    def __init__(self, site, chance, wild=WILD):
        self.site, self.chance, self.wild = site, chance, wild
        self.cookies = {"csrftoken": TOKEN}
        self.path, self.forms, self.code = "/", [], ""

    def open(self, path, fields=()):
        """Open an address, as it is or with something hostile about it."""
        yield from self._go("GET", path, dict(fields))

    def send(self, which=0, pick=None, **right):
        """Fill in a form of this page and send it; `pick` is which of the answers to choose."""
        if self.forms:
            form = self.forms[which % len(self.forms)]
            yield from self._go(form.method, form.action, {**self._filled(form, pick), **right})

    def _go(self, method, path, fields):
        given = self._request(method, path, fields)
        response = yield given
        self._keep(path, response)
        if response.status in (301, 302, 303) and self.chance.random() < 0.95:
            leads = urlsplit(response.header("Location"))
            if leads.netloc in ("", "localhost"):
                given = self._request("GET", leads.path, {})
                self._keep(leads.path, (yield given))

    def _request(self, method, path, fields):
        if method == "POST":
            fields = {"csrfmiddlewaretoken": TOKEN, **fields}
        if self.chance.random() >= self.wild:
            return hostile.plain(method, path, fields, self.cookies)
        return hostile.spoilt(self.chance, method, path, self._spoilt(fields), self.cookies)

    def _spoilt(self, fields):
        """The fields, with something hostile in one of them, in another that nobody asked for, or in none."""
        names = [name for name in fields if name != "csrfmiddlewaretoken"]
        if names and self.chance.random() < 0.7:
            name = self.chance.choice(names)
            right = fields[name] if isinstance(fields[name], str) and self.chance.random() < 0.5 else ""
            fields = {**fields, name: hostile.mutated(self.chance, right)}
        if self.chance.random() < 0.3:
            fields = {**fields, self.chance.choice(EXTRAS): hostile.value(self.chance)}
        return fields

    def _keep(self, path, response):
        for name, value in response.headers:
            if name == "Set-Cookie" and (found := COOKIE.match(value.strip())):
                self.cookies[found[1]] = found[2]
        self.cookies = {name: value for name, value in self.cookies.items() if value not in ("", '""')}
        self.cookies["csrftoken"] = TOKEN
        if response.is_page:
            text = response.text
            self.path, self.forms = path, forms_of(text, path)
            self.code = " ".join(re.findall(r"<strong[^>]*>(\w+)</strong>", "".join(CODE.findall(text)))) or self.code

    def _filled(self, form, pick):
        fields = {}
        for name, (kind, values) in form.fields.items():
            if kind in ("radio", "checkbox", "select"):
                fields[name] = values if name in ALL_OF else self._chosen(values, pick)
            elif kind in ("button", "submit"):
                fields |= {name: self._any(values)} if len(values) > 1 else {}
            else:
                fields[name] = RIGHT.get(name, "") if kind not in ("hidden", "search") or name == "q" else values[0]
        return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}

    def _chosen(self, values, pick):
        if pick == LAST and "none" in values:
            return "none"
        return self._any(values) if pick is None else values[pick]

    def _any(self, values):
        return self.chance.choice(values)


def stray(visitor):
    """One request, to an address that is there or is not, with anything at all in it."""
    chance, site = visitor.chance, visitor.site
    path = chance.choice(site.paths[chance.choice([*site.paths])])
    fields = {chance.choice(EXTRAS): hostile.value(chance) for _ in range(chance.randrange(3))}
    if chance.random() < 0.3:
        path = hostile.other_path(chance, path)
    method = chance.choice(hostile.METHODS)
    fields |= {"csrfmiddlewaretoken": TOKEN} if method == "POST" else {}
    yield hostile.spoilt(chance, method, path, fields, visitor.cookies)


def read(visitor):
    """Open a page of some kind, say whether it helped, search on it, and send its forms with anything in them."""
    paths = visitor.site.paths
    yield from visitor.open(visitor.chance.choice(paths[visitor.chance.choice([*paths])]))
    for _ in range(visitor.chance.randrange(3)):
        yield from visitor.send(visitor.chance.randrange(4))


def answer(visitor, most=16):
    """Answer the questions to the end, now and then with an urgent answer on the way."""
    yield from visitor.open("/get-physio/")
    yield from visitor.open("/get-physio/who/")
    yield from visitor.send(pick=0)
    for _ in range(most):
        if visitor.path.endswith(("/result/", "/check/")):
            break
        if visitor.path.endswith("/help-today/"):
            yield from visitor.open("/get-physio/check/")
        yield from visitor.send(pick=LAST if visitor.chance.random() < 0.85 else None, then="")
    yield from visitor.open("/get-physio/check/")
    yield from visitor.open("/get-physio/result/")


def guide(visitor):
    """Answer, mostly rightly, for else nobody gets to the end; then look at some of what there is after the result."""
    visitor.wild = WILD / 10
    yield from answer(visitor)
    visitor.wild = WILD
    after = ["near", "papers", "summary", "summary/words", "letter/1", "letter/1/words", "letter/2", "letter/99"]
    for name in visitor.chance.sample([*after, "difficulties", "help-today", "lost", "break"], 6):
        yield from visitor.open(f"/get-physio/{name}/")
        if name in ("near", "difficulties"):
            yield from visitor.send()
    for name in visitor.chance.sample(("summary.pdf", "summary/large.pdf", "letter/1.pdf", "letter/1/large.pdf"), 2):
        yield from visitor.open(f"/get-physio/{name}")


def save(visitor):
    """Answer a little, save it, come back with the code, erase it, clear the device, and leave."""
    yield from visitor.open("/get-physio/who/")
    yield from visitor.send(pick=0, then="break")
    yield from visitor.open("/get-physio/break/")
    yield from visitor.send(which=visitor.chance.randrange(3))
    yield from visitor._go("POST", "/get-physio/break/", {})
    card = [form for form in visitor.forms if "copy" in form.fields]
    for then in ("", "erase") if visitor.chance.random() < 0.5 else ("",):
        yield from visitor.open("/get-physio/come-back/")
        yield from visitor._go("POST", "/get-physio/come-back/", {"code": visitor.code, "then": then})
    for form in card:
        yield from visitor._go("POST", "/get-physio/erase/", visitor._filled(form, None))
    for name in visitor.chance.sample(("clear", "leave"), 2):
        yield from visitor._go("POST", f"/get-physio/{name}/", {})
    yield from visitor.open("/get-physio/cleared/")


def tell(visitor):
    """Tell a story, look at the card, and take the story back with its code."""
    yield from visitor.open("/stories/share/")
    yield from visitor.send()
    yield from visitor.open("/stories/shared/")
    yield from visitor.open("/stories/take-back/")
    yield from visitor._go("POST", "/stories/take-back/", {"code": visitor.code})
    yield from visitor.open("/stories/taken-back/")


def reply(visitor):
    """Reply to a story."""
    for path in visitor.site.paths.get("story", [])[:1]:
        yield from visitor.open(f"{path}reply/")
        yield from visitor.send()
        yield from visitor.open(visitor.chance.choice(visitor.site.paths.get("story_reply", [path])))


def report(visitor):
    """Report a problem, or say what was missing on a page."""
    page = visitor.chance.choice(visitor.site.paths["article"])
    way, fields = visitor.chance.choice(
        (("/report/", {"page": page}), ("/helpful/words/", {"page": page, "said": "no"}))
    )
    yield from visitor.open(way, fields)
    yield from visitor.send()
    yield from visitor._go("POST", "/helpful/", {"page": page, "helpful": visitor.chance.choice(("yes", "no"))})


def choose(visitor):
    """Change the reading settings, search, look for services and choose exercises."""
    path = visitor.chance.choice(("/settings/", "/search/", "/services/", "/exercises/", "/exercises/sheet/"))
    yield from visitor.open(path)
    yield from visitor.send()
    yield from visitor.send(visitor.chance.randrange(3))


def sign_in(visitor):
    """Sign in with a password, rightly or wrongly, and try the pages of the second step."""
    yield from visitor.open("/admin/login/")
    yield from visitor.send()
    for name in ("second-factor", "second-factor/set-up"):
        yield from visitor.open(f"/admin/{name}/")
        yield from visitor.send()


# How often each is drawn; most are of several requests.
VISITS = {stray: 60, read: 20, choose: 8, report: 6, guide: 3, save: 3, tell: 2, reply: 3, sign_in: 2}

"""Every public page in every state that it has, and a browser tab that shows them."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.watching import watch

LIBRARY = Path(__file__).resolve().parents[2] / "content" / "library"
ARTICLES = sorted(path.stem for path in (LIBRARY / "articles").glob("*.md"))
FIRST = "stiffness-and-spasms"  # of the articles: the one on which what they share is measured
EXERCISES = sorted(path.stem for path in (LIBRARY / "exercises").glob("*.yaml"))
with (LIBRARY / "topics.csv").open(encoding="utf-8") as rows:
    TOPICS = [row["slug"] for row in csv.DictReader(rows)]

# The answers that a device holds, by the name of the walk. A walk ends where it has no answer.
SAFE = {"who": ["me"], "nation": ["england"], "emergency": ["none"], "today": ["none"], "changes": ["none"]}
NEEDS = {"care": ["nurse"], "difficulties": ["walking", "stiffness"], "getting_there": ["aid"], "life": ["goal_out"]}
WHOLE = {**SAFE, **NEEDS, "physio": ["none"]}
HARD = ["walking", "foot", "balance", "stiffness", "weakness", "fatigue", "hands", "bladder", "pain", "sitting"]
HARD += ["dizziness", "swallowing", "thinking"]
LIFE = ["goal_out", "goal_home", "goal_energy", "barriers", "work", "new_ms", "company", "pay"]
BARRIERS = ["travel", "home", "aid", "wheelchair", "bed", "heat", "companion", "cost", "communication"]
WALKS = {
    "none": {},
    "begun": {"who": ["me"], "nation": ["england"]},
    "help today": {**{key: SAFE[key] for key in ("who", "nation", "emergency")}, "today": ["infection"]},
    "whole": WHOLE,
    "much": {**WHOLE, "difficulties": HARD, "life": LIFE, "getting_there": BARRIERS},
    "carer": {**WHOLE, "who": ["carer"]},
    "soon": {**WHOLE, "changes": ["new", "falls"]},
    "urgent": {**WHOLE, "today": ["infection", "eye"]},
    "emergency": {**SAFE, "emergency": ["stroke"]},
    "exit": {**SAFE, "who": ["under_18"]},
}


def _continue(tab):
    tab.get_by_role("button", name="Continue").click()
    tab.wait_for_load_state()


def _choose_everything(tab):
    """Tick “None of these” beside another answer, as only somebody without scripts can."""
    tab.evaluate("document.querySelectorAll('.choices input').forEach((box) => { box.checked = true; })")
    _continue(tab)


def _tamper(tab):
    tab.evaluate("document.querySelectorAll('.choices input').forEach((choice) => { choice.value = 'huge'; })")
    tab.get_by_role("button", name="Save and go back").click()


def _show_places(tab, name=""):
    tab.locator("#id_where").fill(name)
    tab.get_by_role("button", name="Show places near me").click()


def _type_a_shared_name(tab):
    _show_places(tab, "Newport")


def _send_nothing(tab):
    tab.get_by_role("button", name="Send the report").click()


def _send_half_a_code(tab):
    tab.get_by_label("Your code").fill("apple bananna castle")
    tab.get_by_role("button", name="Bring my answers back").click()


@dataclass(frozen=True)
class PublicPage:
    """One page in one state. `walk` names the answers that the device holds; `act` is what the person then does.

    `status` is that of the page in the end: an act that is refused leads to the same address with 422.
    """

    name: str
    path: str
    walk: str = "none"
    act: Callable | None = None
    status: int = 200

    def __str__(self):
        return self.name


READING = [
    PublicPage("home", "/"),
    PublicPage("article list", "/articles/"),
    *(PublicPage(slug, f"/articles/{slug}/") for slug in ARTICLES),
    PublicPage("article carer", f"/articles/{FIRST}/carer/"),
    PublicPage("article short", f"/articles/{FIRST}/short/"),
    PublicPage("article professional", f"/articles/{FIRST}/professional/"),
    *(PublicPage(f"topic {slug}", f"/topics/{slug}/") for slug in TOPICS),
    PublicPage("exercise list", "/exercises/"),
    PublicPage("exercise list narrowed", "/exercises/?position=sitting"),
    PublicPage("exercise list empty", "/exercises/?position=lying&energy=medium"),
    PublicPage("exercise list with a sheet", "/exercises/?purpose=balance&with=knee-rolls"),
    PublicPage("exercise sheet", "/exercises/sheet/?with=knee-rolls,sit-to-stand,wheelchair-reach"),
    *(PublicPage(f"exercise {slug}", f"/exercises/{slug}/") for slug in EXERCISES),
    PublicPage("questions", "/questions/"),
    PublicPage("glossary", "/glossary/"),
    PublicPage("stories", "/stories/"),
    PublicPage("services", "/services/"),
    PublicPage("services near", "/services/?near=Leeds"),
    PublicPage("services which", "/services/?near=Newport"),
    PublicPage("services wide and none", "/services/?near=BT48"),
    PublicPage("services unknown", "/services/?near=xyzzy&offer=free", status=422),
    PublicPage("services nation", "/services/?nation=england"),
    *(PublicPage(name, f"/{name}/") for name in ("about", "how-we-check", "accessibility", "privacy", "sources")),
]
OTHERS = [
    PublicPage("safety", "/how-we-keep-you-safe/"),
    PublicPage("status", "/status/"),
    PublicPage("settings", "/settings/"),
    PublicPage("settings error", "/settings/", act=_tamper, status=422),
    PublicPage("article told", f"/articles/{FIRST}/?helpful=yes"),
    PublicPage("helpful words", f"/helpful/words/?page=/articles/{FIRST}/&said=no"),
    PublicPage("report", "/report/?page=/articles/stiffness-and-spasms/"),
    PublicPage("report error", "/report/", act=_send_nothing, status=422),
    PublicPage("report thanks", "/report/thanks/harm/"),
    PublicPage("search", "/search/"),
    PublicPage("search found", "/search/?q=stiff+legs"),
    PublicPage("search repaired", "/search/?q=spascitity"),
    PublicPage("search none", "/search/?q=xyzzyq"),
    PublicPage("search urgent", "/search/?q=cant+breathe"),
    PublicPage("search many", "/search/?q=exercise&kind=article"),
    PublicPage("search about", "/search/?q=do+splints+help&about=walking-and-foot-drop"),
    PublicPage("parts", "/parts/"),
    PublicPage("not found", "/no-such-page/", status=404),
]
GUIDE = [
    PublicPage("start", "/get-physio/"),
    PublicPage("start again", "/get-physio/", "begun"),
    PublicPage("question", "/get-physio/who/"),
    PublicPage("question ticks", "/get-physio/emergency/", "begun"),
    PublicPage("question answered", "/get-physio/difficulties/", "whole"),
    PublicPage("question error", "/get-physio/who/", act=_continue, status=422),
    PublicPage("question both error", "/get-physio/emergency/", "begun", _choose_everything, 422),
    PublicPage("help today", "/get-physio/help-today/", "help today"),
    PublicPage("check", "/get-physio/check/", "whole"),
    PublicPage("result", "/get-physio/result/", "whole"),
    PublicPage("result much", "/get-physio/result/", "much"),
    PublicPage("result carer", "/get-physio/result/", "carer"),
    PublicPage("result soon", "/get-physio/result/", "soon"),
    PublicPage("result urgent", "/get-physio/result/", "urgent"),
    PublicPage("result emergency", "/get-physio/result/", "emergency"),
    PublicPage("result exit", "/get-physio/result/", "exit"),
    PublicPage("near", "/get-physio/near/", "whole"),
    PublicPage("near error", "/get-physio/near/", "whole", _show_places, 422),
    PublicPage("near which", "/get-physio/near/", "whole", _type_a_shared_name),
    PublicPage("break", "/get-physio/break/", "begun"),
    PublicPage("letter", "/get-physio/letter/1/", "whole"),
    PublicPage("letter much", "/get-physio/letter/1/", "much"),
    PublicPage("papers", "/get-physio/papers/", "urgent"),
    PublicPage("papers much", "/get-physio/papers/", "much"),
    PublicPage("self-referral", "/get-physio/letter/4/", "carer"),
    PublicPage("summary", "/get-physio/summary/", "whole"),
    PublicPage("letter words", "/get-physio/letter/1/words/", "much"),
    PublicPage("come back", "/get-physio/come-back/", "begun"),
    PublicPage("come back error", "/get-physio/come-back/", act=_send_half_a_code, status=422),
    PublicPage("erased", "/get-physio/erased/", "begun"),
    PublicPage("cleared", "/get-physio/cleared/"),
    PublicPage("lost", "/get-physio/lost/"),
]
PAGES = [*READING, *OTHERS, *GUIDE]
# One page of each shape: what many articles, exercises or topics share is measured on one of them.
REPEATED = {*ARTICLES, *EXERCISES[1:], *TOPICS[1:]} - {FIRST}
SHAPES = [page for page in PAGES if REPEATED.isdisjoint(page.path.split("/"))]
BY_NAME: Mapping[str, PublicPage] = {page.name: page for page in PAGES}
KEY_PAGES = [
    BY_NAME[name] for name in ("home", "stiffness-and-spasms", "question ticks", "result urgent", "result", "settings")
]


@dataclass(frozen=True)
class Way:
    """How somebody looks at pages: the window, the colours of the device, their reading settings."""

    width: int = 390
    height: int = 844
    colour: str = "light"
    reading: str = ""
    forced_colours: bool = False
    reduced_motion: bool = False
    paper: bool = False


PHONE = Way()
DESK = Way(width=1280, height=900)
NARROW = Way(width=320, height=256)  # what is left of 1280 px at 400% zoom
DARK = {"colour": "dark"}


class Visitor:
    """A browser tab that shows any public page in any way. Walks of the guide are taken once and kept."""

    def __init__(self, browser, site_url: str, **options):
        self.site_url = site_url
        self.context = browser.new_context(base_url=site_url, locale="en-GB", **options)
        self.complaints = watch(self.context, site_url)
        self.tab = self.context.new_page()
        self._walked = {}
        self._seen = None

    def see(self, page: PublicPage, way: Way = PHONE, **changes):
        """Return the tab with this page, seen in this way; loaded only if it is not the one that was seen last.

        For looking: whoever types or clicks uses the page, or opens it.
        """
        way = replace(way, **changes)
        if self._seen != (page, way.reading):
            self.open(page, way)
            self._seen = (page, way.reading)
        self._look(way)
        return self.tab

    def use(self, page: PublicPage, way: Way = PHONE, **changes):
        """The same to type and click in: nobody sees the page after that."""
        tab = self.see(page, way, **changes)
        self._seen = None
        return tab

    def open(self, page: PublicPage, way: Way = PHONE, **changes):
        """Return the tab with this page, seen in this way."""
        way = replace(way, **changes)
        self.hold(page.walk, way.reading)
        self._look(way)
        response = self.tab.goto(page.path)
        if page.act:
            with self.tab.expect_navigation() as going:
                page.act(self.tab)
            response = going.value
        assert (response.status, self.tab.url) == (page.status, f"{self.site_url}{page.path}")
        return self.tab

    def fetch(self, page: PublicPage):
        """Return the answer to a request for this page, as it leaves the server."""
        self.hold(page.walk)
        return self.context.request.get(page.path)

    def _look(self, way):
        self.tab.set_viewport_size({"width": way.width, "height": way.height})
        self.tab.emulate_media(
            color_scheme=way.colour,
            forced_colors="active" if way.forced_colours else "none",
            media="print" if way.paper else "screen",
            reduced_motion="reduce" if way.reduced_motion else "no-preference",
        )

    def hold(self, walk, reading=""):
        """Have the cookies of a walk and of the reading settings, and no others."""
        self._seen = None
        answers = self._answers(walk)
        self.context.clear_cookies()
        self.context.add_cookies(answers)
        if reading:
            self.context.add_cookies([{"name": "reading", "value": reading, "url": self.site_url}])

    def _answers(self, walk):
        if walk not in self._walked:
            self._look(PHONE)
            self.context.clear_cookies()
            answer_questions(self.tab, WALKS[walk])
            self._walked[walk] = [cookie for cookie in self.context.cookies() if cookie["name"] == "physio_answers"]
        return self._walked[walk]


def answer_questions(tab, answers: Mapping[str, list[str]]) -> None:
    """Answer one question after the other, until one comes that has no answer here."""
    if not answers:
        return
    tab.goto("/get-physio/")
    tab.get_by_role("link", name="Start the questions").click()
    while (key := re.search(r"/get-physio/([\w-]+)/", tab.url)[1]) in (*answers, "help-today"):
        if key == "help-today":
            tab.get_by_role("link", name="Carry on with the questions").click()
            continue
        for option in answers[key]:
            tab.locator(f'.choices input[value="{option}"]').check()
        _continue(tab)

"""What people do on the site, each as a browser does it: a new connection, its cookies, its forms. For bench.outage."""

import html
import http.client
import re
import time
from dataclasses import dataclass
from itertools import combinations
from random import Random
from urllib.parse import urlencode, urlsplit

from bench import site
from bench.load import TOKEN

MARK = "Words that somebody typed on a bad day"  # what has to come back when it could not be kept
STORY = f"{MARK}. My physiotherapist showed me how to stand up from a chair again, and it took some weeks. " * 2
RESTS = re.compile(r"rest(?:s|ing) for a moment|rests for a moment|could not (?:keep|do this)", re.IGNORECASE)
ASKED_BEFORE = ("physiotherapy near bradford", "stifness in my leggs", "walkng is hard", "tired in hull")
WORDS = "walking balance falls stiffness spasms fatigue pain dizzy bladder legs arms hands standing stairs exercise"
WORDS = f"{WORDS} stretching wheelchair appointment work sleep heat memory carer home rest steps breathing".split()
NEVER_ASKED = Random(7).sample([*combinations(WORDS, 3)], 2000)
CODES = 12  # so many that none is tried more than six times in a minute
LINK = re.compile(r'href="(/(?:articles|topics|exercises|stories|about)/[^"?#]*)"')


@dataclass
class Visit:
    """One answer: what was done, the phase, when it was asked for (monotonic), seconds, status, and what is wrong.

    `rests`: whether it says that this cannot be done now.
    """

    kind: str
    phase: str
    at: float
    seconds: float
    status: int
    wrong: str = ""
    rests: bool = False


class Browser:
    """Somebody's browser. `answers` is the Cookie header of somebody who has answered the guide's questions."""

    def __init__(self, url, answers=""):
        self.host = urlsplit(url).netloc
        self.cookies = dict(pair.split("=", 1) for pair in answers.split("; ") if pair)
        self.cookies["csrftoken"] = TOKEN

    def get(self, path):
        """Return (status, headers, text) of a page."""
        return self._ask("GET", path)

    def post(self, path, **fields):
        """Return the same for a form that was sent."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, **fields}, doseq=True))

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for name, value in re.findall(r"^([^=]+)=([^;]*)", "\n".join(response.headers.get_all("Set-Cookie", [])), re.M):
            self.cookies[name] = value
        return response.status, response.headers, text


class Kept:
    """What needs no database: pages, the guide to its result, letters, files, feeds, settings."""

    def __init__(self, url):
        self.url, self.answers = url, site.answers(url)
        self.pages = self._pages()
        self.letters = ["/get-physio/papers/", "/get-physio/letter/1/", "/get-physio/summary/"]
        self.pdfs = ["/get-physio/letter/1.pdf", "/get-physio/summary.pdf"]
        self.files = re.findall(r'href="(/static/[^"#]+)', Browser(url).get("/")[2])
        self.feeds = ["/feed.atom", "/sitemap.xml", "/podcast.xml", "/robots.txt", "/services/open-referral/services"]

    def _pages(self):
        lists = ["/", "/articles/", "/exercises/", "/questions/", "/glossary/", "/stories/", "/services/", "/about/"]
        lists += ["/privacy/", "/how-we-keep-you-safe/", "/status/", "/settings/", "/search/"]
        known = {link for path in lists for link in LINK.findall(Browser(self.url).get(path)[2])}
        return [*lists, *sorted(known)]

    def kinds(self):
        """Return {kind: (what to do the nth time, pause)}."""
        return {
            "pages": (self._one_of(self.pages), 0.05),
            "guide": (self._walk, 0.1),
            "letters": (self._one_of(self.letters), 0.2),
            "letters as PDF": (self._one_of(self.pdfs), 0.5),
            "files": (self._one_of(self.files), 0.05),
            "feeds": (self._one_of(self.feeds), 0.3),
            "settings": (
                lambda _: Browser(self.url).post(
                    "/settings/", next="/", text="large", colour="dark", words="everything"
                ),
                0.5,
            ),
            "directory": (
                self._one_of(["/services/?near=Leeds", "/services/?nation=wales"]),
                0.2,
            ),
            "health": (self._one_of(["/health/live"]), 0.5),
        }

    def _one_of(self, paths):
        return lambda number: Browser(self.url, self.answers).get(paths[number % len(paths)])

    def _walk(self, number):
        """The next step of somebody who answers all questions, and then sees the result."""
        keys = [*site.WHOLE]
        step = number % (len(keys) + 1)
        if step == 0:
            self._walker = Browser(self.url)
        if step < len(keys):
            return self._walker.post(f"/get-physio/{keys[step]}/", **{keys[step]: site.WHOLE[keys[step]]})
        status, headers, text = self._walker.get("/get-physio/result/")
        return (status if status == 200 else 599), headers, text  # sent back to a question: answers were lost


class Asking:
    """What needs the database: it is done, or rests kindly."""

    def __init__(self, url, answers, pages):
        self.url, self.answers = url, answers
        self.articles = [page for page in pages if page.startswith("/articles/") and page != "/articles/"]
        self.codes = [saved(self._browser) for _ in range(CODES)]

    def kinds(self):
        """Return {kind: (what to do the nth time, pause)}; few where the site takes few from everybody."""
        return {
            "search": (self._search, 0.1),
            "search, again": (self._search_again, 0.2),
            "search, kept": (lambda _: self._browser.get("/search/?q=walking+is+hard"), 0.2),
            "saving": (lambda _: self._browser.post("/get-physio/break/"), 1),
            "coming back": (self._come_back, 2),
            "helpful": (self._vote, 1),
            "helpful, words": (self._remark, 12),
            "reports": (lambda _: self._browser.post("/report/", page="/articles/", urgency="wrong", words=MARK), 10),
            "stories": (self._story, 20),
            "ready": (lambda _: self._browser.get("/health/ready"), 0.5),
        }

    @property
    def _browser(self):
        return Browser(self.url, self.answers)

    def _search(self, number):
        """Search for what nobody has asked yet, near a town: the database has to be asked."""
        return self._browser.get(f"/search/?{urlencode({'q': ' '.join(NEVER_ASKED[number % 2000]) + ' near york'})}")

    def _search_again(self, number):
        """Search for a town or with a slip, as before: what was found may be kept, the page is not."""
        return self._browser.get(f"/search/?{urlencode({'q': ASKED_BEFORE[number % len(ASKED_BEFORE)]})}")

    def _come_back(self, number):
        return self._browser.post("/get-physio/come-back/", code=self.codes[number % len(self.codes)])

    def _vote(self, number):
        page = self.articles[number % len(self.articles)]
        return self._browser.post("/helpful/", page=page, helpful="yes")

    def _remark(self, number):
        page = self.articles[number % len(self.articles)]
        return self._browser.post("/helpful/words/", page=page, said="yes", words=f"{MARK} {number}")

    def _story(self, number):
        told = {"teller": "patient", "title": f"{MARK} {number}", "words": STORY, "name": ""}
        return self._browser.post("/stories/share/", **told, agreed=["own", "publish", "edit", "withdraw"])


def saved(browser):
    """Save the answers of a browser, and return the code from the card; "" where they were not saved."""
    browser.post("/get-physio/break/")
    words = re.findall(r'<strong class="lead">([^<]+)</strong>', browser.get("/get-physio/saved/")[2])
    return html.unescape(" ".join(words))


TYPED = {"coming back", "helpful, words", "reports", "stories"}  # what was typed has to come back


def looked_at(kind, phase_now, do, number, may_rest):
    """Do it, and return the Visit: of the phase in which it was answered."""
    at = time.monotonic()
    try:
        status, headers, text = do(number)
        wrong = _wrong(kind, status, headers, text, may_rest)
        rests = status == 503 or "helpful=away" in headers.get("Location", "")
    except (OSError, http.client.HTTPException) as error:
        status, wrong, rests = 0, type(error).__name__, False
    return Visit(kind, phase_now(), at, time.monotonic() - at, status, wrong, rests)


def _wrong(kind, status, headers, text, may_rest):
    if status < 400:
        return "a door that closed" if "helpful=busy" in headers.get("Location", "") else ""
    if status != 503 or not may_rest:
        return f"status {status}"
    if "Retry-After" not in headers or "no-store" not in headers.get("Cache-Control", ""):
        return "503 that does not say when to try again"
    if kind != "ready" and not RESTS.search(text):
        return "503 without kind words"
    if kind in TYPED and "</textarea>" not in text or kind in TYPED - {"coming back"} and MARK not in text:
        return "503 that lost what was typed"
    return ""

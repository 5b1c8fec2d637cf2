"""Our pages beside bare Django, Wagtail and nginx: `python -m bench.serve [seconds]`, about eight minutes.

Everything is set up here: our founding content, Wagtail from PyPI on the same PostgreSQL with the same article, nginx.
All servers have two processes; each is measured with gunicorn's sync workers, of which the targets speak, and with
granian, as the site runs. They take turns, five rounds of `seconds` (3) each with 32 connections kept alive, and the
middle round counts, so that a busy machine is unfair to none. Bytes are without compression, the same for bare Django.
"""

import statistics
import sys
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, replace

from bench import front, load, peers, report, site

ROUNDS = 5
CONNECTIONS = 32
PEOPLE = 32  # who answer the guide differently, so that nothing is made for the same visit again and again
ARTICLE = "/articles/stiffness-and-spasms/"
PAGES = {"article": ARTICLE, "home": "/"}
RESULT, QUESTION = "/get-physio/result/", "/get-physio/difficulties/"
SEARCH = "/search/?q=stiff+legs"
SERVERS = {"gunicorn": True, "granian": False}
PROMISED = 7_020  # requests/s of bare Django, gunicorn, on the two quiet cores for which milliseconds were promised


@dataclass(frozen=True)
class Entry:
    """One address of one server that takes its turn."""

    name: str
    url: str
    cookies: tuple[str, ...] = ()  # of different people, in turn
    connections: int = CONNECTIONS

    def once(self, seconds: int) -> dict[str, float]:
        return load.wrk(self.url, self.connections, seconds, self.cookies)


def main(seconds: int = 3) -> int:
    """Measure, print, keep; return the exit code."""
    peers.install()
    with site.filled() as place, site.folder() as folder:
        pages = kept_pages(place, folder)
        peers.fill_wagtail(place, "wagtail", (pages / "article.html").read_text())
        with ExitStack() as open_servers:
            entries = [entry for name in SERVERS for entry in started(open_servers, place, pages, name)]
            static = open_servers.enter_context(front.static(pages))
            entries.append(Entry("nginx static", f"{static.url}/article.html"))
            print(f"{len(entries)} addresses, {ROUNDS} rounds of {seconds} s each.", flush=True)
            figures = measured(entries, seconds)
    show(figures)
    return report.conclude("serve", {"requests": figures}, targets(figures))


def kept_pages(place, folder):
    """Return a folder with the bytes of our article and home page, and a template with the frame of the article."""
    pages, templates = folder / "pages", folder / "templates"
    for each in (folder, pages, templates):
        each.mkdir(exist_ok=True)
        each.chmod(0o755)  # nginx reads them under another account
    with site.served(place, workers=1) as running:
        for name, path in PAGES.items():
            with urllib.request.urlopen(running.url + path) as answer:
                (pages / f"{name}.html").write_bytes(answer.read())
    peers.base_template((pages / "article.html").read_text(), templates)
    return pages


def started(open_servers, place, pages, server):
    """Start ours and its peers under one kind of server; return their entries."""
    gunicorn, templates = SERVERS[server], str(pages.parent / "templates")
    ours = open_servers.enter_context(peers.ours(place, gunicorn)).url
    bare = open_servers.enter_context(peers.bare(pages, gunicorn)).url
    usual = open_servers.enter_context(peers.bare(pages, gunicorn, middleware=True)).url
    wagtail, cached = (
        open_servers.enter_context(peers.wagtail(place, "wagtail", gunicorn, held, templates)).url
        for held in (False, True)
    )
    people = tuple(site.answers(ours, given) for given in site.people(PEOPLE))
    entries = [
        Entry("bare Django, article", f"{bare}/article/"),
        Entry("bare Django, home", f"{bare}/home/"),
        Entry("Django's middleware, article", f"{usual}/article/"),
        Entry("Wagtail article, uncached", f"{wagtail}/article/"),
        Entry("Wagtail article, cached", f"{cached}/article/"),
        Entry("our article", ours + ARTICLE),
        Entry("our home", f"{ours}/"),
        Entry("our question", ours + QUESTION, people),
        Entry("our result", ours + RESULT, people),
        Entry("our search, 8 connections", ours + SEARCH, connections=8),
        Entry("our search, 32 connections", ours + SEARCH),
    ]
    return [Entry(f"{server}: {each.name}", each.url, each.cookies, each.connections) for each in entries]


def measured(entries, seconds):
    """Return the middle figures of each entry, by its name."""
    for entry in entries:
        entry.once(1)  # warm
    rounds = {entry.name: [] for entry in entries}
    for _ in range(ROUNDS):
        for entry in entries:
            rounds[entry.name].append(entry.once(seconds))
    return {
        name: {key: round(statistics.median(r[key] for r in all_), 2) for key in all_[0]}
        for name, all_ in rounds.items()
    }


def show(figures):
    print(f"{'':40} {'requests/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'bytes':>7} {'failed':>6}")
    for name, found in figures.items():
        cells = f"{found['rate']:10,.0f} {found['p50']:8.1f} {found['p99']:8.1f} {found['bytes']:7,.0f}"
        print(f"{name:40} {cells} {found['failed']:6.0f}")


def targets(figures):
    """Return what was promised, with what was measured."""
    found = []
    for server in SERVERS:
        rate = {name.partition(": ")[2]: f["rate"] for name, f in figures.items() if name.startswith(server)}
        late = {name.partition(": ")[2]: f["p99"] or None for name, f in figures.items() if name.startswith(server)}

        def ratio(name, ours, peer, limit, rate=rate, server=server):
            value = round(rate[ours] / rate[peer], 2) if rate[peer] else None
            found.append(report.Target("1", f"{name} ({server})", "at least", limit, value, "times"))

        ratio("article, of bare Django with the same bytes", "our article", "bare Django, article", 0.85)
        ratio("home, of bare Django with the same bytes", "our home", "bare Django, home", 0.85)
        ratio("article, of Wagtail uncached", "our article", "Wagtail article, uncached", 15)
        ratio("article, of Wagtail cached whole", "our article", "Wagtail article, cached", 1.1)
        for name, limit in (("question", 50), ("result", 50), ("search, 8 connections", 100)):
            target = report.Target("1", f"{name}, p99 ({server})", "under", limit, late[f"our {name}"], "ms")
            found.append(target)
            if server == "gunicorn":
                found.append(as_promised(target, rate["bare Django, article"]))
    return found


def as_promised(target, bare):
    """Return the same target on PROMISED cores: slower ones take longer for bare Django as they do for us."""
    measured = target.measured and round(target.measured * bare / PROMISED, 2)
    return replace(target, name=f"{target.name}, if bare Django answered {PROMISED:,}/s", measured=measured)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

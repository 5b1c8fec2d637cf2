"""Parts of bench.trouble: ten times the connections, clients slow on purpose, and requests out of all measure."""

import resource
import socket
import time
from contextlib import ExitStack, contextmanager, suppress

from bench import instances, load, report, site

PAGES = ["/", "/articles/", "/questions/", "/get-physio/"]
SLOW = 200
HOST = "Host: 127.0.0.1\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
KINDS = {
    "headers": f"GET / HTTP/1.1\r\n{HOST}",
    "body": f"POST /report/ HTTP/1.1\r\n{HOST}{FORM}Content-Length: 9000\r\n\r\na",
    "reading": f"GET /articles/ HTTP/1.1\r\n{HOST}\r\n" * 2,
}


def connections(repeats):
    """32, 320 and 1,000 connections against two workers, without a proxy. Nobody is turned away; all wait longer."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))  # as LimitNOFILE of the unit
    told, targets = {}, []
    with site.filled() as place, site.served(place) as running:
        load.run(running.url, PAGES, seconds=2)
        for number in (32, 320, 1000):
            result = load.run(running.url, PAGES, seconds=5, connections=number, patience=60)
            told[f"{number} connections"] = _figures(result)
            targets.append(_none(f"{number} connections: failed requests", result.failed))
    return told, targets


def slow(repeats):
    """200 clients that send or take a byte now and then, while 8 readers ask: without a proxy, and behind nginx."""
    told, targets = {}, []
    with site.filled() as place:
        with site.served(place) as running:
            told |= _beside_slow("without a proxy", running.url)
        with instances.nginx(place) as before:
            told |= _beside_slow("behind nginx", before.url)
    for name, found in told.items():
        if "behind nginx" in name or "headers" in name:
            targets.append(_none(f"{SLOW} slow clients, {name}: failed pages of others", found["failed"]))
    return told, targets


def _beside_slow(where, url):
    told = {f"nobody slow, {where}": _figures(load.run(url, PAGES, seconds=2, connections=8))}
    for kind, begin in KINDS.items():
        with _slow_clients(url, begin):
            time.sleep(0.5)
            told[f"slow {kind}, {where}"] = _figures(load.run(url, PAGES, seconds=3, connections=8))
    return told


@contextmanager
def _slow_clients(url, begin):
    port = int(url.rsplit(":", 1)[1])
    with ExitStack() as stack:
        for _ in range(SLOW):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            client.connect(("127.0.0.1", port))
            client.sendall(begin.encode())
        yield


def huge(repeats):
    """Headers, addresses and forms of sizes that nobody needs: refused, with the site still there."""
    told = {}
    with site.filled() as place:
        with site.served(place) as running:
            told["huge, without a proxy"] = _refusals(running.url)
        with instances.nginx(place) as before:
            told["huge, behind nginx"] = _refusals(before.url)
    wrong = [status for found in told.values() for status in found.values() if status.startswith("5")]
    alive = all(found["a page after all that"] == "200" for found in told.values())
    return told, [_none("huge requests: answers of 5xx", len(wrong)), _none("huge requests: site gone", int(not alive))]


def _refusals(url):
    many = "".join(f"X-{number}: a\r\n" for number in range(1000))
    sent = {
        "header of 100 KB": f"GET / HTTP/1.1\r\n{HOST}X: {'a' * 100_000}\r\n\r\n",
        "1,000 headers": f"GET / HTTP/1.1\r\n{HOST}{many}\r\n",
        "address of 100 KB": f"GET /{'a' * 100_000} HTTP/1.1\r\n{HOST}\r\n",
        "cookie of 50 KB": f"GET / HTTP/1.1\r\n{HOST}Cookie: a={'a' * 50_000}\r\n\r\n",
        "form of 2 MB": f"POST /report/ HTTP/1.1\r\n{HOST}{FORM}Content-Length: 2000000\r\n\r\n{'a' * 2_000_000}",
        "10,000 fields": f"POST /report/ HTTP/1.1\r\n{HOST}{FORM}Content-Length: 40000\r\n\r\n{'a=1&' * 10_000}",
        "a length that is none": f"POST /report/ HTTP/1.1\r\n{HOST}Content-Length: -1\r\n\r\n",
        "a page after all that": f"GET / HTTP/1.1\r\n{HOST}\r\n",
    }
    return {name: _status(url, text) for name, text in sent.items()}


def _status(url, text):
    """The status of the answer to these bytes, or how the connection ended."""
    with socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1])), 30) as client:
        with suppress(OSError):  # it need not take all of it to refuse it
            client.sendall(text.encode())
        try:
            return client.recv(64).split(b" ")[1].decode()
        except (OSError, IndexError):
            return "closed"


def _figures(result):
    kept = ("requests", "rate", "p50", "p99", "max", "statuses")
    return {**{name: getattr(result, name) for name in kept}, "failed": result.failed}


def _none(name, failed):
    return report.Target("3", name, "exactly", 0, failed)

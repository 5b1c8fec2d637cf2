"""Many readers at once: requests a second, milliseconds, and what failed, by kind. In a process of its own.

    python -m bench.load http://127.0.0.1:8000 --seconds 10 --connections 32 / /articles/

From a bench: `load.run(url, paths)` waits for the result; `with load.going(url, paths) as readers:` loads while the
block does something to the site, and `readers.result` has it afterwards. One process of this asks about 2,000 times a
second: where the server is quicker, `load.wrk` measures it.

A path is asked for with GET, and sent a form where it is written "POST /path name=value&name=value", with the token and
the cookie that a browser has; an empty one without either where it is "POST /path".
"""

import argparse
import asyncio
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.support.running import ROOT

MOST_TOLD = 200  # failures that are told one by one
FOR_EVER = 24 * 3600
TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF"  # a right pair of cookie and field for the form's guard
IN_TURN = """local paths, cookies, n = {%s}, {%s}, 0
request = function()
  n = n + 1
  if #cookies > 0 then wrk.headers["Cookie"] = cookies[n %% #cookies + 1] end
  return wrk.format("GET", #paths > 0 and paths[n %% #paths + 1] or nil)
end
"""


@dataclass
class Result:
    """What the readers met. Times are in ms; `failures` are (seconds since the begin, path, status or kind)."""

    requests: int = 0
    seconds: float = 0
    rate: float = 0
    p50: float = 0
    p95: float = 0
    p99: float = 0
    max: float = 0
    statuses: dict[str, int] = field(default_factory=dict)  # "200", or the kind: "refused", "reset", "cut", "silent"
    per_second: list[int] = field(default_factory=list)  # answers below 500
    failures: list[tuple[float, str, str]] = field(default_factory=list)
    # A kept connection was closed before the answer began, and a new one asked: as browsers do, with forms too.
    again: int = 0
    forms_again: int = 0  # of those

    @property
    def failed(self) -> int:
        """The number of requests without an answer, or with one of 500 and above."""
        return sum(number for status, number in self.statuses.items() if not _well(status))


def run(url: str, paths: list[str], seconds: float = 10, **options) -> Result:
    """Load a site for so long, and return what the readers met.

    Options: connections, keep_alive, cookie, pause (seconds between two requests of a reader) and patience (seconds
    that it waits for an answer).
    """
    process = _start(url, paths, seconds, options)
    return _result(process)


@contextmanager
def going(url: str, paths: list[str], **options):
    """Load a site while the block runs; yields what has the Result as `.result` after the block."""
    process = _start(url, paths, FOR_EVER, options)
    readers = argparse.Namespace(result=None)
    process.stderr.readline()  # it says when it begins
    try:
        yield readers
    finally:
        process.send_signal(signal.SIGINT)
        readers.result = _result(process)


def _start(url, paths, seconds, options):
    command = [sys.executable, "-m", "bench.load", url, *paths, "--json", json.dumps({"seconds": seconds, **options})]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _result(process):
    out, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"The load did not run: {said[-2000:]}")
    return Result(**json.loads(out))


class Readers:
    """So many connections that ask for one path after the other until they are stopped."""

    def __init__(self, url, paths, seconds=10, connections=32, keep_alive=True, cookie="", pause=0, patience=20):
        self.address, self.paths, self.seconds = urlsplit(url), paths, seconds
        self.connections, self.keep_alive, self.pause = connections, keep_alive, pause
        self.patience = patience
        self.cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        self.statuses, self.per_second, self.times, self.failures = Counter(), Counter(), [], []
        self.again, self.forms_again, self.stopping = 0, 0, asyncio.Event()

    async def read(self):
        """Load until the time is over or somebody stops it; return a Result."""
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, self.stopping.set)
        self.begun = time.perf_counter()
        sys.stderr.write("begun\n")
        sys.stderr.flush()
        tasks = [asyncio.create_task(self._reader(number)) for number in range(self.connections)]
        with suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), self.seconds)
        self.stopping.set()
        seconds = time.perf_counter() - self.begun
        await asyncio.wait(tasks, timeout=self.patience + 5)
        return self._summed(seconds)

    def _summed(self, seconds):
        requests = sum(self.statuses.values())
        cuts = statistics.quantiles(self.times, n=100) if len(self.times) > 1 else [0] * 99
        cuts = [round(cut, 2) for cut in cuts]
        figures = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": round(max(self.times, default=0), 2)}
        rates = [self.per_second[second] for second in range(int(seconds))]
        told = {"statuses": dict(self.statuses), "per_second": rates, "failures": self.failures}
        told |= {"again": self.again, "forms_again": self.forms_again}
        return Result(
            requests=requests, seconds=round(seconds, 2), rate=round(requests / seconds, 1), **figures, **told
        )

    async def _reader(self, number):
        streams = None
        while not self.stopping.is_set():
            path = self.paths[number % len(self.paths)]
            number += 1
            begun, reused = time.perf_counter(), streams is not None
            try:
                async with asyncio.timeout(self.patience):
                    streams = streams or await asyncio.open_connection(self.address.hostname, self.address.port)
                    status, stays = await self._ask(*streams, path)
            except (OSError, EOFError, ValueError) as error:  # TimeoutError is an OSError
                status, stays = _kind(error), False
                if reused and _was_closed(error):
                    self.again, number = self.again + 1, number - 1
                    self.forms_again += path.startswith("POST ")
                    streams[1].close()
                    streams = None
                    continue
            self._note(path, status, begun)
            if not stays and streams:
                streams[1].close()
                streams = None
            await asyncio.sleep(self.pause if _well(status) else max(self.pause, 0.05))
        if streams:
            streams[1].close()

    async def _ask(self, reader, writer, path):
        writer.write(self._request(path))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        status = head.split(b" ", 2)[1].decode()
        if b"transfer-encoding: chunked" in head:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        elif length := re.search(rb"\r\ncontent-length: (\d+)", head):
            await reader.readexactly(int(length[1]))
        elif status not in ("204", "304"):
            await reader.read()
            return status, False
        return status, self.keep_alive and b"connection: close" not in head

    def _request(self, path):
        method, _, rest = path.partition(" ") if path.startswith("POST ") else ("GET", "", path)
        path, _, form = rest.partition(" ")
        stay = "keep-alive" if self.keep_alive else "close"
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.address.netloc}\r\nConnection: {stay}\r\n"
        head += f"Accept: text/html\r\nAccept-Encoding: gzip\r\n{self.cookie}"
        if method == "GET":
            return f"{head}\r\n".encode()
        if form:
            form = f"csrfmiddlewaretoken={TOKEN}&{form}"
            head += f"Cookie: csrftoken={TOKEN}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            head += "Sec-Fetch-Site: same-origin\r\n"
        return f"{head}Content-Length: {len(form)}\r\n\r\n{form}".encode()

    def _note(self, path, status, begun):
        now = time.perf_counter()
        self.statuses[status] += 1
        self.times.append((now - begun) * 1000)
        if _well(status):
            self.per_second[int(now - self.begun)] += 1
        elif len(self.failures) < MOST_TOLD:
            self.failures.append((round(now - self.begun, 2), path, status))


def _well(status):
    return status.isdecimal() and int(status) < 500


def _was_closed(error):
    return isinstance(error, ConnectionError) or getattr(error, "partial", None) == b""


def _kind(error):
    kinds = {TimeoutError: "silent", ConnectionRefusedError: "refused", ConnectionResetError: "reset"}
    kinds |= {BrokenPipeError: "reset", asyncio.IncompleteReadError: "cut", EOFError: "cut"}
    return kinds.get(type(error), type(error).__name__)


def wrk(url: str, connections: int = 32, seconds: int = 5, cookies=(), paths=()) -> dict[str, float]:
    """Load one address, or paths in turn, with wrk, with cookies in turn.

    Return rate, p50, p99 (ms), bytes of an answer and failures.
    """
    if not shutil.which("wrk"):
        raise SystemExit("This bench needs wrk: `apt-get install wrk`, then again.")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(IN_TURN % tuple(", ".join(map(json.dumps, each)) for each in (paths, cookies)))
        script.flush()
        command += ["-s", script.name] if paths or cookies else []
        out = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    p50, p99 = (_milliseconds(re.search(rf"\n\s+{percent}%\s+(\S+)", out)[1]) for percent in (50, 99))
    failed = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", out)))
    failed += int((re.search(r"Non-2xx or 3xx responses: (\d+)", out) or [0, 0])[1])
    requests, read = re.search(r"(\d+) requests in \S+, ([\d.]+\w+) read", out).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    return {"rate": rate, "p50": p50, "p99": p99, "bytes": _bytes(read) / max(1, int(requests)), "failed": failed}


def _milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def _bytes(text):
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}[unit]


def main():
    """Load a site from the command line, and print the Result as JSON."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("url")
    given.add_argument("paths", nargs="*", default=["/"])
    given.add_argument("--seconds", type=float, default=10)
    given.add_argument("--connections", type=int, default=32)
    given.add_argument("--json", type=json.loads, help="options as a bench gives them")
    asked = given.parse_args()
    options = asked.json or {"seconds": asked.seconds, "connections": asked.connections}

    async def read():
        return await Readers(asked.url, asked.paths, **options).read()

    print(json.dumps(asyncio.run(read()).__dict__))


if __name__ == "__main__":
    main()

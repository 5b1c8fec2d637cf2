"""Which web server: gunicorn (sync, gthread) or granian, on this machine, with a bare Django view or the site's own.

    apt-get install wrk; pip install gunicorn; python bench/serve_choice.py [msphysio.wsgi:application /]

Each server gets two processes. They take turns, three rounds each, and the middle round counts, so that a busy machine
is unfair to none. "With 40 slow" measures the same while 40 clients have sent half a request and stay silent.
"""

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

HOST, PORT = "127.0.0.1", 8765
BARE = "bench.serve_choice:application"
GUNICORN = "gunicorn --bind {host}:{port} --workers 2 --log-level error --no-control-socket"
GRANIAN = "granian --interface wsgi --host {host} --port {port} --workers 2 --no-log"
SERVERS = {
    "gunicorn sync": GUNICORN + " {app}",
    "gunicorn gthread, 4 threads": GUNICORN + " --worker-class gthread --threads 4 {app}",
    "granian, 1 thread": GRANIAN + " --blocking-threads 1 {app}",
    "granian, 2 threads": GRANIAN + " --blocking-threads 2 {app}",
    "granian, 4 threads": GRANIAN + " --blocking-threads 4 {app}",
}
ROUNDS = 3


def bare_application():
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    page = b"<!doctype html>" + b"<p>Words about physiotherapy.</p>" * 400
    settings.configure(ROOT_URLCONF=(path("", lambda request: HttpResponse(page)),), ALLOWED_HOSTS=["*"])
    django.setup()
    return get_wsgi_application()


if __name__ == "bench.serve_choice":
    application = bare_application()


@contextmanager
def serving(command: str, app: str):
    root = Path(__file__).resolve().parent.parent
    server = subprocess.Popen(
        [sys.executable, "-m", *command.format(host=HOST, port=PORT, app=app).split()],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}:{os.environ.get('PYTHONPATH', '')}"},
    )
    try:
        _wait_until_open()
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait_until_open():
    for _ in range(200):
        try:
            return socket.create_connection((HOST, PORT), 1).close()
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def load(path: str, seconds: int, connections: int) -> tuple[float, float, float, int]:
    """Requests a second, median and 99th percentile in ms, and failed requests."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"http://{HOST}:{PORT}{path}"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    median, last = (_milliseconds(re.search(rf"\n\s+{percent}%\s+(\S+)", out)[1]) for percent in (50, 99))
    errors = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", out)))
    errors += int((re.search(r"Non-2xx or 3xx responses: (\d+)", out) or [0, 0])[1])
    return rate, median, last, errors


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


@contextmanager
def slow_clients(number: int):
    clients = [socket.create_connection((HOST, PORT)) for _ in range(number)]
    for client in clients:
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    try:
        yield
    finally:
        for client in clients:
            client.close()


def measure(command: str, app: str, path: str) -> tuple:
    with serving(command, app) as server:
        load(path, 1, 4)
        rate, median, last, errors = load(path, 5, 16)
        family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        memory = sum(process.memory_info().rss for process in family) / 2**20
        with slow_clients(40):
            time.sleep(0.5)
            slow_rate, _, slow_last, slow_errors = load(path, 3, 16)
        return rate, median, last, errors, memory, slow_rate, slow_last, slow_errors


def main(app: str = BARE, path: str = "/"):
    results = {name: [] for name in SERVERS}
    for _ in range(ROUNDS):
        for name, command in SERVERS.items():
            results[name].append(measure(command, app, path))
    print("| server | requests/s | median ms | 99% ms | failed | MB | with 40 slow: requests/s | 99% ms | failed |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, rounds in results.items():
        middle = (f"{statistics.median(column):.4g}" for column in zip(*rounds, strict=True))
        print(f"| {name} | {' | '.join(middle)} |")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The real nginx and HAProxy with the files of deploy/: rules as shipped; ports, folders and certificate are ours."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.running import ROOT, free_port

NAME = "www.example.org"
SECONDS_TO_OPEN = 10
AROUND_NGINX = """daemon off;
user {user};
pid {folder}/pid;
error_log {folder}/start.log;
events {{}}
http {{
{temp}
{site}
}}
"""
TEMP = ("client_body_temp", "proxy_temp", "fastcgi_temp", "uwsgi_temp", "scgi_temp")


@dataclass(frozen=True)
class Answer:
    """What a proxy sent back; header names are in small letters."""

    status: int
    headers: dict = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Proxy:
    """A running proxy: its ports for https and http, its certificate, and the file that it logs into."""

    https: int
    http: int
    certificate: Path
    log: Path

    @property
    def folder(self):
        """Where its configuration, its number and what it keeps are."""
        return self.log.parent

    def ask(self, path, method="GET", body=None, host=NAME, secure=True, **headers):
        """Ask over a connection of its own; return an Answer. Raises what http.client raises when there is none."""
        connection = http.client.HTTPConnection(NAME, timeout=20)
        connection.sock = self._connected(secure)
        with closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": host, **named})
            return _answer(connection.getresponse())

    def begin(self, said: bytes):
        """Say the beginning of a request and no more; return the Answer. Raises what http.client raises without one."""
        with self._connected(secure=True) as connection:
            connection.sendall(said)
            response = http.client.HTTPResponse(connection)
            response.begin()
            return _answer(response)

    def _connected(self, secure):
        connection = socket.create_connection(("127.0.0.1", self.https if secure else self.http), 20)
        if not secure:
            return connection
        known = ssl.create_default_context(cafile=self.certificate)
        return known.wrap_socket(connection, server_hostname=NAME)


def _answer(response):
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())


def needed(program: str) -> str:
    """Return the path of a program. Without it the test is skipped, or failed where CI=true."""
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if not path:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(f"{program} is missing: apt-get install {program}")
    return path


def certificate_in(folder: Path) -> Path:
    """Make a certificate for NAME; return its file. Its key is beside it as .key, both in one file as .pem."""
    made = folder / "site.crt"
    what = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2", "-nodes"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", str(made.with_suffix(".key"))]
    command = [needed("openssl"), "req", "-x509", *key, *what, "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    made.with_suffix(".pem").write_bytes(made.read_bytes() + made.with_suffix(".key").read_bytes())
    return made


@contextmanager
def nginx(folder: Path, certificate: Path, instances: list[int]):
    """nginx with deploy/nginx/msphysio.conf in front of the instances on these ports; yields a Proxy."""
    https, http_port = free_port(), free_port()
    known = {"listen 443": f"listen 127.0.0.1:{https}", "listen 80": f"listen 127.0.0.1:{http_port}"}
    known |= {"/var/log/nginx": folder, "/var/cache/nginx/msphysio": folder / "cache"}
    known |= {
        "/srv/msphysio/": f"{ROOT}/",
        "/etc/nginx/msphysio/": f"{folder}/instances/",
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": certificate,
    }
    known |= {f"/etc/letsencrypt/live/{NAME}/privkey.pem": certificate.with_suffix(".key")}
    site = _shipped("nginx/msphysio.conf", known, without="listen [::]")
    (folder / "instances").mkdir()
    told = {**os.environ, "NGINX": "true", "NGINX_INSTANCES": str(folder / "instances")}
    for port in instances:
        subprocess.run([ROOT / "deploy" / "nginx" / "instance", "in", str(port)], env=told, check=True)
    temp = "\n".join(f"{name}_path {folder}/{name};" for name in TEMP)
    user = "root" if os.geteuid() == 0 else "nobody"
    (folder / "nginx.conf").write_text(AROUND_NGINX.format(user=user, folder=folder, temp=temp, site=site))
    command = [needed("nginx"), "-e", folder / "start.log", "-c", folder / "nginx.conf"]
    with _running(command, https, folder / "said.log"):
        yield Proxy(https, http_port, certificate, folder / "msphysio.log")


@contextmanager
def haproxy(folder: Path, certificate: Path, instances: list[int]):
    """HAProxy with deploy/haproxy/msphysio.cfg in front of the instances on these ports; yields a Proxy."""
    https, http_port = free_port(), free_port()
    known = {"bind :443": f"bind 127.0.0.1:{https}", "bind :80": f"bind 127.0.0.1:{http_port}"}
    known |= {"/etc/haproxy/msphysio.pem": certificate.with_suffix(".pem"), "    user haproxy\n    group haproxy\n": ""}
    known |= {"/run/haproxy/admin.sock": folder / "admin.sock", "/srv/msphysio/": f"{ROOT}/"}
    known |= {f"127.0.0.1:{8000 + at}": f"127.0.0.1:{port}" for at, port in enumerate(instances)}
    (folder / "haproxy.cfg").write_text(_shipped("haproxy/msphysio.cfg", known))
    with _running([needed("haproxy"), "-db", "-f", folder / "haproxy.cfg"], https, folder / "said.log"):
        yield Proxy(https, http_port, certificate, folder / "said.log")


def _shipped(name, replaced, without=None):
    """Return a file of deploy/ with words replaced, each of which must stand in it, and without some of its lines."""
    text = (ROOT / "deploy" / name).read_text()
    for old, new in replaced.items():
        assert old in text, f"{old} is not in {name}"
        text = text.replace(old, str(new))
    return "".join(line for line in text.splitlines(True) if not (without and without in line))


@contextmanager
def _running(command, port, log):
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_until_open(process, port, log)
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait_until_open(process, port, log):
    end = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < end and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
    raise AssertionError(log.read_text())

"""nginx and HAProxy in front of two instances, set up with the files that are shipped."""

import http.client
import os
import re
import shlex
import signal
import subprocess
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from msphysio.kept_pages import SHARED
from tests.support import databases, own_pages, own_sites, proxies
from tests.support.running import ROOT
from tests.support.serving import serving

pytestmark = pytest.mark.slow
BEHIND = {"HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": proxies.NAME, "WEB_WORKERS": "1"}
TOO_MUCH = 310 * 1024
BEGIN_OF_IT = b"x" * 20_000
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
HARMFUL, OTHER, UNREAD = "/articles/balance-exercise/", "/articles/stretching/", "/exercises/knee-rolls/"
LONGEST_LINE = 16 * 1024  # bytes: large_client_header_buffers of nginx
LONGEST = 30  # seconds that a page may be older than a pause
NO_ANSWER = (ConnectionError, http.client.RemoteDisconnected)


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    """Two instances and, under its name, each proxy in front of both."""
    with ExitStack() as stack:
        address = stack.enter_context(own_sites.founded(databases.of_this_process("site", "proxies")))
        served = [stack.enter_context(serving(address, **own_sites.SECRET, **BEHIND)) for _ in range(2)]
        ports = [urlsplit(one.url).port for one in served]
        certificate = proxies.certificate_in(tmp_path_factory.mktemp("certificate"))
        found = {
            name: stack.enter_context(getattr(proxies, name)(tmp_path_factory.mktemp(name), certificate, ports))
            for name in ("nginx", "haproxy")
        }
        yield found, served


@pytest.fixture(params=["nginx", "haproxy"])
def proxy(request, house):
    return house[0][request.param]


def test_pages_come_over_https_with_the_sites_own_headers_once(proxy):
    home = proxy.ask("/")
    assert (home.status, b"<h1" in home.body) == (200, True)
    assert "max-age=31536000" in home.headers["strict-transport-security"]
    assert home.headers["content-security-policy"].count("default-src") == 1
    assert home.headers.get("server") in (None, "nginx")  # neither what serves the site nor a version
    plain = proxy.ask("/articles/", secure=False)
    assert (plain.status, plain.headers["location"]) == (301, f"https://{proxies.NAME}/articles/")


def test_what_a_client_says_of_itself_is_not_passed_on(proxy):
    told = {"X_Forwarded_Proto": "http", "X_Forwarded_For": "192.0.2.1", "X_Request_ID": "made-up-by-client"}
    answer = proxy.ask("/", **told)
    assert answer.status == 200  # the site would have sent plain http to https
    assert answer.headers["x-request-id"] != "made-up-by-client"


def test_nginx_keeps_what_may_be_kept_and_pages_with_answers_never(house):
    nginx = house[0]["nginx"]
    style = re.search(rb'href="(/static/[^"]+\.css)"', nginx.ask("/").body)[1].decode()
    for path, kept in ((style, True), ("/articles/", True), ("/get-physio/who/", False), ("/settings/", False)):
        first, second = nginx.ask(path), nginx.ask(path)
        assert (first.status, second.status) == (200, 200), path
        assert (first.headers["x-request-id"] == second.headers["x-request-id"]) is kept, path


def test_another_name_gets_no_answer(proxy):
    for secure in (True, False):
        with pytest.raises(NO_ANSWER):
            proxy.ask("/", host="www.example.net", secure=secure)


def test_too_much_is_refused_before_all_of_it_came(proxy):
    assert proxy.ask("/report/", method="POST", body=BEGIN_OF_IT, Content_Length=str(TOO_MUCH)).status == 413


def test_what_it_says_itself_is_plain_and_closed_and_kept_nowhere(proxy):
    large = proxy.ask("/report/", method="POST", body=BEGIN_OF_IT, Content_Length=str(TOO_MUCH))
    assert (large.status, own_pages.wrong(large)) == (413, [])
    assert not own_pages.open_doors(proxy.ask("/", secure=False)) - {"strict-transport-security"}  # that is for https


@pytest.mark.parametrize(
    ("status", "asked"),
    [(400, {"Content_Length": "many"}), (404, {"path": "/of-nginx/rests.html"}), (405, {"method": "TRACE"})],
)
def test_so_does_nginx_with_what_it_cannot_read(house, status, asked):
    answer = house[0]["nginx"].ask(**{"path": "/", **asked})
    assert (answer.status, own_pages.wrong(answer)) == (status, [])


@pytest.mark.parametrize(
    ("status", "before", "line"),
    [(414, b"", b"GET /"), (400, f"GET / HTTP/1.1\r\nHost: {proxies.NAME}\r\n".encode(), b"X: ")],
)
def test_so_does_nginx_with_a_line_that_is_too_long(house, status, before, line):
    # To the byte: what comes after nginx has refused breaks the connection, at times before the answer is read.
    answer = house[0]["nginx"].begin(before + line.ljust(LONGEST_LINE, b"z"))
    assert (answer.status, own_pages.wrong(answer)) == (status, [])


def test_machines_of_the_operator_may_ask_how_it_is(proxy):
    assert proxy.ask("/health/ready").status == 200


def let_through(proxy, **told):
    """Try 30 times to sign in; return (the answers, how many the site gave beside one each 6 seconds: nginx's rate)."""
    begun = time.monotonic()
    answers = [proxy.ask("/admin/login/", method="POST", **told) for _ in range(30)]
    assert {answer.status for answer in answers} <= {403, 429}  # 403 is the site's: no token
    by_the_site = sum(answer.status == 403 for answer in answers)
    return answers, by_the_site - (time.monotonic() - begun) / 6


def test_many_tries_to_sign_in_are_stopped_and_readers_are_not(proxy):
    answers, many = let_through(proxy)
    assert [answer.status for answer in answers[:5]] == [403] * 5 and many <= 20
    assert own_pages.wrong(next(answer for answer in answers if answer.status == 429)) == []
    assert [proxy.ask(path).status for path in ("/", "/admin/login/")] == [200, 200]


def test_others_at_the_same_address_do_not_stop_who_has_signed_in_on_the_device_before(proxy):
    one, other = ({"Cookie": f"reading=a; known_device={name * 20}"} for name in "ab")
    let_through(proxy)
    assert let_through(proxy, Cookie="known_device=")[1] <= 1, "no mark is no device: nothing is left"
    answers, many = let_through(proxy, **one)
    assert answers[0].status == 403 and many <= 20
    assert proxy.ask("/admin/login/", method="POST", **other).status == 403


def test_one_page_is_taken_down_at_the_proxy_as_the_document_says(house):
    nginx = house[0]["nginx"]
    assert nginx.ask(HARMFUL).status == nginx.ask(OTHER).status == 200
    line = re.search(r"^location \^~ /articles/NAME/ .*$", OPERATIONS, re.M)[0].replace("NAME", "balance-exercise")
    own_pages.add_to(nginx, line)
    late = time.monotonic() + 60
    # The answer that says so itself: what has not yet heard of it may answer once more meanwhile.
    while (down := nginx.ask(HARMFUL)).status == 200 and time.monotonic() < late:
        time.sleep(0.1)
    assert (down.status, own_pages.wrong(down), nginx.ask(OTHER).status) == (503, [], 200)


def test_all_that_nginx_keeps_is_thrown_away_as_the_document_says(house):
    nginx = house[0]["nginx"]
    first, kept = nginx.ask(UNREAD), nginx.ask(UNREAD)  # one of the tests above may have had OTHER kept 10 seconds ago
    command = re.search(r"^find /var/cache/nginx/msphysio .*$", OPERATIONS, re.M)[0]
    subprocess.run(shlex.split(command.replace("/var/cache/nginx/msphysio", str(nginx.folder / "cache"))), check=True)
    again = nginx.ask(UNREAD)
    assert kept.headers["x-request-id"] == first.headers["x-request-id"] != again.headers["x-request-id"]


def test_an_instance_that_is_killed_costs_no_reader_an_answer(house):
    found, served = house
    seen, stop = [], threading.Event()

    def read(proxy):
        while not stop.is_set():
            try:
                seen.append(proxy.ask("/get-physio/who/").status)
            except (OSError, http.client.HTTPException) as error:
                seen.append(repr(error))

    def wait_for(answers):
        late = time.monotonic() + 60
        while len(seen) < answers and time.monotonic() < late:
            time.sleep(0.05)

    readers = [threading.Thread(target=read, args=(proxy,)) for proxy in found.values() for _ in range(2)]
    for reader in readers:
        reader.start()
    wait_for(10)
    before = len(seen)
    os.killpg(served[0].process.pid, signal.SIGKILL)
    time.sleep(2)  # at least: while both proxies still count on it
    wait_for(before + 20)
    stop.set()
    for reader in readers:
        reader.join()
    assert before and len(seen) > before + 10
    assert set(seen) == {200}


def test_without_any_instance_a_page_stays_no_longer_than_a_pause_needs_and_then_the_proxy_says_who_helps(house):
    found, served = house
    nginx, haproxy = found["nginx"], found["haproxy"]
    read = time.monotonic()
    assert nginx.ask(OTHER).headers["cache-control"] == SHARED
    os.killpg(served[1].process.pid, signal.SIGKILL)
    served[1].process.wait(20)
    assert nginx.ask(OTHER).status == 200
    time.sleep(max(0, read + LONGEST + 1 - time.monotonic()))
    gone = nginx.ask(OTHER), haproxy.ask(OTHER), nginx.ask("/report/", method="POST", body=b"words=a")
    assert [(answer.status, own_pages.wrong(answer)) for answer in gone] == [(502, []), (503, []), (502, [])]


def test_their_logs_name_nobody_and_no_page(house):
    """Last in this file: whatever the tests above asked for is in the logs."""
    for name, proxy in house[0].items():
        written = proxy.log.read_text()
        assert len(written.splitlines()) > 20, name
        for word in ("127.0.0.1", "get-physio", "login", "report", "example.net"):
            assert word not in written, (name, word)

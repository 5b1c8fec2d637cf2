"""nginx and HAProxy in front of two instances, set up with the files that are shipped."""

import http.client
import os
import re
import signal
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.support import databases, own_sites, proxies
from tests.support.serving import serving

pytestmark = pytest.mark.slow
BEHIND = {"HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": proxies.NAME, "WEB_WORKERS": "1"}
TOO_MUCH = 310 * 1024
BEGIN_OF_IT = b"x" * 20_000
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


def test_machines_of_the_operator_may_ask_how_it_is(proxy):
    assert proxy.ask("/health/ready").status == 200


def test_many_tries_to_sign_in_are_stopped_and_readers_are_not(proxy):
    found = [proxy.ask("/admin/login/").status for _ in range(30)]
    assert found[:5] == [200] * 5
    assert found[-5:] == [429] * 5
    assert proxy.ask("/").status == 200


def test_an_instance_that_is_killed_costs_no_reader_an_answer(house):
    found, served = house
    seen, stop = [], threading.Event()

    def read(proxy):
        while not stop.is_set():
            try:
                seen.append(proxy.ask("/get-physio/who/").status)
            except OSError as error:
                seen.append(repr(error))

    readers = [threading.Thread(target=read, args=(proxy,)) for proxy in found.values() for _ in range(2)]
    for reader in readers:
        reader.start()
    time.sleep(0.5)
    before = len(seen)
    os.killpg(served[0].process.pid, signal.SIGKILL)
    time.sleep(2)
    stop.set()
    for reader in readers:
        reader.join()
    assert before and len(seen) > before + 10
    assert set(seen) == {200}


def test_their_logs_name_nobody_and_no_page(house):
    """Last in this file: whatever the tests above asked for is in the logs."""
    for name, proxy in house[0].items():
        written = proxy.log.read_text()
        assert len(written.splitlines()) > 20, name
        for word in ("127.0.0.1", "get-physio", "login", "report", "example.net"):
            assert word not in written, (name, word)

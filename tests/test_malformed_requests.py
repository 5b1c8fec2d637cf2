"""What is no HTTP, or could be read in two ways, at granian itself and at both proxies in front of it."""

import socket
import ssl
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.support import databases, malformed, own_sites, proxies
from tests.support.serving import serving

pytestmark = pytest.mark.slow
BEHIND = {"HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": proxies.NAME, "WEB_WORKERS": "1", "LOG_FORMAT": "json"}
WELL = f"GET /health/live HTTP/1.1\r\nHost: {proxies.NAME}\r\nX-Forwarded-Proto: https\r\n\r\n"
UNKNOWN = {501, 505}  # how nginx calls a way to send a body, and a version of HTTP, that it does not know
LISTENERS = ("granian", "nginx", "haproxy")


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    """One instance, and how to connect to it and to each proxy in front of it."""
    with ExitStack() as stack:
        address = stack.enter_context(own_sites.founded(databases.of_this_process("site", "malformed")))
        served = stack.enter_context(serving(address, **own_sites.SECRET, **BEHIND))
        port = urlsplit(served.url).port
        certificate = proxies.certificate_in(tmp_path_factory.mktemp("certificate"))
        known = ssl.create_default_context(cafile=certificate)
        found = {"granian": lambda: socket.create_connection(("127.0.0.1", port), 20)}
        for name in ("nginx", "haproxy"):
            proxy = stack.enter_context(getattr(proxies, name)(tmp_path_factory.mktemp(name), certificate, [port]))
            found[name] = lambda proxy=proxy: known.wrap_socket(
                socket.create_connection(("127.0.0.1", proxy.https), 20), server_hostname=proxies.NAME
            )
        yield found, served


@pytest.mark.parametrize("listener", LISTENERS)
def test_it_is_refused_or_answered_and_the_site_goes_on(house, listener):
    found, served = house
    told = {name: malformed.answers(found[listener], sent) for name, sent in malformed.SENT.items()}
    broken = {name: [one for one in statuses if one >= 500 and one not in UNKNOWN] for name, statuses in told.items()}
    assert {name: statuses for name, statuses in broken.items() if statuses} == {}
    assert malformed.answers(found[listener], malformed.SENT["many requests at once"], malformed.LONG)
    assert told["two hosts"] in ([400], [])
    # The answer to a request of somebody else is never the one to what was hidden behind another.
    assert [malformed.answers(found[listener], WELL, malformed.LONG) for _ in range(10)] == [[200]] * 10
    assert served.process.poll() is None
    assert malformed.CANARY not in "".join(served.said)

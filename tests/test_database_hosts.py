"""Several database servers: which of them is asked, what an address may be, and that no password is told."""

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from msphysio import database
from tests.support import databases
from tests.support.running import free_port

PASSWORD = "hunter2"  # noqa: S105 - of nobody


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("postgres://me@one/site", "one", ""),
        ("postgresql://me@one:5433/site", "one", "5433"),
        ("postgres://me@[::1]:5433/site", "::1", "5433"),
        ("postgres://me@one:5432,two:5433/site", "one,two", "5432,5433"),
        ("postgres://me@one,two:5433/site", "one,two", ",5433"),
        ("postgres://me@%2Frun%2Fone,%2Frun%2Ftwo/site", "/run/one,/run/two", ","),
        ("postgres://me@/site?host=/run/one,/run/two&port=5432,5433", "/run/one,/run/two", "5432,5433"),
        ("postgres://me@//run/a%20folder/site", "/run/a folder", ""),
        ("postgres:///site", "", ""),
    ],
)
def test_an_address_is_what_it_is_to_postgresql(address, host, port):
    found = database.configuration(address)
    assert (found["HOST"], found["PORT"], found["NAME"]) == (host, port, "site")


def test_of_several_hosts_the_one_that_takes_writes_is_asked_unless_the_address_says_otherwise():
    several = "postgres://me@one,two/site"
    assert database.configuration(several)["OPTIONS"]["target_session_attrs"] == "read-write"
    assert database.configuration(several, of_several=database.READER)["OPTIONS"]["target_session_attrs"] == (
        "prefer-standby"
    )
    said = database.configuration(f"{several}?target_session_attrs=primary&sslmode=verify-full&connect_timeout=1")
    wanted = {"target_session_attrs": "primary", "sslmode": "verify-full", "connect_timeout": "1"}
    assert wanted.items() <= said["OPTIONS"].items()
    assert "target_session_attrs" not in database.configuration("postgres://me@one/site")["OPTIONS"]


@pytest.mark.parametrize(
    "address",
    ["postgres://me:{}@one:x,two/site", "postgres://me:{}@one,two", "postgres://me:{}@one,two/site?nonsense={}", "{}"],
)
def test_what_is_no_address_is_said_without_its_password(address):
    with pytest.raises(ImproperlyConfigured) as refusal:
        database.configuration(address.format(PASSWORD, PASSWORD), "DATABASE_READ_URL")
    assert "DATABASE_READ_URL" in str(refusal.value)
    assert PASSWORD not in str(refusal.value)
    assert refusal.value.__cause__ is refusal.value.__context__ is None


def connect(*hosts_and_ports):
    """Return a connection by the settings for these hosts, as Django makes one."""
    known = settings.DATABASES["default"]
    hosts, ports = zip(*hosts_and_ports, strict=True)
    name = f"{databases.MAINTENANCE}?host={','.join(hosts)}&port={','.join(ports)}"
    found = database.configuration(f"postgres://{known['USER']}:{known['PASSWORD']}@/{name}")
    named = {name: found[name.upper()] for name in ("host", "port", "user", "password")}
    return psycopg2.connect(dbname=found["NAME"], **named, **found["OPTIONS"])


def test_a_host_that_is_away_is_passed_over_at_once(django_db_setup):
    known = settings.DATABASES["default"]
    nobody, there = ("127.0.0.1", str(free_port())), (known["HOST"], known["PORT"] or "5432")
    connection = connect(nobody, there)
    assert connection.info.host == known["HOST"]
    connection.close()

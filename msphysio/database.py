"""DATABASE_URL as Django's settings, with complaints that name no password.

PostgreSQL's own library reads the address, so that it means here what it means to psql: several hosts too, one of which
takes writes (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS).
"""

import psycopg2
from django.core.exceptions import ImproperlyConfigured
from psycopg2.extensions import parse_dsn

FORM = "postgres://user:password@host:5432/name"
SCHEMES = ("postgres://", "postgresql://")
ENGINE = "msphysio.bounded_postgresql"
OPTIONS = {
    "application_name": "msphysio",
    "connect_timeout": 3,  # seconds, for each host
    "keepalives_idle": 5,  # a line on which nothing comes back ends within 15 seconds
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    "options": "-c client_connection_check_interval=1000",  # the server stops working for who has gone
}
WRITER, READER = "read-write", "prefer-standby"  # which of several hosts is asked, where the address does not say


def configuration(url: str, variable: str = "DATABASE_URL", of_several: str = WRITER) -> dict:
    """Return the DATABASES entry for the address in a variable; options in its query (such as sslmode) are kept.

    Hosts are names, addresses or folders of Unix sockets; several have commas between. Raises ImproperlyConfigured,
    whose text never holds any part of the URL, when it is not a PostgreSQL address.
    """
    found = _parsed(url)
    if not found.get("dbname"):
        raise ImproperlyConfigured(f"{variable} is not of the form {FORM}: correct it, or leave it unset.")
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    entry = {name: found.pop(key, "") for name, key in names.items()}
    several = {"target_session_attrs": of_several} if "," in entry["HOST"] else {}
    return {"ENGINE": ENGINE, **entry, "OPTIONS": OPTIONS | several | found}


def _parsed(url):
    try:
        found = parse_dsn(url) if url.startswith(SCHEMES) else {}
    except psycopg2.ProgrammingError:
        return {}
    if not found.get("port", "0").replace(",", "0").isdecimal():
        return {}
    folder, slash, name = found.get("dbname", "").rpartition("/")
    if slash and not found.get("host"):  # postgres://user@//folder/of/the/socket/name
        found |= {"host": folder, "dbname": name}
    return found

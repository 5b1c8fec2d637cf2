"""All benches in turn, then the plots: `make bench`, and `make bench BENCH=serve` for one. Each has 20 minutes.

Those that only need a database with the founding library get a filled one here; the others set themselves up.
"""

import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import replace

import psycopg2

from bench import peers, plots, site

MINUTES = 20
SETTING_UP = "serve search_peers lighthouse observatory growth outage failover recovery trouble publications"
SETTING_UP += " proof letters saving"
ON_A_DATABASE = {"directory": [], "search_quality": [], "search_speed": [], "fuzz": ["5000"]}
NAMES = [*SETTING_UP.split(), *ON_A_DATABASE, "serve_choice"]


def main(*wanted: str) -> int:
    """Run benches by their names, or all; return 0 when each ended well and met its targets."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no bench {unknown[0]}: choose of {', '.join(NAMES)}.")
        return 2
    ended = {name: run(name) for name in wanted or NAMES}
    plots.main()
    for name, code in ended.items():
        print(f"{name:16} {'well' if code == 0 else 'MISSED a target, or failed'}")
    return max(map(bool, ended.values()))


def run(name: str) -> int:
    """Run one bench in a process of its own, and return how it ended."""
    print(f"\n=== {name}", flush=True)
    if name in ON_A_DATABASE:
        with founding() as place:
            return ended(name, *ON_A_DATABASE[name], **place.environment())
    if name == "serve_choice":
        peers.install()
        return ended(name, PYTHONPATH=f"{site.ROOT}:{peers.GUNICORN_ALONE}")
    own = {} if name != "letters" else {"DEMO": "1", "SECRET_KEY": site.SECRET, "ENV_FILE": os.devnull}
    return ended(name, **own)


def ended(name, *arguments, **environment):
    """Return the exit code of a bench; 1 when it takes too long, after it has cleaned up."""
    known = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "VAR_DIR", "DEMO")}
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    process = subprocess.Popen(command, cwd=site.ROOT, env={**known, **environment}, start_new_session=True)
    begun = time.monotonic()
    try:
        code = process.wait(MINUTES * 60)
    except subprocess.TimeoutExpired:
        print(f"{name} takes longer than {MINUTES} minutes.")
        code = 1
    finally:
        site.end(process)
    print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
    return code


@contextmanager
def founding():
    """A filled place whose database is a copy, so that a bench can copy it again; yields a Place."""
    with site.filled() as place:
        with closing(psycopg2.connect(host=peers.socket_of(place), user="postgres", dbname="template1")) as connection:
            connection.autocommit = True
            connection.cursor().execute("CREATE DATABASE founding TEMPLATE postgres")
        yield replace(place, database=place.database.rpartition("/")[0] + "/founding")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

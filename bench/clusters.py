"""Built-in PostgreSQL servers for benches that kill, follow, promote and restore them.

A Server is a folder like VAR_DIR: `Server(place.var)` is the one that site.filled() has up.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg2

from msphysio import postgres
from tests.support.running import ROOT


@dataclass(frozen=True)
class Server:
    """One server whose data is in `var`/postgres, reached by its socket as the superuser."""

    var: Path

    @property
    def cluster(self) -> postgres.Cluster:
        return postgres.Cluster(self.var.resolve())

    @property
    def host(self) -> str:
        """The folder of its socket: what stands for a host in an address."""
        return str(self.cluster.socket_dir)

    @property
    def dsn(self) -> str:
        return f"host='{self.host}' user=postgres dbname=postgres connect_timeout=3"

    def sql(self, statement, *values):
        """Run one statement and return its first row, if it has any."""
        with closing(psycopg2.connect(self.dsn)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchone() if cursor.description else None

    def answers(self) -> bool:
        with suppress(psycopg2.Error):
            return self.sql("SELECT 1") == (1,)
        return False

    def set(self, **settings):
        """Set server settings for good; those that need a start are in force after restart()."""
        for name, value in settings.items():
            self.sql(f"ALTER SYSTEM SET {name} = %s", value)
        self.sql("SELECT pg_reload_conf()")

    def start(self):
        """Start it and wait until it takes connections, if only to read."""
        postgres.url(self.var)

    def stop(self):
        postgres._run("pg_ctl", "-D", self.cluster.data, "-m", "fast", "-w", "stop")

    def restart(self):
        postgres._run("pg_ctl", "-D", self.cluster.data, "-m", "fast", "-w", "restart")

    def kill(self):
        """Kill its first process as a machine that loses its power does; its others end when they notice."""
        os.kill(self.cluster.recorded(), signal.SIGKILL)

    def promote(self):
        self.sql("SELECT pg_promote(true, 60)")

    def copy_to(self, other: "Server", *options):
        """Make a base backup of this running server in the other's place. Options: of pg_basebackup."""
        other.var.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(other.cluster.data, ignore_errors=True)
        postgres._private_folder(other.cluster.data)
        streamed = ("--checkpoint=fast", "--wal-method=stream")
        run("pg_basebackup", "-d", self.dsn, "-D", other.cluster.data, *streamed, *options)

    def gone(self) -> bool:
        """Whether all its processes have ended: after a kill, they do when they notice it."""
        return not self._processes()

    def _processes(self):
        """Its processes that still run: after a kill, those that have not noticed yet."""
        mine = str(self.cluster.data)
        found = []
        for process in psutil.process_iter(["name"]):
            with suppress(psutil.Error):
                if process.info["name"] == "postgres" and process.cwd() == mine:
                    found.append(process)
        return found

    def sender(self) -> psutil.Process | None:
        """The process by which the first server tells a replica what it wrote."""
        return next((process for process in self._processes() if "walsender" in " ".join(process.cmdline())), None)


def run(program, *arguments):
    """Run one of PostgreSQL's programs as the server's account. Raises RuntimeError with its last words."""
    account = postgres._account()
    if account:
        postgres._let_pass(*(value for value in arguments if isinstance(value, Path)))
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    command = [postgres.programs() / program, *map(str, arguments)]
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **as_account)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr.strip()[-500:]}")


@contextmanager
def another(folder: Path):
    """Yield a Server for a folder, which the bench may start; stopped at the end, if it came so far."""
    server = Server(folder)
    try:
        yield server
    finally:
        if server.cluster.living():
            server.stop()
        postgres.leave(server.var)


def shipped(name: str, **replaced: str) -> dict[str, str]:
    """Return the settings of a file in deploy/postgresql, with words of it replaced."""
    text = (ROOT / "deploy" / "postgresql" / name).read_text()
    for old, new in replaced.items():
        text = text.replace(old, new)
    return dict(re.findall(r"^(\w+) = '?(.*?)'?\s*(?:#.*)?$", text, re.M))


def wait_for(told, what, seconds=30, every=0.05):
    """Wait until `told()` is true, and return the seconds that it took. Raises TimeoutError."""
    begun = time.monotonic()
    while not told():
        if time.monotonic() - begun > seconds:
            raise TimeoutError(f"Waited {seconds} s for {what}.")
        time.sleep(every)
    return time.monotonic() - begun

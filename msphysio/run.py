"""`make run`: bring up a demonstration of the whole site on this machine, and say what is happening.

Each step does nothing when there is nothing to do, so that a second start takes a few seconds. Every failure that a
person can mend is one plain line.
"""

import fcntl
import hashlib
import inspect
import os
import secrets
import select
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from msphysio import serve
from msphysio.environment import var_dir, write_private

STEPS_BEFORE = 1  # the Makefile's: Python packages


def say(text: str = "", end: str = "\n") -> None:
    with suppress(OSError):  # a terminal that was closed hears nothing
        sys.stdout.write(text + end)
        sys.stdout.flush()


def prepare_environment() -> None:
    """A demonstration, never with DEBUG, under a secret of its own."""
    os.environ.update(DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="msphysio.settings")
    var_dir().mkdir(parents=True, exist_ok=True)
    if not (var_dir() / "secret-key").exists():
        write_private(var_dir() / "secret-key", secrets.token_urlsafe(50))


def start_database() -> None:
    import django

    django.setup()  # reads the settings, which start the built-in database unless DATABASE_URL is set
    from django.db import connection

    connection.ensure_connection()


def command(name: str, **options):
    """A step that is one of Django's management commands."""

    def run():
        from django.core.management import call_command

        with Path(os.devnull).open("w") as nowhere:
            call_command(name, stdout=nowhere, **options)

    return run


def collect_static() -> None:
    """Collect, fingerprint and compress the static files when any of them changed."""
    from django.conf import settings

    with (settings.VAR_DIR / "static.collecting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one at a time writes the files
        _collect(settings)


def _collect(settings) -> None:
    from django.contrib.staticfiles.finders import get_finders
    from django.utils.module_loading import import_string

    rules = Path(inspect.getfile(import_string(settings.STORAGES["staticfiles"]["BACKEND"]))).read_bytes()
    stamp = hashlib.sha256(version("whitenoise").encode() + rules)
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            stamp.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    kept = settings.VAR_DIR / "static.stamp"
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if manifest.exists() and kept.exists() and kept.read_text() == stamp.hexdigest():
        return
    command("collectstatic", interactive=False, verbosity=0)()
    kept.write_text(stamp.hexdigest())


def create_accounts() -> str:
    from msphysio import demo

    return "\n".join(f"      {account.username:<20} {account.password}" for account in demo.create_accounts())


STEPS = (
    ("Database", start_database),
    ("Tables", command("migrate", interactive=False, verbosity=0)),
    ("Founding library", command("load_library")),
    ("Founding guide", command("load_guide")),
    ("Search", command("index_search", changed=True)),
    ("Static files", collect_static),
    ("Demonstration accounts", create_accounts),
)


def take_steps() -> None:
    for number, (name, step) in enumerate(STEPS, 1 + STEPS_BEFORE):
        begun = time.monotonic()
        say(f"[{number}/{len(STEPS) + STEPS_BEFORE}] {name} ... ", end="")
        told = step()
        say(f"ready in {time.monotonic() - begun:.1f} s")
        if told:
            say(told)


def serve_site(claimed) -> None:
    from django.db import connections

    from msphysio import demo

    connections.close_all()  # the workers open their own
    host, port = claimed.getsockname()[:2]
    site = f"http://{host if ':' not in host else f'[{host}]'}:{port}"

    def tell():
        say(f"\nMS Physio is at {site}")
        say(f"Editors sign in at {site}/admin/ with an account from {demo.accounts_file()}")
        say("Stop with Ctrl-C.")

    end_with_terminal()
    serve.serve(claimed, when_open=tell)


def end_with_terminal() -> None:
    """A terminal that is gone, as when a connection is lost, is heard by make, which tells nobody."""
    if not (sys.stdin and sys.stdin.isatty()):
        return
    gone = select.poll()
    gone.register(sys.stdin, 0)
    threading.Thread(target=lambda: gone.poll() and os.kill(os.getpid(), signal.SIGTERM), daemon=True).start()


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        claimed = serve.claim(*serve.address())
        prepare_environment()
        take_steps()
        serve_site(claimed)
    except KeyboardInterrupt:
        pass
    except serve.CannotListen as refusal:
        return fail(str(refusal))
    except SystemExit:
        return fail("The web server ended by itself: the lines above say why.")
    except Exception as error:  # noqa: BLE001 - whatever it was, the person gets one plain line
        return fail(plain_line(error))
    return stop()


def plain_line(error: Exception) -> str:
    from msphysio import failures

    line = failures.explain(error, var_dir())
    if line is None:
        report = var_dir() / "failure.log"
        with suppress(OSError):
            report.write_text("".join(traceback.format_exception(error)))
        line = f"Something failed that was not foreseen ({type(error).__name__}): the details are in {report}"
    return line


def fail(line: str) -> int:
    with suppress(OSError):
        sys.stderr.write(f"\n{line}\n")
    return 1


def stop() -> int:
    from msphysio import postgres

    say("\nThe site has stopped.")
    if postgres.leave(var_dir()):
        say("The database has stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

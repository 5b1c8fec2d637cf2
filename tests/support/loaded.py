"""Management commands of one site, each in a process of its own that is forked from one which has loaded the site.

To load it takes a second, which a file of tests that gives fifty commands would wait for fifty times.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Loaded:
    """The loaded site of an environment: it is there from the first command on, until it is closed."""

    def __init__(self, environment):
        self.environment, self.process = environment, None

    def manage(self, *arguments):
        """Run `manage.py` with these arguments; return (exit code, its output, its complaints)."""
        if self.process is None:
            self.process = self._start()
        self.process.stdin.write(json.dumps([str(each) for each in arguments]) + "\n")
        self.process.stdin.flush()
        return tuple(json.loads(self.process.stdout.readline()))

    def close(self):
        """End the process, if it was ever needed."""
        if self.process:
            self.process.communicate(timeout=60)
            self.process = None

    def _start(self):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.support.loaded"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def main():
    """Load the site, then run the command that stands on each line of stdin, and tell how it ended."""
    import django
    from django.conf import settings

    import manage

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    django.setup()
    import_module(settings.ROOT_URLCONF)
    gc.freeze()
    while line := sys.stdin.readline():
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
            command = _fork()
            if not command:
                sys.argv = ["manage.py", *json.loads(line)]
                _speak_into(said, complaints)
                return manage.main()
            code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
            sys.stdout.write(json.dumps([code, _text(said), _text(complaints)]) + "\n")
            sys.stdout.flush()
    return None


def _fork():
    """A command opens connections of its own: what two processes share, neither of them could use."""
    from django.db import connections

    assert not [each for each in connections.all(initialized_only=True) if each.connection]
    return os.fork()


def _speak_into(said, complaints):
    with Path(os.devnull).open() as silence:
        for number, stream in enumerate((silence, said, complaints)):
            os.dup2(stream.fileno(), number)


def _text(file):
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    main()

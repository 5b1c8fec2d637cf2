"""A program of the site on a later day: `python -m tests.support.ahead` with DAYS_AHEAD in the environment.

Without arguments it serves the site, else it is manage.py: `python -m tests.support.ahead publish_due`. Python's clock
is moved before anything is loaded, and the workers of the server are forks, so that they have the moved clock too. The
database keeps the true one.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import time_machine

from tests.support.running import OPEN

if __name__ == "__main__":
    later = datetime.now(UTC) + timedelta(days=int(os.environ["DAYS_AHEAD"]))
    with time_machine.travel(later, tick=True):
        from django.core.management import execute_from_command_line

        from msphysio import run, serve

        if sys.argv[1:]:
            execute_from_command_line(["manage.py", *sys.argv[1:]])
        else:
            serve.serve(serve.claim(*serve.address()), when_open=lambda: run.say(OPEN))

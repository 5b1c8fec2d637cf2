"""Answer Prometheus on a port of its own."""

import math
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from content import patience
from msphysio import metrics, standing
from msphysio.environment import env, var_dir
from referrals import counters


class Requests:
    """A collector: what the processes of all instances counted."""

    def collect(self):
        """Return counters and histograms."""
        from prometheus_client.multiprocess import MultiProcessCollector

        return MultiProcessCollector.merge(metrics.written(var_dir()))


class Backups:
    """A collector: how old the newest file is that `manage.py backup` left in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder

    def collect(self):
        """Yield one gauge: seconds, endless where there is no backup, so that an alarm rings for that too."""
        from prometheus_client.core import GaugeMetricFamily as Gauge

        newest = max((file.stat().st_mtime for file in self._folder.glob("msphysio-*.tar*")), default=-math.inf)
        yield Gauge("msphysio_newest_backup_seconds", "Age of the newest backup.", value=time.time() - newest)


class Standing:
    """A collector: how the site stands at the moment of each question."""

    def collect(self):
        """Yield gauges. While the database is away there is one: that it is."""
        from prometheus_client.core import GaugeMetricFamily as Gauge

        try:
            with patience.of(patience.READERS):
                known, weeks = standing.for_keepers(), counters.summary(weeks=1)
        except DatabaseError:
            yield Gauge("msphysio_database_up", "Whether the database answers.", value=0)
            return
        finally:
            connection.close()
        yield Gauge("msphysio_database_up", "Whether the database answers.", value=1)
        numbers = {
            "releases": ("Things that are public.", known.releases),
            "newest_release_seconds": ("Age of what was published last.", standing.age(known.newest_release)),
            "waiting_to_publish": ("Approved, and not public yet.", known.waiting_to_publish),
            "planned": ("Publications planned for a moment.", known.planned),
            "last_proof_seconds": ("Age of the last proof of a guide.", standing.age(known.last_proof)),
            "guide_starts_last_week": ("Walks begun in the last closed week; absent under 10.", weeks.starts.total),
            "guide_finishes_last_week": ("Walks finished then; absent under 10.", weeks.finishes.total),
        }
        for name, (meaning, value) in numbers.items():
            if value is not None:
                yield Gauge(f"msphysio_{name}", meaning, value=value)


class Command(BaseCommand):
    """Run it beside the web server, on the same machine, behind the firewall."""

    help = "Serve the metrics of all instances of the site on METRICS_HOST and METRICS_PORT."

    def handle(self, **options):
        """Serve until told to end."""
        if not settings.METRICS:
            raise CommandError("Nothing is counted: set METRICS=1 for the web server and for this command.")
        from prometheus_client import CollectorRegistry, start_http_server

        registry = CollectorRegistry()
        backups = Path(env.str("BACKUPS", default="") or var_dir() / "backups")
        for collector in (Requests(), Backups(backups), Standing()):
            registry.register(collector)
        host = env.str("METRICS_HOST", default="127.0.0.1")
        port = env.int("METRICS_PORT", default=9464)
        start_http_server(port, host, registry)
        self.stdout.write(f"Metrics at http://{host}:{port}/metrics")
        threading.Event().wait()

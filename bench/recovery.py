"""Back to the moment before an accident, from a base backup and the archive of WAL. Run: python -m bench.recovery

As docs/operations.md says it, with deploy/postgresql/wal-archive.conf as shipped but for its folder: editions are
published after the base backup, somebody notes the time, then all releases are dropped and half the record with them.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request

from bench import site
from bench.clusters import Server, another, shipped, wait_for
from bench.report import Target, conclude
from msphysio import postgres
from tests.support.running import ROOT

ARCHIVE = "/var/lib/wal-archive"  # where the shipped file has it
EDITIONS = 10
HASHES = """
SELECT md5(string_agg(kind || object_id || document, '|' ORDER BY kind, object_id)), count(*)
FROM (SELECT r.kind, r.object_id, v.document FROM content_release r JOIN content_revision v ON v.id = r.revision_id
      UNION ALL SELECT 'guide', number, document FROM referrals_guideversion WHERE state = 'published') AS public
"""
ACCIDENT = ("UPDATE auth_user SET is_active = false", "DROP TABLE content_release CASCADE")


def main():
    """Lose it, get it back, print the table, write the result; 1 when anything is not as it was."""
    with site.filled() as place, site.folder() as above, another(above / "again") as new:
        found = there_and_back(place, Server(place.var), new, above)
    for name, value in found.items():
        print(f"{name.replace('_', ' '):<32} {value}")
    held = [name for name, value in found.items() if isinstance(value, bool)]
    targets = [Target("7", name.replace("_", " "), "exactly", 1, int(found[name])) for name in held]
    return conclude("recovery", found, targets)


def there_and_back(place, old, new, above):
    """Archive, publish, lose everything, come back beside it; return what was found."""
    archive, base = above / "archive", Server(above / "base")
    begin_archiving(old, archive)
    old.copy_to(base)
    published = publish(place)
    before, moment = old.sql(HASHES), old.sql("SELECT clock_timestamp()::text")[0]
    noted = verified(place)
    time.sleep(1.1)
    for statement in ACCIDENT:
        old.sql(statement)
    wait_until_archived(old)
    old.stop()
    begun = time.monotonic()
    base.cluster.var.rename(new.var)
    come_back(new, archive, moment)
    seconds = time.monotonic() - begun
    back = site.Place(place.var, f"postgresql://postgres@/{new.host}/postgres")
    return {
        "public_before": before[1],
        "published_after_the_base": published,
        "seconds_to_come_back": round(seconds, 1),
        "every_public_byte_is_as_before": new.sql(HASHES) == before,
        "accounts_are_as_before": new.sql("SELECT count(*) FROM auth_user WHERE NOT is_active") == (0,),
        "the_record_is_whole": bool(verified(back, noted)),
        "it_takes_writes": publish(back, 1) == 1,
        "readers_get_their_pages": is_read(back),
    }


def begin_archiving(server, archive):
    """Archive the WAL of a server as the shipped file does, into a folder of this bench."""
    postgres._private_folder(archive)
    server.set(**shipped("wal-archive.conf", **{ARCHIVE: str(archive)}))
    server.restart()


def publish(place, times=EDITIONS):
    """Publish one article so many times; return how often the database said that it is safe."""
    command = [sys.executable, "-m", "bench.publisher", "--times", str(times), "--pause", "0.02"]
    environment = {**os.environ, **place.environment()}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return sum("number" in json.loads(line) for line in done.stdout.splitlines())


def verified(place, noted=""):
    """Walk the record; return its last link, or "" where it is broken or a link that was noted is not in it."""
    command = [sys.executable, "manage.py", "verify_approvals", "--noted", noted]
    environment = {**os.environ, **place.environment()}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return "" if done.returncode else done.stdout.split()[-1]


def wait_until_archived(server):
    """Have what was written last put into the archive, and wait for it."""
    last = server.sql("SELECT pg_walfile_name(pg_switch_wal())")[0]
    archived = "SELECT last_archived_wal >= %s FROM pg_stat_archiver"
    wait_for(lambda: server.sql(archived, last) == (True,), "the archive")


def come_back(server, archive, moment):
    """Recover a base backup up to a moment, as docs/operations.md says, and wait until it takes writes."""
    data = server.cluster.data
    settings = {"restore_command": f"cp {archive}/%f %p", "recovery_target_time": moment}
    settings |= {"recovery_target_action": "promote", "archive_mode": "off"}
    with (data / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    (data / "recovery.signal").touch()
    os.chown(data / "recovery.signal", data.stat().st_uid, data.stat().st_gid)
    server.start()
    wait_for(lambda: server.sql("SELECT pg_is_in_recovery()") == (False,), "the server to take writes", 120)


def is_read(place):
    """Whether the site, served over what came back, shows an article."""
    with site.served(place) as running:
        return urllib.request.urlopen(f"{running.url}/articles/stiffness-and-spasms/", timeout=60).status == 200


if __name__ == "__main__":
    sys.exit(main())

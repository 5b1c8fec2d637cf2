"""One file that holds everything that cannot be made again, and the way back from it.

A backup is a tar of `database.dump` (pg_dump, custom format) and `manifest.json`: when it was made, the hash of the
dump and of every public release, and the last link of the approvals' chain. Uploaded files are in the database. Keys
are not in it: without SECRET_KEY, saved answers stay unreadable, so whoever finds a backup finds no answers.
`recipients` encrypt it with age.
"""

import hashlib
import json
import os
import tarfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pyrage
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from content.models import Release, ReviewEvent
from msphysio import replaced, short_lived
from msphysio.database_programs import Refused, run
from msphysio.standing import site_version
from referrals.models import GuideVersion

FORMAT = 2
DUMP, MANIFEST = "database.dump", "manifest.json"
EMPTY_IT = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
CLEAR = ".msphysio-clear-"  # folders in TMPDIR, where a backup is made and opened


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `releases` maps "kind:number" to the hash of what is public; `files` each name to its."""

    format: int
    made_at: str
    postgresql: str
    migrations: list[str]
    releases: dict[str, str]
    events: int
    last_link: str
    files: dict[str, str]
    code: str = ""  # the version of the program that made it


def make(folder: Path, recipients: list[str] = ()) -> Path:
    """Write a backup into a folder, readable by its owner only, and return its path. Raises Refused.

    Database and manifest are of one moment. A file under its name is whole: it is written under another one first.
    `recipients` are public keys of age: then only their owners can read it, and nothing lies in the folder in clear.
    """
    keys = _recipients(recipients)
    stamp = timezone.now().strftime("%Y-%m-%dT%H%M%SZ")
    target = folder / f"msphysio-{stamp}.tar{'.age' if keys else ''}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with short_lived.folder(CLEAR) as clear, short_lived.folder(".unfinished-", inside=folder) as beside:
            packed = (clear if keys else beside) / "packed"
            _pack(clear, packed)
            if keys:
                pyrage.encrypt_file(str(packed), str(beside / "locked"), keys)
                packed = beside / "locked"
            packed.chmod(0o600)
            _reach_the_disk(packed)
            packed.replace(target)
    except OSError as error:
        why = error.strerror or error
        raise Refused(f"{folder} cannot be written to: {why}. It and TMPDIR need room, and to be yours.") from None
    return target


def restore(file: Path, *, tell, identity: Path | None = None, replace: bool = False, as_it_was: bool = False):
    """Put a backup in place of the database, whole or not at all, and return its Manifest.

    Everything is checked before anything is touched. `identity` is the file of the age key that opens it. `tell` gets
    line by line what was done since the backup; what readers could not read any more stays so (msphysio.replaced),
    unless it is to be `as_it_was`. Raises Refused, also where the database holds something and `replace` does not say
    that it may go.
    """
    with opened(file, identity) as (place, manifest):
        carry_over = _tell_what_goes(manifest, tell, as_it_was) and not as_it_was
        if not replace and connection.introspection.table_names():
            raise Refused("The database is not empty. Say --replace to put the backup in its place.")
        connection.close()
        _put_back_database(place, carry_over)
        settings.RELEASE_BELL.parent.mkdir(parents=True, exist_ok=True)
        settings.RELEASE_BELL.touch()
        return manifest


@contextmanager
def opened(file: Path, identity: Path | None = None):
    """Unpack a backup in TMPDIR and check it; yields (folder, Manifest). Raises Refused when anything is missing."""
    with short_lived.folder(CLEAR) as place:
        try:
            with tarfile.open(_unlocked(_readable(file), identity, place)) as packed:
                packed.extractall(place, filter="data")
            manifest = _read(place / MANIFEST)
        except (OSError, ValueError, TypeError, tarfile.TarError) as error:
            room = f" Is there room in {place.parent}?" if isinstance(error, OSError) else ""
            raise Refused(f"{file.name} is no whole backup: {type(error).__name__}.{room}") from None
        _check(file, place, manifest)
        yield place, manifest


def differences(manifest: Manifest) -> list[str]:
    """Return in plain lines how what is public now differs from what was public in a backup."""
    now = releases()
    gone = GuideVersion.objects.filter(state=GuideVersion.State.WITHDRAWN)  # carried over: msphysio.replaced
    names = sorted((set(now) | set(manifest.releases)) - {f"guide:{row.number}" for row in gone})
    return [f"{name} is not as in the backup." for name in names if now.get(name) != manifest.releases.get(name)]


def releases() -> dict[str, str]:
    """Return `{"kind:number": hash}` of every public release, the hash computed from its bytes now."""
    rows = Release.objects.select_related("revision").order_by("kind", "object_id")
    found = {f"{row.kind}:{row.object_id}": row.revision.document for row in rows}
    found |= {
        f"guide:{row.number}": row.document for row in GuideVersion.objects.filter(state=GuideVersion.State.PUBLISHED)
    }
    return {name: hashlib.sha256(document.encode()).hexdigest() for name, document in found.items()}


def _pack(place, unfinished):
    """Dump, then pack: in one transaction, whose moment pg_dump shares."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT now(), pg_export_snapshot(), current_setting('server_version')")
        moment, snapshot, version = cursor.fetchone()
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", out=place / DUMP)
        manifest = _manifest(moment, version, {DUMP: _hash(place / DUMP)})
    (place / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n")
    with tarfile.open(unfinished, "w") as packed:
        for name in (MANIFEST, DUMP):
            packed.add(place / name, name)


def _manifest(moment, version, files):
    last = ReviewEvent.objects.order_by("place").last()
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        format=FORMAT,
        made_at=moment.isoformat(timespec="seconds"),
        postgresql=version,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        releases=releases(),
        events=ReviewEvent.objects.count(),
        last_link=f"{last.place}:{last.seal}" if last else "",
        files=files,
        code=site_version(),
    )


def _read(path):
    """What a manifest of a later program says besides is not asked for."""
    known = {field.name for field in fields(Manifest)}
    return Manifest(**{name: value for name, value in json.loads(path.read_text()).items() if name in known})


def _check(file, place, manifest):
    if manifest.format != FORMAT:
        raise Refused(f"{file.name} was made by another version of this program (format {manifest.format}).")
    for name, wanted in manifest.files.items():
        if not (place / name).is_file() or _hash(place / name) != wanted:
            raise Refused(f"{file.name} is damaged: {name} is not what was packed. Use another backup.")
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        wanted = f"version {manifest.code} of this program" if manifest.code else "the version that made it"
        raise Refused(
            f"{file.name} was made by newer code: this one does not know {unknown[0]}. Install {wanted}, or a later"
            " one, and restore with that."
        )


def _tell_what_goes(manifest, tell, as_it_was):
    """Say what was done since in the database that is there now; returns whether there is one that can be read."""
    if not connection.introspection.table_names():
        tell(f"No older database is here: what was paused or taken back after {manifest.made_at} is not known.")
        return False
    try:
        lines = replaced.told(manifest)
    except DatabaseError as error:
        unknown = "What is paused or taken back in the database that goes cannot be read"
        if not as_it_was:
            raise Refused(f"{unknown}. Say --as-it-was to let it all be public as in the backup.") from error
        tell(f"{unknown}.")
        return False
    tell(f"Done since the backup of {manifest.made_at}, and not in it:" if lines else "Nothing was taken back since.")
    for line in lines:
        tell(f"  {line}")
    return True


def _put_back_database(place, carry_over):
    """One transaction: what was there stays until all of the backup is in its place, and what rests rests in it."""
    script = place / "database.sql"
    run("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(place / DUMP), to_database=False)
    quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    steps = ["--command", EMPTY_IT, "--file", str(script)]
    if carry_over:
        steps = ["--command", replaced.KEEP, *steps, "--command", replaced.CARRY_OVER]
    try:
        run("psql", *quiet, *steps)
    except Refused as refusal:
        if not carry_over:
            raise
        hint = "If that is about what is paused: say --as-it-was, and pause it again before anybody reads."
        raise Refused(f"{refusal.args[0]}. {hint}") from None


def _recipients(names):
    try:
        return [pyrage.x25519.Recipient.from_str(name) for name in names]
    except pyrage.RecipientError:
        raise Refused("A recipient is no public key of age: it begins with age1.") from None


def _readable(file, wanted="a backup"):
    """Return a file that can be read. Raises Refused, which says what is `wanted` of it."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}. Name the file of {wanted}.") from None
    return file


def _unlocked(file, identity, place):
    if file.suffix != ".age":
        return file
    if identity is None:
        raise Refused("This backup is encrypted. Say --identity and the file of its age key.")
    lines = _readable(identity, "your age key").read_text(errors="replace").split()
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        pyrage.decrypt_file(str(file), str(place / "unlocked"), keys)
    except (pyrage.IdentityError, pyrage.DecryptError):
        raise Refused(f"{identity.name} does not open this backup.") from None
    return place / "unlocked"


def _hash(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reach_the_disk(path):
    with path.open("rb") as file:
        os.fsync(file.fileno())

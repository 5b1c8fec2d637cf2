"""One file that holds everything that cannot be made again, and the way back from it.

A backup is a tar of `database.dump` (pg_dump, custom format), `media/`, and `manifest.json`: when it was made, the hash
of every file and of every public release, and the last link of the approvals' chain. Keys are not in it: without
SECRET_KEY, saved answers stay unreadable, so whoever finds a backup finds no answers. `recipients` encrypt it with age.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pyrage
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from content.models import Release, ReviewEvent
from msphysio import postgres
from referrals.models import GuideVersion

FORMAT = 1
DUMP, MEDIA, MANIFEST = "database.dump", "media", "manifest.json"
EMPTY_IT = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
CHUNK = 1024 * 1024


class Refused(Exception):
    """The backup cannot be made or restored. The text is one plain line that says what to do."""


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


def make(folder: Path, recipients: list[str] = ()) -> Path:
    """Write a backup into a folder, readable by its owner only, and return its path. Raises Refused.

    Database and manifest are of one moment. A file under its name is whole: it is written under another one first.
    `recipients` are public keys of age: then only their owners can read it.
    """
    keys = _recipients(recipients)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = timezone.now().strftime("%Y-%m-%dT%H%M%SZ")
    target = folder / f"msphysio-{stamp}.tar{'.age' if keys else ''}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as place:
        unfinished = Path(place) / "backup"
        _pack(Path(place), unfinished)
        if keys:
            pyrage.encrypt_file(str(unfinished), str(Path(place) / "locked"), keys)
            unfinished = Path(place) / "locked"
        unfinished.chmod(0o600)
        _reach_the_disk(unfinished)
        unfinished.replace(target)
    return target


def restore(file: Path, *, identity: Path | None = None, replace: bool = False) -> Manifest:
    """Put a backup in place of the database and the media, whole or not at all, and return its Manifest.

    Everything is checked before anything is touched. `identity` is the file of the age key that opens it. Raises
    Refused, also where the database holds something and `replace` does not say that it may go.
    """
    with opened(file, identity) as (place, manifest):
        if not replace and connection.introspection.table_names():
            raise Refused("The database is not empty. Say --replace to put the backup in its place.")
        connection.close()
        _put_back_database(place)
        _put_back_media(place / MEDIA)
        settings.RELEASE_BELL.parent.mkdir(parents=True, exist_ok=True)
        settings.RELEASE_BELL.touch()
        return manifest


@contextmanager
def opened(file: Path, identity: Path | None = None):
    """Unpack a backup beside it and check it; yields (folder, Manifest). Raises Refused when anything is missing."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".opened-") as name:
        place = Path(name)
        try:
            with tarfile.open(_unlocked(file, identity, place)) as packed:
                packed.extractall(place, filter="data")
            manifest = Manifest(**json.loads((place / MANIFEST).read_text()))
        except (OSError, ValueError, TypeError, tarfile.TarError) as error:
            raise Refused(f"{file.name} is no whole backup: {type(error).__name__}.") from None
        _check(file, place, manifest)
        yield place, manifest


def differences(manifest: Manifest) -> list[str]:
    """Return in plain lines how what is public now differs from what was public in a backup."""
    now = releases()
    names = sorted(set(now) | set(manifest.releases))
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
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, version = cursor.fetchone()
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", out=place / DUMP)
        media = sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
        names = {DUMP: place / DUMP} | {f"{MEDIA}/{path.relative_to(settings.MEDIA_ROOT)}": path for path in media}
        manifest = _manifest(version, {name: _hash(path) for name, path in names.items()})
    (place / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n")
    with tarfile.open(unfinished, "w") as packed:
        for name, path in {MANIFEST: place / MANIFEST, **names}.items():
            packed.add(path, name)


def _manifest(version, files):
    last = ReviewEvent.objects.order_by("place").last()
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        format=FORMAT,
        made_at=timezone.now().isoformat(timespec="seconds"),
        postgresql=version,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        releases=releases(),
        events=ReviewEvent.objects.count(),
        last_link=f"{last.place}:{last.seal}" if last else "",
        files=files,
    )


def _check(file, place, manifest):
    if manifest.format != FORMAT:
        raise Refused(f"{file.name} was made by another version of this program (format {manifest.format}).")
    for name, wanted in manifest.files.items():
        if not (place / name).is_file() or _hash(place / name) != wanted:
            raise Refused(f"{file.name} is damaged: {name} is not what was packed. Use another backup.")


def _put_back_database(place):
    """One transaction: what was there stays until all of the backup is in its place."""
    script = place / "database.sql"
    _run("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(place / DUMP), to_database=False)
    quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    _run("psql", *quiet, "--command", EMPTY_IT, "--file", str(script), out=Path(os.devnull))


def _put_back_media(media):
    """The new folder is whole before the old one goes."""
    root = Path(settings.MEDIA_ROOT)
    old = root.with_name(f"{root.name}.before")
    new = root.with_name(f"{root.name}.new")
    for folder in (old, new):
        shutil.rmtree(folder, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(media, new) if media.exists() else new.mkdir()
    if root.exists():
        root.rename(old)
    new.rename(root)
    shutil.rmtree(old, ignore_errors=True)


def _run(program, *arguments, out=None, to_database=True):
    """Run one of PostgreSQL's programs on the database of the settings. No password stands in its arguments."""
    known = connection.settings_dict
    command, environment = DatabaseClient.settings_to_cmd_args_env({**known, "OPTIONS": _libpq(known)}, ())
    connecting = command[1:] if to_database else []  # the client's own name comes first
    with (out or Path(os.devnull)).open("wb") as written:
        done = subprocess.run(  # noqa: S603 - our own arguments, and no shell
            [_program(program), *arguments, *connecting],
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {}), **_host_that_writes(known)},
        )
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refused(f"{program} failed: {told[0] if told else 'it gave no reason.'}")


def _host_that_writes(known):
    """Which of several hosts PostgreSQL's programs ask: no argument of theirs says it."""
    wanted = known["OPTIONS"].get("target_session_attrs")
    return {"PGTARGETSESSIONATTRS": wanted} if wanted else {}


def _libpq(known):
    """The options that PostgreSQL's programs know too."""
    return {name: value for name, value in known["OPTIONS"].items() if name in ("sslmode", "sslrootcert", "passfile")}


def _program(name):
    """The system's own program where it is of the server's version; else the one of the package."""
    own = shutil.which(name)
    if own and f" {connection.pg_version // 10000}." in subprocess.run(  # noqa: S603
        [own, "--version"], capture_output=True, text=True
    ).stdout.replace(")", ""):
        return own
    return str(postgres.programs() / name)


def _recipients(names):
    try:
        return [pyrage.x25519.Recipient.from_str(name) for name in names]
    except pyrage.RecipientError:
        raise Refused("A recipient is no public key of age: it begins with age1.") from None


def _unlocked(file, identity, place):
    if file.suffix != ".age":
        return file
    if identity is None:
        raise Refused("This backup is encrypted. Say --identity and the file of its age key.")
    lines = [line for line in identity.read_text().split() if line.startswith("AGE-SECRET-KEY-")]
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines]
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

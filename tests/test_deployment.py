"""The files that a host is set up with, read by the programs that they are for; tests/test_proxies.py runs others."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tests.support.proxies import needed
from tests.support.running import ROOT

UNITS = ROOT / "deploy" / "systemd"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
PURGES = {"purge_saved", "purge_sign_ins", "clearsessions"}


def complaints(folder, units):
    """What systemd has against the units, with the folder of the code and its Python put where they are here."""
    for unit in units:
        words = unit.read_text().replace("/srv/msphysio/.venv/bin/python", sys.executable)
        (folder / unit.name).write_text(words.replace("/srv/msphysio", str(ROOT)))
    copies = sorted(str(copy) for copy in folder.iterdir())
    done = subprocess.run([needed("systemd-analyze"), "verify", *copies], capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if "msphysio" in line] or done.returncode


def test_systemd_has_nothing_against_the_units(tmp_path):
    assert complaints(tmp_path, UNITS.iterdir()) == 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("OnCalendar=*-*-* 03:57", "OnCalendar=at night"), ("purge_sign_ins.service", "purge_sign_ins.servis")],
)
def test_and_would_say_so(tmp_path, right, wrong):
    for unit in UNITS.iterdir():
        shutil.copy(unit, tmp_path)
    timer = tmp_path / "msphysio-purge-sign-ins.timer"
    timer.write_text(timer.read_text().replace(right, wrong))
    (tmp_path / "read").mkdir()
    assert complaints(tmp_path / "read", [unit for unit in tmp_path.iterdir() if unit.is_file()]) != 0


def _service_of(timer):
    name = re.search(r"^Unit=(.+)$", timer.read_text(), re.M)[1]
    return (UNITS / re.sub("@.+[.]", "@.", name)).read_text()


def test_wal_and_base_backups_end_after_fourteen_days(tmp_path):
    _put_archives_of_some_ages(tmp_path)
    for step in re.findall(r"^ExecStart=(.+)$", (UNITS / "msphysio-delete-wal.service").read_text(), re.M):
        subprocess.run(shlex.split(step.replace("/var/lib", str(tmp_path))), check=True)
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["13-days", "13-days"]
    assert [path.name for path in tmp_path.glob("*/*/*")] == ["data"]


def _put_archives_of_some_ages(folder):
    for days in (13, 14, 20):
        old = time.time() - days * 24 * 3600 - 60
        for path in (folder / "wal-archive" / f"{days}-days", folder / "wal-base" / f"{days}-days" / "data"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
            os.utime(path, (old, old))
            if path.name == "data":
                os.utime(path.parent, (old, old))


def test_each_timer_runs_a_command_that_there_is_and_is_switched_on_in_the_documents():
    timers = sorted(UNITS.glob("*.timer"))
    started = "".join(re.findall(r"systemctl enable --now (.+(?:\n {4,}.+)*)", OPERATIONS))
    of_ours = [one for one in timers if "manage.py" in _service_of(one)]
    assert [one.name for one in timers if one not in of_ours] == ["msphysio-delete-wal.timer"]
    commands = {re.search(r"^Unit=msphysio-(?:command@)?(\w+)\.service$", one.read_text(), re.M)[1] for one in of_ours}
    assert PURGES <= commands <= get_commands().keys()
    assert [
        one.name for one in timers if one.name not in started or f"deploy/systemd/{one.name}" not in OPERATIONS
    ] == []


def test_where_cron_is_used_instead_its_lines_name_every_command():
    editorial = (ROOT / "docs" / "editorial-workflow.md").read_text()
    readme = (ROOT / "README.md").read_text()
    for command in PURGES | {"publish_due", "verify_approvals"}:
        assert f"manage.py {command}\n" in editorial, command
        assert f"`{command}`" in readme, command


def test_no_unit_writes_its_memory_to_the_disk():
    assert [unit.name for unit in UNITS.glob("*.service") if "\nLimitCORE=0\n" not in unit.read_text()] == []


def test_the_dockerfile_lints_clean():
    done = subprocess.run(
        [Path(sys.executable).with_name("hadolint"), ROOT / "Dockerfile"], capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("", 0)


def test_compose_declares_all_that_its_services_use_and_gives_none_more_than_it_needs():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    assert set(compose["services"]) == {"database", "migrate", "site"}
    for name, service in compose["services"].items():
        volumes = {volume.split(":")[0] for volume in service.get("volumes", ()) if not volume.startswith(".")}
        assert volumes <= set(compose["volumes"]), name
        assert set(service["secrets"]) <= set(compose["secrets"]), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert set(service.get("depends_on", ())) <= set(compose["services"]), name
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    for file in re.findall(r"(?m)^      - (\./[^:]+):", (ROOT / "compose.yaml").read_text()):
        assert (ROOT / file).exists() and os.access(ROOT / file, os.R_OK), file


def commands(title):
    """The lines of the fenced blocks of a part of the document."""
    part = re.split(r"^## ", OPERATIONS.partition(f"\n## {title}\n")[2], flags=re.M)[0]
    return [line.partition("  #")[0].strip() for block in part.split("```")[1::2] for line in block.splitlines()]


@pytest.mark.parametrize("title", ["First installation", "In containers"])
def test_both_ways_to_install_make_all_that_nginx_reads_and_all_that_is_read(title):
    """What it names is made before it starts; Debian's own site, which has the same listeners, is gone by then."""
    told = commands(title)
    tells = next(at for at, line in enumerate(told) if line.startswith("nginx -t"))
    for needed_first in (
        "install -d /etc/nginx/msphysio",
        "install -d -o www-data -g www-data -m 0700 /var/cache/nginx/msphysio",
        "rm -f /etc/nginx/sites-enabled/default",
        "cp /srv/msphysio/deploy/nginx/msphysio.conf /etc/nginx/conf.d/",
    ):
        assert needed_first in told[:tells], needed_first
    assert any(re.search(r"msphysio-web@8000|nginx/instance in 8000", line) for line in told[:tells])
    for command in ("load_library", "load_guide", "index_search", "createsuperuser"):
        assert command in get_commands()
        assert command in OPERATIONS.partition(f"\n## {title}\n")[2].partition("\n## ")[0], command


def test_each_folder_of_a_base_backup_is_made_by_who_may_make_it():
    base = next(line for line in commands("To a moment in the past") if "pg_basebackup" in line)
    folder = Path(re.search(r"--pgdata=(\S+)", base)[1]).parent
    assert f"install -d -o postgres -g postgres -m 0700 {folder}" in commands("To a moment in the past")

"""The files that a host is set up with, read by the programs that they are for; tests/test_proxies.py runs others."""

import os
import re
import shutil
import subprocess
import sys
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


def test_each_timer_runs_a_command_that_there_is_and_is_switched_on_in_the_documents():
    timers = sorted(UNITS.glob("*.timer"))
    started = "".join(re.findall(r"systemctl enable --now (.+(?:\n {4,}.+)*)", OPERATIONS))
    commands = {re.search(r"^Unit=msphysio-(?:command@)?(\w+)\.service$", one.read_text(), re.M)[1] for one in timers}
    assert PURGES <= commands <= get_commands().keys()
    assert [
        one.name for one in timers if one.name not in started or f"deploy/systemd/{one.name}" not in OPERATIONS
    ] == []


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

"""The shape of the code: who imports whom, how long a file and a function may be, what nothing is called."""

import ast
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("msphysio", "content", "referrals")
SOURCES = sorted(
    file
    for folder in (*PACKAGES, "bench", "tests")
    for file in (ROOT / folder).rglob("*.py")
    if "migrations" not in file.parts
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.M)


def relative(path):
    return str(path.relative_to(ROOT))


def test_imports_go_one_way():
    program = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_too_long():
    lengths = {relative(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    too_long = [
        f"{relative(path)}: {node.name} has {length} lines"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_names_say_what_is_inside():
    names = chain.from_iterable((path.stem, *path.relative_to(ROOT).parts[:-1]) for path in SOURCES)
    assert NAMES_THAT_SAY_NOTHING.isdisjoint(names)


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_happens_behind_the_back(package):
    """No signals, and no logic in save(): what a write does is read where the write is."""
    for path in SOURCES:
        if relative(path).startswith(f"{package}/"):
            source = path.read_text()
            assert "django.dispatch" not in source and "db.models.signals" not in source, relative(path)
            assert not re.search(r"def save\(self, \*args", source), relative(path)


def test_migrations_are_up_to_date(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_dependency_is_pinned_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {re.match(r"[a-z0-9-]+", line)[0] for line in project["project"]["dependencies"]}
    tools = {re.match(r"[a-z0-9-]+", line)[0] for line in project["dependency-groups"]["dev"]}
    pins, all_pins = (
        dict(PIN.findall((ROOT / name).read_text())) for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert asked <= set(pins) and tools <= set(all_pins)
    assert pins.items() <= all_pins.items(), "run `make requirements`"
    assert tools.isdisjoint(pins), "a developers' tool is in requirements.txt"

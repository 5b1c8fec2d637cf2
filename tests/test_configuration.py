"""The README's table and .env.example say exactly what the code reads."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READERS = {"str", "int", "bool", "list"}


def variables_read() -> dict[str, object]:
    """Name -> default for each `env.xxx("NAME", default=...)`; the default is ... when it is worked out."""
    found = {}
    for file in ROOT.glob("msphysio/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if is_reading(node):
                found[node.args[0].value] = constant(node.keywords[0].value)
    return found


def is_reading(node) -> bool:
    function = getattr(node, "func", None)
    return (
        isinstance(function, ast.Attribute)
        and function.attr in READERS
        and isinstance(function.value, ast.Name)
        and function.value.id == "env"
    )


def constant(expression):
    try:
        return ast.literal_eval(expression)
    except ValueError:
        return ...


def readme_table() -> dict[str, str]:
    section = (ROOT / "README.md").read_text().split("\n## Configuration\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", section, re.M))


def test_the_table_names_every_variable_and_no_other():
    assert sorted(readme_table()) == sorted(variables_read())


def test_the_table_is_in_alphabetical_order():
    assert list(readme_table()) == sorted(readme_table())


def test_the_table_says_the_true_default():
    for name, default in variables_read().items():
        if default is not ... and default not in ("", []):  # the others are said in words
            assert readme_table()[name] == f"`{int(default) if isinstance(default, bool) else default}`", name


def test_the_example_of_production_names_only_variables_that_exist():
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) <= set(variables_read())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "max-age=31536000"),
        ({"HSTS_SECONDS": "300"}, "max-age=300"),
        ({"HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}, "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_other_names_and_lists_of_browsers_are_the_operators_to_say(given, told, tmp_path):
    script = """
import django
django.setup()
from django.test import Client
print(Client(headers={"host": "www.example.org"}).get("/health/live", secure=True)["Strict-Transport-Security"])
"""
    known = {"SECRET_KEY": "x" * 50, "VAR_DIR": str(tmp_path), "ENV_FILE": os.devnull, "PATH": os.environ["PATH"]}
    known |= {"DATABASE_URL": "postgres://nobody@127.0.0.1/none", "ALLOWED_HOSTS": "www.example.org"}
    known |= {"DJANGO_SETTINGS_MODULE": "msphysio.settings", **given}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=known, capture_output=True, text=True)
    assert done.stdout.strip() == told, done.stderr

"""What our papers claim: the tests and the files that they name, and which of them there are not."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEST = re.compile(r"`(tests/[\w/]+\.py::\w+)`")
FILE = re.compile(r"`((?:bench|content|deploy|docs|msphysio|referrals|static|templates|tests)/[\w./@-]*)`")


@cache
def functions_of(path):
    """The test functions of a file that are not left out; none where there is no such file."""
    if not (ROOT / path).is_file():
        return frozenset()
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    left_out = {node.name for node in functions if any("skip" in ast.dump(one) for one in node.decorator_list)}
    return frozenset(node.name for node in functions if node.name.startswith("test_")) - left_out


def named_in(text):
    """Return every `path::name` of a test that a text names."""
    return TEST.findall(text)


def missing(tests):
    """Return those of these tests, each `path::name`, that do not exist or are left out of the run."""
    return [test for test in tests if test.partition("::")[2] not in functions_of(test.partition("::")[0])]


def absent_files(text):
    """Return the files and folders that a text names and that do not exist."""
    return [path for path in FILE.findall(text) if not (ROOT / path).exists()]


def rows(text, number):
    """Return the cells of each row of the text's tables whose first cell is such a number (a pattern)."""
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    return [cells for cells in found if re.fullmatch(number, cells[0])]

"""Every regular expression of our code, and texts that make a careless one take for ever."""

import ast
import re
from pathlib import Path
from re import _parser as parser

ROOT = Path(__file__).resolve().parents[2]
CALLS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub"}
CLASSES = {
    parser.CATEGORY_DIGIT: "1",
    parser.CATEGORY_SPACE: " ",
    parser.CATEGORY_WORD: "a",
    parser.CATEGORY_NOT_DIGIT: "a",
    parser.CATEGORY_NOT_SPACE: "a",
    parser.CATEGORY_NOT_WORD: "-",
}


def written():
    """Return {pattern: (flags, place)} of every pattern that stands as one text in our code."""
    found = {}
    for package in ("content", "referrals", "msphysio"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and _is_re(call.func) and isinstance(call.args[0], ast.Constant):
                    found[call.args[0].value] = (_flags(call), f"{path.relative_to(ROOT)}:{call.lineno}")
    return found


def _is_re(called):
    return isinstance(called, ast.Attribute) and called.attr in CALLS and getattr(called.value, "id", "") == "re"


def _flags(call):
    names = [node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute) and node.attr.isupper()]
    return sum(getattr(re, name) for name in set(names) if hasattr(re, name))


def attacks(pattern, size):
    """Yield texts of about this size, made of what the pattern itself asks for: over and over, and then no match."""
    parts = sorted(set(_parts(parser.parse(pattern))))[:12]
    for one in parts:
        for other in ("", *parts):
            yield ((one + other) * size)[:size] + "\x01"


def _parts(tree):
    """A text for each piece of a pattern: its literals, and one member of each class."""
    run = ""
    for operator, value in tree:
        if operator is parser.LITERAL:
            run += chr(value)
            yield chr(value)
            continue
        if run:
            yield run
        run = ""
        yield from _inside(operator, value)
    if run:
        yield run


def _inside(operator, value):
    if operator in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
        yield from _parts(value[2])
    elif operator is parser.SUBPATTERN:
        yield from _parts(value[3])
    elif operator in (parser.ASSERT, parser.ASSERT_NOT):
        yield from _parts(value[1])
    elif operator is parser.BRANCH:
        for branch in value[1]:
            yield from _parts(branch)
    elif operator is parser.ANY or operator is parser.NOT_LITERAL:
        yield "a"
    elif operator is parser.IN:
        yield from _members(value)


def _members(members):
    for kind, value in members:
        if kind is parser.LITERAL:
            yield chr(value)
        elif kind is parser.RANGE:
            yield chr(value[0])
        elif kind is parser.CATEGORY:
            yield CLASSES[value]
        elif kind is parser.NEGATE:
            yield "a"

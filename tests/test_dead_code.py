"""What nothing uses goes: functions and classes of the product, and words of its catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from vulture import Vulture

from ems_dashboard.config import ROOT
from ems_dashboard.text import catalogue

PACKAGE = ROOT / "ems_dashboard"
SOURCES = [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
SHOWN = [*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.html")]
SORTS = {"function", "class", "method", "property", "import", "unreachable_code"}
"""Not the fields of facts and the members of closed lists: files and databases name those."""
CALLED_BY = {
    "preprocess": "Jinja2, for a template that it compiles",
    "process_bind_param": "SQLAlchemy, for a column type of our own",
    "process_result_value": "SQLAlchemy, for a column type of our own",
}
SUBJECTS = {key.partition(".")[0] for key in catalogue()}


def test_every_function_and_class_is_used():
    """By the product or by the bench, which measures it; what only a test uses is dead."""
    found = Vulture(ignore_decorators=["@app.command"])
    found.scavenge([str(PACKAGE), str(ROOT / "pages"), str(ROOT / "app.py"), str(ROOT / "bench")])
    dead = [
        f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno} {item.name}"
        for item in found.get_unused_code()
        if item.typ in SORTS and item.name not in CALLED_BY
    ]
    assert dead == []


def test_every_word_is_used():
    """By its key, by a key with a hole in it (f"log.by_{who}"), or as one of a table ("log.verb", "frame.bar.")."""
    shown = "\n".join(path.read_text(encoding="utf-8") for path in SHOWN)
    literal = {text for text in _texts() if text.split(".")[0] in SUBJECTS}
    dead = [key for key in catalogue() if not _used(key, literal) and key not in shown]
    assert dead == []


def test_a_word_that_nothing_names_is_found():
    named = {"nowhere.verb", "nowhere.bar.", "nowhere.sent"}
    assert _used("nowhere.verb.lock", named)
    assert _used("nowhere.bar.live", named)
    assert not _used("nowhere.sent_ahead", named)
    assert not _used("nowhere.verbs", named)


def _used(key: str, named: set[str]) -> bool:
    parts = key.split(".")
    tables = {".".join(parts[:n]) for n in range(1, len(parts))}
    whole = {key, *(f"{table}." for table in tables), *(table for table in tables if "." in table)}
    return bool(whole & named) or any(hole.match(key) for hole in _keys_with_holes())


@cache
def _keys_with_holes() -> list[re.Pattern[str]]:
    """One that ends in a point names a table."""
    found = set()
    for node in _nodes():
        if not isinstance(node, ast.JoinedStr):
            continue
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if parts and parts[0] and parts[0].partition(".")[0] in SUBJECTS and "." in parts[0]:
            end = "" if str(parts[-1]).endswith(".") else "$"
            found.add("".join("[^.]+" if part is None else re.escape(part) for part in parts) + end)
    return [re.compile(pattern) for pattern in sorted(found)]


def _texts() -> Iterator[str]:
    for node in _nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))

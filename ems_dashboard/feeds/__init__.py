"""Outside → (facts, problems). A feed is a module of this folder with NAME, recognises(name,
head) and read(content, name, context) → [Reading]; it is found by itself. LAST_ASKED: knows
files by their name alone."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

from ems_dashboard.clock import full_time
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.rules.wrong_clocks import not_yet_true

__all__ = ["FeedContext", "Problem", "Reading", "read_content", "read_file"]

LARGEST_BYTES = 64 * 1024 * 1024
HEAD = 4096
FOREIGN = {"old_workbook": (b"\xd0\xcf\x11\xe0",), "web_page": (b"<!doctype html", b"<html")}
"""What comes under the name of a source: .xls and workbooks with a password; pages that ask to
sign in."""


@cache
def feeds() -> tuple[ModuleType, ...]:
    modules = (
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
    )
    found = (module for module in modules if hasattr(module, "recognises"))
    return tuple(sorted(found, key=lambda module: (hasattr(module, "LAST_ASKED"), module.NAME)))


def read_file(path: Path, context: FeedContext) -> list[Reading]:
    """What a file holds. Raises Refused with a sentence where nothing of it can be used."""
    say = context.words
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            limit = LARGEST_BYTES // 1024 // 1024
            raise Refused(
                say("feeds.too_large", name=path.name, size=size // 1024 // 1024, limit=limit)
            )
        content = path.read_bytes()
    except OSError as error:
        raise Refused(
            say("feeds.unreadable", name=path.name, reason=error.strerror or "")
        ) from error
    return read_content(content, path.name, context)


def read_content(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    """The same for what came by another way than a file; `name` ends as a file's would."""
    if not content.strip():
        raise Refused(context.words("feeds.empty", name=name))
    begins = content[:HEAD].lstrip().lower()
    for key, marks in FOREIGN.items():
        if begins.startswith(marks):
            raise Refused(context.words(f"feeds.{key}", name=name))
    for feed in feeds():
        if feed.recognises(name, content[:HEAD]):
            return [_true_by_now(reading, context) for reading in feed.read(content, name, context)]
    raise Refused(context.words("feeds.unknown", name=name))


def _true_by_now(reading: Reading, context: FeedContext) -> Reading:
    """The same without what claims to be true later than now: it would stay the newest until
    then."""
    thresholds = context.city.plan.thresholds
    late = [f for f in reading.facts if not_yet_true(type(f), f.valid_at, context.now, thresholds)]
    if not late:
        return reading
    said = [context.words("feeds.later_than_now", value=full_time(fact.valid_at)) for fact in late]
    return replace(
        reading,
        facts=tuple(fact for fact in reading.facts if fact not in late),
        rejected=reading.rejected + len(late),
        problems=(
            *reading.problems,
            *(Problem(None, "", "", sentence) for sentence in dict.fromkeys(said)),
        ),
    )

"""Outside → (facts, problems). A feed is a module of this folder with NAME, recognises(name, head) and
read(content, name, context) → [Reading]; it is found by itself."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading

__all__ = ["FeedContext", "Problem", "Reading", "read_file"]

LARGEST_BYTES = 64 * 1024 * 1024
HEAD = 4096


@cache
def feeds() -> tuple[ModuleType, ...]:
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((m for m in modules if hasattr(m, "recognises")), key=lambda m: m.NAME))


def read_file(path: Path, context: FeedContext) -> list[Reading]:
    """What a file holds. Raises Refused with a sentence where nothing of it can be used."""
    say = context.words
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            limit = LARGEST_BYTES // 1024 // 1024
            raise Refused(say("feeds.too_large", name=path.name, size=size // 1024 // 1024, limit=limit))
        content = path.read_bytes()
    except OSError as error:
        raise Refused(say("feeds.unreadable", name=path.name, reason=error.strerror or "")) from error
    if not content.strip():
        raise Refused(say("feeds.empty", name=path.name))
    for feed in feeds():
        if feed.recognises(path.name, content[:HEAD]):
            return feed.read(content, path.name, context)
    raise Refused(say("feeds.unknown", name=path.name))

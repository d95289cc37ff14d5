"""The columns that a table of a kind may have, and by which titles."""

import re
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import get_args, get_type_hints

from ems_dashboard.caching import made_once
from ems_dashboard.feeds.reading import FeedContext
from ems_dashboard.feeds.values import plain
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.text import LANGS, catalogue

BRACKETS = re.compile(r"\([^()]*\)$")
DERIVED = ("share", "now", "too_early", "change", "confirmed", "age")
"""Columns of our own tables that are computed from the others: a table that comes back brings
them along."""
GIVEN = ("valid_at", "known_at", "source", "mode")
NUMBERED: dict[type[Fact], str] = {WarningMessage: "id", MessageBatch: "batch"}
"""Kinds whose rows bear a number that people's tables do not have: it is then made from what the
row says, so that reading the table twice adds nothing."""


def columns(kind: type[Fact]) -> tuple[str, ...]:
    """The fields that a file of this kind may have."""
    return (*own_fields(kind), *GIVEN)


def required(kind: type[Fact]) -> set[str]:
    needed = {name for name in undefaulted(kind) - optional(kind) if name in columns(kind)}
    return needed - {"incident", NUMBERED.get(kind, "")}


def undefaulted(kind: type[Fact]) -> set[str]:
    return {f.name for f in fields(kind) if f.default is MISSING}


@made_once
def optional(kind: type[Fact]) -> set[str]:
    """The fields that may be empty: an empty level says that the response has ended."""
    return {name for name, hint in get_type_hints(kind).items() if type(None) in get_args(hint)}


@made_once
def names_of(kind: type[Fact]) -> dict[str, str]:
    """header → field: the field's own name, and its titles and other names in both languages."""
    found: dict[str, str] = {}
    for name in columns(kind):
        found[name] = name
        for key in (f"columns.any.{name}", f"columns.{kind.KIND}.{name}"):
            for lang in LANGS:
                for title in catalogue().get(key, {}).get(lang, "").split("|"):
                    if title:
                        found[heading(title)] = name
    return found


@made_once
def derived() -> frozenset[str]:
    entries = (catalogue()[f"screens.table.{name}"] for name in DERIVED)
    return frozenset(heading(entry[lang]) for entry in entries for lang in LANGS)


def heading(cell: str) -> str:
    """How a column's title is compared: 已转移(人) is 已转移, also where it is broken into lines."""
    return BRACKETS.sub("", "".join(plain(cell).split())).lower()


def fields_named(kind: type[Fact], header: Iterable[str]) -> set[str]:
    known = names_of(kind)
    return {known[cell] for cell in map(heading, header) if cell in known}


def title(kind: type[Fact], name: str, context: FeedContext) -> str:
    own = context.words.either(f"columns.{kind.KIND}.{name}", "")
    return (own or context.words.either(f"columns.any.{name}", name)).split("|")[0]

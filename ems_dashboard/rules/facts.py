"""What every fact carries. A kind of fact is a frozen dataclass below `Fact` that declares only
what is its own; its table, its CSV columns and its key follow from the declaration."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeVar

from ems_dashboard.moments import KnownAt, ValidAt, as_known

Mode = Literal["live", "exercise"]
Key = tuple[Any, ...]
"""The values of the fields in `KEY`."""
SIMULATED = "simulated"
BETWEEN_SOURCES = "、"
BY_HAND = "hand:"
"""Before the name of who typed a row or read it off a paper: its source is a person."""
WITHDRAWN = "withdrawn:"
"""Before the name and the reason of who took a typed row back, in a row that replaces it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """`valid_at`: the moment the figure is true for. `known_at`: the moment headquarters knew it;
    None lets the action decide. `replaces`: the seq of the row that this one corrects. `seq`,
    `written_at` and `written_by` are given by the store. `KEY`: the fields that say what it is
    about; `LASTING`: others that never change for a key."""

    KIND: ClassVar[str] = ""
    KEY: ClassVar[tuple[str, ...]] = ()
    LASTING: ClassVar[tuple[str, ...]] = ()

    valid_at: ValidAt
    known_at: KnownAt | None = None
    source: str = ""
    mode: Mode = "live"
    replaces: int | None = None
    seq: int | None = None
    written_at: datetime | None = None
    written_by: str = ""

    @property
    def key(self) -> Key:
        """What the fact is about: of two facts with the same key and mode, one is the newer."""
        return tuple(getattr(self, name) for name in self.KEY)

    @property
    def heard_at(self) -> KnownAt:
        """When headquarters knew it; of a row that nobody has stored yet, the moment it is for."""
        return as_known(self.valid_at) if self.known_at is None else self.known_at

    @property
    def simulated(self) -> bool:
        return self.source == SIMULATED

    @property
    def by_hand(self) -> bool:
        return self.source.startswith(BY_HAND)

    @property
    def withdrawn(self) -> bool:
        """Whether the row takes back the one that it replaces: neither is true for any moment."""
        return self.source.startswith(WITHDRAWN)

    @property
    def withdrawal(self) -> tuple[str, str]:
        """Who took it back and why."""
        name, _, reason = self.source.removeprefix(WITHDRAWN).partition(":")
        return name, reason


def joined_sources(names: Iterable[str]) -> str:
    """The sources of a figure that is made of several rows, as one; rows without one add none."""
    return BETWEEN_SOURCES.join(sorted({name for name in names if name}))


def split_sources(joined: str) -> list[str]:
    return [name for name in joined.split(BETWEEN_SOURCES) if name]


F = TypeVar("F", bound=Fact)


def newest_of_each(rows: Iterable[F]) -> list[F]:
    """The last row of every key, in the order of those rows. `rows` oldest first. A dict alone
    would leave a key where its first row stood, so that what was decided again would rank as
    old."""
    found: dict[Key, F] = {}
    for row in rows:
        found.pop(row.key, None)
        found[row.key] = row
    return list(found.values())


COMMON = tuple(field.name for field in fields(Fact))


_OWN_FIELDS: dict[type[Fact], tuple[str, ...]] = {}


def own_fields(kind: type[Fact]) -> tuple[str, ...]:
    """The names of the fields that a kind adds to those of every fact, in the order declared."""
    if kind not in _OWN_FIELDS:
        names = (field.name for field in fields(kind))
        _OWN_FIELDS[kind] = tuple(name for name in names if name not in COMMON)
    return _OWN_FIELDS[kind]

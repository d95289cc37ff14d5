"""What every feed returns: the facts it could read and a sentence for each thing it could not."""

from dataclasses import dataclass, field

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1 as an editor shows it, None where a source has no lines; `message` says what to do."""

    line: int | None
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`read`: data rows met; `rejected`: rows of which no fact could be made. A file that is refused whole raises
    errors.Refused instead."""

    kind: str
    read: int
    facts: tuple[Fact, ...] = ()
    rejected: int = 0
    problems: tuple[Problem, ...] = field(default=())

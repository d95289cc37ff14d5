"""What waits for one person, wherever he is: the kinds of it, and when a figure is owed for the
next report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.moments import ValidAt
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import Category, DueKind, DueState


class WaitKind(StrEnum):
    APPROVAL = "approval"  # for whoever approves and signs
    RECEIPT = "receipt"  # for an addressee
    FEEDBACK = "feedback"
    REMINDED = "reminded"
    FIGURES = "figures"  # for who reports figures
    QUESTION = "question"
    ISSUE = "issue"  # for the duty officer
    RETURNED = "returned"
    HAND_IN = "hand_in"
    REMINDERS = "reminders"
    REQUEST = "request"
    UNASSIGNED = "unassigned"
    DECIDED = "decided"


NOTICES = frozenset({WaitKind.DECIDED})
"""Told once: nothing is owed, and who has looked has no longer to be told."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`page`, with `parameter` of its address set to `reference`, is where it is seen to, with
    `incident` shown where it is of one."""

    kind: WaitKind
    page: str
    subject: str
    reference: str = ""
    parameter: str = ""
    due_at: datetime | None = None
    late: bool = False
    incident: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.reference}"

    @property
    def notice(self) -> bool:
        return self.kind in NOTICES


def in_order(found: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """What is late first, then by the deadline; what has none after that, and what is only told
    last."""
    return tuple(sorted(found, key=_urgency))


def _urgency(item: Waiting) -> tuple[bool, bool, float]:
    due = item.due_at.timestamp() if item.due_at else float("inf")
    return (item.notice, not item.late, due)


@dataclass(frozen=True, slots=True)
class LastFigure:
    """When a unit last told a figure in a category; `finished`: there is nothing left to tell."""

    valid_at: ValidAt
    finished: bool


OPEN = (DueState.DUE, DueState.SOON, DueState.LATE)


def cut_off_owed(dues: Iterable[Due], moment: datetime, soon: timedelta) -> datetime | None:
    """The cut-off that figures are to be told for: the newest of a report not yet begun that has
    passed or comes within `soon`."""
    reached = (cut_off for cut_off in _cut_offs(dues) if cut_off - soon <= moment)
    return max(reached, default=None)


def next_cut_off(dues: Iterable[Due]) -> datetime | None:
    return min(_cut_offs(dues), default=None)


def _cut_offs(dues: Iterable[Due]) -> Iterator[datetime]:
    """Of the reports that nobody has begun yet."""
    for due in dues:
        begun = due.item is not None or due.state not in OPEN
        if due.kind is DueKind.REPORT and due.cut_off and not begun:
            yield due.cut_off


def owes(
    told: Mapping[Category, LastFigure], owed: Iterable[Category], since: datetime | None
) -> bool:
    """Whether a unit has something to tell: a category that it never told, or that it has not told
    again `since` the last report's cut-off although it goes on. `since` None: any figure will
    do."""
    return any(_is_owed(told.get(category), since) for category in owed)


def _is_owed(figure: LastFigure | None, since: datetime | None) -> bool:
    if figure is None:
        return True
    if since is None or figure.finished:
        return False
    return figure.valid_at <= since

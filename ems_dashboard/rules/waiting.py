"""What waits for one person, wherever that is: the kinds of it, and their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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

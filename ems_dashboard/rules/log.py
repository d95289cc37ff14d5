"""The duty log (值班日志): what officers write down themselves, and what they promised to follow
up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from ems_dashboard.moments import Moment
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import FollowUpState, LogCategory


@dataclass(frozen=True, kw_only=True, slots=True)
class LogEntry(Fact):
    """`valid_at`: the minute of the call or of what was done; of a row that closes, the minute it
    was closed. `counterpart`: who was on the other end; `outcome`: what became of the follow-up."""

    KIND: ClassVar[str] = "log_entries"
    KEY: ClassVar[tuple[str, ...]] = ("entry",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    entry: str
    incident: str
    category: LogCategory
    unit: str = ""
    counterpart: str = ""
    text: str
    follow_up: str = ""
    follow_up_due: datetime | None = None
    state: FollowUpState = FollowUpState.NONE
    outcome: str = ""


def open_follow_ups(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """What is still to be followed up, the nearest deadline first and those without one last."""
    waiting = [entry for entry in entries if entry.state is FollowUpState.OPEN]
    return tuple(
        sorted(
            waiting, key=lambda e: (e.follow_up_due is None, e.follow_up_due or e.valid_at, e.entry)
        )
    )


def closed(entry: LogEntry, outcome: str, moment: Moment) -> LogEntry:
    """The row that closes an entry's follow-up."""
    return replace(
        entry,
        state=FollowUpState.CLOSED,
        outcome=outcome,
        valid_at=moment,
        known_at=moment,
        replaces=entry.seq,
    )

"""What became of each source that is read by itself: when it was last tried, when it last worked, what it gave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.rules.facts import Fact

KEPT_ANYWAY = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedRun(Fact):
    """`valid_at` is the attempt. `how`: file, folder, http, database. `problems`: a sentence a line; `marks`: how far
    the tables of a database were read, `TABLE=moment` each; `kinds`: what it holds, by its entry or its answers."""

    KIND: ClassVar[str] = "feed_runs"
    KEY: ClassVar[tuple[str, ...]] = ("feed",)

    feed: str
    how: str
    last_success: datetime | None = None
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    problems: str = ""
    marks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def failing(self) -> bool:
        """The last attempt did not succeed."""
        return self.last_success is None or self.last_success < self.valid_at


def worth_keeping(run: FeedRun, before: FeedRun | None) -> bool:
    """A source that is read every minute says the same most of the time: a row is written when it gave something, when
    it fails or works again, and once an hour."""
    if before is None or run.accepted or run.valid_at - before.valid_at >= KEPT_ANYWAY:
        return True
    return _told(run) != _told(before)


def _told(run: FeedRun) -> tuple[object, ...]:
    return run.failing, run.rejected, run.problems, run.marks, run.kinds

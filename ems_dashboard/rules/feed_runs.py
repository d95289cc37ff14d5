"""What became of each source that is read by itself: when it was last tried, when it last worked,
what it gave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.observations import Rain, RiverLevel

KEPT_ANYWAY = timedelta(hours=1)
RENEWED_WITHIN = {Rain.KIND: timedelta(hours=26), RiverLevel.KIND: timedelta(hours=6)}
"""How old the newest row may be where a source says nothing of it: a gauge reports once a day, at
08:00, though it was dry. Warnings, storms and figures come when something happens: they may stay as
they are."""


class Content(StrEnum):
    """What an answer held. `nothing`: a list whose form says that there is none today, as CAP's
    does; `blank`: a table without a row, of which nobody knows whether it is finished."""

    ROWS = "rows"
    NOTHING = "nothing"
    BLANK = "blank"


class FeedState(StrEnum):
    """How a source is doing: it alone with `working` may be believed when it is silent."""

    WORKING = "working"
    EMPTY = "empty"
    REJECTED = "rejected"
    FROZEN = "frozen"
    FAILING = "failing"
    STOPPED = "stopped"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedRun(Fact):
    """`valid_at` is the attempt. `how`: file, folder, http, database. `read`, `rejected`: rows of
    the answer as it stands, also where it has not changed; `accepted`: those that were new.
    `problems`: a sentence a line; `marks`: the newest moment of each table or kind, `NAME=moment`;
    `kinds`: what it holds, by its entry or its answers. `every_s`: the pace at which it is asked;
    `renewed_s`: how old its newest row may be, None: any age."""

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
    content: Content = Content.ROWS
    every_s: float | None = None
    renewed_s: float | None = None

    @property
    def failing(self) -> bool:
        """The last attempt did not succeed."""
        return self.last_success is None or self.last_success < self.valid_at

    @property
    def state(self) -> FeedState:
        """As the last attempt found it."""
        return self.state_at(self.valid_at)

    def state_at(self, moment: datetime) -> FeedState:
        """The first that holds: who cannot be reached is not called frozen."""
        holds = {
            FeedState.NEVER: self.last_success is None,
            FeedState.STOPPED: self._stopped(moment),
            FeedState.FAILING: self.failing,
            FeedState.REJECTED: 0 < self.read <= self.rejected,
            FeedState.EMPTY: self.content is Content.BLANK,
            FeedState.FROZEN: self._frozen(moment),
        }
        return next((state for state, holding in holds.items() if holding), FeedState.WORKING)

    @property
    def newest_at(self) -> datetime | None:
        """The newest moment of which it told something."""
        return max(self._marked(), default=None)

    def _stopped(self, moment: datetime) -> bool:
        """Nobody asks it any more: a run is kept at least once an hour while it is asked."""
        if self.every_s is None:
            return False
        return moment - self.valid_at > 2 * (KEPT_ANYWAY + timedelta(seconds=self.every_s))

    def _frozen(self, moment: datetime) -> bool:
        """One table that stands still is enough, though the others go on."""
        oldest = min(self._marked(), default=None)
        if self.renewed_s is None or oldest is None:
            return False
        return moment - oldest > timedelta(seconds=self.renewed_s)

    def _marked(self) -> list[datetime]:
        return [datetime.fromisoformat(mark.rsplit("=", 1)[1]) for mark in self.marks]


def worth_keeping(run: FeedRun, before: FeedRun | None) -> bool:
    """A source that is read every minute says the same most of the time: a row is written when it
    gave something, when its state changes, and once an hour."""
    if before is None or run.accepted or run.valid_at - before.valid_at >= KEPT_ANYWAY:
        return True
    return _told(run) != _told(before)


def _told(run: FeedRun) -> tuple[object, ...]:
    return run.state, run.rejected, run.problems, run.marks, run.kinds

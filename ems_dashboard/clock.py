"""The only place that reads the time. Inside, every moment is an aware UTC datetime of whole minutes or seconds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TypeVar
from zoneinfo import ZoneInfo

from ems_dashboard.moments import KnownAt, Moment, as_known, as_moment

T = TypeVar("T", bound=datetime)
BEIJING = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""What lies outside is a slip of the pen."""
TOLERATED = timedelta(minutes=2)
"""By so much the clocks of two servers of one ledger may differ."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A clock of the ledger's own, for a demonstration or an exercise: it stood at `began` when this machine's clock
    said `since`, and runs `speed` times as fast; 0: it stands still."""

    began: Moment
    since: datetime
    speed: int

    def at(self, said: datetime) -> Moment:
        passed = max(said - self.since, timedelta())
        return as_moment(self.began + passed * self.speed)


_last_written: datetime | None = None
_pace: Pace | None = None


def wall() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)


def now() -> Moment:
    """The present moment of what is shown and done: by the ledger's own clock where it has one, else by this
    machine's."""
    return _pace.at(wall()) if _pace else machine_now()


def machine_now() -> Moment:
    """The present moment for sessions, passwords and drafts, whatever clock the ledger has: by this machine's clock,
    and never before what the ledger holds already (`hold`): a clock that was set back, rightly or wrongly, hides
    nothing that was acknowledged, and what is written then comes after what was written before."""
    return as_moment(max(wall(), _last_written) if _last_written else wall())


def pace() -> Pace | None:
    """None while the machine's clock is that of the ledger too."""
    return _pace


def run_by(pace: Pace | None) -> None:
    """From now on the ledger's clock runs so; None: as the machine's."""
    global _pace
    _pace = pace


def horizon() -> KnownAt | None:
    """Up to when a ledger with a clock of its own is known: it may hold what its clock has not reached. None where
    everything in it is known."""
    return as_known(_pace.at(wall())) if _pace else None


def horizon_minute() -> datetime | None:
    """For the keys of what is kept per version: with a clock of its own a version shows more as it runs."""
    return minute(now()) if _pace else None


def seconds_for(span: timedelta) -> float:
    """How long this machine waits until the ledger's clock has run `span`; a second at least where
    that hurries."""
    return max(span.total_seconds() / max(_pace.speed, 1), 1) if _pace else span.total_seconds()


def running() -> timedelta:
    """For the span between two moments of one process, which no setting of a clock changes."""
    return timedelta(seconds=monotonic())


def hold(moment: datetime | None) -> None:
    """`moment`: when the ledger was last written to, whichever process did it; None: no ledger is served."""
    global _last_written
    _last_written = moment


def set_back(tolerated: timedelta = TOLERATED) -> tuple[datetime, datetime] | None:
    """(what this machine's clock says, when the ledger was last written to) where the clock stands before the ledger
    by more than machines differ; None while it does not."""
    said = wall()
    return (said, _last_written) if _last_written and _last_written - said > tolerated else None


def minute(moment: T) -> T:
    """The whole minute that `moment` lies in."""
    return moment.replace(second=0, microsecond=0)


def rounded(moment: datetime, minutes: int = 10) -> datetime:
    """Up to the next ten minutes: a deadline that people can remember."""
    return minute(moment) + timedelta(minutes=-moment.minute % minutes)


def beijing(moment: datetime) -> datetime:
    return moment.astimezone(BEIJING)


def short_time(moment: datetime | None) -> str:
    """As tables and sentences say it in Beijing, e.g. 09-04 20:24; empty for None."""
    return f"{beijing(moment):%m-%d %H:%M}" if moment else ""


def full_time(moment: datetime | None) -> str:
    """The same with its year."""
    return f"{beijing(moment):%Y-%m-%d %H:%M}" if moment else ""


def parse(text: str) -> Moment:
    """An ISO moment as UTC; without an offset it is Beijing time. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BEIJING)
    return as_moment(moment.astimezone(UTC))


def iso(moment: datetime) -> str:
    """Beijing time with its offset, e.g. 2023-09-04T20:00:00+08:00: the form of every address and JSON answer."""
    return beijing(moment).isoformat(timespec="seconds")

"""The only place that reads the time. Inside, every moment is an aware UTC datetime of whole minutes or seconds."""

from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TypeVar
from zoneinfo import ZoneInfo

from ems_dashboard.moments import Moment, as_moment

T = TypeVar("T", bound=datetime)
BEIJING = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""What lies outside is a slip of the pen."""
TOLERATED = timedelta(minutes=2)
"""By so much the clocks of two servers of one ledger may differ."""


_last_written: datetime | None = None


def wall() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)


def now() -> Moment:
    """The present moment, never before what the ledger holds already (`hold`): a clock that was set back, rightly or
    wrongly, hides nothing that was acknowledged, and what is written then comes after what was written before."""
    return as_moment(max(wall(), _last_written) if _last_written else wall())


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

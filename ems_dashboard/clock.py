"""The only place that reads the time. Inside, every moment is an aware UTC datetime of whole minutes or seconds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""What lies outside is a slip of the pen."""


def now() -> datetime:
    return datetime.now(UTC)


def minute(moment: datetime) -> datetime:
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


def parse(text: str) -> datetime:
    """An ISO moment as UTC; without an offset it is Beijing time. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BEIJING)
    return moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    """Beijing time with its offset, e.g. 2023-09-04T20:00:00+08:00: the form of every address and JSON answer."""
    return beijing(moment).isoformat(timespec="seconds")

"""What a file's rows may belong to, for tests."""

from datetime import UTC, datetime, timedelta

from ems_dashboard.rules.incidents import Incident, Margin, Register
from ems_dashboard.rules.terms import Hazard

MARGIN = Margin(before=timedelta(hours=6), after=timedelta(hours=6))


def incident(name, began_at, ended_at=None, *, hazard=Hazard.TYPHOON, called=""):
    return Incident(incident=name, hazard=hazard, name=called or name, began_at=began_at, ended_at=ended_at,
                    valid_at=ended_at or began_at, known_at=ended_at or began_at)  # fmt: skip


def register(*incidents):
    """() → a register of these incidents."""
    return lambda: Register(incidents, MARGIN)


BEGAN, LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)
ONE = register(
    incident("2023-TY2311", BEGAN, called="海葵"),
    *(incident(f"2023-R{n:02d}", LONG_AGO, LONG_AGO) for n in range(1, 13)),
)
"""One incident that covers every moment: for tests of something else than what a row belongs to."""

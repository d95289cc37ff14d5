"""Who may bring which kind of fact. Outside brings observations, forecasts, warnings and figures;
what was decided, ordered, received, handed over or signed comes only by acts of signed-in people,
and from a season's history."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.rules.warnings import WarningMessage


class Origin(StrEnum):
    """FEED: a source that is polled; INBOX: a file put into the folder; WORKBOOK: a file or form of
    a signed-in person; ACT: an act of one, or of the program; HISTORY: `import` on the command
    line; SEASON: the demonstration."""

    FEED = "feed"
    INBOX = "inbox"
    WORKBOOK = "workbook"
    ACT = "act"
    HISTORY = "history"
    SEASON = "season"


PAST = {Origin.HISTORY, Origin.SEASON}
"""Only these may say when something became known, who said it, and that it was an exercise."""
BY_PEOPLE = frozenset({Origin.ACT, *PAST})
ANYBODY = frozenset(Origin)
REPORTED: tuple[type[Fact], ...] = (
    WarningMessage,
    StormFix,
    StormForecast,
    Rain,
    RiverLevel,
    Evacuation,
    VesselAction,
    ShelterState,
    TeamState,
    SupplyState,
    Impact,
    Cadres,
    MessageBatch,
)
ORIGINS: dict[type[Fact], frozenset[Origin]] = {
    **dict.fromkeys(KINDS.values(), BY_PEOPLE),
    **dict.fromkeys(REPORTED, ANYBODY),
    Measure: BY_PEOPLE | {Origin.WORKBOOK},
    Deployment: BY_PEOPLE | {Origin.WORKBOOK},
}
NOT_BELIEVED = ("known_at", "mode", "source")
"""Columns that only the past may bring; of a feed's file `reporter` neither."""
RECENT = timedelta(hours=24)


def may_bring(kind: type[Fact], origin: Origin) -> bool:
    return origin in ORIGINS[kind]


def not_believed(origin: Origin) -> tuple[str, ...]:
    if origin in PAST:
        return ()
    return NOT_BELIEVED if origin in (Origin.WORKBOOK, Origin.ACT) else (*NOT_BELIEVED, "reporter")


def binds_now(fact: Fact, moment: datetime, open_incidents: Collection[str]) -> bool:
    """Whether what people alone decide would hold now: such a row is no history."""
    if Origin.FEED in ORIGINS[type(fact)]:
        return False
    if isinstance(fact, Incident):
        return fact.ended_at is None or fact.ended_at > moment
    return fact.valid_at > moment - RECENT or getattr(fact, "incident", None) in open_incidents

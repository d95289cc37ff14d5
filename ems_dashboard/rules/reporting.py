"""Who may bring in by hand what else a feed brings, and what is asked before it is taken."""

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.roles import Actor, Role, may
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import WarningKind
from ems_dashboard.rules.warnings import WarningMessage

SUBJECTS: dict[type[Fact], str] = {
    WarningMessage: "warnings",
    StormFix: "storms",
    StormForecast: "storms",
    Rain: "observations",
    RiverLevel: "observations",
    Impact: "impacts",
    Cadres: "cadres",
    MessageBatch: "messages",
}


def may_report(actor: Actor, city: City, kind: type[Fact]) -> bool:
    """Whether the actor may bring rows of the kind at all; of warnings: of some kind of warning."""
    if not may(actor.role, f"report:{SUBJECTS[kind]}"):
        return False
    if actor.role is not Role.MEMBER:
        return True
    return (
        bool(warning_kinds(actor, city))
        if kind is WarningMessage
        else SUBJECTS[kind] in _own(actor, city)
    )


def warning_kinds(actor: Actor, city: City) -> tuple[WarningKind, ...]:
    """Whose warnings the actor may bring: a department those of its own office."""
    if not may(actor.role, "report:warnings"):
        return ()
    return tuple(
        kind for kind in WarningKind if actor.role is not Role.MEMBER or kind in _own(actor, city)
    )


def may_bring(actor: Actor, city: City, fact: Fact, unit: str) -> bool:
    """Whether the actor may bring this very row, which is `unit`'s."""
    if not may_report(actor, city, type(fact)):
        return False
    if isinstance(fact, WarningMessage):
        return fact.kind in warning_kinds(actor, city)
    return actor.role is not Role.COUNTY or unit == actor.unit


def may_correct(actor: Actor, row: Fact) -> bool:
    """A typed row is the duty officer's to put right, or the writer's own."""
    return row.by_hand and (actor.role is Role.DUTY_OFFICER or row.written_by == actor.account)


def _own(actor: Actor, city: City) -> tuple[str, ...]:
    department = city.departments_by_code.get(actor.unit)
    return department.reports if department else ()

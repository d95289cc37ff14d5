"""What level the plan suggests (预案提示), with its reasons. People decide; both are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evidence import Evidence, Missing
from ems_dashboard.rules.plan import Trigger
from ems_dashboard.rules.responses import highest
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage, issues

LEVELS = {level.severity: level for level in Level}


@dataclass(frozen=True, slots=True)
class Reason:
    """`event` warned of at `warning` in `units` units (`provincial`: for the province only), or a
    gale forecast for `gale_at`; it calls for `level` by `clause`."""

    level: Level
    clause: str
    event: str = ""
    warning: Level | None = None
    units: int = 0
    gale_at: datetime | None = None
    basis: tuple[str, ...] = ()
    provincial: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`level` where `present` is in force; None: nothing standing calls for a response any more.
    `key` is the same for as long as the same cause calls for the same level. `grounds`: what one
    that falls rests on."""

    unit: str
    hazard: Hazard
    level: Level | None
    present: Level | None
    reasons: tuple[Reason, ...]
    key: str
    grounds: Evidence | None = None

    @property
    def rises(self) -> bool:
        return _severity(self.level) > _severity(self.present)

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(message for reason in self.reasons for message in reason.basis))


def grade(message: WarningMessage) -> Level | None:
    """The level of a warning; a colour counts as the level of the same gravity (blue Ⅳ … red Ⅰ)."""
    if message.level is not None:
        return message.level
    return LEVELS[message.colour.severity] if message.colour is not None else None


def lacking(found: Suggestion, evidence: Evidence) -> tuple[Missing, ...]:
    """What is missing before a level may be suggested to fall; nothing where it rises. `found`: by
    `called_for`; it is no suggestion while anything is missing."""
    return () if found.rises else evidence.missing(ends=found.level is None)


def called_for(
    city: City,
    unit: str,
    hazard: Hazard,
    present: Level | None,
    warnings: Iterable[WarningMessage],
    gale_at: datetime | None,
    moment: datetime,
) -> Suggestion | None:
    """What the plan calls for in the city or a unit; None where it agrees with what is in force.
    `warnings`: standing; `gale_at`: when the gale is forecast to be there."""
    reasons = [
        *_warned(city, unit, hazard, list(warnings)),
        *_forecast(city, hazard, gale_at, moment),
    ]
    level = highest(reason.level for reason in reasons)
    if level is present:
        return None
    calling = tuple(reason for reason in reasons if reason.level is level)
    key = f"{unit}/{hazard}/{present or 0}/{level or 0}/{_cause(calling)}"
    return Suggestion(unit, hazard, level, present, calling, key)


def _cause(reasons: Iterable[Reason]) -> str:
    causes = {f"{reason.event}{reason.warning or ''}" for reason in reasons}
    return ",".join(sorted(causes))


def level_of(city: City, hazard: Hazard, message: WarningMessage) -> Level | None:
    """The level that a warning alone calls for."""
    fitting = (t for t in city.plan.triggers if t.hazard is hazard and _fits(t, message))
    return highest(trigger.level for trigger in fitting if trigger.warning is grade(message))


def _fits(trigger: Trigger, message: WarningMessage) -> bool:
    """Of the event, from the office whose event that is."""
    return message.event == trigger.event and issues(message.kind, message.event)


def _warned(
    city: City, unit: str, hazard: Hazard, standing: Sequence[WarningMessage]
) -> Iterable[Reason]:
    triggers = (trigger for trigger in city.plan.triggers if trigger.hazard is hazard)
    for trigger in triggers:
        chosen = _warning(city, unit, trigger, standing)
        if chosen:
            yield _reason(city, trigger, chosen)


def _warning(
    city: City, unit: str, trigger: Trigger, standing: Iterable[WarningMessage]
) -> Sequence[WarningMessage]:
    """The city is warned by a message for the city, or by messages for as many units as the plan
    says."""
    of_event = [m for m in standing if _fits(trigger, m)]
    fitting = [m for m in of_event if grade(m) is trigger.warning]
    return _for_city(city, fitting) if unit == city.code else _for_unit(unit, fitting)


def _reason(city: City, trigger: Trigger, chosen: Sequence[WarningMessage]) -> Reason:
    return Reason(
        level=trigger.level,
        clause=trigger.clause,
        event=trigger.event,
        warning=trigger.warning,
        units=len(_named_units(chosen) & city.by_code.keys()),
        basis=tuple(m.id for m in chosen),
        provincial=all(m.provincial for m in chosen),
    )


def _for_unit(unit: str, fitting: Sequence[WarningMessage]) -> Sequence[WarningMessage]:
    return [m for m in fitting if unit in m.units]


def _for_city(city: City, fitting: Sequence[WarningMessage]) -> Sequence[WarningMessage]:
    """Those that warn the whole city; without one, those of the units where they are enough."""
    whole = [m for m in fitting if not m.units or city.code in m.units]
    if whole:
        return whole
    enough = len(_named_units(fitting)) >= city.plan.levels.units_for_city
    return fitting if enough else ()


def _named_units(messages: Iterable[WarningMessage]) -> set[str]:
    return set(chain.from_iterable(m.units for m in messages))


def _forecast(
    city: City, hazard: Hazard, gale_at: datetime | None, moment: datetime
) -> Iterable[Reason]:
    if gale_at is None:
        return
    for trigger in city.plan.forecast_triggers:
        soon = moment <= gale_at <= moment + timedelta(hours=trigger.hours)
        if trigger.hazard is hazard and soon:
            yield Reason(trigger.level, trigger.clause, gale_at=gale_at)


def _severity(level: Level | None) -> int:
    return level.severity if level is not None else 0

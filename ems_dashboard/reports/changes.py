"""A change of the race as one sentence."""

from datetime import timedelta

from ems_dashboard.clock import short_time
from ems_dashboard.rules.arrival import ASHORE_KM
from ems_dashboard.rules.changes import Change, ChangeKind
from ems_dashboard.rules.city import City
from ems_dashboard.text import Words

NAMED = 4


def sentence(change: Change, city: City, word: Words) -> str:
    units = [city.by_code[unit] for unit in change.units if unit in city.by_code]
    short = [unit.short if word.lang == "zh" else unit.short_en for unit in units[:NAMED]]
    units_said = word.listed(short, more=len(units) > NAMED)
    if len(units) > NAMED:
        units_said = word("changes.and_others", units=units_said, n=len(units))
    unknown = change.kind is ChangeKind.TURNED_LATE and change.late_by is None
    return word(
        f"changes.{change.kind}{'_unknown' if unknown else ''}",
        units=units_said,
        force=change.force,
        category=word(f"terms.category.{change.category}") if change.category else "",
        agency=word.either(f"terms.agency.{change.agency}", change.agency),
        at=short_time(change.at),
        by=duration(change.by, word),
        where=_where(change, units_said, word),
        target=_figure(change.target),
        moved=_figure(change.moved),
        measure=_measure(change, city, word),
        late_by=duration(change.late_by, word),
    )


def _figure(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}"


def _measure(change: Change, city: City, word: Words) -> str:
    if change.category is None:
        return ""
    return word(f"terms.measure_unit.{city.plan.measure(change.category)}")


def _where(change: Change, units: str, word: Words) -> str:
    if change.km is None:
        return ""
    if change.km <= ASHORE_KM:
        return word("changes.ashore", units=units)
    return word("changes.off", units=units, km=f"{change.km:.0f}")


def duration(span: timedelta | None, word: Words) -> str:
    if span is None:
        return ""
    hours, minutes = divmod(int(span / timedelta(minutes=1)), 60)
    if hours and minutes:
        return word("race.hours_minutes", h=hours, m=minutes)
    return word("race.hours", h=hours) if hours else word("race.minutes", m=minutes)

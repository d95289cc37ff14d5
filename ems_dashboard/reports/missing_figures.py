"""Who has not reported a figure that is owed, in words: by name, grouped where one line does not hold
them."""

from collections.abc import Sequence

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import Reporting, first_cut_off
from ems_dashboard.text import Words

NAMED = 3
"""So many units are named where there are more than one line holds."""
ALL_NAMED = 4


def grouped(units: Sequence[str], of: int, city: City, word: Words) -> str:
    """甲县、乙县; 甲县、乙县、丙县等 9 个单位; 16 个单位均."""
    names = [city.short_of(unit, word.lang) for unit in units]
    if len(units) == of and of > 1:
        return word("screens.headline.all_units", n=of)
    if len(units) <= ALL_NAMED:
        return word.listed(names)
    first = word.listed(names[:NAMED], more=True)
    return word("screens.headline.some_units", units=first, n=len(units))


def missing_said(found: Reporting, city: City, word: Words) -> list[str]:
    """Who has not reported, however many: nothing at all, some of what it owes, nothing for the
    newest round, its townships only."""
    silent = found.silent()
    partly = [unit for unit in found.units(FigureState.NOT_REPORTED) if unit not in silent]
    parts = {
        "silent": silent,
        "partly": partly,
        "missing": found.units(FigureState.OUTDATED),
        "unconfirmed": found.units(FigureState.UNKNOWN),
    }
    return [
        word(f"screens.headline.{key}", units=grouped(units, len(city.units), city, word))
        for key, units in parts.items()
        if units
    ]


def first_round(situation: Situation, found: Reporting, word: Words) -> str:
    """When the first figures are asked for, while nobody owes any yet."""
    if found.cut_off is not None or found.complete:
        return ""
    first = first_cut_off(situation)
    if first is None:
        return ""
    return word("screens.headline.first_round", at=f"{beijing(first):%H:%M}")

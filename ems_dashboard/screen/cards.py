"""The overview's small cards, one element each: a rerun stays cheap and nodes stay in place."""

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.clock import iso
from ems_dashboard.reports.headline import early_sentences, headline, is_pressing, source_said
from ems_dashboard.rules.scope import ScopeKind
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE, LevelMark, marks_of
from ems_dashboard.screen.links import link, rows_address
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.owed_card import late_said, owed_here
from ems_dashboard.situation.race import Race
from ems_dashboard.templating import rendered

ONE_LINE = 60
"""So many signs of the last line stand on one line of the wall."""
ORANGE = 3
"""A warning so grave is no calm, whatever was started."""


@dataclass(frozen=True, slots=True)
class UnitMarks:
    name: str
    href: str
    marks: list[LevelMark]


@dataclass(frozen=True, slots=True)
class Mood:
    name: str
    sign: str


GRAVE, STANDING, CALM = Mood("grave", "▲"), Mood("standing", "◆"), Mood("calm", "●")
UNHEARD = Mood("unheard", "○")
"""Nothing open and nothing heard: no calm, where no source of warnings is alive."""


def hazard_names(here: Here) -> str:
    """In the order in which a unit's marks stand."""
    return " / ".join(here.words(f"terms.hazard.{hazard}") for hazard in Hazard)


def unit_levels(here: Here) -> Markup:
    return rendered(
        "cards/unit_levels.html",
        title=here.words("screens.overview.units_levels"),
        href=rows_address(here, "responses"),
        hazards=hazard_names(here),
        asof=note(here, here.situation.response_rows),
        units=[_unit(here, code) for code in here.city.by_code],
    )


def _unit(here: Here, code: str) -> UnitMarks:
    name = here.city.short_of(code, here.lang)
    return UnitMarks(name, link(here, "overview", unit=code), marks_of(here, code))


def measures(here: Here) -> Markup:
    rows = [row for row in here.picture.measures if row.in_force_at(here.as_of)]
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        units[row.measure].add(row.unit)
    return rendered(
        "cards/measures.html",
        title=here.words("screens.overview.measures"),
        href=rows_address(here, "measures"),
        asof=note(here, rows),
        measures=[_measure(here, code, where) for code, where in units.items()],
        count=str(len(units)) if here.picture.measures else NONE,
        nothing=_no_measure(here),
    )


def _measure(here: Here, code: str, units: set[str]) -> str:
    """Its name, and in how many units it is in force, where it is not in the whole city."""
    rule = next((rule for rule in here.city.plan.measures if rule.code == code), None)
    name = code
    if rule is not None:
        name = rule.name if here.lang == "zh" else rule.name_en
    return name if here.city.code in units else f"{name} {len(units)}"


def _no_measure(here: Here) -> str:
    """None in force as reported, or none reported."""
    key = "no_measure_in_force" if here.picture.measures else "no_measure_reported"
    return here.words(f"screens.overview.{key}")


def bottom(here: Here) -> Markup:
    text = sentence(here)
    return rendered(
        "cards/bottom.html",
        text=text,
        long=len(text) > ONE_LINE,
        as_of=iso(here.as_of),
        mood=_mood(here),
        example=here.words("screens.overview.example") if here.situation.simulated else "",
    )


def sentence(here: Here) -> str:
    """The one sentence of the level that is shown."""
    if here.scope.kind is ScopeKind.DEPARTMENT:
        return " ".join(_of_department(here)) or here.words("scope.fine_department")
    race, rises, asked, others = _race(here), _rises(here), here.reporting, here.beside
    return headline(here.picture, here.city, here.words, race, rises, asked, others)


def _of_department(here: Here) -> list[str]:
    """Whom of its figures the sentence must name, and what it is late with."""
    back = early_sentences(here.answered, here.city, here.words)
    late = late_said(here, owed_here(here))
    return [*back, *([late] if late else [])]


def _race(here: Here) -> Race:
    """Of the units in the level's picture."""
    return here.cache.race(here.situation).within(here.scope.area)


def _rises(here: Here) -> tuple[Suggestion, ...]:
    """The plan's suggestions for the city's level, which no level below it decides."""
    return tuple(here.cache.rises(here.situation)) if here.scope.is_city else ()


def _mood(here: Here) -> Mood:
    """The sign before the sentence, of the same incidents: danger, nothing overdue, none open and
    none warned of, as far as that is heard."""
    picture = here.picture
    if here.scope.kind is ScopeKind.DEPARTMENT:
        return GRAVE if _of_department(here) else STANDING
    warned = any(severity(message) >= ORANGE for message in picture.warnings)
    unopened = bool(picture.in_force) and not picture.incidents
    pressing = is_pressing(picture, here.city, _race(here), here.reporting, here.beside)
    if warned or unopened or pressing or _rises(here):
        return GRAVE
    if picture.incidents:
        return STANDING
    return UNHEARD if source_said(picture.warnings_from, WarningMessage, here.words) else CALM

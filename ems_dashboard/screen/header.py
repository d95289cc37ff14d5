"""The line at the top of every instrument: the levels, the incident, what is due next, the storm."""

from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from ems_dashboard.clock import full_time
from ems_dashboard.reports.headline import away, fix_said
from ems_dashboard.rules.responses import of_unit
from ems_dashboard.rules.terms import DueState, Hazard, Level
from ems_dashboard.screen import other_incidents
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE, level_mark
from ems_dashboard.screen.origin import age, source, when
from ems_dashboard.screen.owed_card import item_name, owed_here, state_said
from ems_dashboard.screen.rhythm_card import due_state
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words

PRESSING = (DueState.LATE, DueState.SOON, DueState.DUE)


@dataclass(frozen=True, slots=True)
class HazardLevel:
    """`since`: since when and by what, on demand."""

    rank: str
    symbol: str
    word: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class StormPlace:
    text: str
    stale: bool


@dataclass(frozen=True, slots=True)
class NextDue:
    state: DueState
    at: str
    name: str
    text: str


def hazard_level(level: Level | None, word: str, since: str = "") -> HazardLevel:
    mark = level_mark(level)
    return HazardLevel(mark.rank, mark.symbol, word, since)


def level_badge(level: Level | None, word: str, since: str = "") -> Markup:
    return rendered("cards/level_badge.html", level=hazard_level(level, word, since))


def header(here: Here, aside: Markup | str = "") -> Markup:
    """`aside`: what stands at its end instead of where the storm is."""
    lead = here.situation.lead
    if lead is None:
        return rendered("cards/header.html", levels=_levels(here), name=_nothing(here), since="")
    return rendered(
        "cards/header.html",
        levels=_levels(here),
        name=_named(here, lead.name),
        others=other_incidents.named(here) if here.page == "wall" else "",
        since=_since(here.as_of - lead.began_at, here.words),
        due=_next_due(here),
        aside=aside,
        storm=_storm(here),
    )


def _levels(here: Here) -> list[HazardLevel]:
    levels = here.situation.responses[here.scope.levelled]
    return [
        hazard_level(levels[hazard], here.words(f"terms.hazard.{hazard}"), _decided(here, hazard))
        for hazard in Hazard
    ]


def _nothing(here: Here) -> str:
    key = "response_without_incident" if here.situation.in_force else "nothing_open"
    return here.words(f"screens.overview.{key}")


def _named(here: Here, incident: str) -> str:
    scope = here.scope
    place = "" if scope.is_city else f"{here.city.name_of(scope.code, here.lang)} · "
    return f"{place}{incident}{other_incidents.own_level(here)}"


def _since(passed: timedelta, word: Words) -> str:
    """How long the incident has been open, by the two units that say something."""
    minutes = max(0, passed // timedelta(minutes=1))
    if minutes < 60:
        return word("screens.overview.since_minutes", m=minutes)
    if minutes < 24 * 60:
        return word("screens.overview.since_hours", h=minutes // 60, m=minutes % 60)
    return word("screens.overview.since", d=minutes // (24 * 60), h=minutes // 60 % 24)


def _next_due(here: Here) -> NextDue | None:
    """What is late or comes next, so that nobody has to look for it."""
    if not here.scope.is_city:
        return _owed_next(here)
    due = next((due for due in here.own.rhythm if due.state in PRESSING), None)
    if due is None:
        return None
    name = here.words(f"screens.overview.item_{due.kind}")
    return NextDue(due.state, when(due.due_at, here), name, due_state(here, due))


def _owed_next(here: Here) -> NextDue | None:
    """What a level below the city owes next: the city's own meetings are not its."""
    item = next((item for item in owed_here(here) if item.due), None)
    if item is None or item.due is None:
        return None
    state = DueState.LATE if item.late else DueState.DUE
    return NextDue(state, when(item.due, here), item_name(here, item), state_said(here, item))


def _decided(here: Here, hazard: Hazard) -> str:
    """The change of level that is in force: its moment and source."""
    unit = here.scope.levelled
    row = next(iter(of_unit(here.situation.response_rows, unit, hazard)), None)
    if row is None:
        return ""
    return here.words(
        "origin.decided",
        at=full_time(row.valid_at),
        age=age(row.valid_at, here),
        source=source(here, row.source),
    )


def _storm(here: Here) -> StormPlace | None:
    """Where its centre is, by whose fix and how old that is; one that is not renewed fades."""
    storm, word = here.situation.lead_storm, here.words
    if storm is None:
        return None
    wind = storm.position.wind_ms
    text = word(
        "screens.overview.storm_at",
        name=storm.name_zh if here.lang == "zh" else storm.name_en,
        wind=NONE if wind is None else f"{wind:.0f}",
        away=away(storm, here.city, word),
        fix=fix_said(storm, here.situation, word),
    )
    return StormPlace(text, storm.stale_at(here.as_of, here.city.plan.thresholds))

"""The overview and the wall while nothing is open: which warnings stand, and what came last."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.reports.headline import warnings_heard
from ems_dashboard.reports.season import completeness
from ems_dashboard.rules.terms import Category, Colour
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.chosen_year import chosen_year
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address, key_moments
from ems_dashboard.screen.level_marks import NONE, LevelMark, level_mark
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.season_figures import IncidentTotals, Season
from ems_dashboard.templating import rendered

SHOWN = 8
YEAR = (
    "heavy_rain_events",
    "typhoons",
    "rainstorm_responses",
    "typhoon_responses",
    "orders",
    "people",
)


@dataclass(frozen=True, slots=True)
class StandingWarning:
    colour: Colour | None
    headline: str
    at: str


@dataclass(frozen=True, slots=True)
class PastIncident:
    """`href`: the moment of its highest level, empty where there is none."""

    name: str
    href: str
    level: LevelMark | None
    moved: str


def is_quiet(here: Here) -> bool:
    situation = here.situation
    return not (situation.incidents or situation.evacuation or situation.in_force)


def standing(here: Here) -> Markup:
    """The gravest warnings, each with its issue and its end."""
    return rendered(
        "quiet/standing.html",
        title=here.words("screens.quiet.standing"),
        more={"href": link(here, "warnings"), "title": here.words("screens.overview.rows")},
        warnings=[_warning(here, message) for message in here.picture.warnings[:SHOWN]],
        nothing=warnings_heard(here.situation, here.words),
    )


def _warning(here: Here, message: WarningMessage) -> StandingWarning:
    return StandingWarning(message.colour, message.headline, when(message.valid_at, here))


def came_last(here: Here) -> Markup:
    """The last incidents of the year, each leading to the moment of its highest level."""
    season = _season(here)
    peaks = {moment.incident.incident: address(moment.at) for moment in key_moments(here)}
    newest = season.incidents[::-1][:SHOWN]
    return rendered(
        "quiet/came_last.html",
        **_head(here, season, "screens.quiet.came_last"),
        incidents=[_incident(here, total, peaks) for total in newest],
        nothing=here.words("screens.overview.none"),
    )


def year_so_far(here: Here) -> Markup:
    """The figures of that year by which a leader knows it; the page of the year has all."""
    season = _season(here)
    return rendered(
        "quiet/year.html",
        **_head(here, season, "screens.quiet.year"),
        figures=[_figure(here, season, key) for key in YEAR],
    )


def _figure(here: Here, season: Season, key: str) -> dict[str, str]:
    amount = season.figure(key)
    shown = NONE if amount is None else f"{amount:,}"
    title = here.words(f"screens.figure.{key}") + _incomplete(here, season, key)
    return {"title": title, "amount": shown}


def _incomplete(here: Here, season: Season, key: str) -> str:
    """Behind the name of a sum in which units are missing: for how many incidents it is whole."""
    if key not in set(here.city.plan.reported):
        return ""
    found = completeness(season, Category(key))
    if found.whole == found.owed:
        return ""
    return here.words("screens.quiet.whole_of", whole=found.whole, owed=found.owed)


def _season(here: Here) -> Season:
    return here.cache.season(chosen_year(here), here.asked)


def _head(here: Here, season: Season, key: str) -> dict[str, object]:
    """What the title of a card about the year says."""
    return {
        "title": here.words(key, year=season.year),
        "example": here.words("screens.overview.example") if season.simulated else "",
        "more": {"href": link(here, "season"), "title": here.words("frame.page.season")},
    }


def _incident(here: Here, total: IncidentTotals, peaks: Mapping[str, str]) -> PastIncident:
    at = peaks.get(total.incident.incident)
    return PastIncident(
        name=total.incident.name,
        href=link(here, "overview", as_of=at) if at else "",
        level=level_mark(total.highest) if total.highest else None,
        moved=_moved(here, total),
    )


def _moved(here: Here, total: IncidentTotals) -> str:
    people = total.evacuation.get(Category.PEOPLE)
    if people is None:
        return here.words("screens.quiet.no_figures")
    counted = total.counted[Category.PEOPLE]
    if counted.reported == counted.owed:
        return here.words("screens.quiet.moved", n=f"{people:,}")
    share = {"reported": counted.reported, "owed": counted.owed}
    return here.words("screens.quiet.moved_of", n=f"{people:,}", **share)

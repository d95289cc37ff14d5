"""The overview and the wall while nothing is open: which warnings stand, and what came last."""

from html import escape

from ems_dashboard.reports.headline import warnings_heard
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen import cards
from ems_dashboard.screen.chosen_year import chosen_year
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address, key_moments
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.season_figures import IncidentTotals, Season

SHOWN = 8
YEAR = (
    "heavy_rain_events",
    "typhoons",
    "rainstorm_responses",
    "typhoon_responses",
    "orders",
    "people",
)


def is_quiet(here: Here) -> bool:
    situation = here.situation
    return not (situation.incidents or situation.evacuation or situation.in_force)


def standing(here: Here) -> str:
    """The gravest warnings, each with its issue and its end."""
    rows = "".join(
        f'<li class="{w.colour}"><span>{escape(w.headline)}</span><time>{when(w.valid_at, here)}</time></li>'
        for w in here.situation.warnings[:SHOWN]
    )
    calm = f'<p class="calm">{escape(warnings_heard(here.situation, here.words))}</p>'
    said = f'<ul class="ws">{rows}</ul>' if rows else calm
    title, every = here.words("screens.quiet.standing"), here.words("screens.overview.rows")
    return f'<section class="card"><h3>{title}<a href="{cards.link(here, "warnings")}">{every}</a></h3>{said}</section>'


def came_last(here: Here) -> str:
    """The last incidents of the year, each leading to the moment of its highest level."""
    season = _season(here)
    peaks = {moment.incident.incident: address(moment.at) for moment in key_moments(here)}
    rows = "".join(_incident(here, total, peaks) for total in season.incidents[::-1][:SHOWN])
    none = f'<p class="calm">{here.words("screens.overview.none")}</p>'
    said = f'<table class="last">{rows}</table>' if rows else none
    return _card(here, season, "screens.quiet.came_last", said)


def year_so_far(here: Here) -> str:
    """The figures of that year by which a leader knows it; the page of the year has all."""
    season = _season(here)
    figures = ((here.words(f"screens.figure.{key}"), getattr(season, key)) for key in YEAR)
    cells = "".join(
        f"<div><label>{title}</label><b>{'—' if amount is None else f'{amount:,}'}</b></div>"
        for title, amount in figures
    )
    return _card(here, season, "screens.quiet.year", f'<div class="yr">{cells}</div>')


def _season(here: Here) -> Season:
    return here.cache.season(chosen_year(here), here.asked)


def _card(here: Here, season: Season, key: str, said: str) -> str:
    sample = (
        f'<em class="sample">{here.words("screens.overview.example")}</em>'
        if season.simulated
        else ""
    )
    more = f'<a href="{cards.link(here, "season")}">{here.words("frame.page.season")}</a>'
    return f'<section class="card"><h3>{here.words(key, year=season.year)}{sample}{more}</h3>{said}</section>'


def _incident(here: Here, total: IncidentTotals, peaks: dict[str, str]) -> str:
    name, at = escape(total.incident.name), peaks.get(total.incident.incident)
    shown = f'<a href="{cards.link(here, "overview", as_of=at)}">{name}</a>' if at else name
    level = (
        f'<b class="m l{5 - total.highest.severity}">{total.highest}</b>' if total.highest else "—"
    )
    people = total.evacuation.get(Category.PEOPLE)
    moved = here.words("screens.quiet.no_figures")
    if people is not None:
        moved = here.words("screens.quiet.moved", n=f"{people:,}")
    return f"<tr><th>{shown}</th><td>{level}</td><td>{moved}</td></tr>"

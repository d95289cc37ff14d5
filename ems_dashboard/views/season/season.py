"""The year's figures against the published report."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.reports.season import completeness, year_in_words
from ems_dashboard.rules.city import PublicReport
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.origin import note
from ems_dashboard.situation.contract import season_json
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.situation.season_rows import Standing
from ems_dashboard.templating import rendered
from ems_dashboard.views.season import year_rows

YEAR = "year"
Value = int | str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """With the published figure. `mood`: ok or off, empty where none was published."""

    text: str
    mood: str = ""
    demand: str = ""


@dataclass(frozen=True, slots=True)
class YearFigure:
    key: str
    title: str
    href: str
    value: str
    compared: Compared
    asof: Markup


def title(season: Season, here: Here) -> Markup:
    return rendered(
        "season/title.html",
        title=here.words("screens.season.title", year=season.year),
        example=here.words("screens.overview.example") if season.simulated else "",
    )


def figures(season: Season, here: Here) -> Markup:
    """Each number against the published one, with the age of what it stands on, and the way to its
    rows."""
    published = {
        report.key: report for report in here.city.public_reports if report.year == season.year
    }
    standing = year_rows.standing_of(here, season)
    values = {key: value for key, value in season_json(season).items() if key != YEAR}
    made = [
        _figure(here, season, key, value, published.get(key), standing[key])
        for key, value in values.items()
    ]
    return rendered("season/figures.html", figures=made)


def _figure(
    here: Here,
    season: Season,
    key: str,
    value: Value,
    report: PublicReport | None,
    standing: Sequence[Standing],
) -> YearFigure:
    return YearFigure(
        key=key,
        title=here.words(f"screens.figure.{key}"),
        href=year_rows.leads_to(here, key, season.year),
        value=_thousands(value) or NONE,
        compared=_beneath(here, season, key, value, report),
        asof=note(here, standing, in_link=True),
    )


def _beneath(
    here: Here, season: Season, key: str, value: Value, report: PublicReport | None
) -> Compared:
    """Against the published figure; where none was published, of how many incidents a sum is
    whole."""
    if _missing(key, value):
        return _unreported(here)
    if report is None and key in set(here.city.plan.reported):
        found = completeness(season, Category(key))
        if found.whole < found.owed:
            said = here.words("screens.season.whole_of", whole=found.whole, owed=found.owed)
            return Compared(said)
    return _compared(value, report, here)


def _thousands(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return value or ""


def _missing(key: str, value: Value) -> bool:
    """A highest level that never was is none missing."""
    return value is None and not key.endswith("_highest")


def _unreported(here: Here) -> Compared:
    return Compared(here.words("screens.season.unreported"))


def _compared(value: Value, report: PublicReport | None, here: Here) -> Compared:
    word = here.words
    if report is None:
        return Compared(word("screens.season.no_report"))
    demand = word("screens.season.report", source=report.source)
    published = report.value
    if str(value) == published:
        return Compared(word("screens.season.equal"), "ok", demand)
    shown = f"{int(published):,}" if published.isdigit() else published
    return Compared(word("screens.season.published", value=shown), "off", demand)


def paragraph(season: Season, here: Here) -> Markup:
    return rendered(
        "season/paragraph.html",
        title=here.words("screens.season.paragraph_title"),
        text=year_in_words(season, here.city, here.words),
    )

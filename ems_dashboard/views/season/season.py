"""The year's figures against the published report."""

from collections.abc import Sequence
from html import escape

from ems_dashboard.rules.city import PublicReport
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note
from ems_dashboard.situation.contract import season_json
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.situation.season_rows import Standing
from ems_dashboard.views.season import year_rows


def title(season: Season, here: Here) -> str:
    sample = (
        f' <em class="sample">{here.words("screens.overview.example")}</em>'
        if season.simulated
        else ""
    )
    return f'<div class="page-title">{here.words("screens.season.title", year=season.year)}{sample}</div>'


def figures(season: Season, here: Here) -> str:
    """Each number against the published one, with the age of what it stands on, and the way to its rows."""
    published = {r.key: r for r in here.city.public_reports if r.year == season.year}
    standing = year_rows.standing_of(here, season)
    cells = [
        _cell(here, season.year, key, value, published.get(key), standing[key])
        for key, value in season_json(season).items()
        if key != "year"
    ]
    return f'<div class="kpis">{"".join(cells)}</div>'


def _cell(
    here: Here,
    year: int,
    key: str,
    value: int | str | None,
    report: PublicReport | None,
    standing: Sequence[Standing],
) -> str:
    shown = f"{value:,}" if isinstance(value, int) else (value or "—")
    missing = value is None and not key.endswith("_highest")
    return (
        f'<a class="kpi" data-figure="{key}" href="{escape(year_rows.leads_to(here, key, year))}">'
        f"<label>{here.words(f'screens.figure.{key}')}</label><b>{shown}</b>{_unreported(here) if missing else _compared(value, report, here)}"
        f"{note(here, standing, in_link=True)}</a>"
    )


def _unreported(here: Here) -> str:
    return f"<p>{escape(here.words('screens.season.unreported'))}</p>"


def _compared(value: object, report: PublicReport | None, here: Here) -> str:
    if report is None:
        return f"<p>{here.words('screens.season.no_report')}</p>"
    title, published = (
        escape(here.words("screens.season.report", source=report.source)),
        report.value,
    )
    if str(value) == published:
        return f'<p class="ok" title="{title}">{here.words("screens.season.equal")}</p>'
    shown = f"{int(published):,}" if published.isdigit() else published
    return (
        f'<p class="off" title="{title}">{here.words("screens.season.published", value=shown)}</p>'
    )


def paragraph(season: Season, here: Here) -> str:
    figures = {key: f"{value:,}" if isinstance(value, int) and here.lang == "en" and key != "year" else (value if value is not None else "—")
               for key, value in season_json(season).items()}  # fmt: skip
    title, text = (
        here.words("screens.season.paragraph_title"),
        here.words("screens.season.paragraph", **figures),
    )
    return f'<section class="card"><h3>{title}</h3><p class="prose">{escape(text)}</p></section>'

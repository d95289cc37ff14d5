"""The rows of the subject pages for a period: what holds at the moment, the last hours, or a
year."""

from collections.abc import Sequence

import pandas as pd

from ems_dashboard.rules.city import Group
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.group_chips import silent_state
from ems_dashboard.screen.here import Here
from ems_dashboard.situation import listings, season_rows
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.views.frame import filters, tables
from ems_dashboard.views.frame.tables import Incidents


def _season(here: Here, period: str) -> Season | None:
    year = filters.year_of(period)
    return here.cache.season(year, here.asked) if year else None


def _names(here: Here, season: Season | None) -> Incidents:
    incidents = (
        [total.incident for total in season.incidents] if season else here.situation.incidents
    )
    return {incident.incident: incident.name for incident in incidents}


def warnings(here: Here, period: str) -> Sequence[WarningMessage]:
    if season := _season(here, period):
        return season_rows.warnings(here.store, season)
    hours = filters.hours_of(period)
    return (
        listings.warning_rows(here.store, here.as_of, hours) if hours else here.situation.warnings
    )


def evacuation(here: Here, unit: str, category: Category | None, period: str) -> pd.DataFrame:
    """The newest figures, every report of the open incidents, or the last figures of the year's
    incidents."""
    if season := _season(here, period):
        found = season_rows.figures(here.store, here.city, season, category)
        return tables.figures(
            filters.fitting_figures(found, unit, category), here, _names(here, season)
        )
    if period != filters.HISTORY:
        return tables.figures(
            filters.fitting_figures(here.situation.evacuation, unit, category), here
        )
    rows = listings.evacuation_rows(here.situation)
    rows = [r for r in rows if not unit or unit in (r.unit, here.city.county_of.get(r.unit))]
    return tables.reports([r for r in rows if not category or r.category == category], here)


def groups(here: Here, unit: str, kind: str, state: str, period: str) -> pd.DataFrame:
    """Every group with its newest state, or each state that was reported in the period."""
    chosen = {group.code: group for group in filters.fitting_groups(here.city.groups, unit, kind)}
    found: list[tuple[Group, Deployment | None]]
    if period:
        reported = [row for row in _deployments(here, period) if row.group in chosen]
        found = [(chosen[row.group], row) for row in reported]
    else:
        rows = {row.group: row for row in here.situation.deployments}
        found = [(group, rows.get(code)) for code, group in chosen.items()]
    fitting = [
        (group, row)
        for group, row in found
        if state in ("", row.state if row else silent_state(here, group))
    ]
    return tables.groups(fitting, here, _names(here, _season(here, period)) if period else None)


def _deployments(here: Here, period: str) -> Sequence[Deployment]:
    if season := _season(here, period):
        return season_rows.deployments(here.store, season)
    return listings.deployment_rows(here.store, here.as_of, filters.hours_of(period))


def cadres(here: Here, unit: str, period: str) -> pd.DataFrame:
    """The newest figure of each unit in the open incidents, or the last ones in those of the
    year."""
    season = _season(here, period)
    rows = season_rows.cadres(here.store, season) if season else here.situation.cadres
    return tables.cadres(
        [row for row in rows if unit in ("", row.unit)], here, _names(here, season)
    )

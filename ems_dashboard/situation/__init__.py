"""What headquarters knew at a moment: `situation(store, city, as_of)`; the year: `season(store,
city, year, as_of)`."""

from ems_dashboard.situation.building import situation
from ems_dashboard.situation.picture import Figure, OrderStatus, Series, Situation, Storm
from ems_dashboard.situation.season import season
from ems_dashboard.situation.season_figures import IncidentTotals, MonthCounts, Season
from ems_dashboard.situation.situation_cache import SituationCache

__all__ = [
    "Figure",
    "IncidentTotals",
    "MonthCounts",
    "OrderStatus",
    "Season",
    "Series",
    "Situation",
    "SituationCache",
    "Storm",
    "season",
    "situation",
]

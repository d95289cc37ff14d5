"""The wind at units and townships as told by a bulletin: the map and the table of a storm share
it."""

from datetime import datetime

from ems_dashboard.moments import as_moment
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.wind_by_township import WindRow, wind_rows


def told_winds(here: Here, storm: Storm, chosen: datetime) -> list[WindRow]:
    """No rows where nobody gave the storm's circles."""
    if not storm.circles_known:
        return []
    key = ("wind rows", here.situation.version, storm.rows, chosen)
    return here.cache.once(key, lambda: wind_rows(storm, here.city, as_moment(chosen)))

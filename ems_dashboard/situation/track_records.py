"""How each agency's bulletins of a storm did in its last days, against the fixes since."""

from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.storms import StormForecast, standing_points
from ems_dashboard.rules.track_errors import Record, misses, records
from ems_dashboard.situation.picture import Storm
from ems_dashboard.store import Reader

DAYS = timedelta(days=3)
"""Bulletins issued before are another situation's."""


def track_records(
    reader: Reader, storm: Storm, as_of: Moment, mode: str = "live"
) -> dict[str, dict[int, Record]]:
    """Agency → hours ahead → its record; of what was analysed by then."""
    since = storm.position.valid_at - DAYS
    issued = reader.history(
        StormForecast, as_of=as_of, since=since, until=as_of, mode=mode, storm=storm.storm
    )
    return records(misses(storm.fixes, standing_points(issued)))

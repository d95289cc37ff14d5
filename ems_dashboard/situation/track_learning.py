"""What an archive of storms says about forecast centres: how far they were off by hours ahead, of
each agency and of their mean; and the tracks themselves, to lay one under a new storm."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ems_dashboard.feeds.storm_archive import Archive
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.arrival_errors import SHARE
from ems_dashboard.rules.similar_tracks import PastFix
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.track_errors import (
    LEADS_H,
    Miss,
    TrackError,
    leads_of,
    mean_points,
    misses,
)
from ems_dashboard.situation.arrival_learning import (
    A_STORM_COUNTS,
    EVERY,
    LEAST_STORMS,
    newest_of,
)

Grouped = dict[tuple[str, int], dict[str, list[Miss]]]


def track_errors(archive: Archive) -> list[TrackError]:
    grouped: Grouped = defaultdict(lambda: defaultdict(list))
    for storm, fixes in archive.fixes.items():
        bulletins = archive.bulletins.get(storm, ())
        for miss in (*misses(fixes, bulletins), *_of_the_mean(fixes, bulletins)):
            for lead in leads_of(miss, LEADS_H):
                grouped[miss.agency, lead][storm].append(miss)
    return [
        _error(agency, lead, storms, archive.source)
        for (agency, lead), storms in sorted(grouped.items())
        if len(storms) >= LEAST_STORMS
    ]


def _of_the_mean(fixes: Sequence[StormFix], bulletins: Sequence[StormForecast]) -> Iterator[Miss]:
    for fix in main_hours(fixes):
        moment = as_valid(fix.valid_at)
        yield from misses(fixes, mean_points(newest_of(bulletins, moment), moment))


def main_hours(fixes: Iterable[StormFix]) -> list[StormFix]:
    return [fix for fix in fixes if fix.valid_at.timestamp() % EVERY.total_seconds() == 0]


def _error(agency: str, lead: int, storms: dict[str, list[Miss]], source: str) -> TrackError:
    found = [miss for rows in storms.values() for miss in rows]
    alike = np.concatenate([_spread(rows) for rows in storms.values()])
    return TrackError(
        agency=agency,
        lead_hours=lead,
        median_km=round(float(np.median(alike)), 1),
        held_km=round(float(np.quantile(alike, SHARE)), 1),
        ahead_km=round(float(np.median([miss.ahead_km for miss in found])), 1),
        right_km=round(float(np.median([miss.right_km for miss in found])), 1),
        points=len(found),
        storms=len(storms),
        source=source,
    )


def _spread(rows: Sequence[Miss]) -> np.ndarray:
    """Every storm's misses as many."""
    return np.quantile([miss.km for miss in rows], np.linspace(0.0, 1.0, A_STORM_COUNTS))


def past_fixes(archive: Archive) -> list[PastFix]:
    return [
        PastFix(fix.storm, fix.name_zh, fix.name_en, fix.valid_at, fix.lat, fix.lon, fix.wind_ms)
        for fixes in archive.fixes.values()
        for fix in main_hours(fixes)
    ]

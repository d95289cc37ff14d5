"""A storm as it was known at a moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.storms import (
    BEST_TRACK,
    Base,
    StormFix,
    StormForecast,
    circles_from,
    running_on,
    standing_points,
)
from ems_dashboard.situation.picture import Storm
from ems_dashboard.store import Reader

BULLETINS = timedelta(hours=24)
"""An agency's bulletin older than this is no forecast any more."""


def storm_at(reader: Reader, storm: str, as_of: Moment, mode: str = "live") -> Storm | None:
    """Its analysed track and each agency's newest bulletin, None where nothing was known of it."""
    written = reader.history(StormFix, as_of=as_of, until=as_of, mode=mode, storm=storm)
    rows = reader.holding(StormFix, written, as_of=as_of)
    fixes = running_on(one_agency(rows))
    if not fixes:
        return None
    issued = reader.history(
        StormForecast, as_of=as_of, since=as_of - BULLETINS, until=as_of, mode=mode, storm=storm
    )
    bulletins = standing_points(issued, _moved_bases(written, rows))
    ahead = {
        agency: running_on(points, fixes[-1].lon)
        for agency, points in newest_bulletins(bulletins).items()
    }
    name_zh = next((row.name_zh for row in reversed(rows) if row.name_zh), "")
    name_en = next((row.name_en for row in reversed(rows) if row.name_en), "")
    return Storm(storm, name_zh, name_en, fixes, ahead, circles_from(fixes, rows))


def one_agency(fixes: Sequence[StormFix]) -> list[StormFix]:
    """One track, not a mixture: the agency with the newest fix, of several the one with most fixes.
    A best track, made afterwards, comes behind every operational one. Corrections replace a fix."""
    by_agency: dict[str, dict[datetime, StormFix]] = {}
    for fix in fixes:
        by_agency.setdefault(fix.agency, {})[fix.valid_at] = fix
    tracks = [[track[moment] for moment in sorted(track)] for track in by_agency.values()]
    return max(tracks, key=_rank, default=[])


def _rank(track: Sequence[StormFix]) -> tuple[bool, datetime, int]:
    return not track[-1].agency.endswith(BEST_TRACK), track[-1].valid_at, len(track)


def newest_bulletins(rows: Sequence[StormForecast]) -> dict[str, tuple[StormForecast, ...]]:
    """Agency → the points of its newest bulletin, in order of time. Corrections replace a point."""
    found: dict[str, dict[datetime, StormForecast]] = {}
    for agency, issued in _newest_issue(rows).items():
        points = (row for row in rows if (row.agency, row.valid_at) == (agency, issued))
        found[agency] = {row.forecast_at: row for row in points}
    return {
        agency: tuple(points[at] for at in sorted(points))
        for agency, points in sorted(found.items())
    }


def _newest_issue(rows: Sequence[StormForecast]) -> dict[str, datetime]:
    newest: dict[str, datetime] = {}
    for row in rows:
        newest[row.agency] = max(row.valid_at, newest.get(row.agency, row.valid_at))
    return newest


def _moved_bases(written: Sequence[StormFix], holding: Sequence[StormFix]) -> set[Base]:
    """The hours at which no fix stands any more because the typed one was put right: its bulletin
    was another's."""
    return {(fix.agency, fix.valid_at) for fix in written} - {
        (fix.agency, fix.valid_at) for fix in holding
    }


def watched(reader: Reader, as_of: Moment, mode: str = "live") -> list[str]:
    """The storms that were analysed within a day: they are looked at before anybody has opened an
    incident."""
    rows = reader.history(StormFix, as_of=as_of, since=as_of - BULLETINS, until=as_of, mode=mode)
    return list(dict.fromkeys(fix.storm for fix in reader.holding(StormFix, rows, as_of=as_of)))

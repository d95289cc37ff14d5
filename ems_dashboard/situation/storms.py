"""A storm as it was known at a moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ems_dashboard.rules.storms import StormFix, StormForecast, running_on
from ems_dashboard.situation.picture import Storm
from ems_dashboard.store import Reader

BULLETINS = timedelta(hours=24)
"""An agency's bulletin older than this is no forecast any more."""


def storm_at(reader: Reader, storm: str, as_of: datetime, mode: str = "live") -> Storm | None:
    """Its analysed track and each agency's newest bulletin, None where nothing was known of it."""
    known = {"as_of": as_of, "until": as_of + timedelta(microseconds=1), "mode": mode, "storm": storm}
    fixes = running_on(one_agency(reader.history(StormFix, **known)))
    if not fixes:
        return None
    bulletins = reader.history(StormForecast, since=as_of - BULLETINS, **known)
    ahead = {agency: running_on(points, fixes[-1].lon) for agency, points in newest_bulletins(bulletins).items()}
    return Storm(storm, fixes[-1].name_zh, fixes[-1].name_en, fixes, ahead)


def one_agency(fixes: Sequence[StormFix]) -> list[StormFix]:
    """One track, not a mixture: the agency with the newest fix, of several the one with most fixes. Corrections of a
    fix replace it."""
    by_agency: dict[str, dict[datetime, StormFix]] = {}
    for fix in fixes:
        by_agency.setdefault(fix.agency, {})[fix.valid_at] = fix
    tracks = [[track[moment] for moment in sorted(track)] for track in by_agency.values()]
    return max(tracks, key=lambda track: (len(track), track[-1].valid_at), default=[])


def newest_bulletins(rows: Sequence[StormForecast]) -> dict[str, tuple[StormForecast, ...]]:
    newest = {row.agency: row.valid_at for row in rows}
    found: dict[str, dict[datetime, StormForecast]] = {}
    for row in rows:
        if row.valid_at == newest[row.agency]:
            found.setdefault(row.agency, {})[row.forecast_at] = row
    return {agency: tuple(points[at] for at in sorted(points)) for agency, points in sorted(found.items())}

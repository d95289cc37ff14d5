"""What was received of warnings and of the storm, on which a level may be suggested to fall."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ems_dashboard.moments import Moment
from ems_dashboard.rules.circles import CALM
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evidence import Evidence, StormPassage
from ems_dashboard.rules.paths import analysed
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.suggestions import level_of
from ems_dashboard.rules.terms import Hazard, LevelChange
from ems_dashboard.rules.warnings import Ended, WarningMessage, ended_by
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.situation.warned import located
from ems_dashboard.store import Reader
from ems_dashboard.store.warnings import messages_before

UNKNOWN_CIRCLE_KM = 500.0
"""Where no bulletin gave wind circles a centre nearer than this may still bring the gale."""


def ended_warnings(
    reader: Reader, city: City, as_of: Moment, mode: str = "live"
) -> tuple[Ended, ...]:
    """Of the last days, those that are no longer in force."""
    return tuple(ended_by(located(messages_before(reader, as_of, mode), city), as_of))


def evidence_of(
    city: City,
    situation: Situation,
    found: Iterable[Ended],
    passages: Mapping[str, StormPassage],
    unit: str,
    hazard: Hazard,
) -> Evidence:
    """For a response in force. `found`: the warnings that are no longer; `passages`: storm → how it
    passed."""
    since = _since(situation, unit, hazard)
    if since is None:
        return Evidence(situation.warnings_from)
    lately = [ended for ended in found if ended.at >= since]
    covering = [ended for ended in lately if _covers(city, ended.message, unit)]
    mine = [ended for ended in covering if level_of(city, hazard, ended.message) is not None]
    if hazard is not Hazard.TYPHOON:
        return Evidence(situation.warnings_from, tuple(mine))
    limits = city.plan.thresholds
    storm = _passage(situation, passages, unit, limits)
    fresh = storm is not None and storm.fresh_at(situation.as_of, limits)
    return Evidence(situation.warnings_from, tuple(mine), storm, fresh)


def _passage(
    situation: Situation, passages: Mapping[str, StormPassage], unit: str, limits: Thresholds
) -> StormPassage | None:
    """Of the storm of the unit's response; of several the one that has not passed, else the one
    that passed last. None where nothing is known of one of them."""
    own = _storms_of(situation, unit)
    if own - passages.keys():
        return None
    mine = [passages[name] for name in own] or list(passages.values())

    def past(passage: StormPassage) -> bool:
        return passage.receding and passage.fresh_at(situation.as_of, limits)

    coming = [passage for passage in mine if not past(passage)]
    return max(coming or mine, key=lambda passage: passage.nearest_at, default=None)


def _storms_of(situation: Situation, unit: str) -> set[str]:
    """Those of the typhoon incidents in which the unit has a response in force."""
    standing = {row.incident for row in _of(situation.response_rows, unit, Hazard.TYPHOON)}
    incidents = (each for each in situation.incidents if each.incident in standing)
    return {each.storm for each in incidents if each.storm}


def _since(situation: Situation, unit: str, hazard: Hazard) -> datetime | None:
    """When the response that is in force was started."""
    changes = _of(situation.levels, unit, hazard)
    starts = [row.valid_at for row in changes if row.change is LevelChange.START]
    if starts:
        return max(starts)
    standing = _of(situation.response_rows, unit, hazard)
    return standing[0].valid_at if standing else None


def _of(rows: Iterable[Response], unit: str, hazard: Hazard) -> list[Response]:
    return [row for row in rows if (row.unit, row.hazard) == (unit, hazard)]


def _covers(city: City, message: WarningMessage, unit: str) -> bool:
    """The city is concerned by what warns any of its units, a unit by what warns the city."""
    if unit == city.code or not message.units:
        return True
    return bool({unit, city.code} & set(message.units))


def passage_of(storm: Storm, city: City) -> StormPassage:
    """How the storm passed the city so far, by its fixes."""
    away_km = [nearest_unit(fix.lon, fix.lat, city)[1] for fix in storm.fixes]
    nearest_km, last_km = min(away_km), away_km[-1]
    nearest = storm.fixes[away_km.index(nearest_km)]
    receding = last_km > nearest_km and _leaving(storm, city, last_km)
    return StormPassage(nearest.valid_at, nearest_km, storm.position.valid_at, receding)


def _leaving(storm: Storm, city: City, last_km: float) -> bool:
    """Its gale has left the city, and by no forecast does it come nearer again."""
    gale_km = _gale_km(storm, city.plan.thresholds.gale_force)
    return last_km > gale_km and all(km >= last_km for km in _ahead_km(storm, city))


def _gale_km(storm: Storm, force: int) -> float:
    """How far the gale reaches at the newest fix; a circle that was never given counts as wide."""
    radii = analysed(storm.circled)[-1].radii.get(force, CALM)
    return max(radii) if storm.circles_known else UNKNOWN_CIRCLE_KM


def _ahead_km(storm: Storm, city: City) -> Iterable[float]:
    """The distances of what every agency forecasts after the newest fix."""
    for points in storm.forecasts.values():
        for point in points:
            if point.forecast_at > storm.position.valid_at:
                yield nearest_unit(point.lon, point.lat, city)[1]

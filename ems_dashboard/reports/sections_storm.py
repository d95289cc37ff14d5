"""The section on the storm: where it is, how strong, what is expected of it."""

from datetime import timedelta

from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.expected_wind import first_of_each_force
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.rules.wind import compass, force
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.race import place_winds
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.text import Words

FORECAST_POINTS = 3


def storm(telling: Telling) -> str | None:
    incident = telling.incident
    if incident is None or incident.hazard is not Hazard.TYPHOON:
        return None
    if not incident.storm:
        return telling.word("report.storm.unnamed")
    name = incident.storm
    now = _storm(telling.now, name)
    if now is None:
        return telling.word("report.storm.none")
    before = _storm(telling.before, name) if telling.before else None
    return telling.say(
        [
            _position(telling, now),
            _stale(telling, now),
            _circles(telling, now.position),
            _since(telling, now, before),
            _forecast(telling, now),
            _winds(telling, now),
        ]
    )


def _storm(situation: Situation, name: str) -> Storm | None:
    return next((storm for storm in situation.storms if storm.storm == name), None)


def _position(telling: Telling, storm: Storm) -> str:
    fix, word = storm.position, telling.word
    details = [
        word("report.storm.wind", force=_force(telling, fix.wind_ms), ms=number(fix.wind_ms))
        if fix.wind_ms
        else "",
        word("report.storm.pressure", hpa=number(fix.pressure_hpa)) if fix.pressure_hpa else "",
        _motion(telling, fix),
    ]
    return word(
        "report.storm.position",
        moment=moment(fix.valid_at, word),
        agency=word.either(f"report.agency.{fix.agency}", fix.agency),
        incident=telling.incident.name if telling.incident else "",
        grade=word(f"terms.grade.{fix.grade}") if fix.grade else word("report.storm.no_grade"),
        lat=f"{fix.lat:.1f}",
        lon=_meridian(fix.lon, word),
        where=_where(telling, fix),
        details="".join(details),
    )


def _stale(telling: Telling, storm: Storm) -> str:
    """That nothing newer is known, so that nobody takes an old centre for the present one."""
    if not storm.stale_at(telling.now.as_of, telling.city.plan.thresholds):
        return ""
    hours = (telling.now.as_of - storm.position.valid_at) / timedelta(hours=1)
    return telling.word("report.storm.stale", hours=int(hours))


def _meridian(lon: float, word: Words) -> str:
    degrees = beside(lon, 0)
    return word(f"report.storm.{'east' if degrees >= 0 else 'west'}", degrees=f"{abs(degrees):.1f}")


def _motion(telling: Telling, fix: StormFix) -> str:
    if fix.move_dir_deg is None or fix.move_speed_kmh is None:
        return ""
    towards = telling.word(f"report.compass.{compass(fix.move_dir_deg)}")
    return telling.word("report.storm.motion", speed=number(fix.move_speed_kmh), towards=towards)


def _circles(telling: Telling, fix: StormFix) -> str:
    parts = []
    for name in ("7", "10", "12"):
        radii = [getattr(fix, f"r{name}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]
        known = sorted({radius for radius in radii if radius})
        if known:
            span = (
                number(known[0]) if len(known) == 1 else f"{number(known[0])}—{number(known[-1])}"
            )
            parts.append(telling.word("report.storm.circle", force=name, span=span))
    return telling.word("report.storm.circles", circles=telling.listed(parts)) if parts else ""


def _since(telling: Telling, now: Storm, before: Storm | None) -> str:
    if before is None or telling.before is None:
        return ""
    if before.position.valid_at == now.position.valid_at:
        return ""
    parts = [*_nearer(telling, now, before), *_stronger(telling, now, before)]
    if not parts:
        return ""
    when = moment(before.position.valid_at, telling.word)
    return telling.word("report.storm.since", moment=when, changes=telling.listed(parts))


def _nearer(telling: Telling, now: Storm, before: Storm) -> list[str]:
    nearer = _km(telling, before.position) - _km(telling, now.position)
    if not round(nearer):
        return []
    key = "report.storm.nearer" if nearer > 0 else "report.storm.farther"
    return [telling.word(key, km=f"{abs(nearer):,.0f}")]


def _stronger(telling: Telling, now: Storm, before: Storm) -> list[str]:
    if not now.position.wind_ms or not before.position.wind_ms:
        return []
    stronger = now.position.wind_ms - before.position.wind_ms
    return [telling.word(f"report.storm.{_turn(stronger)}", ms=number(abs(stronger)))]


def _turn(stronger_ms: float) -> str:
    if stronger_ms == 0:
        return "steady"
    return "stronger" if stronger_ms > 0 else "weaker"


def _forecast(telling: Telling, storm: Storm) -> str:
    """What the national agency expects, or the first that there is."""
    agency = "CMA" if "CMA" in storm.forecasts else next(iter(storm.forecasts), "")
    ahead = [
        point for point in storm.forecasts.get(agency, ()) if point.forecast_at > telling.now.as_of
    ]
    if not ahead:
        return telling.word("report.storm.no_forecast")
    points = telling.word("report.semicolon").join(
        _point(telling, point) for point in ahead[:FORECAST_POINTS]
    )
    return telling.word(
        "report.storm.forecast",
        agency=telling.word.either(f"report.agency.{agency}", agency),
        moment=moment(ahead[0].valid_at, telling.word),
        points=points,
    )


def _winds(telling: Telling, storm: Storm) -> str:
    """Where the winds come first that the plan moves people by, and how sure that is."""
    if storm.stale_at(telling.now.as_of, telling.city.plan.thresholds):
        return ""
    winds = first_of_each_force(place_winds(telling.city, storm, telling.now.as_of))
    return telling.say(
        telling.word(
            "report.storm.comes",
            force=wind.force,
            unit=telling.city.name_of(wind.unit, telling.word.lang),
            said=wind_said(wind, telling.now.as_of, telling.word),
        )
        for wind in winds
    )


def _point(telling: Telling, point: StormForecast) -> str:
    word = telling.word
    wind = (
        word(
            "report.storm.point_wind",
            force=_force(telling, point.wind_ms),
            ms=number(point.wind_ms),
        )
        if point.wind_ms
        else ""
    )
    when = moment(point.forecast_at, word)
    return word(
        "report.storm.point",
        moment=when,
        lat=f"{point.lat:.1f}",
        lon=_meridian(point.lon, word),
        wind=wind,
    )


def _force(telling: Telling, speed_ms: float) -> str:
    found = force(speed_ms)
    return telling.word("report.storm.above_17") if found > 17 else str(found)


def _where(telling: Telling, fix: StormFix) -> str:
    code, km = nearest_unit(fix.lon, fix.lat, telling.city)
    if km:
        return telling.word("report.storm.away", km=f"{km:,.0f}")
    return telling.word("report.storm.inside", unit=telling.city.name_of(code, telling.word.lang))


def _km(telling: Telling, fix: StormFix) -> float:
    return nearest_unit(fix.lon, fix.lat, telling.city)[1]

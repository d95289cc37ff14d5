"""Sections 1 to 6 of a report: storm, rain, wind, water, tide, warnings and response levels."""

from collections import Counter
from datetime import timedelta

from ems_dashboard.reports.headline import source_said, warnings_heard
from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.evidence import Channel, Received
from ems_dashboard.rules.expected_wind import first_of_each_force
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.observations import Rain, RiverLevel, most_in_an_hour, pieces
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Hazard, Level, MessageType, WarningKind
from ems_dashboard.rules.wind import compass, force
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.race import place_winds
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.text import Words

HEAVY_MM = (250, 100, 50)
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


def rain(telling: Telling) -> str | None:
    if telling.observed is None:
        return None
    rows, word = telling.observed.rain, telling.word
    if not rows:
        return word("report.rain.none") + _unheard(telling, telling.observed.rain_from, Rain)
    totals = _rain_totals(rows)
    station, total = max(totals.items(), key=lambda item: item[1])
    wettest = {name: most_in_an_hour(parts) for name, parts in _pieces(rows).items()}
    hourly = max(wettest, key=lambda name: (wettest[name][1], wettest[name][0]), default=None)
    heavy = [(limit, sum(amount >= limit for amount in totals.values())) for limit in HEAVY_MM]
    parts = [
        word(
            "report.rain.total",
            moment=moment(telling.now.as_of, word),
            n=len(totals),
            station=_station(telling, station),
            mm=number(total),
        )
    ]
    counts = [word("report.rain.above", mm=limit, n=n) for limit, n in heavy if n]
    if counts:
        parts.append(word("report.rain.heavy", counts=telling.listed(counts)))
    if hourly:
        at, mm = wettest[hourly]
        hour = moment(at, word)
        parts.append(
            word(
                "report.rain.hourly", station=_station(telling, hourly), mm=number(mm), moment=hour
            )
        )
    parts.append(_unheard(telling, telling.observed.rain_from, Rain))
    return telling.say(parts)


def _rain_totals(rows: tuple[Rain, ...]) -> dict[str, float]:
    """Station → mm of the day: the sum of its rows of an hour or less, or a longer total where that
    is more."""
    hourly = Counter(
        {name: sum(part.rain_mm for part in parts) for name, parts in _pieces(rows).items()}
    )
    longer = {
        row.station: row.rain_mm
        for row in sorted(rows, key=lambda r: r.rain_mm)
        if 1 < row.hours <= 24
    }
    return {
        station: max(hourly[station], longer.get(station, 0.0)) for station in {*hourly, *longer}
    }


def _pieces(rows: tuple[Rain, ...]) -> dict[str, list[Rain]]:
    of_station: dict[str, list[Rain]] = {}
    for row in rows:
        of_station.setdefault(row.station, []).append(row)
    return {name: parts for name, mine in of_station.items() if (parts := pieces(mine))}


def _station(telling: Telling, code: str) -> str:
    place = next((place for place in telling.city.stations if place.code == code), None)
    return code if place is None else place.name if telling.word.lang == "zh" else place.name_en


def wind(telling: Telling) -> str:
    """The ledger has no wind measured at stations."""
    return telling.word("report.wind.none")


def water(telling: Telling) -> str | None:
    if telling.observed is None:
        return None
    unheard = _unheard(telling, telling.observed.rivers_from, RiverLevel)
    if not telling.observed.rivers:
        return telling.word("report.water.none") + unheard
    said = [
        _river(telling, row.station, row.level_m, moment(row.valid_at, telling.word))
        for row in telling.observed.rivers
    ]
    return telling.say([*said, unheard])


def _unheard(telling: Telling, source: Channel, kind: type[Fact]) -> str:
    """Since when nothing more came in; nothing where the source is alive or there never was one."""
    why = "" if source.state is Received.NONE else source_said(source, kind, telling.word)
    return telling.word("report.unheard", why=why) if why else ""


def _river(telling: Telling, code: str, level: float, when: str) -> str:
    place = next((place for place in telling.city.stations if place.code == code), None)
    state = telling.word("report.water.no_threshold")
    for key, threshold in (
        ("guarantee", place.guarantee_m if place else None),
        ("warning", place.warning_m if place else None),
    ):
        if threshold is not None:
            over = level - threshold
            state = telling.word(
                f"report.water.{'over' if over > 0 else 'under'}_{key}", m=f"{abs(over):.2f}"
            )
            if over > 0:
                break
    return telling.word(
        "report.water.level",
        station=_station(telling, code),
        moment=when,
        m=f"{level:.2f}",
        state=state,
    )


def tide(telling: Telling) -> str:
    """The ledger has no tides or waves."""
    return telling.word("report.tide.none")


def warnings_and_responses(telling: Telling) -> str:
    return telling.say([_standing(telling), _issued(telling), *_levels(telling)])


def _standing(telling: Telling) -> str:
    word, standing = telling.word, telling.now.warnings
    if not standing and telling.now.warnings_from.sound:
        return word("report.warnings.none")
    if not standing:
        return word("report.warnings.unheard", why=warnings_heard(telling.now, word))
    kinds = Counter(message.kind for message in standing)
    counts = telling.listed(
        word("report.warnings.kind", kind=word(f"terms.warning_kind.{kind}"), n=kinds[kind])
        for kind in WarningKind
        if kinds[kind]
    )
    return word(
        "report.warnings.standing", n=len(standing), counts=counts, gravest=standing[0].headline
    )


def _issued(telling: Telling) -> str:
    word, counted = telling.word, _counted(telling.now)
    before = _counted(telling.before) if telling.before else None
    if not counted:
        return ""
    parts = [
        word(
            "report.warnings.issued_kind",
            kind=word(f"terms.warning_kind.{kind}"),
            n=counted[kind],
            change=telling.change(
                counted[kind],
                before[kind] if before is not None else None,
                word("report.warnings.measure"),
            ),
        )
        for kind in WarningKind
        if counted[kind]
    ]
    return word("report.warnings.issued", counts=telling.listed(parts))


def _counted(situation: Situation) -> Counter[WarningKind]:
    return Counter(
        m.kind for m in situation.warnings_issued if m.message_type is not MessageType.CANCEL
    )


def _levels(telling: Telling) -> list[str]:
    word, city = telling.word, telling.city
    mine = telling.now.responses[city.code]
    standing = telling.listed(
        word("report.levels.one", hazard=word(f"terms.hazard.{hazard}"), level=level)
        for hazard, level in mine.items()
        if level
    )
    none = "units_only" if telling.now.in_force else "none"
    first = (
        word("report.levels.city", levels=standing) if standing else word(f"report.levels.{none}")
    )
    return [first, *(_unit_levels(telling, hazard) for hazard in Hazard)]


def _unit_levels(telling: Telling, hazard: Hazard) -> str:
    word, parts = telling.word, []
    for level in Level:
        units = [
            unit.code
            for unit in telling.city.units
            if telling.now.responses[unit.code][hazard] is level
        ]
        if len(units) == len(telling.city.units):
            parts.append(word("report.levels.all", level=level, n=len(units)))
        elif units:
            parts.append(
                word("report.levels.units", level=level, n=len(units), units=telling.units(units))
            )
    if not parts:
        return ""
    return word(
        "report.levels.counties",
        hazard=word(f"terms.hazard.{hazard}"),
        levels=word("report.semicolon").join(parts),
    )

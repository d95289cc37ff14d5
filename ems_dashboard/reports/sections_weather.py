"""The sections on rain, wind, water, tide, warnings and levels."""

from collections import Counter

from ems_dashboard.reports.headline import source_said, warnings_heard
from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.evidence import Channel, Received
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.observations import Rain, RiverLevel, most_in_an_hour, pieces
from ems_dashboard.rules.terms import Hazard, Level, MessageType, WarningKind
from ems_dashboard.situation.picture import Situation

HEAVY_MM = (250, 100, 50)


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

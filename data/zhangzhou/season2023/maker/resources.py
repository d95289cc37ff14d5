"""What was at hand and what the sky did: supplies, teams, vessels, rain, rivers, measures by unit, losses. All simulated;
each subject has its own seed, so that one may change without the others."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import exp

from ems_dashboard.rules.city import City, Unit
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Level, SupplyMove, TeamStateName
from ems_dashboard.rules.vessels import VesselAction

from . import dispatches
from .calendar import HOUR, Case, at, in_force

STOCKS = {"帐篷": 160, "折叠床": 900, "棉被": 1200, "应急食品": 4000, "移动水泵": 3}
PEAKS = {"2023-TY2305": (at("07-27 20:00"), at("07-28 13:00"), 36, 22.0),
         "2023-TY2311": (at("09-04 08:00"), at("09-05 09:00"), 48, 31.0)}  # fmt: skip
"""Case → first hour, hour of the most rain, hours, mm of that hour at a middling station."""
FULL = "2023-TY2311"
SENT = (("350624", 80, 2), ("350626", 60, 2), ("350622", 50, 1))
"""Unit, tents and pumps that the city's depot sends at every grave storm."""
Moved = dict[tuple[str, SupplyMove, str], float]
PLACES = {"fishing": "各避风港", "township": "各避风港", "raft": "各养殖区", "ferry": "各客渡码头"}
WET = {"P07": 1.4, "P08": 1.1, "P10": 1.5, "P09": 1.3, "P15": 1.3, "P16": 1.2}
RIVERS = {"R01": (5.2, 3.1), "R02": (9.8, 3.6), "R03": (1.1, 2.2), "R04": (41.5, 1.9)}
"""Station → level before the rain and rise at the crest, m."""


def resources(cases: list[Case], city: City) -> Iterator[Fact]:
    grave = [case for case in cases if case.storm and _reached(case, Level.II)]
    yield from _stock(city)
    moved: Moved = {}
    for case in grave:
        yield from _sent(case, city, moved)
        teams = list(_teams(case, city, random.Random(f"teams {case.incident}")))
        yield from teams
        if case.incident == FULL:
            yield from dispatches.dispatches(case, city, teams)
        yield from _vessels(case, city, random.Random(f"vessels {case.incident}"))
        yield from _measures(case, city)
    for incident, weather in PEAKS.items():
        yield from _rain(city, *weather, random.Random(f"rain {incident}"))
        yield from _rivers(*weather)
    yield from _losses(city, random.Random("losses"))


def _reached(case: Case, level: Level) -> bool:
    return any(
        (found := in_force(case, c.at)) and found.severity >= level.severity for c in case.changes
    )


def _known(moment: datetime, minutes: int = 8) -> dict[str, object]:
    return {
        "valid_at": moment,
        "known_at": moment + timedelta(minutes=minutes),
        "source": SIMULATED,
    }


def _stock(city: City) -> Iterator[SupplyState]:
    rng = random.Random("stock")
    measures = {norm.item: norm.measure for norm in city.plan.norms}
    for depot in city.depots:
        for item, usual in STOCKS.items():
            share = 4 if depot.kind == "city" else rng.uniform(0.5, 1.5)
            quantity = float(max(1, round(usual * share)))
            yield SupplyState(depot=depot.code, item=item, move=SupplyMove.STOCK, quantity=quantity,
                              measure=measures[item], **_known(at("05-08 09:00")))  # fmt: skip


def _sent(case: Case, city: City, moved: Moved) -> Iterator[SupplyState]:
    """Movements are cumulative since the count in May: `moved` holds them over the storms."""
    depot = next(place.code for place in city.depots if place.kind == "city")
    begin, end = case.moving
    for unit, tents, pumps in SENT:
        for item, measure, quantity in (("帐篷", "顶", tents), ("移动水泵", "台", pumps)):
            for move, moment in ((SupplyMove.DISPATCHED, begin + 2 * HOUR), (SupplyMove.ARRIVED, begin + 6 * HOUR),
                                 (SupplyMove.USED, end), (SupplyMove.RETURNED, case.ended - 2 * HOUR)):  # fmt: skip
                amount = quantity * 0.6 if move is SupplyMove.USED else quantity
                key = (item, move, unit)
                moved[key] = moved.get(key, 0.0) + float(round(amount))
                yield SupplyState(depot=depot, item=item, move=move, unit=unit, quantity=moved[key],
                                  measure=measure, incident=case.incident, **_known(moment))  # fmt: skip


def _teams(case: Case, city: City, rng: random.Random) -> Iterator[TeamState]:
    begin, end = case.moving
    coast = [unit.code for unit in city.units if unit.coastal]
    for team in city.teams:
        unit = team.unit if team.unit in coast else rng.choice(coast)
        people = team.capacity or 30
        steps = [(TeamStateName.PREPOSITIONED, begin + rng.randint(2, 9) * HOUR, "前置待命")]
        if rng.random() < 0.5:
            steps += [
                (TeamStateName.DISPATCHED, end + 2 * HOUR, "抢险出动"),
                (TeamStateName.ON_SITE, end + 3 * HOUR, "清障排水"),
            ]
        steps.append((TeamStateName.RETURNED, case.ended - rng.randint(4, 9) * HOUR, "归建"))
        for state, moment, task in steps:
            yield TeamState(team=team.code, incident=case.incident, state=state, unit=unit, people=people, task=task,
                            **_known(moment, rng.randint(3, 15)))  # fmt: skip


def _vessels(case: Case, city: City, rng: random.Random) -> Iterator[VesselAction]:
    begin = case.moving[0] - 10 * HOUR
    boats = [unit for unit in city.units if unit.boats]
    for unit in boats:
        for kind, action, total, crew in (("fishing", "in_port", rng.randint(40, 130), 4),
                                          ("township", "in_port", rng.randint(300, 1100), 2),
                                          ("raft", "reinforced", rng.randint(60, 500), 0),
                                          ("ferry", "stopped", rng.randint(0, 9), 0)):  # fmt: skip
            for hours, share in ((0, 0.3), (5, 0.75), (12, 1.0)):
                vessels = round(total * share)
                if vessels:
                    yield VesselAction(incident=case.incident, unit=unit.code, vessel_kind=kind, action=action,
                                       place=f"{unit.short}{PLACES[kind]}", vessels=vessels, people=vessels * crew,
                                       reporter="值班员", **_known(begin + hours * HOUR, rng.randint(4, 20)))  # fmt: skip


def _measures(case: Case, city: City) -> Iterator[Measure]:
    starts, ends = case.moving[1] - 9 * HOUR, case.moving[1] + 12 * HOUR
    for unit in city.units:
        codes = (
            "sites_stopped",
            "stop_school",
            *(("scenic_closed", "ferries_stopped") if unit.coastal else ()),
        )
        for code in codes:
            yield Measure(incident=case.incident, unit=unit.code, measure=code, starts_at=starts, ends_at=ends,
                          scope="全域", **_known(starts - 2 * HOUR))  # fmt: skip


def _rain(
    city: City, first: datetime, peak: datetime, hours: int, most_mm: float, rng: random.Random
) -> Iterator[Rain]:  # fmt: skip
    for station in (place for place in city.stations if place.kind == "rain"):
        wet, shift = WET.get(station.code, 0.7), rng.uniform(-3, 3)
        for hour in range(hours):
            moment = first + hour * HOUR
            away = ((moment - peak) / HOUR - shift) / 6.5
            amount = most_mm * wet * exp(-(away**2)) * rng.uniform(0.4, 1.5) + (
                rng.random() < 0.3
            ) * rng.uniform(0, 2)
            yield Rain(station=station.code, rain_mm=round(amount, 1), **_known(moment, 5))


def _rivers(first: datetime, peak: datetime, hours: int, _most_mm: float) -> Iterator[RiverLevel]:
    for station, (base, rise) in RIVERS.items():
        for hour in range(hours):
            moment = first + hour * HOUR
            away = (moment - peak) / HOUR - 7
            level = base + rise * exp(-((away / (9 if away < 0 else 16)) ** 2))
            yield RiverLevel(station=station, level_m=round(level, 2), **_known(moment, 5))


def _losses(city: City, rng: random.Random) -> Iterator[Impact]:
    for unit in city.units:
        weight = _hit(unit) * rng.uniform(0.6, 1.4)
        for item, amount in (("affected_people", 5200), ("deaths", 0), ("missing", 0), ("crops_ha", 310),
                             ("houses_damaged", 6), ("loss_cny_10k", 1900)):  # fmt: skip
            for moment, share in ((at("09-05 17:00"), 0.5), (at("09-06 17:00"), 1.0)):
                yield Impact(incident="2023-TY2311", unit=unit.code, item=item, amount=float(round(amount * weight * share)),
                             reporter="值班员", **_known(moment, rng.randint(5, 40)))  # fmt: skip


def _hit(unit: Unit) -> float:
    return {"350624": 2.0, "350626": 1.6, "350622": 1.4, "350628": 1.3}.get(unit.code, 0.5)

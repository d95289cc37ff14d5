"""Who was moved when: targets before counts, sea before land, late and corrected reports, returns after the end."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from ems_dashboard.rules.city import City, Unit
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.terms import Category, Level, ShelterStateName

from .calendar import HOUR, Case, at, in_force
from .sharing import divide

REPORT_HOURS = (8, 11, 14, 17, 20)
NIGHT_HOURS = (23, 2, 5)
"""Reported too while Ⅱ or above is in force."""
BY_TOWNSHIPS = {"350627", "350628"}
"""Counties of the demonstration whose townships report themselves."""
BEHIND = {("350624", Category.RAFT_WORKERS): 7.0, ("350624", Category.PEOPLE): 6.0, ("350623", Category.PEOPLE): 4.5,
          ("350622", Category.PEOPLE): 3.5}  # fmt: skip
"""Units that start slowly: roughly the hours that they are behind the others halfway. In time they are done all the
same."""
NOT_YET = {
    ("350624", at("09-04 20:00")),
    ("3506Z4", at("09-04 20:00")),
    ("3506Z4", at("09-04 17:00")),
}
"""Reports that came more than an hour late on the evening the demonstration opens with."""
NEVER = ("3506Z4", at("09-04 14:00"))
"""And the one before them never came: the unit is asked about in the report of 17:00."""
STRAYED = {("350626", Category.RAFT_WORKERS, at("09-04 20:00")): 6}
"""Back on the rafts before they were allowed to be: the alarm of that evening, and what directive 11 is about."""
MISTAKEN = {("350604", Category.PEOPLE, at("09-04 17:00")): (320, at("09-04 18:32"))}
"""By how many too many were told, and when that was put right: why the report of that hour has a second version."""
ADDED = {
    ("350623", Category.PEOPLE): (at("09-04 14:00"), 0.05),
    ("350624", Category.PEOPLE): (at("09-04 11:00"), 0.06),
}
"""Counties of 海葵 whose list grew when they searched again: from when, and by what share of the whole."""
SEA = {"2305": ("07-26 12:00", "07-27 06:00", "07-26 12:00"), "2309": ("08-30 12:00", "08-30 18:00", "08-30 12:00"),
       "2311": ("09-03 17:00", "09-04 15:00", "09-04 09:00"), "2314": ("10-04 18:00", "10-04 20:00", "10-04 18:00")}  # fmt: skip
"""By when fishing vessels, township vessels and raft workers were wanted in safety, where an order named the hour."""
AHEAD = {
    Category.FISHING_VESSELS: 16,
    Category.TOWNSHIP_VESSELS: 13,
    Category.RAFT_WORKERS: 8,
    Category.PEOPLE: 0,
}
FILLING = ((0, 0.0), (0.25, 0.15), (0.5, 0.5), (0.75, 0.85), (1, 1.0))
"""Part of the time of the evacuation → share of those who will be in the shelters."""
CADRES = 102_213


def people_weight(unit: Unit) -> float:
    return ((unit.population or 60_000) / 10_000) ** 0.7 * (1.6 if unit.coastal else 1.0)


def evacuation(case: Case, city: City, rng: random.Random) -> Iterator[Evacuation]:
    for category in city.plan.reported:
        final = case.finals.get(category, 0)
        units = [unit for unit in city.units if unit.boats or category is Category.PEOPLE]
        if case.storm is None:
            units = rng.sample(units, 7) if final > 100 else rng.sample(units, 2)
        weights = [people_weight(unit) * rng.uniform(0.8, 1.2) for unit in units]
        for unit, moved in zip(units, divide(final, weights), strict=True):
            if moved:
                course = _unit(case, category, city, unit, moved, rng)
                yield from (row for row in course if (row.unit, row.valid_at) != NEVER)


def _unit(
    case: Case, category: Category, city: City, unit: Unit, final: int, rng: random.Random
) -> Iterator[Evacuation]:
    places = [(unit.code, final)]
    if unit.code in BY_TOWNSHIPS and category is Category.PEOPLE and case.storm:
        codes = [t.code for t in city.townships if t.unit == unit.code]
        weights = [rng.uniform(0.5, 1.5) for _ in codes]
        places = list(zip(codes, divide(final, weights), strict=True))
    pace = rng.uniform(-1.5, 1.5)
    for code, moved in places:
        yield from _course(case, category, code, unit.code, moved, pace, rng)


def _course(case: Case, category: Category, place: str, unit: str, final: int, pace: float,
            rng: random.Random) -> Iterator[Evacuation]:  # fmt: skip
    """In the end everybody on the list has moved; the list may have grown on the way."""
    start, finish = case.moving
    ahead = _ahead(case, category)
    first = max(case.began + HOUR, start - ahead)
    done = min(finish, finish - ahead + pace * HOUR)
    slow = 1 + BEHIND.get((unit, category), 0) / 4 if case.storm else 1
    over = (
        max((c.at for c in case.changes if c.level is None), default=case.ended - 24 * HOUR)
        + 3 * HOUR
    )
    shown = -1
    found, extra = (
        ADDED.get((unit, category), (first, 0.0)) if case.storm == "2311" else (first, 0.0)
    )
    for moment in _hours(case, first):
        target = final if moment >= found else round(final * (1 - extra))
        share = min(1.0, max(0.0, (moment - first) / max(done - first, HOUR)))
        share = (share * share * (3 - 2 * share)) ** slow
        moved = min(target, round(final * share))
        back = (
            round(final * min(1.0, max(0.0, (moment - over) / (case.ended - over - HOUR))))
            if moment > over
            else 0
        )
        if moment + 3 * HOUR >= case.ended and moment > over:
            moved, back = final, final
        back += STRAYED.get((unit, category, moment), 0)
        state = moved + back
        if state == shown and moment.hour != 17:
            continue  # a unit that is done says so once a day
        shown = state
        yield from _report(
            case, category, place, unit, target, moved, min(back, moved), moment, rng
        )


def _ahead(case: Case, category: Category) -> timedelta:
    """How long before those on land a category is in safety."""
    wanted = dict(zip((Category.FISHING_VESSELS, Category.TOWNSHIP_VESSELS, Category.RAFT_WORKERS),
                      SEA.get(case.storm or "", ()), strict=False))  # fmt: skip
    if category in wanted:
        return case.moving[1] - at(wanted[category])
    return AHEAD[category] * HOUR if case.storm else timedelta()


def _report(
    case: Case, category: Category, place: str, unit: str, target: int, moved: int, back: int, moment: datetime,
    rng: random.Random,
) -> Iterator[Evacuation]:  # fmt: skip
    delay = rng.choice([4, 6, 9, 12, 15]) if rng.random() > 0.05 else rng.randint(70, 160)
    if (unit, moment) in NOT_YET:
        delay = 75
    known = moment + timedelta(minutes=delay)
    row = {"incident": case.incident, "unit": place, "category": category, "target": target, "returned": back,
           "valid_at": moment, "source": SIMULATED, "reporter": "值班员"}  # fmt: skip
    if back and (unit, category, moment) not in STRAYED:
        row |= {"checked": moved, "cleared": moved}
    more, mended = MISTAKEN.get((unit, category, moment), (0, known))
    if not more and moved < target and rng.random() < 0.02 and moment < case.moving[1]:
        more, mended = round(moved * 0.04) + 3, known + timedelta(minutes=rng.randint(25, 55))
    if more:
        wrong = max(back, min(target, moved + more))
        yield Evacuation(**row, moved=wrong, known_at=known, **_places(category, unit, wrong))
        known = mended
    yield Evacuation(**row, moved=moved, known_at=known, **_places(category, unit, moved))


def _places(category: Category, unit: str, moved: int) -> dict[str, int]:
    """Where those moved are: a third or more in shelters, the rest with relatives."""
    if category is not Category.PEOPLE:
        return {}
    sheltered = round(moved * (0.3 + sum(map(ord, unit)) % 10 / 40))
    return {"sheltered": sheltered, "dispersed": moved - sheltered}


def _hours(case: Case, first: datetime) -> Iterator[datetime]:
    moment = first.replace(minute=0)
    while moment < case.ended:
        level = in_force(case, moment)
        grave = level is not None and level.severity >= Level.II.severity
        if moment >= first and moment.hour in (*REPORT_HOURS, *(NIGHT_HOURS if grave else ())):
            yield moment
        moment += HOUR


def cadres(cases: list[Case], city: City, rng: random.Random) -> Iterator[Cadres]:
    active = [case for case in cases if case.changes]
    shares = divide(CADRES, [sum(case.finals.values()) ** 0.8 for case in active])
    for case, share in zip(active, shares, strict=True):
        weights = [people_weight(unit) for unit in city.units]
        for unit, sent in zip(city.units, divide(share, weights), strict=True):
            for part, hours in ((0.35, 6), (0.75, 18), (1.0, 25)):
                moment = case.began + hours * HOUR
                yield Cadres(
                    incident=case.incident, unit=unit.code, sent=round(sent * part) if part < 1 else sent,
                    reporter="值班员", valid_at=moment, known_at=moment + timedelta(minutes=rng.randint(5, 20)),
                    source=SIMULATED,
                )  # fmt: skip


def shelters(case: Case, city: City, rng: random.Random) -> Iterator[ShelterState]:
    start, finish = case.moving
    people = case.finals["people"]
    for shelter in city.shelters:
        full = min(
            shelter.capacity or 100,
            round((shelter.capacity or 100) * min(0.95, people / 80_000 + 0.1)),
        )
        steps = [
            (share, start + (finish - start) * part, ShelterStateName.OPEN)
            for part, share in FILLING
        ]
        steps += [
            (0.4, case.ended - 8 * HOUR, ShelterStateName.OPEN),
            (0.0, case.ended - HOUR, ShelterStateName.SHUT),
        ]
        for share, moment, state in steps:
            there = moment + timedelta(minutes=rng.randint(0, 40))
            yield ShelterState(
                shelter=shelter.code, incident=case.incident, state=state, reporter="值班员", valid_at=there,
                occupancy=round(full * share * rng.uniform(0.8, 1.0)), known_at=there + timedelta(minutes=10),
                source=SIMULATED,
            )  # fmt: skip

"""The arrivals and the race of a situation."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ems_dashboard.moments import Moment
from ems_dashboard.rules import arrival, race
from ems_dashboard.rules.arrival import Approach, Arrival, Coverage, Ground, Spread
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course, Evacuation, city_over_time
from ems_dashboard.rules.evidence import StormPassage
from ems_dashboard.rules.expected_wind import ExpectedWind, Experience, expected_wind
from ems_dashboard.rules.paths import FORCES
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.race import GaleState, InDanger, Runner, gale_state
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.evidence import passage_of
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.territories import FINE_DEG, territories
from ems_dashboard.situation.wind_places import place_coverages, wind_places

Spreads = Mapping[tuple[str, int], Spread]
AtPlaces = Mapping[tuple[str, Ground, int], Spread]


@dataclass(frozen=True, slots=True)
class Race:
    """`storm`: the lead incident's, None without one. `spreads`: at the first touch of a unit;
    `at_places`: at half of its places; `winds`: the ones of them that the plan's categories run
    against. `runners`: the greatest danger first."""

    as_of: Moment
    storm: Storm | None
    arrivals: tuple[Arrival, ...]
    approaches: tuple[Approach, ...]
    spreads: Spreads
    at_places: AtPlaces
    winds: tuple[ExpectedWind, ...]
    runners: tuple[Runner, ...]
    in_danger: InDanger
    passage: StormPassage | None
    gale: GaleState

    def runner(self, unit: str, category: Category) -> Runner | None:
        return next((r for r in self.runners if (r.unit, r.category) == (unit, category)), None)

    def within(self, area: Container[str]) -> "Race":
        """Of the units of a level alone."""
        return replace(self, runners=tuple(each for each in self.runners if each.unit in area))

    def next_circle(self, unit: str | None = None) -> Spread | None:
        """The circle to come soonest by most agencies, of the weakest force that is still to come
        somewhere (of `unit`: to it)."""
        for force in FORCES:
            coming = [
                spread
                for (place, strength), spread in self.spreads.items()
                if strength == force
                and unit in (None, place)
                and spread.middle is not None
                and spread.middle > self.as_of
            ]
            if coming:
                return min(coming, key=lambda spread: spread.middle or self.as_of)
        return None


@dataclass(frozen=True, slots=True)
class Ways:
    """What the paths of a storm mean for the city, at whatever hour it is asked: the costly part of
    a race. `at_places`: of half of a unit's harbours and coast, and of its townships."""

    coverages: tuple[Coverage, ...] = ()
    at_places: Mapping[Ground, Sequence[Coverage]] = field(default_factory=dict)
    approaches: tuple[Approach, ...] = ()
    passage: StormPassage | None = None


def ways_of(storm: Storm | None, city: City) -> Ways:
    if storm is None:
        return Ways()
    forces = city.plan.forces
    return Ways(
        arrival.coverages(storm.circled, storm.forecasts, territories(city), forces),
        place_coverages(storm.circled, storm.forecasts, wind_places(city), forces),
        storm_approaches(storm, city),
        passage_of(storm, city),
    )


def race_of(city: City, situation: Situation, ways: Ways | None = None) -> Race:
    """`ways`: those of the lead incident's storm, where they are known already."""
    storm = lead_storm(situation)
    if ways is None:
        ways = ways_of(storm, city)
    found = tuple(arrival.arrival_at(situation.as_of, covered) for covered in ways.coverages)
    spreads = arrival.spreads(found)
    at_places = _at_places(ways, situation.as_of)
    gale = _gale(storm, ways.passage, _counting(city, spreads, at_places), situation.as_of, city)
    told = gale is not GaleState.UNKNOWN or not _typhoon(situation, storm)
    winds = _Winds(city, spreads, at_places, situation.as_of, told)
    reported = courses(city, situation)
    ordered = _ordered(situation)
    runners = race.race(
        reported,
        {key: winds.terms(*key, ordered.get(key)) for key in reported},
        city.plan.categories,
        situation.as_of,
        city.plan.thresholds,
    )
    return Race(
        situation.as_of,
        storm,
        found,
        ways.approaches,
        spreads,
        at_places,
        tuple(winds.all()),
        runners,
        race.in_danger(runners, city.plan.persons),
        ways.passage,
        gale,
    )


def place_winds(city: City, storm: Storm, moment: Moment) -> list[ExpectedWind]:
    """Where people are, without the costly search for the first touch."""
    places, forces = wind_places(city), city.plan.forces
    covered = place_coverages(storm.circled, storm.forecasts, places, forces)
    there = _at_places(Ways(at_places=covered), moment)
    return list(_Winds(city, {}, there, moment, told=True).all())


def _at_places(ways: Ways, moment: Moment) -> AtPlaces:
    found: dict[tuple[str, Ground, int], Spread] = {}
    for ground, covered in ways.at_places.items():
        told = arrival.spreads(arrival.arrival_at(moment, coverage) for coverage in covered)
        found |= {(unit, ground, force): spread for (unit, force), spread in told.items()}
    return found


def _counting(city: City, spreads: Spreads, at_places: AtPlaces) -> Iterable[Spread]:
    """The winds by which the gale of the city is told: at the first touch of every unit, and where
    people are for each category of persons."""
    plan = city.plan
    needed = {
        (_ground(rule), rule.force) for rule in plan.categories if rule.category in plan.persons
    }
    for (_, force), spread in spreads.items():
        if force == plan.thresholds.gale_force:
            yield spread
    for (_, ground, force), spread in at_places.items():
        if (ground, force) in needed:
            yield spread


@dataclass(frozen=True, slots=True)
class _Winds:
    """What wind counts for whom."""

    city: City
    spreads: Spreads
    at_places: AtPlaces
    moment: Moment
    told: bool

    def terms(self, unit: str, category: Category, ordered: datetime | None) -> race.Terms:
        rule = self.city.plan.category(category)
        if rule is None:
            return race.Terms(None, self.told, False, ordered)
        ground = _ground(rule)
        first = self.spreads.get((unit, rule.force))
        there = self.at_places.get((unit, ground, rule.force))
        over = [spread.over_at(self.moment) for spread in (first, there) if spread is not None]
        wind = self.at(unit, ground, rule.force)
        return race.Terms(wind, self.told, bool(over) and all(over), ordered)

    def at(self, unit: str, ground: Ground, force: int) -> ExpectedWind | None:
        there, first = self.at_places.get((unit, ground, force)), self.spreads.get((unit, force))
        return expected_wind(there, ground, first, self.moment, experience(self.city))

    def all(self) -> Iterable[ExpectedWind]:
        kinds = dict.fromkeys((_ground(rule), rule.force) for rule in self.city.plan.categories)
        for unit in self.city.units:
            for ground, force in kinds:
                if (wind := self.at(unit.code, ground, force)) is not None:
                    yield wind


def _ground(rule: CategoryRule) -> Ground:
    return Ground.SEA if rule.at_sea else Ground.LAND


def experience(city: City) -> Experience:
    return Experience(city.arrival_errors, city.arrival_chances)


def _typhoon(situation: Situation, storm: Storm | None) -> bool:
    """Whether a gale is a question at all."""
    lead = situation.lead
    return storm is not None or (lead is not None and lead.hazard is Hazard.TYPHOON)


def _gale(
    storm: Storm | None,
    passage: StormPassage | None,
    gales: Iterable[Spread],
    moment: datetime,
    city: City,
) -> GaleState:
    """Told by fresh fixes with wind circles only; by old ones no more than that the storm had
    passed. That no gale comes is told by a forecast, or by a storm that goes away."""
    if storm is None or passage is None or not storm.circles_known:
        return GaleState.UNKNOWN
    state = gale_state(gales, moment)
    if not storm.stale_at(moment, city.plan.thresholds):
        told = passage.receding or state is not GaleState.NONE or storm.forecast_at(moment)
        return state if told else GaleState.UNKNOWN
    gone = passage.receding and state in (GaleState.OVER, GaleState.NONE)
    return GaleState.OVER if gone else GaleState.UNKNOWN


def _ordered(situation: Situation) -> dict[tuple[str, Category], datetime]:
    """The hour by which the newest order that names one wants a unit's category in safety."""
    issued = sorted((status.order for status in situation.orders), key=lambda order: order.valid_at)
    return {
        (unit, order.category): order.complete_by
        for order in issued
        if order.category is not None and order.complete_by is not None
        for unit in order.units
    }


def storm_arrivals(storm: Storm, city: City, moment: datetime) -> tuple[Arrival, ...]:
    return arrival.arrivals(storm.circled, storm.forecasts, territories(city), moment)


def storm_approaches(storm: Storm, city: City) -> tuple[Approach, ...]:
    return arrival.approaches(storm.fixes, storm.forecasts, territories(city, FINE_DEG))


def lead_storm(situation: Situation) -> Storm | None:
    """That of the lead incident; where it has none, or nothing is open yet, the storm that is
    nearest."""
    lead = situation.lead
    if lead is None or not lead.storm:
        taken = {incident.storm for incident in situation.incidents}
        return next((storm for storm in situation.storms if storm.storm not in taken), None)
    return next((storm for storm in situation.storms if storm.storm == lead.storm), None)


def courses(city: City, situation: Situation) -> dict[tuple[str, Category], Course]:
    """unit and category → what it reported of the lead incident, over time; townships stand for a
    county that does not report itself."""
    lead = situation.lead
    if lead is None:
        return {}
    grouped: dict[tuple[str, Category], list[Evacuation]] = {}
    for row in situation.evacuation_rows:
        unit = city.county_of.get(row.unit, row.unit)
        if unit in city.by_code and row.incident == lead.incident:
            grouped.setdefault((unit, row.category), []).append(row)
    return {key: city_over_time(rows, city.county_of) for key, rows in grouped.items()}

"""The arrivals and the race of a situation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.moments import Moment
from ems_dashboard.rules import arrival, race
from ems_dashboard.rules.arrival import Approach, Arrival, Coverage, Spread
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course, Evacuation, city_over_time
from ems_dashboard.rules.evidence import StormPassage
from ems_dashboard.rules.paths import FORCES
from ems_dashboard.rules.race import GaleState, InDanger, Runner, gale_state
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.evidence import passage_of
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.territories import FINE_DEG, territories


@dataclass(frozen=True, slots=True)
class Race:
    """`storm`: the lead incident's, None without one. `runners`: the greatest danger first."""

    as_of: Moment
    storm: Storm | None
    arrivals: tuple[Arrival, ...]
    approaches: tuple[Approach, ...]
    spreads: Mapping[tuple[str, int], Spread]
    runners: tuple[Runner, ...]
    in_danger: InDanger
    passage: StormPassage | None
    gale: GaleState

    def runner(self, unit: str, category: Category) -> Runner | None:
        return next((r for r in self.runners if (r.unit, r.category) == (unit, category)), None)

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
    a race."""

    coverages: tuple[Coverage, ...] = ()
    approaches: tuple[Approach, ...] = ()
    passage: StormPassage | None = None


def ways_of(storm: Storm | None, city: City) -> Ways:
    if storm is None:
        return Ways()
    covered = arrival.coverages(storm.circled, storm.forecasts, territories(city))
    return Ways(covered, storm_approaches(storm, city), passage_of(storm, city))


def race_of(city: City, situation: Situation, ways: Ways | None = None) -> Race:
    """`ways`: those of the lead incident's storm, where they are known already."""
    storm = lead_storm(situation)
    if ways is None:
        ways = ways_of(storm, city)
    found = tuple(arrival.arrival_at(situation.as_of, covered) for covered in ways.coverages)
    spreads = arrival.spreads(found)
    gales = {
        unit: spread
        for (unit, force), spread in spreads.items()
        if force == city.plan.thresholds.gale_force
    }
    gale = _gale(storm, ways.passage, gales.values(), situation.as_of, city)
    runners = race.race(
        courses(city, situation),
        gales,
        city.plan.categories,
        _ordered(situation),
        situation.as_of,
        city.plan.thresholds,
        gale_told=gale is not GaleState.UNKNOWN or not _typhoon(situation, storm),
    )
    return Race(
        situation.as_of,
        storm,
        found,
        ways.approaches,
        spreads,
        runners,
        race.in_danger(runners, city.plan.persons),
        ways.passage,
        gale,
    )


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

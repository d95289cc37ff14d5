"""What is at hand and in use as known at a moment: shelters, teams, supplies, vessels, and what a county would need."""

from collections.abc import Sequence
from dataclasses import dataclass

from ems_dashboard.rules.city import City, Place
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.shelters import Room, rooms
from ems_dashboard.rules.supplies import Holding, Need, SupplyState, holdings, needs
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class Means:
    """`teams`: every team of the city with its newest state in the open incidents, None on standby. `needs`: unit →
    what the people in shelters there need under the plan's norms. `township_rows`: every township's newest report."""

    rooms: tuple[Room, ...]
    teams: tuple[tuple[Place, TeamState | None], ...]
    holdings: tuple[Holding, ...]
    supply_rows: tuple[SupplyState, ...]
    needs: dict[str, tuple[Need, ...]]
    vessels: tuple[VesselAction, ...]
    township_rows: tuple[Evacuation, ...]


def means(store: Store, city: City, situation: Situation) -> Means:
    moment, ids = situation.as_of, [incident.incident for incident in situation.incidents]
    with store.reading() as reader:
        supplies = reader.current(SupplyState, as_of=moment)
        teams = reader.current(TeamState, as_of=moment, incident=ids) if ids else []
        vessels = reader.current(VesselAction, as_of=moment, incident=ids) if ids else []
        reports = reader.current(Evacuation, as_of=moment, incident=ids or [UNASSIGNED])
    held = holdings(supplies)
    states = {row.team: row for row in teams}
    return Means(
        rooms=rooms(city.shelters, situation.shelters),
        teams=tuple((place, states.get(place.code)) for place in city.teams),
        holdings=held,
        supply_rows=tuple(supplies),
        needs=_needs(city, situation, held),
        vessels=tuple(sorted(vessels, key=lambda row: (row.unit, row.vessel_kind, row.action))),
        township_rows=tuple(row for row in reports if row.unit in city.county_of),
    )


def _needs(city: City, situation: Situation, held: Sequence[Holding]) -> dict[str, tuple[Need, ...]]:
    """For those in shelters; where a unit does not count them, for all it is to move."""
    unit_of = {depot.code: depot.unit for depot in city.depots}
    found = {}
    for unit in city.units:
        figure = situation.figure(unit.code, Category.PEOPLE)
        people = 0 if figure is None else figure.target if figure.sheltered is None else figure.sheltered
        found[unit.code] = needs(city.plan.norms, people, unit.code, unit_of, held)
    return found


"""What is at hand and in use as known at a moment: shelters, teams, supplies, vessels, and what a
county would need."""

from collections.abc import Sequence
from dataclasses import dataclass

from ems_dashboard.rules.city import City, Place
from ems_dashboard.rules.dispatches import Dispatch, Origin, Run, runs
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.geometry import Point, distance_km
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.shelters import Room, rooms
from ems_dashboard.rules.supplies import SHELTERED, Holding, Need, SupplyState, holdings, needs
from ems_dashboard.rules.teams import AT_HOME, FREE, TeamState
from ems_dashboard.rules.terms import Category, TeamStateName
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class Post:
    """A team with its newest state in the open incidents, None on standby, and where it is: the
    seat of the unit that it was sent to, its own place else."""

    team: Place
    state: TeamState | None
    unit: str
    at: Point

    @property
    def state_name(self) -> TeamStateName:
        return self.state.state if self.state else TeamStateName.STANDBY

    @property
    def free(self) -> bool:
        return self.state_name in FREE

    @property
    def people(self) -> int:
        return self.state.people if self.state else self.team.capacity or 0


@dataclass(frozen=True, slots=True)
class Resources:
    """`posts`: every team of the city. `needs`: unit → what the people in shelters there need under
    the plan's norms. `township_rows`: every township's newest report. `runs`: what was asked for
    and sent."""

    rooms: tuple[Room, ...]
    posts: tuple[Post, ...]
    holdings: tuple[Holding, ...]
    supply_rows: tuple[SupplyState, ...]
    needs: dict[str, tuple[Need, ...]]
    vessels: tuple[VesselAction, ...]
    township_rows: tuple[Evacuation, ...]
    runs: tuple[Run, ...]


def resources(store: Store, city: City, situation: Situation) -> Resources:
    moment, ids = situation.as_of, [incident.incident for incident in situation.incidents]
    with store.reading() as reader:
        supplies = reader.current(SupplyState, as_of=moment)
        teams = reader.current(TeamState, as_of=moment, incident=ids or [UNASSIGNED])
        vessels = reader.current(VesselAction, as_of=moment, incident=ids) if ids else []
        dispatches = reader.history(
            Dispatch, as_of=moment, until=moment, incident=ids or [UNASSIGNED]
        )
    held = holdings(supplies)
    newest = {row.key: row for row in situation.evacuation_rows}
    reports = [newest[key] for key in sorted(newest)]
    states = {row.team: row for row in teams}
    return Resources(
        rooms=rooms(city.shelters, situation.shelters),
        posts=tuple(_post(city, place, states.get(place.code)) for place in city.teams),
        holdings=held,
        supply_rows=tuple(supplies),
        needs=_needs(city, situation, held),
        vessels=tuple(sorted(vessels, key=lambda row: (row.unit, row.vessel_kind, row.action))),
        township_rows=tuple(row for row in reports if row.unit in city.county_of),
        runs=runs(dispatches),
    )


def nearest_free(found: Resources, city: City, unit: str, most: int = 2) -> list[Post]:
    """The free teams of others that are nearest to a unit's seat."""
    seat = city.by_code[unit]
    free = [post for post in found.posts if post.free and post.unit != unit]
    return sorted(free, key=lambda post: distance_km(post.at, (seat.lon, seat.lat)))[:most]


def team_origins(found: Resources) -> list[Origin]:
    """The free teams."""
    return [
        Origin(post.team.code, post.unit, post.at, float(post.people))
        for post in found.posts
        if post.free
    ]


def depot_origins(found: Resources, city: City, item: str, unit: str) -> list[Origin]:
    """The depots of others with what they hold of an item; what a unit's own depot holds is the
    unit's already."""
    held = {h.depot: h.on_hand for h in found.holdings if h.item == item}
    return [
        Origin(depot.code, depot.unit, (depot.lon, depot.lat), held[depot.code])
        for depot in city.depots
        if depot.code in held and depot.unit != unit
    ]


def _post(city: City, team: Place, state: TeamState | None) -> Post:
    away = state is not None and state.state not in AT_HOME and state.unit in city.by_code
    if not away or state is None:
        return Post(team, state, team.unit, (team.lon, team.lat))
    unit = city.by_code[state.unit]
    return Post(team, state, unit.code, (unit.lon, unit.lat))


def _needs(
    city: City, situation: Situation, held: Sequence[Holding]
) -> dict[str, tuple[Need, ...]]:
    """For those in shelters; where a unit does not count them, for all it is to move. A unit that
    has not reported has only what every unit keeps: what its people need is unknown."""
    unit_of = {depot.code: depot.unit for depot in city.depots}
    found = {}
    for unit in city.units:
        figure = situation.figure(unit.code, Category.PEOPLE)
        norms = [norm for norm in city.plan.norms if figure or norm.per != SHELTERED]
        people = _to_place(figure) if figure else 0
        found[unit.code] = needs(norms, people, unit.code, unit_of, held)
    return found


def _to_place(figure: Figure) -> int:
    return figure.target if figure.sheltered is None else figure.sheltered

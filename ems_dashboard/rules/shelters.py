"""Shelters (避灾点): open or shut, how many people are in them, and where there is room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.city import Place
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.geometry import Point, geodesic_km
from ems_dashboard.rules.terms import ShelterStateName


@dataclass(frozen=True, kw_only=True, slots=True)
class ShelterState(Fact):
    KIND: ClassVar[str] = "shelter_states"
    KEY: ClassVar[tuple[str, ...]] = ("shelter",)

    shelter: str
    incident: str
    state: ShelterStateName
    occupancy: int = 0
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A shelter with its newest state, None where nobody reported it. `occupancy`: of an open one;
    `free`: its places left, negative when overfull, None where its capacity is not known."""

    place: Place
    state: ShelterState | None

    @property
    def open(self) -> bool:
        return self.state is not None and self.state.state is ShelterStateName.OPEN

    @property
    def occupancy(self) -> int | None:
        return self.state.occupancy if self.state is not None and self.open else None

    @property
    def free(self) -> int | None:
        if self.place.capacity is None or self.occupancy is None:
            return None
        return self.place.capacity - self.occupancy

    @property
    def free_now(self) -> int | None:
        """Places left of one that is open."""
        return self.free if self.open else None


def rooms(places: Iterable[Place], states: Iterable[ShelterState]) -> tuple[Room, ...]:
    newest: Mapping[str, ShelterState] = {state.shelter: state for state in states}
    return tuple(Room(place, newest.get(place.code)) for place in places)


def nearest_free(found: Iterable[Room], at: Point, people: int = 1) -> list[tuple[Room, float]]:
    """(shelter, km) of the open ones that can take so many more people, the nearest first."""
    fitting = [room for room in found if room.free_now is not None and room.free_now >= people]
    ranked = [(room, geodesic_km(at, (room.place.lon, room.place.lat))) for room in fitting]
    return sorted(ranked, key=lambda pair: pair[1])


def overfull(found: Iterable[Room]) -> tuple[Room, ...]:
    """The open shelters with more people than places, the worst first."""
    over = [room for room in found if room.free_now is not None and room.free_now < 0]
    return tuple(sorted(over, key=lambda room: room.free or 0))


def over_time(states: Iterable[ShelterState]) -> tuple[tuple[datetime, int, int], ...]:
    """(moment, people in shelters, shelters open) whenever either changed. `states` in the order
    (valid_at, seq)."""
    held: dict[str, int] = {}
    people = 0
    points: list[tuple[datetime, int, int]] = []
    for state in states:
        people -= held.pop(state.shelter, 0)
        if state.state is ShelterStateName.OPEN:
            held[state.shelter] = state.occupancy
            people += state.occupancy
        point = (state.valid_at, people, len(held))
        if points and points[-1][0] == state.valid_at:
            points[-1] = point
        else:
            points.append(point)
    return tuple(points)

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.city import Place
from ems_dashboard.rules.shelters import ShelterState, nearest_free, overfull, rooms
from ems_dashboard.rules.terms import ShelterStateName

NOW = datetime(2023, 9, 4, tzinfo=UTC)


@st.composite
def registers(draw):
    count = draw(st.integers(1, 12))
    places = [
        Place(
            f"S{i}",
            f"S{i}",
            f"S{i}",
            "A",
            draw(st.floats(117, 118)),
            draw(st.floats(23.5, 25)),
            capacity=draw(st.none() | st.integers(0, 300)),
        )
        for i in range(count)
    ]
    states = [
        ShelterState(
            shelter=place.code,
            incident="I",
            state=draw(st.sampled_from(ShelterStateName)),
            occupancy=draw(st.integers(0, 400)),
            valid_at=NOW,
        )
        for place in places
        if draw(st.booleans())
    ]
    return rooms(places, states)


@given(registers(), st.integers(1, 200))
def test_only_open_shelters_with_room_are_offered_and_the_nearest_first(found, people):
    offered = nearest_free(found, (117.5, 24.0), people)
    assert all(room.open and room.free >= people for room, _ in offered)
    assert len(offered) == sum(
        room.open and room.free is not None and room.free >= people for room in found
    )
    assert [km for _, km in offered] == sorted(km for _, km in offered)


@given(registers())
def test_a_shelter_is_overfull_or_has_room_and_never_both(found):
    over = overfull(found)
    assert all(room.open and room.state.occupancy > room.place.capacity for room in over)
    assert not {room.place.code for room in over} & {
        room.place.code for room, _ in nearest_free(found, (117.5, 24.0))
    }
    assert [room.free for room in over] == sorted(room.free for room in over)


def test_an_overfull_shelter_shows_how_far_and_a_shut_one_counts_nobody():
    place = Place("S", "S", "S", "A", 117.5, 24.0, capacity=100)
    state = ShelterState(
        shelter="S", incident="I", state=ShelterStateName.OPEN, occupancy=130, valid_at=NOW
    )
    assert rooms([place], [state])[0].free == -30
    shut = ShelterState(
        shelter="S", incident="I", state=ShelterStateName.SHUT, occupancy=130, valid_at=NOW
    )
    assert (rooms([place], [shut])[0].free, rooms([place], [shut])[0].occupancy) == (None, None)
    assert rooms([place], [])[0].free is None, "nobody reported it"

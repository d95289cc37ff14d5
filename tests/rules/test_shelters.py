from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.city import Place
from ems_dashboard.rules.shelters import ShelterState, nearest_free, rooms
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
def test_every_shelter_offered_has_room_and_the_open_and_near_come_first(found, people):
    offered = nearest_free(found, (117.5, 24.0), people)
    assert all(room.free >= people for room, _ in offered)
    assert len(offered) == sum(room.free is not None and room.free >= people for room in found)
    assert offered == sorted(offered, key=lambda pair: (not pair[0].open, pair[1]))


def test_an_overfull_shelter_shows_how_far_and_a_shut_one_counts_nobody():
    place = Place("S", "S", "S", "A", 117.5, 24.0, capacity=100)
    state = ShelterState(shelter="S", incident="I", state=ShelterStateName.OPEN, occupancy=130, valid_at=NOW)
    assert rooms([place], [state])[0].free == -30
    shut = ShelterState(shelter="S", incident="I", state=ShelterStateName.SHUT, occupancy=130, valid_at=NOW)
    assert rooms([place], [shut])[0].free == 100

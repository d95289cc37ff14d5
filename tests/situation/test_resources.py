"""What is at hand: teams where they are, supplies where they lie, and what the people in shelters need."""

from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import SupplyMove, TeamStateName
from ems_dashboard.situation.resources import depot_origins, resources, team_origins
from tests.builders import (
    CASE,
    DONGSHAN,
    TONGLING,
    ZHANGPU,
    at,
    evacuation,
    incident,
    shelter_state,
)
from tests.situation.conftest import CITY

TEAM = next(place for place in CITY.teams if place.unit == "350602")
DEPOT = next(place for place in CITY.depots if place.unit == DONGSHAN)
SHELTER = next(place for place in CITY.shelters if place.capacity)


def team(state, valid_at, *, unit=DONGSHAN, case=CASE):
    return TeamState(
        team=TEAM.code,
        incident=case,
        state=state,
        unit=unit,
        people=12,
        valid_at=valid_at,
        known_at=valid_at,
    )


def supply(move, quantity, valid_at, *, unit="", item="帐篷"):
    return SupplyState(
        depot=DEPOT.code, item=item, move=move, unit=unit, quantity=quantity, measure="顶", valid_at=valid_at,
        known_at=valid_at,
    )  # fmt: skip


def post_of(ledger, picture):
    return next(post for post in resources(ledger, CITY, picture).posts if post.team is TEAM)


def test_a_team_of_which_nothing_is_known_is_at_home_and_free(ledger, seen):
    post = post_of(ledger, seen(at(1), incident()))
    assert (post.state, post.unit, post.free, post.people) == (None, TEAM.unit, True, TEAM.capacity)


def test_a_team_that_was_sent_out_is_where_it_was_sent_until_it_is_back(ledger, seen):
    post = post_of(ledger, seen(at(1), incident(), team(TeamStateName.DISPATCHED, at(1))))
    seat = CITY.by_code[DONGSHAN]
    assert (post.unit, post.at, post.free, post.people) == (
        DONGSHAN,
        (seat.lon, seat.lat),
        False,
        12,
    )
    post = post_of(ledger, seen(at(3), team(TeamStateName.RETURNED, at(3))))
    assert (post.unit, post.free) == (TEAM.unit, True)


def test_a_team_that_waits_somewhere_in_advance_can_be_sent_on(ledger, seen):
    found = resources(
        ledger, CITY, seen(at(1), incident(), team(TeamStateName.PREPOSITIONED, at(1)))
    )
    origin = next(origin for origin in team_origins(found) if origin.code == TEAM.code)
    assert (origin.unit, origin.there) == (DONGSHAN, 12.0)


def test_what_a_team_did_in_a_closed_incident_is_over(ledger, seen):
    post = post_of(ledger, seen(at(9), incident("old"), incident("old", ended_at=at(2)), incident(),
                                team(TeamStateName.ON_SITE, at(1), case="old")))  # fmt: skip
    assert post.state is None


def test_on_hand_is_what_was_counted_less_what_went_since(ledger, seen):
    rows = (
        supply(SupplyMove.DISPATCHED, 5, at(1), unit=ZHANGPU),
        supply(SupplyMove.STOCK, 100, at(2)),
    )
    picture = seen(
        at(4), incident(), *rows, supply(SupplyMove.DISPATCHED, 30, at(3), unit="350624")
    )
    (holding,) = resources(ledger, CITY, picture).holdings
    assert holding.on_hand == 70


def test_a_depot_offers_to_others_and_not_to_its_own_unit(ledger, seen):
    found = resources(ledger, CITY, seen(at(3), incident(), supply(SupplyMove.STOCK, 100, at(2))))
    assert [(o.code, o.there) for o in depot_origins(found, CITY, "帐篷", ZHANGPU)] == [
        (DEPOT.code, 100)
    ]
    assert (
        depot_origins(found, CITY, "帐篷", DONGSHAN)
        == depot_origins(found, CITY, "棉被", ZHANGPU)
        == []
    )


def needed(found, item):
    return next(need for need in found.needs[DONGSHAN] if need.norm.item == item)


def test_a_unit_needs_for_those_in_shelters_where_it_counts_them_else_for_all_it_is_to_move(
    ledger, seen
):
    found = resources(ledger, CITY, seen(at(2), incident(), evacuation(500, at(1), target=1000)))
    assert needed(found, "折叠床").needed == 500
    found = resources(
        ledger,
        CITY,
        seen(
            at(3),
            evacuation(500, at(2), target=1000, sheltered=200),
            supply(SupplyMove.STOCK, 3, at(2)),
        ),
    )
    assert needed(found, "折叠床").needed == 100
    assert (
        needed(found, "帐篷").needed,
        needed(found, "帐篷").there,
        needed(found, "帐篷").short,
    ) == (4, 3, 1)


def test_of_a_unit_that_reported_nobody_only_what_every_unit_keeps_is_known(ledger, seen):
    found = resources(ledger, CITY, seen(at(2), incident()))
    assert [(need.norm.item, need.needed) for need in found.needs[DONGSHAN]] == [("移动水泵", 2)]
    nobody = seen(at(2), evacuation(0, at(1), target=0))
    assert needed(resources(ledger, CITY, nobody), "折叠床").needed == 0, "0 was reported"


def test_rooms_say_who_is_in_a_shelter_and_townships_what_they_told(ledger, seen):
    picture = seen(
        at(2),
        incident(),
        shelter_state(SHELTER.code, 30, at(1)),
        evacuation(9, at(1), unit=TONGLING),
    )
    found = resources(ledger, CITY, picture)
    room = next(room for room in found.rooms if room.place is SHELTER)
    assert (room.open, room.free) == (True, SHELTER.capacity - 30)
    assert [row.unit for row in found.township_rows] == [TONGLING]


def test_without_an_incident_what_was_told_of_none_counts(ledger, seen):
    post = post_of(ledger, seen(at(2), team(TeamStateName.DISPATCHED, at(1), case=UNASSIGNED)))
    assert post.unit == DONGSHAN

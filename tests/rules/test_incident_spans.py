"""An incident is open wherever one of its responses stands, in whatever order they were decided."""

import pytest

from ems_dashboard.rules.incidents import following
from tests.builders import at, incident

OPENED = incident(began_at=at(1))
CLOSED = incident(began_at=at(1), ended_at=at(5))


def added(rows, responses, since):
    return [(row.valid_at, row.began_at, row.ended_at) for row in following(rows, responses, since)]


def test_nothing_is_added_where_the_rows_say_so_already():
    assert added([OPENED], [(at(1), None)], at(1)) == []
    assert added([OPENED, CLOSED], [(at(1), at(5))], at(5)) == []


def test_it_closes_with_the_end_of_its_last_response():
    assert added([OPENED], [(at(1), at(5))], at(5)) == [(at(5), at(1), at(5))]


def test_a_response_that_begins_again_opens_it_again():
    assert added([OPENED, CLOSED], [(at(1), at(5)), (at(8), None)], at(8)) == [(at(8), at(1), None)]


def test_a_response_that_takes_effect_before_the_one_that_opened_it_moves_its_beginning():
    assert added([incident(began_at=at(3))], [(at(1), None), (at(3), None)], at(1))[0] == (
        at(1),
        at(1),
        None,
    )


def test_nothing_before_the_moment_of_the_change_is_touched():
    assert all(
        moment >= at(8) for moment, _, _ in added([OPENED], [(at(1), at(5)), (at(8), None)], at(8))
    )


@pytest.mark.parametrize("since", [at(5), at(6), at(9)])
def test_after_what_was_added_the_rows_say_so(since):
    responses = [(at(1), at(5)), (at(8), at(9))]
    rows = [OPENED, *following([OPENED], responses, since)]
    assert following(rows, responses, since) == []

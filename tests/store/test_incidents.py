"""Which incidents were open at a moment, and which began in a span."""

from datetime import timedelta

import pytest

from ems_dashboard.store.incidents import incidents_begun, incidents_open
from tests.builders import at, incident

MINUTE = timedelta(minutes=1)


@pytest.fixture
def open_at(store):
    """open_at(moment, *told) → the names of the incidents open then."""

    def names(moment, *told):
        store.append(told, moment=moment)
        with store.reading() as reader:
            return [row.incident for row in incidents_open(reader, moment)]

    return names


def test_an_incident_is_open_from_its_first_minute_until_before_its_last(open_at):
    rows = incident("a", began_at=at(1)), incident("a", began_at=at(1), ended_at=at(5))
    assert open_at(at(1) - MINUTE, *rows) == []
    assert open_at(at(1)) == ["a"]
    assert open_at(at(5) - MINUTE) == ["a"]
    assert open_at(at(5)) == []


def test_a_row_that_becomes_true_later_does_not_count_yet(open_at):
    """An end that was entered for six o'clock is known at five, and the incident is open until six."""
    ahead = incident("a", began_at=at(1), ended_at=at(4), valid_at=at(6), known_at=at(5))
    assert open_at(at(5), incident("a", began_at=at(1)), ahead) == ["a"]
    assert open_at(at(6)) == []


def test_an_incident_that_was_opened_again_is_open(open_at):
    again = incident("a", began_at=at(1), valid_at=at(7))
    assert open_at(at(8), incident("a", began_at=at(1), ended_at=at(5)), again) == ["a"]


def test_those_that_began_in_a_span_come_in_the_order_of_their_beginning(store):
    store.append(
        [incident(name, began_at=at(hour)) for name, hour in (("c", 9), ("a", 3), ("b", 5))],
        moment=at(9),
    )
    with store.reading() as reader:
        assert [row.incident for row in incidents_begun(reader, at(3), at(5), at(9))] == ["a", "b"]
        assert [row.incident for row in incidents_begun(reader, at(3), at(5), at(4))] == ["a"]


def test_an_incident_as_it_was_known_then(store):
    store.append(
        [
            incident("a", began_at=at(1)),
            incident("a", began_at=at(1), ended_at=at(3), known_at=at(6)),
        ],
        moment=at(6),
    )
    with store.reading() as reader:
        assert [row.ended_at for row in incidents_begun(reader, at(0), at(9), at(5))] == [None]
        assert [row.ended_at for row in incidents_begun(reader, at(0), at(9), at(6))] == [at(3)]

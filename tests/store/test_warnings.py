"""The warnings that may still stand at a moment: of the last fifteen days, as they were known then."""

from datetime import timedelta

import pytest

from ems_dashboard.store.warnings import LONGEST, messages_before
from tests.builders import at, warning

MINUTE = timedelta(minutes=1)
NOW = at(500)


@pytest.fixture
def before(store):
    """before(*facts, known=None) → the ids of the messages before NOW."""

    def names(*facts, known=None):
        store.append(facts, moment=at(9000))
        with store.reading(known) as reader:
            return [row.id for row in messages_before(reader, NOW)]

    return names


def test_one_of_this_minute_is_there_and_one_of_the_next_is_not(before):
    assert before(warning("W1", NOW), warning("W2", NOW + MINUTE)) == ["W1"]


def test_one_of_fifteen_days_ago_stands_no_more(before):
    old = NOW - LONGEST
    assert before(warning("W1", old), warning("W2", old + MINUTE)) == ["W2"]


def test_one_that_came_late_was_not_known_then_but_is_in_the_figures_taken_later(before):
    late = warning("W1", NOW - MINUTE, known_at=NOW + MINUTE)
    assert before(late) == []
    assert before(known=NOW + MINUTE) == ["W1"]


def test_the_oldest_comes_first(before):
    assert before(warning("W2", NOW), warning("W1", NOW - MINUTE)) == ["W1", "W2"]

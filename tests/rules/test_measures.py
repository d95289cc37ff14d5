"""A measure is in force from its first minute until before the minute of its end."""

from datetime import timedelta

import pytest

from tests.builders import at, measure

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("moment", "in_force"),
    [(at(1) - MINUTE, False), (at(1), True), (at(3) - MINUTE, True), (at(3), False)],
)
def test_the_minute_of_its_end_is_not_in_it(moment, in_force):
    assert measure(at(1), at(3)).in_force_at(moment) is in_force


def test_one_without_an_end_goes_on():
    assert measure(at(1)).in_force_at(at(999))

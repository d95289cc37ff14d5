"""To which side an agency's forecasts lean, in words."""

import pytest

from ems_dashboard.rules.track_errors import Record
from ems_dashboard.text import words
from ems_dashboard.views.storms.records import lean

ZH = words("zh")


@pytest.mark.parametrize(
    ("ahead", "right", "said"),
    [
        (35.0, 0.0, "偏慢 35"),
        (-35.0, 0.0, "偏快 35"),
        (0.0, 35.0, "偏左 35"),
        (0.0, -35.0, "偏右 35"),
        (40.0, -60.0, "偏慢 40、偏右 60"),
        (19.9, -19.9, "无偏向"),
    ],
)
def test_a_storm_ahead_of_the_forecast_means_that_the_forecast_was_slow(ahead, right, said):
    assert lean(ZH, {24: Record(70.0, ahead, right, 5)}) == said


def test_a_day_ahead_comes_before_the_other_hours_and_nothing_is_said_of_nothing():
    day, half = Record(70.0, 50.0, 0.0, 5), Record(70.0, -50.0, 0.0, 5)
    assert lean(ZH, {12: half, 24: day}) == "偏慢 50"
    assert lean(ZH, {12: half}) == "偏快 50"
    assert lean(ZH, {}) == ""

"""Wind force by GB/T 28591, and the sixteen directions."""

import pytest

from ems_dashboard.rules.wind import LOWER_MS, compass, force


@pytest.mark.parametrize(
    ("speed_ms", "grade"),
    [(0.0, 0), (0.2, 0), (0.3, 1), (17.1, 7), (17.2, 8), (32.6, 11), (32.7, 12), (61.2, 17), (61.3, 18), (90.0, 18)],
)  # fmt: skip
def test_a_force_begins_at_its_lowest_speed(speed_ms, grade):
    assert force(speed_ms) == grade


def test_the_lower_bounds_rise():
    assert list(LOWER_MS) == sorted(set(LOWER_MS))


@pytest.mark.parametrize(
    ("bearing", "point"), [(0, "n"), (11.2, "n"), (11.3, "nne"), (90, "e"), (225, "sw"), (348.7, "nnw"), (348.8, "n"), (360, "n")]
)  # fmt: skip
def test_a_direction_is_the_nearest_of_sixteen(bearing, point):
    assert compass(bearing) == point

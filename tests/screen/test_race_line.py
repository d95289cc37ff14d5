"""The label of an upright stands beside the line of now, never across it."""

import pytest

from ems_dashboard.screen.race_line import LETTER_PERCENT, RIGHT_OF, beside_now

LABEL = "预案 22:00"
WIDE = 10 * LETTER_PERCENT


@pytest.mark.parametrize(
    ("left", "now", "said"),
    [
        (30.0, 10.0, (30.0, False)),
        (30.0, 29.9, (30.0, False)),
        (30.0, 30.0 + WIDE, (30.0, False)),
        (30.0, 31.0, (30.0, True)),
        (30.0, 30.0, (30.0, True)),
        (5.0, 8.0, (8.0, False)),
        (0.0, 60.0, (0.0, False)),
        (RIGHT_OF + 1, 10.0, (RIGHT_OF + 1, True)),
    ],
)
def test_where_the_label_of_a_gate_stands(left, now, said):
    assert beside_now(left, now, LABEL) == said


@pytest.mark.parametrize("left", range(0, 100, 3))
@pytest.mark.parametrize("now", range(0, 40, 3))
def test_no_label_crosses_the_line_of_now(left, now):
    at, flip = beside_now(float(left), float(now), LABEL)
    begins, ends = (at - WIDE, at) if flip else (at, at + WIDE)
    assert not begins < now < ends or (flip and left > RIGHT_OF)

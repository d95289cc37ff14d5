"""Which incident a figure belongs to: what is true for a moment, by what is known now."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.incidents import Register
from ems_dashboard.rules.terms import Hazard
from tests.feeds.registers import MARGIN, incident

BEGAN = datetime(2026, 9, 5, 1, 2, tzinfo=UTC)
ENDED = BEGAN + timedelta(hours=30)
MINUTE = timedelta(minutes=1)
STORM = incident("ty1", BEGAN, called="台风甲")
OVER = incident("ty1", BEGAN, ENDED, called="台风甲")


def sole(moment, *incidents):
    return Register(incidents, MARGIN).sole(moment)


def test_a_figure_of_the_full_hour_before_the_response_began_is_the_incidents():
    assert sole(BEGAN.replace(minute=0), STORM) == "ty1"


def test_the_margin_before_holds_to_the_minute():
    first = BEGAN - MARGIN.before
    assert (sole(first, STORM), sole(first - MINUTE, STORM)) == ("ty1", None)


def test_the_margin_after_holds_to_the_minute():
    last = ENDED + MARGIN.after
    assert (sole(last, OVER), sole(last + MINUTE, OVER)) == ("ty1", None)
    assert sole(last + MINUTE, STORM) == "ty1", "one that goes on covers whatever comes"


def test_it_is_closed_for_figures_when_its_last_hour_has_passed():
    last = ENDED + MARGIN.after
    assert (
        MARGIN.closed(OVER, last),
        MARGIN.closed(OVER, last + MINUTE),
        MARGIN.closed(STORM, last),
    ) == (
        False,
        True,
        False,
    )


def test_of_two_that_cover_the_hour_none_is_taken_and_the_typhoon_is_offered_first():
    rain = incident("r1", BEGAN + MINUTE, hazard=Hazard.RAINSTORM)
    assert sole(BEGAN + 2 * MINUTE, rain, STORM) is None
    found = Register([rain, STORM], MARGIN).covering(BEGAN + 2 * MINUTE)
    assert [each.incident for each in found] == ["ty1", "r1"]


def test_an_incident_is_called_by_its_id_or_its_name():
    register = Register([STORM], MARGIN)
    assert register.called("ty1") is register.called(" 台风甲 ") is STORM
    assert register.called("台风乙") is None


@given(st.integers(-3000, 6000), st.booleans())
def test_what_covers_a_moment_is_decided_by_true_moments_alone(minutes, over):
    moment = BEGAN + minutes * MINUTE
    case = OVER if over else STORM
    inside = BEGAN - MARGIN.before <= moment and (not over or moment <= ENDED + MARGIN.after)
    assert (sole(moment, case) == "ty1") is inside

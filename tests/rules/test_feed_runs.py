"""How a source is doing, by its last run alone: only one that works may be believed when it says nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.clock import iso
from ems_dashboard.rules.feed_runs import KEPT_ANYWAY, Content, FeedRun, FeedState, worth_keeping
from tests.builders import at

HOUR = timedelta(hours=1)


def run(**more):
    """Read at hour 10, with a newest row of hour 9."""
    usual = {
        "feed": "雨量站", "how": "file", "valid_at": at(10), "last_success": at(10), "read": 4,
        "marks": (f"rain={iso(at(9))}",), "every_s": 60.0, "renewed_s": 7200.0,
    }  # fmt: skip
    return FeedRun(**usual | more)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (run(), FeedState.WORKING),
        (run(rejected=3), FeedState.WORKING),
        (run(rejected=4), FeedState.REJECTED),
        (run(read=0, marks=(), content=Content.BLANK), FeedState.EMPTY),
        (run(read=0, marks=(), content=Content.NOTHING), FeedState.WORKING),
        (run(marks=(f"rain={iso(at(8))}",)), FeedState.WORKING),
        (run(marks=(f"rain={iso(at(7.9))}",)), FeedState.FROZEN),
        (run(marks=(f"ST_PPTN_R={iso(at(9))}", f"ST_RIVER_R={iso(at(7))}")), FeedState.FROZEN),
        (run(marks=(f"rain={iso(at(1))}",), renewed_s=None), FeedState.WORKING),
        (run(last_success=at(9)), FeedState.FAILING),
        (run(last_success=at(9), rejected=4), FeedState.FAILING),
        (run(last_success=None), FeedState.NEVER),
    ],
)
def test_the_state_of_a_run(found, state):
    assert found.state is state


def test_a_run_of_before_the_states_were_kept_says_what_it_can():
    old = FeedRun(feed="a", how="http", valid_at=at(0), last_success=at(0))
    assert (old.state, old.state_at(at(1000))) == (FeedState.WORKING, FeedState.WORKING)


def test_what_nobody_asks_any_more_is_not_called_working():
    silent = 2 * (KEPT_ANYWAY + timedelta(seconds=60))
    found = run(renewed_s=None)
    assert found.state_at(at(10) + silent) is FeedState.WORKING
    assert found.state_at(at(10) + silent + HOUR) is FeedState.STOPPED


def test_a_source_freezes_between_two_runs():
    assert [run().state_at(at(hour)) for hour in (11, 11.5)] == [
        FeedState.WORKING,
        FeedState.FROZEN,
    ]


@given(
    st.sampled_from(list(Content)),
    st.integers(0, 9),
    st.integers(0, 9),
    st.floats(0, 48),
    st.booleans(),
)
def test_only_a_source_that_gave_rows_or_says_that_there_are_none_works(
    content, read, rejected, age, answered
):
    found = run(
        content=content, read=read, rejected=rejected, marks=(f"rain={iso(at(10) - age * HOUR)}",),
        last_success=at(10) if answered else at(9),
    )  # fmt: skip
    if found.state is FeedState.WORKING:
        assert answered
        assert content is not Content.BLANK
        assert rejected < read or not read
        assert age <= 2 + 1 / 60, "a moment is kept to the second"


def test_what_changes_the_state_is_worth_a_row():
    fresh, frozen = run(), run(valid_at=at(10) + HOUR / 2, last_success=at(10) + HOUR / 2)
    assert not worth_keeping(frozen, fresh)
    late = run(valid_at=at(10) + HOUR / 2, last_success=at(10) + HOUR / 2, renewed_s=3600.0)
    assert (fresh.state, late.state) == (FeedState.WORKING, FeedState.FROZEN)
    assert worth_keeping(late, fresh)

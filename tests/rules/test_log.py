"""What an officer promised to follow up."""

from ems_dashboard.rules.log import LogEntry, closed, open_follow_ups
from ems_dashboard.rules.terms import FollowUpState, LogCategory
from tests.builders import CASE, at


def entry(name, due=None, state=FollowUpState.OPEN, hours=0):
    return LogEntry(
        entry=name, incident=CASE, category=LogCategory.NOTE, text="记事", follow_up_due=due, state=state,
        valid_at=at(hours), known_at=at(hours), seq=7,
    )  # fmt: skip


def test_the_nearest_deadline_first_those_without_one_last_and_closed_ones_not_at_all():
    rows = [
        entry("none", hours=-5),
        entry("late", at(9)),
        entry("soon", at(2)),
        entry("closed", at(1), FollowUpState.CLOSED),
        entry("plain", state=FollowUpState.NONE),
    ]
    assert [row.entry for row in open_follow_ups(rows)] == ["soon", "late", "none"]


def test_closing_is_a_row_of_its_own_that_names_the_first():
    row = closed(entry("a", at(2)), "已办结", at(3))
    assert (row.entry, row.state, row.outcome) == ("a", FollowUpState.CLOSED, "已办结")
    assert (row.valid_at, row.known_at, row.replaces) == (at(3), at(3), 7)

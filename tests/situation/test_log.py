"""The follow-ups of the duty log that wait."""

from ems_dashboard.rules.log import LogEntry, closed
from ems_dashboard.rules.terms import FollowUpState, LogCategory
from ems_dashboard.situation.log import follow_ups
from tests.builders import CASE, at


def entry(name, due=None, state=FollowUpState.OPEN):
    return LogEntry(
        entry=name, incident=CASE, category=LogCategory.NOTE, text="记事", follow_up="跟办", follow_up_due=due,
        state=state, valid_at=at(0), known_at=at(0),
    )  # fmt: skip


def names(store, hours):
    return [row.entry for row in follow_ups(store, at(hours))]


def test_the_nearest_deadline_comes_first_and_what_has_none_last(told):
    store = told(entry("late", at(9)), entry("none"), entry("soon", at(3)))
    assert names(store, 1) == ["soon", "late", "none"]


def test_what_was_closed_waits_no_more_and_waited_before(told):
    first = entry("a", at(3))
    store = told(first, entry("note", state=FollowUpState.NONE))
    (kept,) = follow_ups(store, at(1))
    told(closed(kept, "已回电", at(2)))
    assert names(store, 1) == ["a"]
    assert names(store, 2) == []

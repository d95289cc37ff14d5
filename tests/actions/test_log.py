from datetime import timedelta

import pytest

from ems_dashboard.actions.log import Note, close_follow_up, write_entry
from ems_dashboard.errors import Refused
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import FollowUpState, LogCategory
from ems_dashboard.situation.log import follow_ups
from tests.actions.conftest import NOW

HOUR = timedelta(hours=1)


def test_a_sentence_is_enough(desk, store):
    write_entry(desk(), Note(" 东山县来电:渔排返回人员已劝离 ", LogCategory.CALL_IN))
    (entry,) = store.current(LogEntry, as_of=NOW)
    assert (entry.text, entry.state, entry.written_by) == (
        "东山县来电:渔排返回人员已劝离",
        FollowUpState.NONE,
        "jia",
    )
    with pytest.raises(Refused):
        write_entry(desk(), Note("  "))


def test_a_deadline_makes_the_entry_wait_until_somebody_closes_it_once(desk, store):
    late = write_entry(desk(), Note("核实返回人员", follow_up_due=NOW + 2 * HOUR))
    soon = write_entry(desk(), Note("来电", follow_up="回电", follow_up_due=NOW + HOUR))
    assert [e.entry for e in follow_ups(store, NOW)] == [soon.entry, late.entry]
    close_follow_up(desk(NOW + HOUR), soon.entry, "已回电")
    assert [e.entry for e in follow_ups(store, NOW + HOUR)] == [late.entry]
    assert [e.entry for e in follow_ups(store, NOW)] == [soon.entry, late.entry], "as it stood then"
    with pytest.raises(Refused):
        close_follow_up(desk(NOW + HOUR), soon.entry, "又回电")


def test_what_cannot_be_is_refused_in_words(desk):
    with pytest.raises(Refused):
        write_entry(desk(), Note("核实", follow_up_due=NOW - HOUR))
    entry = write_entry(desk(), Note("核实", follow_up_due=NOW + HOUR))
    with pytest.raises(Refused):
        close_follow_up(desk(), entry.entry, " ")
    with pytest.raises(Refused):
        write_entry(desk(role=Role.COUNTY), Note("来电"))
    with pytest.raises(Refused):
        close_follow_up(desk(role=Role.LEADER), entry.entry, "已办")

"""Which incident an entered figure belongs to, and what becomes of one for an incident that is closed."""

from datetime import timedelta

import pytest

from ems_dashboard.actions.belonging import as_reported, closed_of, incident_around, incident_of
from ems_dashboard.errors import Refused
from ems_dashboard.rules.incidents import PROPOSED, UNASSIGNED
from tests.actions.desks import CITY, COUNTY, START, desk
from tests.builders import evacuation, incident

HOUR = timedelta(hours=1)
AFTER = CITY.plan.thresholds.margin.after


def told(store, *facts):
    store.append(facts, moment=START)


def test_the_only_one_that_covers_the_hour_needs_no_choice_and_two_do(store):
    told(store, incident("a", began_at=START - HOUR))
    assert incident_of(desk(store), START) == "a"
    told(store, incident("b", began_at=START - HOUR))
    with pytest.raises(Refused):
        incident_of(desk(store), START)
    assert incident_of(desk(store), START, "b") == "b"


def test_one_that_does_not_cover_the_hour_is_not_chosen(store):
    told(store, incident("a", began_at=START - HOUR))
    told(store, incident("old", began_at=START - 900 * HOUR, ended_at=START - 800 * HOUR))
    with pytest.raises(Refused):
        incident_of(desk(store), START, "old")
    assert incident_of(desk(store), START - 850 * HOUR) == "old"


def test_what_is_done_while_there_is_none_belongs_to_none_but_a_figure_is_asked_about(store):
    assert incident_around(desk(store)) == UNASSIGNED
    with pytest.raises(Refused) as officer:
        incident_of(desk(store), START)
    with pytest.raises(Refused) as county:
        incident_of(desk(store, COUNTY), START)
    assert str(officer.value) != str(county.value)  # who may start a response is told to


def test_a_figure_for_a_closed_incident_is_a_correction_with_its_reason(store):
    ended = START - AFTER - HOUR
    told(store, incident("a", began_at=ended - 9 * HOUR))
    told(store, incident("a", began_at=ended - 9 * HOUR, ended_at=ended))
    row = evacuation(5, ended - HOUR, case="a")
    assert [each.incident for each in closed_of(desk(store), [row])] == ["a"]
    with pytest.raises(Refused):
        as_reported(desk(store), [row], " ")
    (corrected,) = as_reported(desk(store), [row], "漏报")
    assert corrected.incident == f"{PROPOSED}a"
    assert "漏报" in corrected.source


def test_a_figure_for_an_open_incident_is_saved_as_it_is(store):
    told(store, incident("a", began_at=START - HOUR))
    row = evacuation(5, START, case="a")
    assert closed_of(desk(store), [row]) == []
    assert as_reported(desk(store), [row], "") == [row]
    with pytest.raises(Refused):
        as_reported(desk(store), [evacuation(5, START - 999 * HOUR, case="a")], "")

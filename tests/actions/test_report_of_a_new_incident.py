"""A report whose cut-off, or a figure whose hour, lies before the minute in which its incident began: what was reported
for the incident stands in it, figures and text."""

import json
from dataclasses import replace

import pytest

from ems_dashboard.actions import evacuation, reports, responses
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.terms import Category, Level, QuestionCode
from ems_dashboard.situation.freezing import reported_in
from tests.actions.desks import CITY, OFFICER, START, desk
from tests.actions.test_incident_stays_open import (
    CASE,
    FIRST,
    MINUTE,
    approved,
    decided,
    proposed,
    wanted,
)

ZHANGPU, OTHER = "350623", "2023-TY2312"
PEOPLE = Category.PEOPLE


def entered(store, minutes, moved, incident=CASE):
    """A figure for the hour at which the night's reporting begins, sent some minutes after it."""
    office = desk(store, OFFICER, minutes)
    cells = {(ZHANGPU, PEOPLE): {"target": "100", "moved": str(moved)}}
    evacuation.report(office, evacuation.read_entry(office, cells, START, incident=incident), "")


def take(store, cut_off, taken, incident=CASE):
    """Minutes after START; the report with what it is begun with."""
    office = desk(store, OFFICER, taken)
    begun = taking(
        store, CITY, office.words, incident, START + cut_off * MINUTE, None, office.moment
    )
    return begun, reports.take(office, begun)


def told(store, report):
    return {figure.unit: figure.moved for figure in reported_in(store, CITY, report)}


@pytest.fixture
def new(store):
    """Effective 01:02, approved 01:03, the figure for 01:00 sent at 01:05."""
    first = proposed(
        store, wanted(Level.III, 2, incident="", incident_name="台风甲", storm="2311"), 1
    )
    approved(store, first, 3)
    entered(store, 5, 60)
    return store


@pytest.mark.parametrize(("cut_off", "taken"), [(6, 6), (0, 6), (300, 301)])
def test_the_figure_of_an_hour_before_the_beginning_stands_in_the_report(new, cut_off, taken):
    begun, report = take(new, cut_off, taken)
    assert told(new, report) == {ZHANGPU: 60, CITY.code: 60}
    assert "台风甲" in begun.title
    assert "60" in begun.sections["people"]
    assert not [
        q
        for q in begun.questions
        if (q.code, q.unit) == (QuestionCode.SILENT, ZHANGPU)
        and q.category in (None, Category.PEOPLE)
        and cut_off < 300
    ]
    assert [
        row["moved"] for row in json.loads(begun.figures)["evacuation"] if row["unit"] == ZHANGPU
    ] == [60]


def test_the_report_before_is_what_the_next_one_is_measured_against(new):
    _, first = take(new, 0, 6)
    assert told(new, first)[ZHANGPU] == 60
    entered(new, 7, 75)
    again, _ = take(new, 8, 8)
    assert json.loads(again.figures)["evacuation"]
    assert told(new, first)[ZHANGPU] == 60, "what came later is not in it"


def test_a_last_report_holds_the_figures_of_the_incident_that_has_ended(new):
    decided(new, wanted(None, 60), 60)
    begun, report = take(new, 90, 90)
    assert told(new, report) == {ZHANGPU: 60, CITY.code: 60}
    assert "台风甲" in begun.title


def test_a_cut_off_out_of_reach_of_the_incident_holds_nothing_of_it(new):
    hours = -CITY.plan.thresholds.before_hours - 1
    begun, report = take(new, hours * 60, 6)
    assert told(new, report) == {}
    assert "台风甲" not in begun.title


def test_with_two_open_each_report_tells_its_own_figures(new):
    second = replace(
        FIRST, level=Level.IV, effective_at=START + 4 * MINUTE, incident_name="台风乙", storm="2312"
    )
    approved(new, responses.propose(desk(new, OFFICER, 4), second).proposal, 5)
    entered(new, 6, 7, OTHER)
    for incident, name, moved in ((CASE, "台风甲", 60), (OTHER, "台风乙", 7)):
        begun, report = take(new, 0, 8, incident)
        assert told(new, report)[ZHANGPU] == moved
        assert name in begun.title
        frozen = json.loads(begun.figures)
        assert {row["incident"] for row in frozen["evacuation"]} >= {incident}
        assert str(moved) in begun.sections["people"]

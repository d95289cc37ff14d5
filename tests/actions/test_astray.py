"""Figures of no incident are given to one; those of a closed one are corrections that another person approves."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from ems_dashboard.actions.astray import approve, assign, questions_about, refuse
from ems_dashboard.actions.evacuation import read_entry, report, weigh
from ems_dashboard.actions.rows import check_workbook
from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import Category, QuestionCode
from ems_dashboard.situation import season, situation
from ems_dashboard.situation.orders import order_book
from ems_dashboard.situation.waiting import waiting_for
from ems_dashboard.store.astray import astray_figures
from ems_dashboard.text import words
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, OFFICER, START, desk
from tests.feeds.registers import incident

CASE, DONGSHAN, PEOPLE = "2023-TY2311", "350626", Category.PEOPLE
LONG_AFTER = 60 * 24 * 30


def figure(case=UNASSIGNED, minutes=-2, moved=60, unit=DONGSHAN):
    at = START + timedelta(minutes=minutes)
    return Evacuation(incident=case, unit=unit, category=PEOPLE, target=100, moved=moved, reporter="东山", valid_at=at,
                      known_at=at)  # fmt: skip


def kept(store, *facts):
    store.append(facts, moment=START, written_by="inbox")


def moved(store, minutes=60):
    now = situation(store, CITY, START + timedelta(minutes=minutes))
    return {f.unit: f.moved for f in now.evacuation}


def waiting(store, minutes=60):
    return astray_figures(store, START + timedelta(minutes=minutes))


def test_what_lies_under_no_incident_is_no_figure_until_it_is_assigned(store):
    kept(store, incident(CASE, START), figure(), figure(unit="350624", moved=7))
    assert moved(store) == {}
    rows = waiting(store).unassigned
    assert assign(desk(store, minutes=5), rows[:1], CASE) == 1
    assert moved(store) == {DONGSHAN: 60, CITY.code: 60}
    assert [row.unit for row in waiting(store).unassigned] == ["350624"]
    (act,) = store.history(Act)
    assert (act.verb, act.subject, act.account) == ("assign", "evacuation", "duty")
    made = store.history(Evacuation, incident=CASE)[-1]
    assert (made.replaces, made.reporter, made.written_by) == (rows[0].seq, "东山", "duty")
    with pytest.raises(Refused, match="已由他人处理"):
        assign(desk(store, minutes=6), rows[:1], CASE)


def test_a_figure_that_would_fall_is_asked_about_before_it_is_assigned(store):
    kept(store, incident(CASE, START), figure(CASE, -9, 80), figure(moved=60))
    rows = waiting(store).unassigned
    for reason in ("", "  "):
        with pytest.raises(Refused, match="1 处疑问"):
            assign(desk(store, minutes=5), rows, CASE, reason)
    assert moved(store)[DONGSHAN] == 80
    assert assign(desk(store, minutes=5), rows, CASE, "台账核减") == 1
    assert moved(store)[DONGSHAN] == 60
    (note,) = store.history(LogEntry)
    assert note.text.endswith("台账核减")
    assert "80" in note.text
    assert (note.unit, note.incident) == (DONGSHAN, CASE)


def test_rows_are_asked_about_among_themselves_and_the_last_word_of_an_hour_counts(store):
    kept(store, incident(CASE, START), figure(CASE, -9, 90), figure(CASE, -9, 50))
    kept(store, figure(minutes=-6, moved=55), figure(minutes=-3, moved=54))
    rows = waiting(store).unassigned
    with store.reading() as reader:
        asked = questions_about(reader, rows, CASE)
    assert [(q.code, q.before, q.after) for q in asked] == [(QuestionCode.FELL, 55, 54)]


def test_of_two_who_assign_at_once_the_second_is_refused_and_no_figure_counts_in_two_incidents(
    store,
):
    other = "2023-R01"
    kept(store, incident(CASE, START), incident(other, START), figure())
    rows = waiting(store).unassigned
    assert assign(desk(store, minutes=5), rows, CASE) == 1
    for minutes in (5, 4):  # the second one's clock may be behind
        with pytest.raises(Refused, match="已由他人处理"):
            assign(desk(store, minutes=minutes), rows, other)
    assert len(store.history(Evacuation, incident=[CASE, other])) == 1
    assert len(store.history(Act)) == 1


def test_who_decides_while_another_decides_is_refused(store):
    """Both looked while it waited; they come to the writer in the same group."""
    other = "2023-R01"
    kept(store, incident(CASE, START), incident(other, START), figure())
    rows = waiting(store).unassigned
    ready, refused = Barrier(2), []

    def decide(case):
        ready.wait()
        try:
            assign(desk(store, minutes=5), rows, case)
        except Refused:
            refused.append(case)

    threads = [Thread(target=decide, args=[case]) for case in (CASE, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(store.history(Evacuation, incident=[CASE, other])) == 1


def test_a_figure_of_an_hour_that_the_incident_does_not_cover_is_not_assigned_to_it(store):
    kept(store, incident(CASE, START), figure(minutes=-60 * 24 * 90, moved=99_000))
    with pytest.raises(Refused, match="起止时间"):
        assign(desk(store, minutes=5), waiting(store).unassigned, CASE)
    assert moved(store) == {}


def test_unassigned_figures_do_not_come_back_when_the_last_incident_has_closed(store):
    kept(store, incident(CASE, START - timedelta(hours=9), START), figure())
    assert moved(store, 600) == {}
    assert len(waiting(store, 600).unassigned) == 1


def test_what_was_reported_again_for_its_incident_waits_no_more(store):
    kept(store, incident(CASE, START), figure())
    kept(store, figure(CASE, moved=61))
    assert waiting(store).unassigned == ()


def test_a_county_assigns_its_own_and_a_leader_nothing(store):
    kept(store, incident(CASE, START), figure(), figure(unit="350624"))
    own, other = sorted(waiting(store).unassigned, key=lambda row: row.unit != DONGSHAN)
    for actor, rows in ((LEADER, [own]), (COUNTY, [own, other])):
        with pytest.raises(Refused):
            assign(desk(store, actor, 5), rows, CASE)
    assert assign(desk(store, COUNTY, 5), [own], CASE) == 1


@pytest.fixture
def closed(store):
    kept(store, incident(CASE, START), figure(CASE, 60, 50))
    kept(store, incident(CASE, START, START + timedelta(hours=5)))
    return store


def people(store, minutes=LONG_AFTER + 60):
    return season(store, CITY, 2023, START + timedelta(minutes=minutes)).evacuation[Category.PEOPLE]


def proposed(store, actor=COUNTY, reason="核对台账"):
    office = desk(store, actor, LONG_AFTER)
    cells = {(DONGSHAN, PEOPLE): {"target": "100", "moved": "90"}}
    entered = read_entry(office, cells, START + timedelta(minutes=90), incident=CASE)
    assert entered.asks
    assert entered.closed == (CASE,)
    report(office, entered, reason)
    return waiting(store, LONG_AFTER + 1).proposed


def test_a_figure_of_a_closed_incident_changes_nothing_before_another_approves_it(closed):
    (row,) = proposed(closed)
    assert people(closed) == 50
    assert row.source == "结案后更正:核对台账"
    for actor in (COUNTY, LEADER):
        with pytest.raises(Refused):
            approve(desk(closed, actor, LONG_AFTER + 2), row)
    approve(desk(closed, APPROVER, LONG_AFTER + 2), row)
    assert people(closed) == 90
    assert waiting(closed, LONG_AFTER + 3).proposed == ()
    assert closed.history(Act)[-1].verb == "approve"
    with pytest.raises(Refused, match="已由他人处理"):
        approve(desk(closed, APPROVER, LONG_AFTER + 3), row)


def test_a_correction_that_takes_people_away_is_asked_about_before_it_is_approved(closed):
    office = desk(closed, COUNTY, LONG_AFTER)
    cells = {(DONGSHAN, PEOPLE): {"target": "100", "moved": "30"}}
    report(office, read_entry(office, cells, START + timedelta(minutes=90), incident=CASE), "核对")
    (row,) = waiting(closed, LONG_AFTER + 1).proposed
    with pytest.raises(Refused, match="1 处疑问"):
        approve(desk(closed, APPROVER, LONG_AFTER + 2), row)
    assert people(closed) == 50
    approve(desk(closed, APPROVER, LONG_AFTER + 2), row, "已与县里核对")
    assert people(closed) == 30


def test_who_proposed_a_correction_does_not_approve_it(closed):
    (row,) = proposed(closed, OFFICER)
    with pytest.raises(Refused, match="本人"):
        approve(desk(closed, OFFICER, LONG_AFTER + 2), row)
    approve(desk(closed, replace(OFFICER, account="duty2"), LONG_AFTER + 2), row)
    assert people(closed) == 90


def test_a_correction_is_not_assigned_to_another_incident_past_the_second_person(closed):
    (row,) = proposed(closed)
    kept(closed, incident("2023-R01", START))
    with pytest.raises(Refused, match="已由他人处理"):
        assign(desk(closed, COUNTY, LONG_AFTER + 2), [row], "2023-R01")
    assert closed.history(Evacuation, incident="2023-R01") == []


def test_a_correction_needs_a_reason_and_a_refused_one_is_told(closed):
    with pytest.raises(Refused, match="写明原因"):
        proposed(closed, reason=" ")
    (row,) = proposed(closed)
    with pytest.raises(Refused, match="退回原因"):
        refuse(desk(closed, APPROVER, LONG_AFTER + 2), row, " ")
    refuse(desk(closed, APPROVER, LONG_AFTER + 2), row, "与核定台账不符")
    found = waiting(closed, LONG_AFTER + 3)
    assert (found.proposed, [r.source for r in found.refused]) == (
        (),
        ["审批人乙退回:与核定台账不符"],
    )
    assert people(closed) == 50


def test_a_file_for_a_closed_year_is_a_correction_too(closed):
    """A column of the file names the incident, and an hour long after it."""
    content = (ROOT / "tests" / "samples" / "csv" / "figures_of_a_closed_incident.csv").read_bytes()
    office = desk(closed, replace(COUNTY, unit="350602"), 60 * 24 * 200)
    checked = check_workbook(office, Evacuation, "evacuation.csv", content)
    entered = weigh(office, [fact for fact in checked.facts if isinstance(fact, Evacuation)])
    assert entered.closed == (CASE,)
    before = people(closed, 60 * 24 * 201)
    report(office, entered, "核对台账")
    assert people(closed, 60 * 24 * 201) == before
    assert [row.unit for row in waiting(closed, 60 * 24 * 201).proposed] == ["350602"]


def waits(store, actor):
    at = START + timedelta(minutes=LONG_AFTER + 1)
    picture = situation(store, CITY, at)
    found = waiting_for(store, CITY, picture, order_book(store, picture), actor, words("zh"))
    return [(item.page, item.subject) for item in found if item.page == "evacuation"]


def test_a_correction_waits_in_the_bar_of_those_who_may_decide_it_but_not_of_its_proposer(closed):
    proposed(closed, OFFICER)
    asked = [("evacuation", f"{closed.history(Incident)[-1].name} 1 条更正")]
    assert waits(closed, APPROVER) == asked
    assert waits(closed, replace(OFFICER, account="duty2")) == asked
    for actor in (OFFICER, COUNTY, LEADER):
        assert waits(closed, actor) == []
    (row,) = waiting(closed, LONG_AFTER + 1).proposed
    refuse(desk(closed, APPROVER, LONG_AFTER + 1), row, "与核定台账不符")
    assert waits(closed, APPROVER) == []

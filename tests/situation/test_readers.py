"""What stands beside the figures: the timetable, what waits for a second person, what was measured, the newest rows."""

from datetime import date, timedelta

from ems_dashboard.rules.evidence import Received
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.terms import (
    ConsultationState,
    DueKind,
    DueState,
    GroupState,
    OrderState,
    ReportState,
)
from ems_dashboard.situation.approvals import approvals
from ems_dashboard.situation.feeds import feed_runs
from ems_dashboard.situation.listings import deployment_rows, evacuation_rows, warning_rows
from ems_dashboard.situation.meetings import reports_before
from ems_dashboard.situation.observed import RAIN, observed
from ems_dashboard.situation.rhythm import done_of, rhythm_of
from ems_dashboard.text import words
from tests.builders import (
    CASE,
    TONGLING,
    at,
    consultation,
    deployment,
    evacuation,
    incident,
    order,
    proposal,
    report,
    response,
    warning,
)
from tests.situation.conftest import CITY

MINUTE = timedelta(minutes=1)


def test_a_day_under_level_three_has_its_consultations_and_reports(told):
    due = rhythm_of(told(incident(), response()), CITY, date(2026, 7, 1), at(2))
    assert [(item.kind, item.due_at) for item in due if item.kind is DueKind.CONSULTATION] == [
        (DueKind.CONSULTATION, at(1)), (DueKind.CONSULTATION, at(8)),
    ]  # fmt: skip
    assert next(item for item in due if item.due_at == at(1)).state is DueState.LATE


def test_a_consultation_that_was_held_meets_the_hour_it_was_held_for(told):
    due = rhythm_of(
        told(incident(), response(), consultation(valid_at=at(1))), CITY, date(2026, 7, 1), at(2)
    )
    assert next(item for item in due if item.due_at == at(1)).state is DueState.DONE


def test_without_an_incident_a_day_asks_for_nothing(told):
    assert rhythm_of(told(response()), CITY, date(2026, 7, 1), at(2)) == ()


def test_a_report_counts_from_its_signature_and_one_without_is_in_hand():
    frozen = done_of([], [report(state=ReportState.FROZEN)])
    assert [item.done_at for item in frozen] == [None]


def test_everything_that_waits_for_a_second_person_is_there_levels_first(ledger, seen):
    picture = seen(
        at(3), incident(), proposal(), order("D1", state=OrderState.DRAFT), order("D2"),
        consultation("C1", state=ConsultationState.HELD), consultation("C2"), report("R1", state=ReportState.FROZEN),
    )  # fmt: skip
    with ledger.reading() as reader:
        found = list(approvals(reader, words("zh"), picture.as_of, [CASE]))
    assert [(each.page, each.item.reference) for each in found] == [
        ("responses", "P1"), ("orders", "D1"), ("consultations", "C1"), ("reports", "R1"),
    ]  # fmt: skip


def rain(valid_at, known_at=None, mm=5.0):
    return Rain(station="S1", rain_mm=mm, valid_at=valid_at, known_at=known_at or valid_at)


def level(valid_at, metres):
    return RiverLevel(station="S2", level_m=metres, valid_at=valid_at, known_at=valid_at)


def test_rain_is_of_the_last_day_and_of_a_river_the_newest_level(ledger, seen):
    moment = at(30)
    rows = (
        rain(moment - RAIN),
        rain(moment - RAIN - MINUTE),
        rain(at(30)),
        level(at(20), 3.0),
        level(at(29), 4.0),
    )
    there = observed(ledger, CITY, seen(moment, incident(), *rows))
    assert [row.valid_at for row in there.rain] == [moment - RAIN, at(30)]
    assert [row.level_m for row in there.rivers] == [4.0]


def test_rain_and_rivers_know_whether_their_source_still_answers(ledger, seen):
    limits = CITY.plan.thresholds
    late = timedelta(hours=limits.feed_silent_hours) + MINUTE

    def tried(name: str, worked_at, *kinds: str) -> FeedRun:
        return FeedRun(
            feed=name,
            how="http",
            last_success=worked_at,
            kinds=kinds,
            valid_at=at(30),
            known_at=at(30),
        )

    runs = (tried("gauges", at(30) - late, "rain"), tried("rivers", at(30), "river_levels"))
    there = observed(ledger, CITY, seen(at(30), incident(), *runs))
    assert (there.rain_from.state, there.rain_from.heard_at) == (Received.SILENT, at(30) - late)
    assert there.rivers_from.sound


def test_rain_that_nobody_brings_has_no_source(ledger, seen):
    there = observed(ledger, CITY, seen(at(30), incident()))
    assert (there.rain_from.state, there.rivers_from.state) == (Received.NONE, Received.NONE)


def test_an_hour_of_rain_that_was_corrected_stands_once(ledger, seen):
    there = observed(
        ledger, CITY, seen(at(3), incident(), rain(at(1), mm=5.0), rain(at(1), at(2), mm=7.0))
    )
    assert [row.rain_mm for row in there.rain] == [7.0]


def test_the_rows_behind_the_figures_come_newest_first_with_townships_and_corrections(seen):
    rows = (
        evacuation(10, at(1)),
        evacuation(9, at(1)),
        evacuation(3, at(2), unit=TONGLING),
        evacuation(1, at(9), known_at=at(9)),
    )
    assert [row.moved for row in evacuation_rows(seen(at(3), incident(), *rows))] == [3, 9, 10]


def test_of_messages_and_groups_those_of_the_hours_asked_for(told):
    ledger = told(warning("W1", at(1)), warning("W2", at(3)), deployment(GroupState.ARRIVED, at(1)))
    assert [row.id for row in warning_rows(ledger, at(3), 2)] == ["W2", "W1"]
    assert [row.id for row in warning_rows(ledger, at(3) + MINUTE, 2)] == ["W2"]
    assert len(deployment_rows(ledger, at(3), 2)) == 1
    assert deployment_rows(ledger, at(3) + MINUTE, 2) == []


def test_the_sources_that_fail_come_first(told):
    runs = [
        FeedRun(feed=name, how="http", last_success=success, valid_at=at(3), known_at=at(3))
        for name, success in (("a", at(3)), ("b", at(1)), ("c", at(3)))
    ]
    assert [run.feed for run in feed_runs(told(*runs), at(3))] == ["b", "a", "c"]


def test_the_reports_before_are_those_sent_for_earlier_cut_offs_in_the_version_that_stands():
    sent = [
        report("R1", at(1)), report("R2", at(5)), report("R2", at(5), version=2), report("R3", at(9)),
        report("R4", at(6), state=ReportState.FROZEN),
    ]  # fmt: skip
    assert [(r.report, r.version) for r in reports_before(sent, CASE, at(9))] == [
        ("R2", 2),
        ("R1", 1),
    ]

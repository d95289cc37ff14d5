"""What a level may be suggested to fall upon: only what was received."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.evidence import (
    Channel,
    Evidence,
    Missing,
    Received,
    StormPassage,
    channel,
    warnings_channel,
)
from ems_dashboard.rules.feed_runs import Content
from ems_dashboard.rules.terms import WarningKind
from ems_dashboard.rules.warnings import Ended, WarningMessage, ended_by
from tests.situation.rows import CITY, NOON, before, lifted, run, warning

LIMITS = CITY.plan.thresholds
ALIVE = Channel(Received.ALIVE, NOON)
BY_CANCEL = Ended(warning(), before(1), lifted=True)
BY_TIME = Ended(warning(), before(1), lifted=False)
PAST = StormPassage(before(12), 20.0, before(1), receding=True)
COMING = StormPassage(before(1), 300.0, before(1), receding=False)


def of(*rows, runs=(), hours=0.0):
    return channel(WarningMessage, runs, rows, before(-hours), LIMITS)


def typed(hours, by="duty1"):
    return replace(warning(hours=hours), written_by=by)


def fed(hours):
    return typed(hours, by="预警源")


def test_no_source_and_no_row_is_none():
    assert of() == Channel(Received.NONE)
    assert of(runs=[run("雨量站")]) == Channel(Received.NONE), (
        "another kind's source is none of warnings"
    )


def test_a_source_that_answers_is_alive_though_it_holds_nothing():
    empty = replace(run("预警源"), kinds=("warnings",))
    assert of(runs=[empty]).state is Received.ALIVE
    assert of(runs=[empty]).feeds == ("预警源",)


def test_a_source_that_died_is_silent_and_its_last_rows_do_not_count_as_entered():
    died = run("预警源", hours=0.1, worked=LIMITS.feed_silent_hours + 1)
    found = of(fed(5), runs=[died])
    assert (found.state, found.heard_at) == (Received.SILENT, before(LIMITS.feed_silent_hours + 1))
    assert of(fed(5), typed(1), runs=[died]).state is Received.ALIVE


def test_a_configured_source_that_never_answered_is_silent():
    never = replace(run("预警源", worked=None), kinds=("warnings",))
    assert of(runs=[never]) == Channel(Received.SILENT, None, ("预警源",), silent=("预警源",))


def test_what_was_typed_holds_for_the_hours_of_the_plan():
    assert of(typed(1)).state is Received.ALIVE
    assert of(typed(LIMITS.entry_silent_hours + 1)).state is Received.SILENT


def test_rows_that_could_not_be_read_make_a_source_unsound():
    found = of(runs=[replace(run("预警源"), kinds=("warnings",), rejected=3)])
    assert (found.state, found.rejected, found.sound) == (Received.ALIVE, 3, False)
    assert Evidence(found, (BY_CANCEL,)).missing(ends=True) == (Missing.UNREADABLE,)


def brings(name, **attempt):
    return replace(run(name, **attempt), kinds=("warnings",))


DEAD_FOR = LIMITS.feed_silent_hours + 1


def test_one_dead_of_two_sources_is_no_living_channel_and_is_named():
    found = of(runs=[brings("a"), brings("b", hours=0.1, worked=DEAD_FOR)])
    assert (found.state, found.silent, found.feeds) == (Received.SILENT, ("b",), ("a", "b"))
    assert found.heard_at == before(DEAD_FOR), "since when the dead one is silent"
    assert Evidence(found, (BY_CANCEL,), PAST, True).missing(ends=True) == (Missing.SOURCE_SILENT,)
    never = of(runs=[brings("a"), brings("b", worked=None)])
    assert (never.state, never.heard_at, never.silent) == (Received.SILENT, None, ("b",))
    assert of(runs=[brings("a"), brings("b")]).sound


def test_what_was_typed_before_a_source_died_does_not_stand_in_for_it():
    died = brings("a", hours=0.1, worked=DEAD_FOR)
    assert of(typed(DEAD_FOR + 1), runs=[died]).state is Received.SILENT
    assert of(typed(DEAD_FOR - 1), runs=[died]).state is Received.ALIVE


def test_a_source_that_nobody_asks_any_more_stops_counting_where_another_answers():
    hours = LIMITS.entry_silent_hours
    gone = replace(brings("old", hours=hours + 1, worked=hours + 1), every_s=60.0)
    going = replace(brings("old", hours=hours - 1, worked=hours - 1), every_s=60.0)
    assert of(runs=[gone, brings("new")]).sound
    assert of(runs=[going, brings("new")]).silent == ("old",)
    assert of(runs=[gone]).state is Received.SILENT, "the only one there ever was"


def weather(*rows, runs=()):
    return warnings_channel(runs, rows, NOON, LIMITS)


def of_water(row):
    return replace(row, kind=WarningKind.FLASH_FLOOD, event="flash_flood")


def test_another_offices_warning_says_nothing_of_the_weather():
    assert weather(of_water(typed(1))).state is Received.NONE
    assert weather(of_water(typed(1)), typed(1)).sound
    water = brings("水利")
    brought = replace(of_water(fed(1)), written_by="水利")
    assert weather(brought, runs=[water]).state is Received.NONE
    assert weather(brought, runs=[water, brings("12379")]).sound


def test_another_offices_dead_source_leaves_the_picture_unsound():
    water = brings("水利", hours=0.1, worked=DEAD_FOR)
    brought = replace(of_water(fed(5)), written_by="水利")
    found = weather(brought, runs=[water, brings("12379")])
    assert (found.state, found.silent, found.feeds) == (
        Received.SILENT, ("水利",), ("12379", "水利"),
    )  # fmt: skip


EMPTY = replace(run("预警源"), kinds=("warnings",), content=Content.BLANK)
FROZEN = replace(
    run("预警源"), kinds=("warnings",), marks=("warnings=2023-01-01T08:00+08:00",), renewed_s=60.0
)
STOPPED = replace(run("预警源", hours=9, worked=9), kinds=("warnings",), every_s=60.0)


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        (EMPTY, Missing.SOURCE_EMPTY),
        (FROZEN, Missing.SOURCE_FROZEN),
        (STOPPED, Missing.SOURCE_SILENT),
    ],
)
def test_a_source_that_answers_and_says_nothing_is_no_evidence(source, lacks):
    found = of(runs=[source])
    assert (found.state, found.sound) == (Received.SILENT, False)
    assert Evidence(found, (BY_CANCEL,)).missing(ends=True) == (lacks,)
    assert of(typed(1), runs=[source]).state is Received.ALIVE, "what people enter counts beside it"


def test_a_list_that_says_there_is_no_warning_is_evidence():
    assert of(runs=[replace(EMPTY, content=Content.NOTHING)]).sound


@pytest.mark.parametrize(
    ("evidence", "lacks"),
    [
        (Evidence(Channel(Received.NONE), (BY_CANCEL,), PAST, True), Missing.NO_SOURCE),
        (Evidence(Channel(Received.SILENT, NOON), (BY_CANCEL,), PAST, True), Missing.SOURCE_SILENT),
        (Evidence(ALIVE), Missing.NONE_ENDED),
        (Evidence(ALIVE, (), COMING, True), Missing.STORM_NOT_PAST),
        (Evidence(ALIVE, (BY_TIME,), COMING, True), Missing.STORM_NOT_PAST),
        (Evidence(ALIVE, (BY_CANCEL,), COMING, True), Missing.STORM_NOT_PAST),
        (Evidence(ALIVE, (BY_TIME,), PAST, False), Missing.STORM_SILENT),
        (Evidence(ALIVE, (BY_CANCEL,)), None),
        (Evidence(ALIVE, (BY_TIME,)), None),
        (Evidence(ALIVE, (), PAST, True), None),
        (Evidence(ALIVE, (BY_CANCEL,), PAST, False), None),
    ],
)
def test_what_an_end_lacks(evidence, lacks):
    assert evidence.missing(ends=True) == ((lacks,) if lacks else ())


@given(
    st.sampled_from([Received.NONE, Received.SILENT]),
    st.lists(st.sampled_from([BY_CANCEL, BY_TIME])),
    st.sampled_from([None, PAST, COMING]),
    st.booleans(),
    st.booleans(),
)
def test_without_a_living_source_something_is_always_missing(state, ended, storm, fresh, ends):
    evidence = Evidence(Channel(state, NOON), tuple(ended), storm, fresh)
    assert evidence.missing(ends=ends)


@given(st.booleans(), st.booleans())
def test_a_living_source_alone_is_no_evidence(fresh, ends):
    assert Evidence(ALIVE, (), None, fresh).missing(ends=ends)
    assert Evidence(ALIVE, (), COMING, fresh).missing(ends=ends)


def test_a_warning_ends_by_what_comes_first_and_one_that_stands_has_not_ended():
    out = warning("out", 9, expires_at=before(3))
    named = warning("named", 9, expires_at=before(-6))
    stands = warning("stands", 9, expires_at=before(-1))
    found = {
        e.message.id: e
        for e in ended_by([out, named, stands, lifted("named", 2), lifted("out", 1)], NOON)
    }
    assert set(found) == {"out", "named"}
    assert (found["out"].at, found["out"].lifted) == (before(3), False)
    assert (found["named"].at, found["named"].lifted) == (before(2), True)
    assert ended_by([out], before(3) - timedelta(minutes=1)) == []

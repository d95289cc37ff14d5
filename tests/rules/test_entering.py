from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.entering import WITHIN, cut_off_at, doubts, flaws
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.rounds import round_of
from ems_dashboard.rules.terms import Category, QuestionCode
from tests.situation.rows import CITY

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
COUNTS = st.integers(0, 10**6)
MAYBE = st.none() | COUNTS


def figure(**given) -> Evacuation:
    fields = {"target": 100, "moved": 60, "returned": 0, "valid_at": NOON} | given
    return Evacuation(incident="x", unit="350626", category=Category.PEOPLE, **fields)


def asked(now: Evacuation, before: Evacuation | None) -> set[QuestionCode]:
    known = {(before.unit, before.category): before} if before else {}
    return {question.code for question in doubts([now], known)}


@given(COUNTS, COUNTS, COUNTS, MAYBE, MAYBE, MAYBE, MAYBE)
def test_a_part_is_never_more_than_its_whole(
    target, moved, returned, sheltered, dispersed, checked, cleared
):
    row = figure(target=target, moved=moved, returned=returned, sheltered=sheltered, dispersed=dispersed,
                 checked=checked, cleared=cleared)  # fmt: skip
    too_many = any(
        (getattr(row, part) or 0) > getattr(row, whole) for part, whole in WITHIN.items()
    )
    assert bool(flaws(row)) == (too_many or (sheltered or 0) + (dispersed or 0) > moved)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_nothing_doubtful_goes_unasked(target, moved, target_before, moved_before):
    before = figure(target=target_before, moved=moved_before)
    codes = asked(
        figure(target=target, moved=moved),
        replace(before, valid_at=before.valid_at - timedelta(hours=1)),
    )
    assert (QuestionCode.FELL in codes) == (moved < moved_before)
    assert (QuestionCode.TARGET in codes) == (target != target_before)
    assert (QuestionCode.OVER in codes) == (moved > target)
    same = (target, moved) == (target_before, moved_before)
    assert (QuestionCode.UNCHANGED in codes) == (same and moved < target)


def test_a_figure_that_is_stored_already_for_its_hour_is_asked_nothing():
    assert asked(figure(), figure()) == set()
    assert asked(figure(moved=120), figure(moved=120)) == set()
    assert asked(figure(checked=1), figure()) == {QuestionCode.UNCHANGED}


def test_a_first_figure_is_asked_about_nothing_but_its_target():
    assert asked(figure(), None) == set()
    assert asked(figure(moved=120), None) == {QuestionCode.OVER}


def test_a_figure_of_another_unit_is_no_before():
    assert (
        doubts([figure(moved=10)], {("350624", Category.PEOPLE): replace(figure(), unit="350624")})
        == ()
    )


@given(st.integers(0, 24 * 60), st.lists(st.integers(-120, 600), max_size=4))
def test_the_moment_offered_has_always_come(minutes, cut_offs):
    now = NOON + timedelta(minutes=minutes)
    asked = [round_of(CITY.plan, now + timedelta(minutes=ahead)) for ahead in cut_offs]
    assert now - timedelta(hours=1) < cut_off_at(asked, now) <= now


def test_this_hour_is_offered_and_shortly_before_a_cut_off_this_minute():
    asked = [round_of(CITY.plan, NOON + timedelta(hours=hours)) for hours in (1, 5)]
    assert cut_off_at(asked, NOON + timedelta(minutes=20)) == NOON + timedelta(minutes=20)
    assert cut_off_at(asked, NOON + timedelta(minutes=70)) == NOON + timedelta(hours=1)
    assert cut_off_at(asked, NOON + timedelta(minutes=150)) == NOON + timedelta(hours=2)

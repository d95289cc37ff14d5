from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.figure_questions import Question, ReportedFigure, questions
from ems_dashboard.rules.terms import Category, QuestionCode

CITY, A, B = "350600", "350626", "350624"
OWED = {A: (Category.PEOPLE,), B: (Category.PEOPLE,)}
LAST = datetime(2023, 9, 4, 3, tzinfo=UTC)
NOON = LAST + timedelta(hours=6)


def figure(
    unit: str = A, target: int = 100, moved: int = 50, returned: int = 0, **more
) -> ReportedFigure:
    return ReportedFigure(
        unit, Category.PEOPLE, target, moved, returned, **{"valid_at": NOON} | more
    )


def asked(now, *earlier, owed=None, last=LAST) -> set[tuple[str, str]]:
    return {(q.code, q.unit) for q in questions(now, earlier, OWED if owed is None else owed, last)}


GOOD = (figure(A, moved=60), figure(B, moved=40))
BEFORE = (figure(A, moved=30, valid_at=LAST), figure(B, moved=20, valid_at=LAST))


def test_figures_that_rose_and_came_in_time_are_asked_nothing():
    assert asked(GOOD, BEFORE) == set()
    assert asked(GOOD) == set()


def test_a_cumulative_figure_that_fell_is_asked_with_both_numbers():
    now = (replace(GOOD[0], moved=25), GOOD[1])
    assert questions(now, (BEFORE,), OWED, LAST) == (
        Question(QuestionCode.FELL, A, Category.PEOPLE, 30, 25),
    )


def test_a_fall_between_two_reports_is_seen_although_the_figure_rose_since_the_last_report():
    now = (replace(GOOD[0], moved=60, change=-15), GOOD[1])
    assert questions(now, (BEFORE,), OWED, LAST) == (
        Question(QuestionCode.FELL, A, Category.PEOPLE, 75, 60),
    )


def test_returned_that_fell_and_a_changed_target_are_asked_apart():
    was = (replace(BEFORE[0], returned=5, target=120), BEFORE[1])
    assert asked(GOOD, was) == {(QuestionCode.RETURNED_FELL, A), (QuestionCode.TARGET, A)}


def test_a_total_that_is_not_the_sum_of_its_parts_is_asked():
    assert asked((replace(GOOD[0], otherwise=59), GOOD[1]), BEFORE) == {(QuestionCode.PARTS, A)}
    assert asked((replace(GOOD[0], otherwise=60), GOOD[1]), BEFORE) == set()


def test_the_same_figure_in_three_reports_is_asked_and_in_two_is_not():
    same = (replace(BEFORE[0], moved=60), BEFORE[1])
    earliest = (replace(BEFORE[0], moved=60), replace(BEFORE[1], moved=10))
    assert asked(GOOD, same) == set()
    assert asked(GOOD, same, earliest) == {(QuestionCode.UNCHANGED, A)}


def test_a_finished_evacuation_may_stay_as_it_is():
    done = replace(GOOD[0], moved=100)
    assert asked((done, GOOD[1]), (done, BEFORE[1]), (done, BEFORE[1])) == set()


def test_an_evacuation_in_which_all_are_back_may_stay_as_it_is_and_one_in_which_some_are_may_not():
    home = replace(GOOD[0], moved=100, returned=100)
    assert home.finished
    assert asked((home, GOOD[1]), (home, BEFORE[1]), (home, BEFORE[1])) == set()
    half = replace(home, returned=99)
    assert asked((half, GOOD[1]), (half, BEFORE[1]), (half, BEFORE[1])) == {
        (QuestionCode.UNCHANGED, A)
    }


def test_a_unit_that_sent_nothing_is_asked_once_and_not_also_why_it_did_not_change():
    old = replace(GOOD[0], valid_at=LAST)
    assert asked((old, GOOD[1]), (old, BEFORE[1]), (old, BEFORE[1])) == {(QuestionCode.SILENT, A)}


def test_a_unit_of_which_nothing_is_known_is_asked_even_in_the_first_report():
    assert asked(GOOD[1:], last=None) == {(QuestionCode.SILENT, A)}


def test_of_a_unit_that_told_one_category_only_the_other_is_asked():
    owed = OWED | {A: (Category.PEOPLE, Category.FISHING_VESSELS)}
    (question,) = questions(GOOD, (BEFORE,), owed, LAST)
    assert (question.code, question.unit, question.category) == (
        QuestionCode.SILENT,
        A,
        Category.FISHING_VESSELS,
    )


def test_the_city_is_not_asked_what_its_unit_is_asked():
    now = (figure(CITY, 200, 85), replace(GOOD[0], moved=25), GOOD[1])
    was = (figure(CITY, 200, 90), *BEFORE)
    assert asked(now, was) == {(QuestionCode.FELL, A)}


def test_a_city_that_fell_because_a_unit_dropped_out_is_asked():
    assert asked((figure(CITY, 100, 40), GOOD[1]), (figure(CITY, 200, 50), *BEFORE)) == {
        (QuestionCode.SILENT, A), (QuestionCode.FELL, CITY), (QuestionCode.TARGET, CITY),
    }  # fmt: skip


counts = st.integers(0, 500)
reports = st.lists(
    st.builds(ReportedFigure, st.sampled_from((CITY, A, B)), st.just(Category.PEOPLE), counts, counts, counts,
              st.sampled_from((LAST - timedelta(hours=1), LAST, NOON)), st.none() | st.integers(-50, 50),
              st.none() | counts),
    unique_by=lambda t: t.unit, max_size=3,
)  # fmt: skip


@given(reports, reports, reports)
def test_a_question_is_asked_once_and_every_fall_and_every_silence_is_asked(now, was, first):
    found = questions(now, (was, first), OWED, LAST)
    keys = [q.key for q in found]
    assert len(keys) == len(set(keys))
    earlier = {t.unit: t for t in was}
    for t in now:
        if t.unit in OWED and t.unit in earlier and t.moved < earlier[t.unit].moved:
            assert (QuestionCode.FELL, t.unit) in {(q.code, q.unit) for q in found}
    known = {t.unit for t in now}
    assert {q.unit for q in found if q.code is QuestionCode.SILENT} >= set(OWED) - known


@given(reports)
def test_told_again_with_more_nothing_is_asked_but_what_does_not_add_up(now):
    risen = [
        replace(t, moved=t.moved + 1, target=t.target, valid_at=NOON, change=1, otherwise=None)
        for t in now
    ]
    owed = {t.unit: (Category.PEOPLE,) for t in now if t.unit != CITY}
    assert questions(risen, (now,), owed, LAST) == ()

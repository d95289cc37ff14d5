"""What is asked about cumulative figures that come as a file: against the ledger and within the file."""

from datetime import timedelta

from ems_dashboard.actions.doubtful import questions_of
from ems_dashboard.rules.terms import QuestionCode
from tests.actions.desks import START
from tests.builders import ZHANGPU, evacuation

HOUR = timedelta(hours=1)


def asked(store, *rows):
    with store.reading() as reader:
        found = questions_of(reader, rows)
    return [(each.code, each.before, each.after) for each in found]


def test_a_figure_that_falls_below_what_stands_is_asked_about_and_one_that_rises_is_not(store):
    store.append([evacuation(100, START)], moment=START)
    assert asked(store, evacuation(101, START + HOUR)) == []
    assert asked(store, evacuation(100, START + HOUR)) == [(QuestionCode.UNCHANGED, 100, 100)]
    assert asked(store, evacuation(99, START + HOUR)) == [(QuestionCode.FELL, 100, 99)]


def test_within_a_file_each_figure_is_set_against_the_hour_before_it(store):
    rows = [evacuation(50, START + 2 * HOUR), evacuation(80, START + HOUR), evacuation(60, START)]
    assert asked(store, *rows) == [(QuestionCode.FELL, 80, 50)]


def test_a_late_figure_is_not_set_against_what_is_true_for_later(store):
    store.append([evacuation(100, START + 2 * HOUR)], moment=START + 3 * HOUR)
    assert asked(store, evacuation(40, START)) == []


def test_another_unit_and_another_incident_are_no_measure(store):
    store.append([evacuation(100, START), evacuation(90, START, case="other")], moment=START)
    assert asked(store, evacuation(5, START + HOUR, unit=ZHANGPU)) == []
    assert asked(store, evacuation(95, START + HOUR, case="other")) == []


def test_of_one_hour_the_last_word_counts(store):
    store.append([evacuation(100, START), evacuation(70, START)], moment=START)
    assert asked(store, evacuation(80, START + HOUR)) == []


def test_those_who_are_back_do_not_become_fewer_either(store):
    store.append([evacuation(100, START, returned=30)], moment=START)
    found = asked(store, evacuation(100, START + HOUR, returned=20))
    assert (QuestionCode.RETURNED_FELL, 30, 20) in found

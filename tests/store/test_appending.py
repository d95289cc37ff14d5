"""Appending: which of the rows of one batch is the latest figure, what is there already, when a row is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.orders import Order
from ems_dashboard.store.appending import CHUNK
from tests.builders import BEGAN, DONGSHAN, ZHANGPU, at, evacuation, order

LATER = BEGAN + timedelta(days=2)
MINUTE = timedelta(minutes=1)


def latest(store, moment=LATER):
    return {row.unit: row.moved for row in store.current(Evacuation, as_of=moment)}


def test_of_two_rows_of_one_hour_in_one_batch_the_later_is_the_latest(store):
    store.append([evacuation(30, at(1)), evacuation(25, at(1))], moment=LATER)
    assert latest(store) == {DONGSHAN: 25}


def test_of_one_batch_the_newest_hour_is_the_latest_wherever_it_stands(store):
    store.append(
        [evacuation(10, at(1)), evacuation(30, at(3)), evacuation(20, at(2))], moment=LATER
    )
    assert latest(store) == {DONGSHAN: 30}


def test_the_latest_of_each_key_and_mode_is_kept_apart(store):
    exercise = replace(evacuation(99, at(3)), mode="exercise")
    store.append(
        [evacuation(10, at(1)), evacuation(20, at(1), unit=ZHANGPU), exercise], moment=LATER
    )
    assert latest(store) == {DONGSHAN: 10, ZHANGPU: 20}
    assert [row.moved for row in store.current(Evacuation, as_of=LATER, mode="exercise")] == [99]


def test_a_row_that_is_twice_in_a_batch_counts_once_and_one_that_differs_is_another(store):
    rows = [evacuation(30, at(1)), evacuation(30, at(1)), evacuation(31, at(1))]
    added = store.append(rows, moment=LATER)
    assert (added.accepted, added.duplicates, added.version) == (2, 1, 2)


@pytest.mark.parametrize("other", [{"known_at": at(2)}, {"returned": 1}, {"sheltered": 0}])
def test_what_differs_in_anything_that_its_source_said_is_no_duplicate(store, other):
    store.append([evacuation(30, at(1))], moment=LATER)
    assert store.append([evacuation(30, at(1), **other)], moment=LATER).accepted == 1


def test_by_which_way_it_came_and_what_the_store_adds_makes_no_difference(store):
    store.append([evacuation(30, at(1))], moment=LATER, written_by="jia")
    again = replace(evacuation(30, at(1), source="mail"), seq=7, written_by="yi", written_at=LATER)
    assert store.append([again], moment=LATER + MINUTE, written_by="yi").duplicates == 1


@pytest.mark.parametrize(("age", "known"), [
    (timedelta(hours=1), "now"), (timedelta(hours=24), "now"), (timedelta(hours=24) + MINUTE, "then"),
    (-MINUTE, "then"),
])  # fmt: skip
def test_a_row_that_does_not_say_when_it_was_known_is_known_now_or_as_published(store, age, known):
    """History is known as it was published; what a clock says is a minute ahead is not known before it is true."""
    store.append([replace(evacuation(1, LATER - age), known_at=None)], moment=LATER)
    (row,) = store.history(Evacuation)
    assert row.known_at == (LATER if known == "now" else LATER - age)


def test_every_row_has_a_number_of_its_own_in_the_order_in_which_it_came(store):
    store.append([evacuation(3, at(3)), evacuation(1, at(1))], moment=LATER)
    store.append([evacuation(2, at(2))], moment=LATER)
    assert {row.moved: row.seq for row in store.history(Evacuation)} == {3: 1, 1: 2, 2: 3}


def test_the_author_is_who_writes_and_else_who_the_row_names(store):
    named = replace(evacuation(1, at(1)), written_by="feed")
    store.append([named], moment=LATER)
    store.append([replace(named, moved=2)], moment=LATER, written_by="jia")
    assert [row.written_by for row in store.history(Evacuation)] == ["feed", "jia"]


def test_more_rows_than_are_asked_about_at_once_are_each_recognised(store):
    rows = [evacuation(n, at(n / 60)) for n in range(CHUNK + 3)]
    assert store.append(rows, moment=LATER).accepted == CHUNK + 3
    again = store.append([*rows, evacuation(1, at(90))], moment=LATER)
    assert (again.accepted, again.duplicates) == (1, CHUNK + 3)


def test_signs_that_nobody_sees_are_taken_out_of_every_text_and_list(store):
    dirty = replace(evacuation(1, at(1)), reporter="值班\x00员甲", source="mail\x07")
    store.append([dirty, order(units=(f"{DONGSHAN}\x07",))], moment=LATER)
    (row,) = store.history(Evacuation)
    assert (row.reporter.isprintable(), row.source.isprintable()) == (True, True)
    assert "值班" in row.reporter
    assert store.history(Order)[0].units == (DONGSHAN,)


def test_a_text_of_several_lines_keeps_its_lines(store):
    store.append([replace(order(), body="一\n二")], moment=LATER)
    assert store.history(Order)[0].body == "一\n二"

"""A file that says less than what stands takes nothing away, and one that says the same adds nothing."""

from dataclasses import replace
from datetime import timedelta

from ems_dashboard.actions.standing_rows import completed, standing_for, unchanged
from tests.actions.desks import START
from tests.builders import ZHANGPU, evacuation

HOUR = timedelta(hours=1)
WHOLE = replace(evacuation(30, START, returned=2, sheltered=20), reporter="值班员甲", checked=7)


def standing(store, *facts):
    with store.reading() as reader:
        return standing_for(reader, facts)


def test_what_the_file_leaves_empty_stays_and_what_it_says_counts(store):
    store.append([WHOLE], moment=START)
    bare = evacuation(31, START, sheltered=0)
    found = completed(bare, standing(store, bare))
    assert (found.moved, found.returned, found.sheltered, found.checked) == (31, 0, 0, 7)
    assert found.reporter == "值班员甲"


def test_the_same_figures_without_who_told_them_say_nothing_new(store):
    store.append([WHOLE], moment=START)
    same = replace(WHOLE, reporter="值班员乙", incident="other")
    there = standing(store, same)
    assert not unchanged(same, there)
    other_person = replace(WHOLE, reporter="值班员乙")
    assert unchanged(completed(other_person, there), there)
    told = replace(other_person, moved=31)
    assert completed(told, there).reporter == "值班员乙"


def test_another_hour_another_unit_and_another_mode_are_not_there_yet(store):
    store.append([WHOLE], moment=START)
    others = [
        replace(WHOLE, valid_at=START + HOUR),
        replace(WHOLE, unit=ZHANGPU),
        replace(WHOLE, mode="exercise"),
    ]
    there = standing(store, WHOLE, *others)
    assert unchanged(WHOLE, there)
    assert [unchanged(row, there) for row in others] == [False, False, False]
    assert [completed(row, there) for row in others] == others


def test_of_several_rows_of_one_hour_the_last_stands(store):
    store.append([WHOLE, replace(WHOLE, moved=25)], moment=START)
    there = standing(store, WHOLE)
    assert not unchanged(WHOLE, there)
    assert unchanged(replace(WHOLE, moved=25), there)

"""What a feed would bring, typed by a person: set against what stands, asked where it differs, said in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.actions.by_hand import Clashing, save_by_hand
from ems_dashboard.errors import Refused
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.observations import Rain
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import ImpactItem
from tests.actions.desks import CITY, COUNTY, OFFICER, START, desk
from tests.builders import cadres, fix

HOUR = timedelta(hours=1)
STATION = CITY.stations[0]
RAIN = Rain(station=STATION.code, rain_mm=12.0, valid_at=START)


def sent(number, at=START):
    return cadres(number, at, unit=COUNTY.unit, case="a")


def test_what_is_typed_bears_its_writer_and_is_known_now(store):
    save_by_hand(desk(store, minutes=7), [replace(RAIN, source="nobody", mode="exercise")])
    (row,) = store.history(Rain)
    assert (row.by_hand, row.source.endswith(OFFICER.name), row.written_by) == (True, True, "duty")
    assert (row.known_at, row.mode) == (START + timedelta(minutes=7), "live")


def test_the_same_value_of_the_same_hour_adds_nothing_and_another_is_asked_about(store):
    save_by_hand(desk(store), [RAIN])
    done = save_by_hand(desk(store, minutes=1), [RAIN])
    assert (done.accepted, done.duplicates) == (0, 1)
    other = replace(RAIN, rain_mm=13.5)
    with pytest.raises(Clashing) as asked:
        save_by_hand(desk(store, minutes=2), [other])
    assert "12 → 13.5" in str(asked.value)
    assert STATION.name in str(asked.value)
    assert len(store.history(Rain)) == 1
    save_by_hand(desk(store, minutes=3), [other], agreed=True)
    first, second = store.history(Rain)
    assert (second.rain_mm, second.replaces) == (13.5, first.seq)


def test_another_hour_is_another_row_and_nothing_to_ask(store):
    save_by_hand(desk(store), [RAIN])
    later = replace(RAIN, valid_at=START - HOUR, rain_mm=1.0)
    assert save_by_hand(desk(store, minutes=1), [later]).accepted == 1


def test_a_sum_that_falls_is_asked_about_and_puts_nothing_right(store):
    save_by_hand(desk(store), [sent(30, START - HOUR)])
    with pytest.raises(Clashing):
        save_by_hand(desk(store, minutes=1), [sent(20)])
    save_by_hand(desk(store, minutes=2), [sent(20)], agreed=True)
    assert [(row.sent, row.replaces) for row in store.history(Cadres)] == [(30, None), (20, None)]


def test_a_sum_is_set_against_the_hours_before_it_only(store):
    save_by_hand(desk(store), [sent(30)])
    assert save_by_hand(desk(store, minutes=1), [sent(20, START - HOUR)]).accepted == 1


def test_losses_are_the_units_and_a_county_brings_its_own(store):
    loss = Impact(incident="a", unit=CITY.code, item=ImpactItem.INJURED, amount=2, valid_at=START)
    with pytest.raises(Refused):
        save_by_hand(desk(store), [loss])
    with pytest.raises(Refused):
        save_by_hand(desk(store, COUNTY), [replace(loss, unit="350623")])
    assert save_by_hand(desk(store, COUNTY), [replace(loss, unit=COUNTY.unit)]).accepted == 1


def test_three_rows_in_question_are_named_and_the_others_counted(store):
    rows = [replace(RAIN, station=place.code) for place in CITY.stations[:5]]
    save_by_hand(desk(store), rows)
    with pytest.raises(Clashing) as asked:
        save_by_hand(desk(store, minutes=1), [replace(row, rain_mm=99.0) for row in rows])
    named = [place.name in str(asked.value) for place in CITY.stations[:5]]
    assert named == [True, True, True, False, False]
    assert "2" in str(asked.value).rpartition("99")[2]


def test_the_name_of_a_storm_and_who_told_it_are_no_difference(store):
    save_by_hand(desk(store), [fix(START)])
    done = save_by_hand(desk(store, minutes=1), [replace(fix(START), name_zh="海葵", name_en="x")])
    assert (done.accepted, done.duplicates) == (0, 1)
    assert len(store.history(StormFix)) == 1


def test_a_row_that_is_put_right_is_named_and_was_the_writers(store):
    save_by_hand(desk(store, COUNTY), [sent(30)])
    (wrong,) = store.history(Cadres)
    zhangpu = replace(COUNTY, account="zhangpu", unit="350623")
    with pytest.raises(Refused):
        save_by_hand(desk(store, zhangpu, 1), [replace(sent(3), unit="350623", replaces=wrong.seq)])
    save_by_hand(desk(store, COUNTY, 2), [replace(sent(25), replaces=wrong.seq)])
    with pytest.raises(Refused):
        save_by_hand(desk(store, COUNTY, 3), [replace(sent(26), replaces=wrong.seq)])
    with pytest.raises(Refused):
        save_by_hand(desk(store, COUNTY, 4), [replace(sent(26), replaces=999)])

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.observations import Rain, rain_grade_24h, station_rain, water_state

NOW = datetime(2023, 9, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rain_mm", "grade"),
    [(0, "none"), (0.04, "none"), (0.1, "light"), (9.9, "light"), (10, "moderate"), (24.9, "moderate"), (25, "heavy"),
     (49.9, "heavy"), (50, "rainstorm"), (99.9, "rainstorm"), (100, "heavy_rainstorm"), (249.9, "heavy_rainstorm"), (250, "extreme_rainstorm")],
)  # fmt: skip
def test_the_grades_of_gb_t_28592_begin_at_their_bounds(rain_mm, grade):
    assert rain_grade_24h(rain_mm) == grade


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 120)), max_size=40))
def test_the_day_is_the_last_24_hours_each_hour_once_the_later_row_winning(given_rows):
    rows = [
        Rain(station="P", rain_mm=amount, valid_at=NOW - back * HOUR) for back, amount in given_rows
    ]
    last = {back: amount for back, amount in given_rows if back < 24}
    found = station_rain(rows, NOW)
    if not last:
        assert found == {}
        return
    assert found["P"].day_mm == pytest.approx(sum(last.values()), abs=0.06)
    assert (found["P"].hours_known, found["P"].hour_mm) == (len(last), last[min(last)])


def test_a_total_of_several_hours_is_no_hourly_figure():
    assert station_rain([Rain(station="P", hours=6, rain_mm=80, valid_at=NOW)], NOW) == {}


@pytest.mark.parametrize(
    ("level", "warning", "guarantee", "state"),
    [
        (9, None, None, "unknown"),
        (9, 9.01, None, "below"),
        (9, 9, None, "above_warning"),
        (9, 8, 9, "above_guarantee"),
        (9, None, 9.5, "below"),
    ],
)
def test_a_level_is_judged_only_by_thresholds_that_are_known(level, warning, guarantee, state):
    assert water_state(level, warning, guarantee) == state


MINUTE = timedelta(minutes=1)


def short(minutes_ago, mm, hours, station="P"):
    return Rain(station=station, hours=hours, rain_mm=mm, valid_at=NOW - minutes_ago * MINUTE)


@pytest.mark.parametrize(("minutes", "hours"), [(5, 5 / 60), (10, 0.1667), (30, 0.5)])
def test_rain_of_a_few_minutes_counts_into_the_hour_and_the_day(minutes, hours):
    rows = [short(n, 1.5, hours) for n in range(0, 120, minutes)]
    found = station_rain(rows, NOW)["P"]
    assert found.hour_mm == pytest.approx(1.5 * 60 / minutes)
    assert found.day_mm == pytest.approx(1.5 * 120 / minutes)
    assert (found.valid_at, found.hours_known) == (NOW, 2)


def test_an_hourly_figure_stands_for_the_pieces_within_it():
    rows = [*(short(n, 2, 5 / 60) for n in range(0, 60, 5)), short(0, 25, 1), short(-5, 3, 5 / 60)]
    later = NOW + 5 * MINUTE
    found = station_rain(rows, later)["P"]
    assert found.day_mm == 28
    assert station_rain(rows[:-1], NOW)["P"].hour_mm == 25


def test_half_hours_and_the_five_minutes_within_them_are_counted_once():
    rows = [short(0, 10, 0.5), *(short(n, 2, 5 / 60) for n in range(0, 30, 5)), short(30, 4, 0.5)]
    assert station_rain(rows, NOW)["P"].day_mm == 14


@given(st.lists(st.tuples(st.integers(0, 287), st.floats(0, 20)), max_size=60))
def test_five_minutes_however_many_add_up_to_what_fell(drops):
    rows = [short(5 * n, mm, 5 / 60) for n, mm in drops]
    fell = dict(drops)
    found = station_rain(rows, NOW)
    assert (found["P"].day_mm if found else 0) == pytest.approx(sum(fell.values()), abs=0.06)


def test_a_station_that_tells_the_whole_day_alone_is_in_the_day_and_has_no_last_hour():
    day = Rain(station="P", hours=24, rain_mm=80, valid_at=NOW - 5 * HOUR)
    told = station_rain([day], NOW)["P"]
    assert (told.day_mm, told.hour_mm, told.hours_known, told.valid_at) == (
        80, None, 24, NOW - 5 * HOUR,
    )  # fmt: skip
    assert station_rain([replace(day, valid_at=NOW - 24 * HOUR)], NOW) == {}, "of another day"


def test_a_day_counts_beside_hours_only_where_hours_are_missing_and_it_is_more():
    day = Rain(station="P", hours=24, rain_mm=80, valid_at=NOW)
    hours = [Rain(station="P", rain_mm=2, valid_at=NOW - back * HOUR) for back in range(24)]
    assert station_rain([day, *hours[:3]], NOW)["P"].day_mm == 80
    assert station_rain([day, *hours], NOW)["P"].day_mm == 48, "every hour is known"
    assert station_rain([replace(day, rain_mm=1), *hours[:3]], NOW)["P"].day_mm == 6

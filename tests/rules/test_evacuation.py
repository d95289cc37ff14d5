from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.evacuation import (
    Evacuation,
    back_too_early,
    city_over_time,
    city_progress,
    unit_progress,
)
from ems_dashboard.rules.terms import Category

START = datetime(2023, 9, 4, tzinfo=UTC)
COUNTY_OF = {"t1": "u1", "t2": "u1", "t3": "u2"}
PLACES = ["u1", "u2", "u3", *COUNTY_OF]


def row(place: str, moved: int, hours: int, target: int = 100, returned: int = 0) -> Evacuation:
    return Evacuation(
        incident="i", unit=place, category=Category.PEOPLE, target=target, moved=moved, returned=returned,
        valid_at=START + timedelta(hours=hours),
    )  # fmt: skip


rows_in_order = st.lists(
    st.builds(row, st.sampled_from(PLACES), st.integers(0, 100), st.integers(0, 9)),
    min_size=1,
    max_size=25,
).map(lambda rows: sorted(rows, key=lambda r: r.valid_at))


def total(rows):
    return city_progress(unit_progress(rows, COUNTY_OF).values())


@given(rows_in_order)
def test_the_city_is_the_sum_of_its_units_and_no_report_is_added_to_the_next(rows):
    newest = {r.unit: r for r in rows}
    by_unit = defaultdict(int)
    for unit in ("u1", "u2", "u3"):
        own = newest.get(unit)
        parts = (
            [own]
            if own
            else [newest[t] for t, county in COUNTY_OF.items() if county == unit and t in newest]
        )
        by_unit[unit] = sum(part.moved for part in parts)
    assert total(rows).moved == sum(by_unit.values())


@given(rows_in_order)
def test_the_course_ends_at_the_present_figure(rows):
    course = city_over_time(rows, COUNTY_OF)
    now = total(rows)
    assert course[-1][1:] == (now.target, now.moved, now.returned)
    assert [point[0] for point in course] == sorted({point[0] for point in course})


@given(rows_in_order)
def test_moments_are_those_of_the_reports_in_it(rows):
    now = total(rows)
    assert now.oldest_at <= now.valid_at
    assert now.valid_at in {r.valid_at for r in now.rows}


def test_a_unit_that_reports_itself_is_not_added_to_its_townships():
    assert total([row("t1", 10, 0), row("t2", 5, 0), row("u1", 12, 1)]).moved == 12
    assert total([row("u1", 12, 0), row("t1", 50, 1)]).moved == 12


def test_change_is_against_the_units_own_report_before_and_a_correction_is_not_a_report():
    rows = [row("u1", 10, 0), row("u1", 40, 3), row("u1", 35, 3), row("u2", 7, 3)]
    assert unit_progress(rows, COUNTY_OF)["u1"].change == 25
    assert total(rows).change == 25
    assert total([row("u2", 7, 3)]).change is None


@given(st.integers(0, 1000), st.none() | st.integers(0, 1000), st.booleans())
def test_nobody_is_back_too_early_who_was_cleared(returned, cleared, in_force):
    early = back_too_early(returned, cleared, response_in_force=in_force)
    if cleared is None:
        assert early == (returned if in_force else 0)
    else:
        assert early == max(0, returned - cleared)
    assert 0 <= early <= returned


def test_a_county_confirms_by_reporting_itself_until_a_township_reports_again():
    town = row("350627100", 40, hours=1)
    own = row("350627", 40, hours=2)
    county_of = {"350627100": "350627"}
    assert not unit_progress([town], county_of)["350627"].confirmed
    assert unit_progress([town, own], county_of)["350627"].confirmed
    assert not unit_progress([town, own, row("350627100", 60, hours=3)], county_of)[
        "350627"
    ].confirmed


def test_a_stage_that_nobody_counts_is_no_zero():
    counted = replace(row("350626", 50, hours=1), sheltered=20)
    units = unit_progress([counted, row("350624", 50, hours=1)], {})
    assert city_progress(units.values()).sheltered == 20
    assert units["350624"].sheltered is None


def test_every_figure_of_the_city_is_the_sum_of_its_units_and_stands_on_their_rows():
    one = replace(row("u1", 40, 1, target=100, returned=7), sheltered=30, dispersed=10)
    other = replace(row("u2", 5, 2, target=20, returned=2), sheltered=1, checked=4)
    city = total([one, other])
    assert (city.target, city.moved, city.returned) == (120, 45, 9)
    assert (city.sheltered, city.dispersed, city.checked, city.cleared) == (31, 10, 4, None)
    assert city.rows == (one, other)
    assert (city.oldest_at, city.valid_at) == (one.valid_at, other.valid_at)


def test_a_sum_counts_the_units_in_it_and_of_a_unit_its_townships():
    units = unit_progress([row("t1", 1, 1), row("t2", 1, 1), row("u3", 1, 1)], COUNTY_OF)
    assert (units["u1"].reported, units["u3"].reported) == (2, 1)
    assert city_progress(units.values()).reported == 2
    assert city_progress([]) is None


def test_the_city_is_confirmed_when_every_unit_in_it_is():
    assert total([row("u1", 1, 1), row("u2", 1, 1)]).confirmed
    assert not total([row("u1", 1, 1), row("t3", 1, 1)]).confirmed


def test_a_unit_that_begins_to_report_itself_takes_the_place_of_its_townships_in_the_course():
    rows = [row("t1", 3, 1), row("t2", 4, 1), row("u3", 10, 1), row("u1", 9, 2), row("t1", 5, 3)]
    course = city_over_time(rows, COUNTY_OF)
    assert [point.moved for point in course] == [17, 19]
    assert [point.target for point in course] == [300, 200]


def test_of_one_hour_the_course_has_one_point_with_the_corrected_figure():
    course = city_over_time([row("u1", 3, 1), row("u1", 2, 1, returned=1)], COUNTY_OF)
    assert [point[1:] for point in course] == [(100, 2, 1)]
    assert city_over_time([], COUNTY_OF) == ()

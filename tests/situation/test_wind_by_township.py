"""The wind at each unit's land and at each township, of a storm that comes from the east."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.wind_by_township import wind_rows
from tests.builders import at, fix, forecast
from tests.situation.conftest import CITY

RADII = {f"r7_{quadrant}_km": 150.0 for quadrant in ("ne", "se", "sw", "nw")}
HERE = replace(fix(at(0), 24.2, 122.0), **RADII)


def storm(*agencies):
    ahead = {
        agency: tuple(forecast(at(0), hours, 24.2, 122.0 - hours / 5, agency=agency) for hours in (12, 24, 36))
        for agency in agencies
    }  # fmt: skip
    return Storm("2399", "示例", "EXAMPLE", (HERE,), ahead, HERE)


@pytest.fixture(scope="module")
def rows():
    return wind_rows(storm("CMA", "JMA"), CITY, at(0))


def test_every_unit_has_a_row_before_those_of_its_townships(rows):
    units = [row.unit for row in rows if not row.township]
    assert units == [unit.code for unit in CITY.units]
    placed = [town for town in CITY.townships if town.lon is not None]
    assert len(rows) == len(units) + len(placed)
    assert rows[0].township == ""
    assert {row.unit for row in rows if row.township} <= set(units)


def test_the_wind_comes_to_the_east_first_and_leaves(rows):
    towns = {town.name: town.lon for town in CITY.townships if town.lon is not None}
    told = [(towns[row.township], row.winds[7]) for row in rows if row.township]
    (_, east), (_, west) = max(told, key=lambda pair: pair[0]), min(told, key=lambda pair: pair[0])
    assert at(0) < east.likely < west.likely
    assert east.earliest <= east.likely <= east.latest
    assert west.likely - east.likely < timedelta(hours=12)


def test_the_words_of_certainty_count_the_agencies_and_the_archive(rows):
    wind = rows[0].winds[7]
    assert (wind.expecting, wind.agencies) == (2, 2)
    assert 0 < wind.chance <= 1


def test_a_force_without_a_circle_is_expected_nowhere(rows):
    assert set(rows[0].winds) == {7, 8, 10, 12}
    assert all(row.winds[10] is None and row.winds[12] is None for row in rows)


def test_what_has_come_is_told_with_its_hour():
    found = wind_rows(storm("CMA"), CITY, at(30))
    come = [row.winds[7] for row in found if row.winds[7] is not None]
    assert come
    assert any(wind.come_at(at(30)) and wind.earliest == wind.latest for wind in come)

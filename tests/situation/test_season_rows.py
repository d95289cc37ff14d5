"""Each number of the year leads to its very rows."""

from datetime import datetime

import pytest

from ems_dashboard import clock
from ems_dashboard.clock import BEIJING
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.situation import season, season_rows
from ems_dashboard.situation.contract import season_json
from ems_dashboard.situation.season_rows import amounts, behind
from tests.conftest import CITY_DIR

MOMENTS = {"now": None, "in September": datetime(2023, 9, 4, 20, 24, tzinfo=BEIJING)}


@pytest.fixture(scope="module")
def city():
    return load_city(CITY_DIR)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_the_rows_behind_a_number_come_to_the_number(demo_store, city, moment):
    year = season(demo_store, city, 2023, moment or clock.now(), now=moment is None)
    standing = season_rows.standing(demo_store, city, year)
    for key, value in season_json(year).items():
        if key == "year":
            continue
        rows = behind(demo_store, city, year, key)
        if key.endswith("_highest"):
            assert rows
            assert {row.level for row in rows} == {value}
        else:
            amount = amounts(year, key)
            assert (sum(map(amount, rows)) if amount else len(rows)) == value, key
        oldest, newest = (end.valid_at for end in standing[key])
        assert oldest == min(row.valid_at for row in rows)
        assert newest == max(row.valid_at for row in rows)
        assert all((row.known_at or row.valid_at) <= year.as_of for row in rows), key


def test_an_empty_year_has_no_rows(demo_store, city):
    year = season(demo_store, city, 2019, clock.now())
    assert [
        key for key in season_json(year) if key != "year" and behind(demo_store, city, year, key)
    ] == []

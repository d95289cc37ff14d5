"""A storm that crosses 180 degrees: one track, drawn and measured the short way, on the maps and in words."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.feeds import read_file
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.reading import FeedContext
from ems_dashboard.rules.storms import StormForecast
from ems_dashboard.screen import map_data
from ems_dashboard.situation.cone import cone
from ems_dashboard.situation.landfalls import landfalls
from ems_dashboard.situation.race import storm_approaches
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.feeds.conftest import SAMPLES
from tests.feeds.registers import ONE

CITY = load_city(CITY_DIR)
NOW = datetime(2023, 8, 30, 13, tzinfo=UTC)
ZH = words("zh")


@pytest.fixture
def storm(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/ems.sqlite")
    context = FeedContext(CITY, ZH, NOW, ONE)
    file = SAMPLES / "storm_json" / "zhejiang_crosses_the_date_line.json"
    facts = [fact for reading in read_file(file, context) for fact in reading.facts]
    base = facts[-1].valid_at
    for agency, lon in (("JMA", -179.9), ("CMA", 177.0)):
        ahead = base + timedelta(hours=12)
        facts.append(
            StormForecast(
                storm="2397",
                agency=agency,
                lat=24.5,
                lon=lon,
                valid_at=base,
                forecast_at=ahead,
                wind_ms=30,
            )
        )
    store.append(facts, moment=NOW)
    with store.reading() as reader:
        found = storm_at(reader, "2397", NOW)
    store.close()
    return found


def lons(features):
    for feature in features:
        geometry = feature["geometry"]
        places = geometry["coordinates"]
        if geometry["type"] == "Point":
            places = [places]
        if geometry["type"] == "Polygon":
            places = places[0]
        yield from (lon for lon, _ in places)


def test_the_track_runs_on_without_a_jump(storm):
    assert [fix.lon for fix in storm.fixes] == pytest.approx([181.0, 180.2, 179.4, 178.6])
    assert storm.forecasts["JMA"][0].lon == pytest.approx(180.1)


def test_everything_that_is_drawn_of_it_lies_where_it_lies(storm):
    drawn = [*map_data.track(storm, ZH), *map_data.circles(storm), *map_data.forecasts(storm, ZH)]
    drawn += map_data.cones(storm, ZH)
    assert len(drawn) > 8
    assert all(174 < lon < 184 for lon in lons(drawn))
    west, _, east, _ = cone(storm).bounds
    assert east - west < 8


def test_it_comes_ashore_nowhere_and_nears_no_unit(storm):
    assert landfalls(storm.fixes) == ()
    assert all(approach.km > 5500 for approach in storm_approaches(storm, CITY))


@pytest.mark.parametrize("lon", [180.4, -179.6])
def test_how_far_a_centre_is_does_not_depend_on_how_its_longitude_is_written(lon):
    unit, km = nearest_unit(lon, 24.0, CITY)
    assert (unit, km) == (
        nearest_unit(-179.6, 24.0, CITY)[0],
        pytest.approx(nearest_unit(-179.6, 24.0, CITY)[1]),
    )
    assert 6000 < km < 6500

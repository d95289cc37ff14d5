import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.map_data import Fill
from ems_dashboard.situation import situation
from ems_dashboard.text import words
from ems_dashboard.views.maps.maps import land_html, painted
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)


@pytest.fixture(scope="module")
def land(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))
    return land_html(picture, CITY, words("zh"), Category.PEOPLE)


def test_every_unit_of_the_land_is_painted(land):
    fills = {unit.code: Fill(f"#0000{n:02}", f"{n} 人") for n, unit in enumerate(CITY.units)}
    made = painted(land, fills)
    assert "@fill-" not in made
    assert "@label-" not in made
    for n in range(len(CITY.units)):
        assert f'"#0000{n:02}"' in made
        assert f'"{n} \\u4eba"' in made


def test_a_label_is_text_whatever_it_says(land):
    fills = {
        unit.code: Fill("#000000", "</script><script>alert(1)</script>") for unit in CITY.units
    }
    assert painted(land, fills).count("<script>alert") == 0


def test_what_only_looks_like_a_mark_stays():
    assert painted("a @fill-harbour@ b", {}) == "a @fill-harbour@ b"

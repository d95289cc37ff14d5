"""Where a demonstration's clock begins, as its pack says it."""

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.demonstration import demonstration_of
from tests.conftest import CITY_DIR

SCRIPT = """begins = "2023-09-04T20:24"
[[hours]]
at = "2023-09-05T05:00"
zh = "登陆前"
en = "Before landfall"
"""


def written(tmp_path, text, season="season2023"):
    folder = tmp_path / season
    folder.mkdir()
    (folder / "demonstration.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_moments_are_of_beijing_and_hours_have_names(tmp_path):
    found = demonstration_of(written(tmp_path, SCRIPT))
    assert clock.iso(found.begins) == "2023-09-04T20:24:00+08:00"
    (hour,) = found.hours
    assert (hour.name("zh"), hour.name("en")) == ("登陆前", "Before landfall")


def test_the_newest_season_is_shown(tmp_path):
    written(tmp_path, SCRIPT)
    written(tmp_path, SCRIPT.replace("2023", "2024"), "season2024")
    assert demonstration_of(tmp_path).begins.year == 2024


def test_a_pack_may_have_none(tmp_path):
    assert demonstration_of(tmp_path) is None


@pytest.mark.parametrize("text", ["", "begins = 'soon'", "hours = []", "x ="])
def test_a_file_that_says_something_else_is_refused(tmp_path, text):
    with pytest.raises((ValueError, KeyError)):
        demonstration_of(written(tmp_path, text))


def test_the_citys_own_begins_at_one_of_its_hours():
    found = demonstration_of(CITY_DIR)
    assert found.begins in {hour.at for hour in found.hours}
    assert [hour.at for hour in found.hours] == sorted(hour.at for hour in found.hours)

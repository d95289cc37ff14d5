"""What the wall is sent, as blocks of HTML that the server has escaped."""

import re
import shutil

import pytest

from ems_dashboard.text import words
from tests.web.conftest import browsing

word = words("zh")


@pytest.fixture(scope="module")
def season(demo_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wall")
    shutil.copy(demo_path, folder / "ems.sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMS_DATABASE_URL", f"sqlite:///{folder / 'ems.sqlite'}")
        patch.setenv("EMS_INBOX", str(folder / "inbox"))
        with browsing() as client:
            yield lambda as_of: client.get(f"/wall/picture?as_of={as_of}").json()["blocks"]


def test_a_quiet_day_shows_the_year_and_what_came_last_and_no_card_of_nothing(season):
    blocks = season("2023-07-10T09:00")
    assert blocks["rhythm"] == blocks["orders"] == ""
    assert word("screens.quiet.came_last", year=2023) in blocks["evacuation"]
    assert word("screens.overview.example") in blocks["evacuation"]
    assert re.search(r"转移群众.*?<b>[\d,]+</b>", blocks["warnings"])
    assert word("screens.quiet.standing") in blocks["levels"]
    assert word("charts.no_evacuation") not in "".join(blocks.values())


def test_the_year_on_the_wall_does_not_know_what_is_still_to_come(season):
    people = [
        int(re.search(r"转移群众.*?<b>([\d,]+)</b>", season(day)["warnings"])[1].replace(",", ""))
        for day in ("2023-05-10T09:00", "2023-07-10T09:00", "2023-12-20T09:00")
    ]
    assert 0 < people[0] < people[1] < people[2] == 223_655


def test_with_an_incident_open_the_wall_shows_what_is_done(season):
    blocks = season("2023-09-04T20:24")
    assert "62,260" in blocks["evacuation"]
    assert blocks.pop("inset") == "", "the storm is on the map itself"
    assert all(blocks.values())
    assert word("screens.quiet.came_last", year=2023) not in "".join(blocks.values())

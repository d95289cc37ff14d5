"""The fixed words of how sure an arrival is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.situation.contract import winds_json
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.text import words

NOW = clock.parse("2026-09-04T19:00")
WIND = ExpectedWind(
    "350623", Ground.LAND, 10, clock.parse("2026-09-04T20:10"), clock.parse("2026-09-04T23:40"),
    clock.parse("2026-09-05T03:30"), None, clock.parse("2026-09-04T22:00"), 5, 5, 0.85,
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "5/5 家预计影响,历史 85 % 发生;最早 20:10,多半 23:40,最晚 09-05 03:30"),
        (
            "en",
            "5/5 agencies, in the past 85 % came; earliest 20:10, likely 23:40, latest 09-05 03:30",
        ),
    ],
)
def test_how_many_expect_it_how_often_it_came_and_between_what_hours(lang, sentence):
    assert wind_said(WIND, NOW, words(lang)) == sentence


def test_where_the_archive_tells_nothing_no_chance_is_said():
    said = wind_said(replace(WIND, chance=None, expecting=1), NOW, words("zh"))
    assert said.startswith("1/5 家预计影响;最早 20:10")


def test_what_has_come_is_said_with_its_hour_alone():
    later = NOW + timedelta(hours=5)
    assert wind_said(WIND, later, words("zh")) == "09-04 23:40 已到"


def test_the_json_bears_the_figures_and_the_sentence():
    (row,) = winds_json([WIND], NOW, words("zh"))
    assert row["said"] == wind_said(WIND, NOW, words("zh"))
    assert (row["ground"], row["force"], row["chance"]) == ("land", 10, 0.85)
    assert row["earliest"] < row["likely"] < row["latest"]

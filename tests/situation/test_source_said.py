"""Why that nothing came in is no evidence, in words: for warnings, rain, rivers and storms alike."""

import pytest

from ems_dashboard.reports.danger import why_no_race
from ems_dashboard.reports.headline import source_said
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.evidence import Channel, Received
from ems_dashboard.rules.feed_runs import FeedState
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.observed import Observed
from ems_dashboard.situation.race import race_of
from ems_dashboard.text import words
from tests.builders import at, incident
from tests.situation.conftest import CITY

RAIN = Rain(station="R01", rain_mm=5.0, valid_at=at(5), known_at=at(5))
KINDS = (WarningMessage, Rain, RiverLevel, StormFix)
SILENT = Channel(Received.SILENT, at(0), ("source",))
SAID = [
    (Channel(Received.NONE), "none"),
    (Channel(Received.SILENT, None, ("source",)), "never"),
    (SILENT, "dead"),
    (Channel(Received.SILENT, at(0)), "unwritten"),
    (Channel(Received.SILENT, at(0), ("source",), hollow=FeedState.EMPTY), "empty"),
    (Channel(Received.SILENT, at(0), ("source",), hollow=FeedState.FROZEN), "frozen"),
    (Channel(Received.ALIVE, at(0), ("source",), rejected=3), "unreadable"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("source", "key"), SAID)
def test_each_way_of_not_hearing_has_its_own_words_for_every_kind(lang, source, key):
    word = words(lang)
    for kind in KINDS:
        what = word(f"screens.source.of.{kind.KIND}")
        expected = word(f"screens.source.{key}", what=what, at="07-01 08:00", n=3)
        assert source_said(source, kind, word) == expected, kind


def test_of_a_living_source_nothing_is_said():
    for kind in KINDS:
        assert source_said(Channel(Received.ALIVE, at(0), ("source",)), kind, words("zh")) == ""


def test_a_report_says_since_when_no_rain_and_no_river_came_in(seen):
    now = seen(at(9), incident())
    for rows in ((), (RAIN,)):
        there = Observed(rain=rows, rain_from=SILENT, rivers_from=SILENT)
        text = sections(now, CITY, words("zh"), observed=there)
        assert "雨情来源中断,最后收到 07-01 08:00" in text["rain"]
        assert "水情来源中断,最后收到 07-01 08:00" in text["water"]
    alive = Channel(Received.ALIVE, at(8), ("source",))
    there = Observed(rain=(RAIN,), rain_from=alive, rivers_from=alive)
    assert "来源" not in sections(now, CITY, words("zh"), observed=there)["rain"]


def test_without_a_storm_the_race_says_whether_anybody_would_have_told(seen):
    now = seen(at(1))
    said = why_no_race(race_of(CITY, now), now, CITY, words("zh"))
    assert said == "未收到台风定位(无台风来源:未接入数据源,近期无有效人工录入),不计期限"

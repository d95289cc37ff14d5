"""What people write where a code stands: units, areas, events, places and measures by any of their names."""

from dataclasses import replace

import pytest

from ems_dashboard.feeds.naming import area_named, code_of, event_named, event_words, named
from ems_dashboard.feeds.values import Unreadable
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.warnings import WarningMessage


@pytest.fixture
def city(context):
    return context.city


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("台风", "typhoon"),
        ("台风蓝色预警", "typhoon"),
        ("Typhoon warning", "typhoon"),
        ("TYPHOON", "typhoon"),
        ("雷雨大风黄色预警", "thunder_gale"),  # not 大风
        ("大风", "gale"),
        ("暴雨Ⅲ级", "rainstorm"),
        ("locusts", "locusts"),
        ("", ""),
    ],
)
def test_an_event_is_found_by_its_longest_word_and_what_is_none_stays(text, event):
    assert event_named(text) == event


def test_no_word_of_an_event_hides_a_longer_one_that_holds_it():
    words = [word for word, _ in event_words()]
    for place, word in enumerate(words):
        assert not [longer for longer in words[place + 1 :] if word in longer and word != longer]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("东山县", ("350626",)),
        ("东山县、漳浦县", ("350626", "350623")),
        ("东山县,东山县;漳浦县\n", ("350626", "350623")),
        ("漳州市", ("350600",)),
        ("漳州市东山县沿海", ("350626",)),
        ("福建省", ("350000", "350600")),
        ("350000", ("350000", "350600")),
        ("350626", ("350626",)),
        ("厦门市", ()),
        ("福建省厦门市", ()),
        ("", ()),
    ],
)
def test_the_citys_codes_in_what_a_warning_calls_its_area(city, text, codes):
    assert area_named(text, city) == codes


def test_a_city_without_a_province_takes_no_empty_word_for_it(city):
    alone = replace(city, province="", province_en="")
    assert area_named("东山县", alone) == ("350626",)
    assert area_named("厦门市", alone) == ()


def test_a_unit_is_found_by_code_and_by_each_of_its_names_and_else_refused(city):
    for text in ("350626", "东山县", " 东山县 ", "东山", "福建省漳州市东山县"):
        assert code_of(Evacuation, "unit", text, city) == "350626", text
    with pytest.raises(Unreadable) as wrong:
        code_of(Evacuation, "unit", "厦门市", city)
    assert (wrong.value.key, wrong.value.values["field"]) == ("no_such_unit", "unit")


def test_only_a_warning_may_be_for_the_province(city):
    asked = ("福建省", "东山县", "东山县")
    assert code_of(WarningMessage, "units", asked, city) == ("350000", "350600", "350626")
    with pytest.raises(Unreadable):
        code_of(Evacuation, "units", ("福建省",), city)


def test_a_place_is_one_of_its_own_register(city):
    shelter, team = city.shelters[0], city.teams[0]
    assert code_of(ShelterState, "shelter", shelter.name, city) == shelter.code
    with pytest.raises(Unreadable) as wrong:
        code_of(ShelterState, "shelter", team.name, city)
    assert wrong.value.key == "no_such_place"


def test_a_measure_is_a_rule_of_the_plan_where_it_says_what_is_stopped(city):
    rule = city.plan.measures[0]
    for text in (rule.code, rule.name, rule.name_en):
        assert code_of(Measure, "measure", text, city) == rule.code
    with pytest.raises(Unreadable) as wrong:
        code_of(Measure, "measure", "停一切", city)
    assert wrong.value.key == "no_such_measure"
    assert "measure" in named(Measure)
    assert "measure" not in named(Impact)
    assert {"unit"} <= named(Evacuation)

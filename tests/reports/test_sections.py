"""The fourteen sections of a report say what the screen says, to the digit, and what they do not know."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.sections import SECTIONS, sections
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.wind import compass, force
from ems_dashboard.situation import situation
from ems_dashboard.situation.observed import Observed, observed
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.text import catalogue, words
from tests.conftest import CITY_DIR

ZH, CITY = words("zh"), load_city(CITY_DIR)
NOON = clock.parse("2023-09-04T17:00")


@pytest.fixture(scope="module")
def now(demo_store):
    return situation(demo_store, CITY, NOON)


@pytest.fixture(scope="module")
def before(demo_store):
    return situation(demo_store, CITY, clock.parse("2023-09-04T11:00"))


@pytest.mark.parametrize("category", CITY.plan.reported)
def test_the_figures_are_those_of_the_screen(now, before, category):
    figure, earlier = now.figure(CITY.code, category), before.figure(CITY.code, category)
    text = sections(now, CITY, ZH, before)["people" if category is Category.PEOPLE else "sea"]
    assert f"应转移{figure.target:,}" in text
    assert f"累计已转移{figure.moved:,}" in text
    more = figure.moved - earlier.moved
    assert (f"较上期增加{more:,}" if more else "与上期持平") in text


def test_the_storm_stands_with_what_changed_since_the_last_report(now, before):
    text = sections(now, CITY, ZH, before)["storm"]
    fix = now.storms[0].position
    assert f"北纬{fix.lat:.1f}度" in text
    assert "风力11级（30米/秒）" in text
    assert "与上期（9月4日10时）相比，距我市近了" in text
    assert text.startswith("据中央气象台定位，")
    assert "与上期" not in sections(now, CITY, ZH)["storm"]


def test_how_sure_the_wind_is_stands_in_the_words_of_the_screens(demo_store):
    then = situation(demo_store, CITY, clock.parse("2023-07-26T20:00"))
    winds = race_of(CITY, then).winds
    text = sections(then, CITY, ZH)["storm"]
    for force_of, unit in ((7, "漳浦县"), (10, "漳浦县")):
        wind = next(w for w in winds if (w.force, CITY.name_of(w.unit)) == (force_of, unit))
        told = re.search(rf"{force_of}级风最先影响(\S+?)：(5/5[^。]*)。", text)
        assert told
        assert wind_said(wind, then.as_of, ZH).split(";")[0] in text


def test_the_orders_sent_since_the_last_report_are_named(now, before):
    known = {status.order.order for status in before.orders}
    new = [status.order.title for status in now.orders if status.order.order not in known]
    text = sections(now, CITY, ZH, before)["deployment"]
    assert new
    assert all(f"《{title}》" in text for title in new)


def test_what_stands_on_observations_is_left_out_when_none_were_asked(now):
    assert set(SECTIONS) - set(sections(now, CITY, ZH)) == {
        "rain",
        "water",
        "forces",
        "losses",
        "publicity",
    }


def test_what_was_asked_and_not_received_is_said(now):
    told = sections(now, CITY, ZH, observed=Observed())
    assert tuple(told) == SECTIONS
    assert all(
        told[code].startswith("未收到")
        for code in ("rain", "wind", "water", "tide", "losses", "publicity")
    )


def test_a_heavy_rain_has_no_storm_and_nothing_at_sea_where_nothing_is_to_move(demo_store):
    rainy = situation(demo_store, CITY, clock.parse("2023-05-28T07:00"))
    told = sections(rainy, CITY, ZH)
    assert "storm" not in told
    calm = replace(rainy, evacuation=(), measures=())
    assert "sea" not in sections(calm, CITY, ZH)
    assert sections(calm, CITY, ZH)["people"] == "未收到人员转移报表。"


def test_rain_rivers_and_losses_are_summed_as_the_plan_of_figures_says(now):
    def loss(unit, amount):
        return Impact(
            incident=now.lead.incident,
            unit=unit,
            item="affected_people",
            amount=amount,
            valid_at=NOON,
        )

    hours = [
        Rain(station="R01", rain_mm=30.5, valid_at=NOON - timedelta(hours=1)),
        Rain(station="R01", rain_mm=40, valid_at=NOON),
    ]
    seen = Observed(
        rain=(*hours, Rain(station="R02", hours=24, rain_mm=120, valid_at=NOON)),
        rivers=(RiverLevel(station="R01", level_m=8.424, valid_at=NOON),),
        impacts=(loss("350626", 1200), loss("350624", 800), loss(CITY.code, 5000)),
    )
    earlier = Observed(impacts=(loss("350626", 1000),))
    told = sections(now, CITY, ZH, observed=seen, previously_observed=earlier)
    assert "2个测站有雨量记录，最大为郑店站120毫米" in told["rain"]
    assert "100毫米以上1站、50毫米以上2站" in told["rain"]
    assert "浦南站9月4日17时水位8.42米，无阈值" in told["water"]
    assert "受灾人口（人）2,000（较上期增加1,000）" in told["losses"], (
        "the city's own row is not added to its units"
    )


def test_of_hours_as_wet_as_each_other_the_newest_is_told_whatever_order_the_rows_come_in(now):
    ago = timedelta(hours=1)
    rows = [
        Rain(station=name, rain_mm=30, valid_at=at)
        for name, at in [("R01", NOON - ago), ("R02", NOON), ("R02", NOON - 2 * ago)]
    ]
    for seen in (rows, rows[::-1]):
        text = sections(now, CITY, ZH, observed=Observed(rain=tuple(seen)))["rain"]
        assert "最大小时雨强为郑店站30毫米（截至9月4日17时）" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "at", ["2023-07-28T06:00", "2023-09-02T17:00", "2023-09-05T06:00", "2023-09-06T07:00"]
)
def test_every_section_of_a_case_is_written_in_both_languages(demo_store, lang, at):
    picture = situation(demo_store, CITY, clock.parse(at))
    told = sections(picture, CITY, words(lang), observed=observed(demo_store, CITY, picture))
    assert all(f"report.section.{code}" in catalogue() for code in SECTIONS)
    assert all(
        text.strip() and not re.search(r"[{}]|None|，，|。。|、。", text) for text in told.values()
    ), told


@pytest.mark.parametrize(
    ("ms", "expected"), [(10.7, 5), (10.8, 6), (28, 10), (30, 11), (50, 15), (58, 17), (62, 18)]
)
def test_force_by_the_national_scale(ms, expected):
    assert force(ms) == expected


def test_a_bearing_is_read_as_the_bulletins_say_it():
    assert [compass(deg) for deg in (0, 292.5, 315, 359)] == ["n", "wnw", "nw", "n"]

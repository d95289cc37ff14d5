"""The form of a level: the incident that begins is named after the storm that was typed before it."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Level, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from tests import builders as make
from tests.builders import ZHANGPU
from tests.pages.test_screens import opened, said

HOUR = clock.minute(clock.now()) - timedelta(hours=1)


def fix(storm, name, lat):
    return StormFix(storm=storm, name_zh=name, agency="CMA", lat=lat, lon=119.5, wind_ms=30, valid_at=HOUR,
                    known_at=HOUR)  # fmt: skip


def fields(monkeypatch, url):
    return {field.label: field.value for field in opened(monkeypatch, url, "responses").text_input}


@pytest.mark.parametrize(
    ("storm", "title"), [("2623", "第23号台风“海葵”"), ("2609", "第9号台风“海葵”"), ("TD12", "")]
)
def test_the_first_start_is_named_after_the_nearest_storm(monkeypatch, acting, own, storm, title):
    acting(Role.DUTY_OFFICER)
    found = fields(monkeypatch, own(fix(storm, "海葵", 23.3), fix("2622", "远洋", 12.0)))
    assert (found["事件名称"], found["台风编号(如 2311)"]) == (title, storm)


def test_without_a_storm_nothing_is_put_into_the_form(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    found = fields(monkeypatch, own())
    assert (found["事件名称"], found["台风编号(如 2311)"]) == ("", "")


@pytest.mark.parametrize(("level", "asked"), [("Ⅱ", "理由(可不填)"), ("Ⅰ", "理由(越级变动必填)")])
def test_the_level_that_the_plan_suggests_asks_for_no_reason(
    monkeypatch, acting, own, level, asked
):
    acting(Role.DUTY_OFFICER)
    warned = WarningMessage(
        id="w1",
        kind=WarningKind.WEATHER,
        event="typhoon",
        level=Level.II,
        units=("350600",),
        valid_at=HOUR,
        known_at=HOUR,
    )
    page = opened(monkeypatch, own(warned), "responses")
    box = next(box for box in page.selectbox if box.label == "变动为")
    assert box.value == "Ⅱ", "what is suggested stands in the form"
    box.select(level).run()
    labels = [field.label for field in page.text_input if field.label.startswith("理由")]
    assert labels == [asked]


def test_a_county_at_a_level_is_not_told_that_none_is_in_force(monkeypatch, acting, own):
    acting(Role.COUNTY, "zhangpu", "漳浦填报人", ZHANGPU)
    calm, busy = own(), make.response(Level.IV, HOUR, unit=ZHANGPU)
    assert "没有响应在进行" in said(opened(monkeypatch, calm, "responses"))
    at_level = opened(monkeypatch, own(make.incident(began_at=HOUR), busy), "responses")
    assert "没有响应在进行" not in said(at_level)

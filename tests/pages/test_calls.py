"""The page of calls: one press dials, one more writes down what came of it, and the next in the
chain is offered; on the overview and the wall the names, and no number."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.roles import WALL, Role
from ems_dashboard.rules.terms import CallOutcome, Colour
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import stand
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.web import wall
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened

DUTY = (Role.DUTY_OFFICER, "duty1", "值班员甲", "")
NUMBERS = "000-0000-0421", "000-0000-0422"


def person(number, place):
    at = clock.minute(clock.now()) - timedelta(days=3)
    return Contact(
        contact=f"c{place}", unit=DONGSHAN, name=f"值班员{'乙丙'[place - 1]}", place=place,
        telephones=(number,), valid_at=at, known_at=at,
    )  # fmt: skip


@pytest.fixture
def url(own):
    """An empty live database but for a red warning of two minutes ago and two people."""
    at = clock.minute(clock.now()) - timedelta(minutes=2)
    red = make.warning("w1", at, units=(DONGSHAN, ZHANGPU))
    red = replace(red, colour=Colour.RED, headline="台风红色预警", incident=None, expires_at=None)
    return own(red, *(person(number, n) for n, number in enumerate(NUMBERS, 1)))


def buttons(page, word):
    return [each for each in page.button if each.label == word]


def test_two_calls_that_nobody_answers_and_one_that_somebody_does(monkeypatch, acting, url):
    monkeypatch.setattr(pressing, "DOUBLE", timedelta())
    acting(*DUTY)
    page = opened(monkeypatch, url, "calls")
    assert f'href="tel:{NUMBERS[0]}"' in html_of(page)
    assert NUMBERS[1] not in html_of(page)
    assert "缺电话" in html_of(page)
    buttons(page, "未接")[0].click().run()
    assert f'href="tel:{NUMBERS[1]}"' in html_of(page)
    buttons(page, "未接")[0].click().run()
    assert "全部未接" in html_of(page)
    buttons(page, "叫通")[0].click().run()
    assert [row.outcome for row in rows_of(url, Call)] == [
        CallOutcome.MISSED, CallOutcome.MISSED, CallOutcome.REACHED,
    ]  # fmt: skip
    assert buttons(page, "叫通") == []


def test_a_double_press_is_one_call_and_not_the_next_person_s_too(monkeypatch, acting, url):
    acting(*DUTY)
    page = opened(monkeypatch, url, "calls")
    for _ in range(2):
        buttons(page, "未接")[0].click().run()
    assert [row.contact for row in rows_of(url, Call)] == ["c1"]


def test_who_passes_it_on_has_to_be_named(monkeypatch, acting, url):
    acting(*DUTY)
    page = opened(monkeypatch, url, "calls")
    buttons(page, "记录转告")[0].click().run()
    assert rows_of(url, Call) == []
    assert "请填写转告何人" in html_of(page)
    next(each for each in page.text_input if each.label == "转告何人").input("值班员丁").run()
    buttons(page, "记录转告")[0].click().run()
    assert [row.passed_to for row in rows_of(url, Call)] == ["值班员丁"]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.LEADER])
def test_who_only_reads_is_offered_no_result(monkeypatch, acting, url, role):
    acting(role, "x", "某", "")
    page = opened(monkeypatch, url, "calls")
    assert "东山县" in html_of(page)
    assert buttons(page, "叫通") == []


def test_a_past_picture_says_who_was_to_be_called_and_offers_nothing(monkeypatch, acting, url):
    acting(*DUTY)
    at = clock.beijing(clock.now() - timedelta(minutes=1))
    page = opened(monkeypatch, url, "calls", as_of=f"{at:%Y-%m-%dT%H:%M}")
    assert "东山县" in html_of(page)
    assert buttons(page, "叫通") == []


def test_the_overview_names_those_who_wait(monkeypatch, acting, url):
    acting(*DUTY)
    html = html_of(opened(monkeypatch, url, "overview"))
    assert "待叫应 2" in html
    assert "缺电话" in html
    acting(Role.COUNTY, DONGSHAN, "东山填报人", DONGSHAN)
    assert "待叫应" not in html_of(opened(monkeypatch, url, "overview"))


def test_the_wall_names_those_who_wait_and_no_number(monkeypatch, url):
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    told = json.dumps(wall._made(stand(runtime(), "wall", WALL, "zh", {})), ensure_ascii=False)
    assert "待叫应 2" in told
    assert "东山" in told
    assert all(number not in told for number in NUMBERS)
    assert "值班员乙" not in told


def test_nobody_to_call_is_no_all_clear_where_no_warning_can_come_in(monkeypatch, acting, own):
    acting(*DUTY)
    page = opened(monkeypatch, own(), "calls")
    assert "当前没有需要叫应的单位" in html_of(page)
    assert "无气象预警来源" in html_of(page)

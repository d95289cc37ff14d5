"""Two typhoons at once: what is entered names its incident, the pages switch, what is astray is listed and put right."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened

CITY, DONGSHAN = "350600", "350626"


def at(hours):
    return clock.minute(clock.now()) - timedelta(hours=hours)


def case(name, hours, level):
    began = {"valid_at": at(hours), "known_at": at(hours)}
    return (
        Incident(incident=name, hazard=Hazard.TYPHOON, name=f"台风{name}", began_at=at(hours), **began),
        Response(incident=name, unit=CITY, hazard=Hazard.TYPHOON, level=level, change=LevelChange.START, **began),
    )


def figure(incident, moved, hours=1.0):
    return Evacuation(incident=incident, unit=DONGSHAN, category=Category.PEOPLE, target=100, moved=moved,
                      valid_at=at(hours), known_at=at(hours), reporter="填报员甲")  # fmt: skip


@pytest.fixture
def url(own):
    return own(*case("甲", 9, Level.II), *case("乙", 5, Level.III), figure("甲", 91), figure("乙", 42))


@pytest.mark.parametrize(("asked", "shown", "hidden"), [("", "42", "91"), ("甲", "91", "42")])
def test_the_overview_shows_the_incident_that_was_asked_for(monkeypatch, acting, url, asked, shown, hidden):
    acting(Role.LEADER)
    said = html_of(opened(monkeypatch, url, "overview", **({"incident": asked} if asked else {})))
    assert "ems-incidents" in said
    assert f">{shown}<" in said
    assert ("台风甲 Ⅱ</span>" if asked else "台风乙 Ⅲ</span>") in said
    assert f">{hidden}<" not in said


def test_a_second_typhoon_is_proposed_and_the_level_is_that_of_its_incident(monkeypatch, acting, url):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, url, "responses")
    box = {box.label: box for box in test.selectbox}["事件"]
    assert "新事件" in box.options
    box.select("台风乙").run()
    assert any("Ⅲ级" in option and "提升" in option for option in options(test))
    {box.label: box for box in test.selectbox}["事件"].select("新事件").run()
    assert any("启动" in option and "Ⅱ级" in option for option in options(test))
    assert [field for field in test.text_input if field.label == "事件名称"]


def options(test):
    return [option for box in test.selectbox for option in box.options]


def test_the_entry_form_asks_for_the_incident_and_names_the_one_preselected(monkeypatch, acting, url):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    test = opened(monkeypatch, url, "entry")
    boxes = [box for box in test.selectbox if box.label == "归入事件"]
    assert boxes
    assert {box.value for box in boxes} == {"乙"}


def test_unassigned_figures_are_listed_and_given_to_an_incident_by_one_press(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    url = own(*case("甲", 9, Level.II), figure(UNASSIGNED, 77))
    assert "未归属的转移数 1 条" in html_of(opened(monkeypatch, url, "overview"))
    test = opened(monkeypatch, url, "evacuation")
    assert "东山县" in html_of(test)
    test.button(key="astray-assign").click().run()
    assert not test.exception
    assert [(row.incident, row.moved) for row in rows_of(url, Evacuation)] == [(UNASSIGNED, 77), ("甲", 77)]
    assert "未归属" not in html_of(opened(monkeypatch, url, "overview"))

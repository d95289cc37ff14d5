"""Two typhoons at once: what is entered names its incident, the pages switch, what is astray is listed and put right."""

import re
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange, OrderKind, OrderState
from ems_dashboard.store import open_store
from ems_dashboard.views.streamlit_internals import grid
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened
from tests.services.commands import command
from tests.web.conftest import browsing

CITY, DONGSHAN = "350600", "350626"


def at(hours):
    return clock.minute(clock.now()) - timedelta(hours=hours)


def case(name, hours, level):
    began = {"valid_at": at(hours), "known_at": at(hours)}
    return (
        Incident(
            incident=name, hazard=Hazard.TYPHOON, name=f"台风{name}", began_at=at(hours), **began
        ),
        Response(
            incident=name,
            unit=CITY,
            hazard=Hazard.TYPHOON,
            level=level,
            change=LevelChange.START,
            **began,
        ),
    )


def figure(incident, moved, hours=1.0):
    return Evacuation(incident=incident, unit=DONGSHAN, category=Category.PEOPLE, target=100, moved=moved,
                      valid_at=at(hours), known_at=at(hours), reporter="填报员甲")  # fmt: skip


@pytest.fixture
def url(own):
    return own(
        *case("甲", 9, Level.II), *case("乙", 5, Level.III), figure("甲", 91), figure("乙", 42)
    )


@pytest.mark.parametrize(("asked", "shown", "hidden"), [("", "42", "91"), ("甲", "91", "42")])
def test_the_overview_shows_the_incident_that_was_asked_for(
    monkeypatch, acting, url, asked, shown, hidden
):
    acting(Role.LEADER)
    said = html_of(opened(monkeypatch, url, "overview", **({"incident": asked} if asked else {})))
    assert "ems-incidents" in said
    assert f">{shown}<" in said
    assert ("台风甲 Ⅱ</span>" if asked else "台风乙 Ⅲ</span>") in said
    assert f">{hidden}<" not in said


def test_overview_wall_and_command_line_name_who_is_missing_in_each_incident(
    monkeypatch, acting, url
):
    """Both began hours ago, and of each a county has told the people only."""
    acting(Role.LEADER)
    page = html_of(opened(monkeypatch, url, "overview"))
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    store = open_store(url)
    store.note(NOTE, CITY)
    store.close()
    with browsing() as client:
        wall = client.get("/wall/picture").json()["blocks"]["bottom"]
    told = command("situation", "--database", url).stdout.replace("\n", "")
    for said in (page, wall, told):
        assert re.search("台风甲:[^;]*未报", said)
        assert len(re.findall("等 15 个单位未报", said)) == 2


def test_a_second_typhoon_is_proposed_and_the_level_is_that_of_its_incident(
    monkeypatch, acting, url
):
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


def asked(test, name="entry"):
    (radio,) = [each for each in test.radio if each.key == f"incident-of-{name}"]
    return radio


def test_with_two_incidents_open_the_entry_form_asks_and_shows_no_grid_before(
    monkeypatch, acting, url
):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    grids = []
    monkeypatch.setattr(grid, "_component", lambda: lambda **given: grids.append(given["data"]))
    test = opened(monkeypatch, url, "entry")
    assert asked(test).value is None
    assert list(asked(test).options) == ["台风乙", "台风甲"]
    assert "可归入 2 个事件,请先选定归入哪一个" in html_of(test)
    assert grids == []
    asked(test).set_value("甲").run()
    assert not test.exception
    assert grids[-1]["last"][f"c__{DONGSHAN}__people__moved"] == 91
    assert "· 台风甲" in grids[-1]["text"]["send"]


def test_the_choice_of_an_earlier_visit_is_not_taken_for_todays(monkeypatch, acting, url):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    first = opened(monkeypatch, url, "entry")
    asked(first).set_value("甲").run()
    assert asked(opened(monkeypatch, url, "entry")).value is None


def test_an_address_that_names_the_incident_has_chosen_it(monkeypatch, acting, url):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    assert asked(opened(monkeypatch, url, "entry", incident="甲")).value == "甲"


def test_with_one_incident_open_nobody_is_asked(monkeypatch, acting, own):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    test = opened(monkeypatch, own(*case("甲", 9, Level.II)), "entry")
    assert "归入事件:台风甲" in html_of(test)
    assert [each for each in test.radio if each.label == "归入事件"] == []


def test_unassigned_figures_are_listed_and_given_to_an_incident_by_one_press(
    monkeypatch, acting, own
):
    acting(Role.DUTY_OFFICER)
    url = own(*case("甲", 9, Level.II), figure(UNASSIGNED, 77))
    assert "未归属的转移数 1 条" in html_of(opened(monkeypatch, url, "overview"))
    test = opened(monkeypatch, url, "evacuation")
    assert "东山县" in html_of(test)
    test.button(key="astray-assign").click().run()
    assert not test.exception
    assert [(row.incident, row.moved) for row in rows_of(url, Evacuation)] == [
        (UNASSIGNED, 77),
        ("甲", 77),
    ]
    assert "未归属" not in html_of(opened(monkeypatch, url, "overview"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_that_would_fall_is_assigned_with_an_answer_only(monkeypatch, acting, own, lang):
    acting(Role.DUTY_OFFICER)
    url = own(*case("甲", 9, Level.II), figure("甲", 80, 2), figure(UNASSIGNED, 7))
    test = opened(monkeypatch, url, "evacuation", lang=lang)
    assert re.search(r"ems-doubts.*80.*7", html_of(test), re.S)
    test.button(key="astray-assign").click().run()
    assert [row.moved for row in rows_of(url, Evacuation)] == [80, 7], "nothing without an answer"
    test.text_input(key="answer-astray").set_value("台账核减").run()
    test.button(key="astray-assign").click().run()
    assert not test.exception
    assert [(row.incident, row.moved) for row in rows_of(url, Evacuation)][-1] == ("甲", 7)


def sent(name, incident, unit=DONGSHAN):
    return Order(order=name, incident=incident, kind=OrderKind.DIRECTIVE, serial=1, title=f"指令{name}", units=(unit,),
                 state=OrderState.ISSUED, receipt_due=at(1), valid_at=at(2), known_at=at(2))  # fmt: skip


@pytest.mark.parametrize(("asked", "shown", "hidden"), [("甲", "O1", "O2"), ("乙", "O2", "O1")])
@pytest.mark.parametrize("page", ["overview", "orders"])
def test_the_orders_shown_are_those_of_the_incident(
    monkeypatch, acting, url, own, page, asked, shown, hidden
):
    acting(Role.DUTY_OFFICER)
    own(sent("O1", "甲"), sent("O2", "乙"))
    said = html_of(opened(monkeypatch, url, page, incident=asked))
    assert f"指令{shown}" in said
    assert f"指令{hidden}" not in said
    assert re.search(r"台风[甲乙] <b>[ⅡⅢ]</b> <em>\(逾期 \d+ 项\)</em>", said), (
        "what is late in the other is not hidden"
    )


@pytest.mark.parametrize("page", ["reports", "consultations"])
def test_reports_and_meetings_ask_which_incident_they_are_about(monkeypatch, acting, url, page):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, url, page)
    box = {box.label: box for box in test.selectbox}["事件"]
    assert (box.value, len(box.options)) == ("乙", 2)
    assert "台风乙" in html_of(test)
    box.select("甲").run()
    assert not test.exception
    assert test.query_params["incident"] == "甲"
    assert {box.label: box for box in test.selectbox}["事件"].value == "甲"


def test_a_unit_that_reported_for_the_other_incident_has_not_reported_for_this(
    monkeypatch, acting, own
):
    acting(Role.LEADER)
    url = own(*case("甲", 9, Level.II), *case("乙", 5, Level.III), figure("甲", 91))
    said = html_of(opened(monkeypatch, url, "overview", incident="乙"))
    assert ">91<" not in said
    assert "尚无转移上报" in said or "未报" in said


def test_a_county_owes_each_open_incident_its_figures(monkeypatch, acting, own):
    acting(Role.COUNTY, account="dongshan", name="东山填报人", unit=DONGSHAN)
    said = html_of(
        opened(monkeypatch, own(*case("甲", 9, Level.II), *case("乙", 5, Level.III)), "overview")
    )
    for name in ("%E7%94%B2", "%E4%B9%99"):
        assert re.search(rf'href="/entry\?[^"]*incident={name}"', said)


@pytest.mark.parametrize(
    ("incident", "late", "told"),
    [("甲", True, ""), ("乙", True, "台风甲:"), ("乙", False, "台风甲:")],
)
def test_the_sign_and_the_sentence_say_the_same_and_the_others_overdue_order_bears_its_name(
    monkeypatch, acting, own, incident, late, told
):
    """A first level of minutes ago owes nothing yet; an overdue order is grave, whichever incident
    is shown."""
    acting(Role.LEADER)
    orders = [sent("O1", "甲")] if late else []
    url = own(*case("甲", 0.2, Level.II), *case("乙", 0.1, Level.IV), *orders)
    said = html_of(opened(monkeypatch, url, "overview", incident=incident))
    sign, sentence = re.search(r'c-line.*?<i class="(\w+)">.</i><b>(.*?)</b>', said).groups()
    assert (sign == "grave") is late
    assert ("超时" in sentence) is late
    assert told in sentence


def test_an_open_item_of_the_timetable_leads_to_its_own_hour(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    said = html_of(opened(monkeypatch, own(*case("甲", 30, Level.II)), "handover"))
    links = re.findall(r'href="/(consultations|reports)\?[^"]*due=([^"&]+)[^"]*">([^<]+)<', said)
    assert {page for page, *_ in links} == {"consultations", "reports"}
    for _, due, subject in links:
        assert subject.startswith(due[-5:].replace("%3A", ":")), (due, subject)


def test_of_two_incidents_none_is_preset_for_what_lies_under_none(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    url = own(*case("甲", 9, Level.II), *case("乙", 5, Level.III), figure(UNASSIGNED, 77))
    test = opened(monkeypatch, url, "evacuation")
    (box,) = [box for box in test.selectbox if box.key == "astray-incident"]
    assert box.value is None
    assert test.button(key="astray-assign").disabled
    box.select("甲").run()
    test.button(key="astray-assign").click().run()
    assert not test.exception
    assert rows_of(url, Evacuation)[-1].incident == "甲"

"""The working tables show what was known, and a row typed is a row of the ledger."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.terms import Hazard
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import BUSY, opened


def test_means_show_shelters_teams_and_supplies_of_the_moment(monkeypatch, acting, demo_path):
    acting(Role.LEADER)
    url = f"sqlite:///{demo_path}"
    views = ("shelters", "teams", "supplies", "needs")
    shelters, teams, supplies, needs = (
        opened(monkeypatch, url, "means", as_of=BUSY, view=view).dataframe[0].value
        for view in views
    )
    assert (shelters["状态"] == "开放").sum() > 20
    assert len(teams) == 17
    assert {"帐篷", "移动水泵"} <= set(supplies["物资"])
    assert (needs["缺口"] >= 0).all()
    assert len(needs) == 16 * 5


def test_people_in_danger_stand_beside_the_gravest_warning_of_their_unit(
    monkeypatch, acting, demo_path
):
    acting(Role.LEADER)
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "exposure", as_of=BUSY, unit="350624")
    areas, stations = (frame.value for frame in test.dataframe[:2])
    assert set(areas["单位"]) == {"诏安县"}
    assert (areas["尚未转移"] == 2645).all()
    grades = {str(grade).removesuffix("以上(报时不全)") for grade in stations["等级"]}
    assert grades <= {"报时不全", "无雨", "小雨", "中雨", "大雨", "暴雨", "大暴雨", "特大暴雨"}


def test_a_reader_is_offered_no_form(monkeypatch, acting, demo_path):
    acting(Role.LEADER)
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "measures")
    assert not [button for button in test.button if button.key == "rows-save-measures"]


def test_a_measure_typed_by_the_duty_officer_is_a_row_and_an_empty_field_is_named(
    monkeypatch, acting, own
):
    acting(Role.DUTY_OFFICER)
    began = datetime(2026, 9, 1, tzinfo=UTC)
    url = own(
        Incident(
            incident="t1", hazard=Hazard.TYPHOON, name="台风甲", began_at=began, valid_at=began
        )
    )
    test = opened(monkeypatch, url, "measures")
    test.button(key="rows-save-measures").click().run()
    errors = [block.proto.body for block in test.get("html") if "ems-error" in block.proto.body]
    assert any("单位" in error for error in errors)
    boxes = {box.label: box for box in test.selectbox}
    boxes["单位"].select("东山县").run()
    {box.label: box for box in test.selectbox}["措施"].select("停航").run()
    moments = {field.label: field for field in test.datetime_input}
    moments["开始时间"].set_value(datetime(2026, 9, 4, 18)).run()
    test.button(key="rows-save-measures").click().run()
    assert [(row.unit, row.measure) for row in rows_of(url, Measure)] == [
        ("350626", "ferries_stopped")
    ]


@pytest.mark.parametrize(("lang", "said"), [("zh", "避灾点超员"), ("en", "Shelters overfull")])
def test_an_overfull_shelter_is_an_alarm_and_only_open_ones_with_room_are_offered(
    monkeypatch, acting, own, lang, said
):
    acting(Role.LEADER)
    at = clock.minute(clock.now()) - timedelta(hours=1)
    storm = Incident(
        incident="t1", hazard=Hazard.TYPHOON, name="台风甲", began_at=at, valid_at=at, known_at=at
    )
    states = [
        ShelterState(
            shelter=code, incident="t1", state=state, occupancy=there, valid_at=at, known_at=at
        )
        for code, state, there in (("S001", "open", 300), ("S002", "open", 50), ("S003", "shut", 0))
    ]
    test = opened(monkeypatch, own(storm, *states), "means", lang=lang)
    assert said in html_of(test)
    offered = test.dataframe[1].value
    assert len(offered) == 1
    assert offered.iloc[0, 2] == 150
    test.number_input(key="need-room").set_value(151).run()
    assert len(test.dataframe) == 1


def test_the_measures_can_be_looked_at_one_by_one(monkeypatch, acting, demo_path):
    acting(Role.LEADER)
    url = f"sqlite:///{demo_path}"
    measures = opened(monkeypatch, url, "measures", as_of=BUSY)
    measures.selectbox(key="measure").select("ferries_stopped").run()
    assert set(measures.dataframe[0].value["措施"]) == {"停航"}

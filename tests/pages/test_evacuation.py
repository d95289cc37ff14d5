"""The stages of the evacuation on screen: the alarm of a return before it is allowed, and the county's confirmation."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from ems_dashboard import clock
from ems_dashboard.reports.workbook import as_csv, as_xlsx
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, Hazard
from tests.pages.conftest import rows_of
from tests.pages.test_screens import opened, said

NANJING, TOWN = "350627", "350627100"
CASE = "t1"


@pytest.fixture
def own(own):
    """With an incident that the figures belong to."""

    def keep(*facts):
        began = clock.minute(clock.now()) - timedelta(hours=9)
        storm = Incident(
            incident=CASE,
            hazard=Hazard.TYPHOON,
            name="台风甲",
            began_at=began,
            valid_at=began,
            known_at=began,
        )
        return own(storm, *facts)

    return keep


def figure(unit, hours=1, **numbers):
    at = clock.minute(clock.now()) - timedelta(hours=hours)
    given = {"target": 100, "moved": 80} | numbers
    return Evacuation(
        incident=CASE,
        unit=unit,
        category=Category.PEOPLE,
        valid_at=at,
        known_at=at,
        reporter="填报员甲",
        **given,
    )


@pytest.mark.parametrize("page", ["evacuation", "overview"])
@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "南靖县陆上危险区域群众有 20 人未获准已返回"),
        ("en", "Nanjing County: 20 people back before it is allowed (People in danger areas)"),
    ],
)
def test_more_back_than_cleared_raises_the_alarm_and_is_in_the_bottom_sentence(
    monkeypatch, acting, own, page, lang, sentence
):
    acting(Role.LEADER)
    test = opened(monkeypatch, own(figure(NANJING, returned=50, cleared=30)), page, lang=lang)
    blocks = [block.proto.body for block in test.get("html")]
    assert any('role="alert"' in body and sentence in body for body in blocks)
    assert any("c-line" in body and sentence in body for body in blocks)


def test_no_alarm_while_nobody_is_back_who_was_not_cleared(monkeypatch, acting, own):
    acting(Role.LEADER)
    test = opened(monkeypatch, own(figure(NANJING, returned=30, cleared=30)), "evacuation")
    assert 'class="alarm"' not in said(test)


def test_the_table_shows_the_stages_and_the_files_hold_what_it_shows(monkeypatch, acting, own):
    acting(Role.LEADER)
    url = own(
        figure(NANJING, sheltered=30, dispersed=50, checked=20, cleared=10, returned=5),
        figure("350626"),
    )
    table = opened(monkeypatch, url, "evacuation").dataframe[0].value
    stages = ["应转移", "已转移(累计)", "集中安置", "分散安置", "复查", "准予返回", "已返回"]
    assert [title for title in table.columns if title in stages] == stages
    assert table.set_index("单位").loc["南靖县", stages].tolist() == [100, 80, 30, 50, 20, 10, 5]
    head, *rows = load_workbook(io.BytesIO(as_xlsx(table))).active.iter_rows(values_only=True)
    assert list(head) == list(table.columns)
    dongshan = dict(zip(head, next(row for row in rows if "东山县" in row), strict=True))
    assert (dongshan["复查"], dongshan["已转移(累计)"]) == (None, 80)
    assert "30,50,20,10,5" in as_csv(table).decode("utf-8-sig")


def test_who_has_not_reported_at_all_is_named(monkeypatch, acting, own):
    acting(Role.LEADER)
    url = own(figure(NANJING))
    lines = [
        block.proto.body
        for block in opened(monkeypatch, url, "evacuation", category="people").get("html")
        if "未上报" in block.proto.body
    ]
    assert len(lines) == 1
    assert "未上报 15 个单位" in lines[0]
    assert "东山县" in lines[0]
    assert "南靖县" not in lines[0]


def test_a_county_confirms_the_sum_of_its_townships_as_its_own_row(monkeypatch, acting, own):
    acting(Role.COUNTY, account="nanjing", name="南靖值班员", unit=NANJING)
    url = own(figure(TOWN, returned=0))
    test = opened(monkeypatch, url, "evacuation")
    assert set(test.dataframe[0].value["确认"]) == {"乡镇汇总未确认"}
    test.button(key="confirm-townships").click().run()
    assert not test.exception
    row = rows_of(url, Evacuation)[-1]
    assert (row.unit, row.target, row.moved, row.reporter) == (NANJING, 100, 80, "南靖值班员")
    assert set(test.dataframe[0].value["确认"]) == {"县级已确认"}
    assert not [button for button in test.button if button.key == "confirm-townships"]


def test_the_duty_officer_confirms_for_the_chosen_unit_only(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    url = own(figure(TOWN))
    assert not [
        b for b in opened(monkeypatch, url, "evacuation").button if b.key == "confirm-townships"
    ]
    test = opened(monkeypatch, url, "evacuation", unit=NANJING)
    test.button(key="confirm-townships").click().run()
    assert rows_of(url, Evacuation)[-1].unit == NANJING


def test_a_sum_that_cannot_be_is_refused_in_words(monkeypatch, acting, own):
    acting(Role.COUNTY, unit=NANJING)
    url = own(figure(TOWN, moved=40, returned=50))
    test = opened(monkeypatch, url, "evacuation")
    test.button(key="confirm-townships").click().run()
    assert "南靖县:已返回 50 大于 已转移 40" in said(test)
    assert len(rows_of(url, Evacuation)) == 1


@pytest.mark.parametrize(("role", "unit"), [(Role.LEADER, ""), (Role.COUNTY, "350626")])
def test_nobody_else_is_offered_the_confirmation(monkeypatch, acting, own, role, unit):
    acting(role, unit=unit)
    test = opened(monkeypatch, own(figure(TOWN)), "evacuation", unit=NANJING)
    assert not [button for button in test.button if button.key == "confirm-townships"]

"""A table that was uploaded and saved: the uploader is empty again and the page says one thing about it."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.templates import template
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Category, Hazard, SupplyMove, VesselKind, VesselMove
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened

CITY = load_city(CITY_DIR)
AT = clock.minute(clock.now()) - timedelta(hours=1)
CASE = {"incident": UNASSIGNED, "valid_at": AT}
HEAD = "单位,类别,截至时间,应转移,已转移"
ROW = f"东山县,陆上危险区域群众,{clock.full_time(AT)},2100,1400"
ROWS = {
    ("entry", ""): Evacuation(unit="350626", category=Category.PEOPLE, target=2100, moved=1400, **CASE),
    ("vessels", ""): VesselAction(unit="350626", vessel_kind=VesselKind.FISHING, action=VesselMove.IN_PORT, vessels=12, **CASE),
    ("measures", ""): Measure(unit="350626", measure="ferries_stopped", starts_at=AT, **CASE),
    ("means", "shelters"): ShelterState(shelter="S001", state="open", occupancy=30, **CASE),
    ("means", "teams"): TeamState(team="T01", state="standby", **CASE),
    ("means", "supplies"): SupplyState(depot="W01", item="帐篷", move=SupplyMove.STOCK, quantity=5, **CASE),
}  # fmt: skip


@pytest.fixture
def url(own):
    """A ledger with one open incident: without one a figure's incident is asked first."""
    began = {
        "began_at": AT - timedelta(hours=4),
        "valid_at": AT - timedelta(hours=4),
        "known_at": AT,
    }
    return own(Incident(incident="2026-TY01", hazard=Hazard.TYPHOON, name="台风甲", **began))


def uploaded(test, kind, content, name="表.csv"):
    box = next(box for box in test.file_uploader if box.key.startswith(f"up-{kind.KIND}-"))
    return box.set_value(
        (name, content if isinstance(content, bytes) else content.encode(), "")
    ).run()


def statements(test) -> list[str]:
    return [block.value for block in (*test.success, *test.error)]


@pytest.mark.parametrize(("place", "row"), ROWS.items(), ids=lambda part: getattr(part, "KIND", ""))
def test_a_saved_table_is_put_away_and_nothing_on_the_page_denies_it(
    monkeypatch, acting, url, place, row
):
    acting(Role.DUTY_OFFICER)
    (page, view), kind = place, type(row)
    test = opened(monkeypatch, url, page, **{"view": view} if view else {})
    test = uploaded(test, kind, template(kind, CITY, words("zh"), [row]), "表.xlsx")
    test.button(key=f"book-save-{kind.KIND}").click().run()
    assert not test.exception
    for _ in range(2):  # the second run is that of a push
        (said,) = statements(test)
        assert "已保存 1 条" in said
        assert "原已有" not in said
        assert "尚未报送" not in html_of(test)
        assert not [b for b in test.button if b.key == f"book-save-{kind.KIND}"], (
            "there is nothing left to save"
        )
        test.run()
    assert len(rows_of(url, kind)) == 1
    test = uploaded(test, kind, "单位\n某县")
    assert not any("已保存" in said for said in statements(test)), "it belongs to the file before"


def test_figures_that_were_doubted_are_stored_once_and_doubted_no_more(monkeypatch, acting, url):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, url, "entry")
    save = f"book-save-{Evacuation.KIND}"
    test = uploaded(test, Evacuation, f"{HEAD}\n{ROW}").button(key=save).click().run()
    later = ROW.replace(clock.full_time(AT), clock.full_time(AT + timedelta(minutes=1)))
    test = uploaded(test, Evacuation, f"{HEAD}\n{later}".replace("1400", "900"))
    assert "请核对以下 1 处" in html_of(test)
    monkeypatch.setattr(
        "ems_dashboard.views.streamlit_internals.pressing.DOUBLE", timedelta()
    )  # the second press is meant
    test.text_area(key="book-reason").set_value("核减重复登记").run()
    test.button(key=save).click().run()
    assert "请核对" not in html_of(test)
    assert [said for said in statements(test) if "已保存 1 条" in said] == statements(test)
    assert [row.moved for row in rows_of(url, Evacuation)] == [1400, 900]


def test_rows_that_could_not_be_read_are_still_named_after_the_others_were_saved(
    monkeypatch, acting, url
):
    acting(Role.DUTY_OFFICER)
    text = f"{HEAD}\n{ROW}\n某县,陆上危险区域群众,{AT},1,1"
    test = uploaded(opened(monkeypatch, url, "entry"), Evacuation, text)
    test.button(key=f"book-save-{Evacuation.KIND}").click().run()
    (said,) = statements(test)
    assert "已保存 1 条;1 处有问题" in said
    assert "某县" in html_of(test)


def test_more_back_than_moved_is_named_and_not_offered_to_be_saved(monkeypatch, acting, url):
    acting(Role.DUTY_OFFICER)
    test = uploaded(opened(monkeypatch, url, "entry"), Evacuation, f"{HEAD},已返回\n{ROW},1500")
    assert "1,500 大于" in html_of(test)
    assert not [b for b in test.button if b.key == f"book-save-{Evacuation.KIND}"]

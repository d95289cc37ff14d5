"""A county that asks for another's rows: by the address, in a form, by a workbook."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.evacuation import read_entry, report, weigh
from ems_dashboard.actions.rows import check_workbook
from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.templates import template
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.feeds.registers import incident
from tests.pages.test_screens import opened, said

OWN, OTHER = "350626", "350623"


@pytest.fixture
def desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    moment = clock.minute(clock.now())
    store.append([incident("t1", moment)], moment=moment)
    actor = Actor("350626", "东山填报人", Role.COUNTY, OWN)
    yield Desk(store, load_city(ROOT / "data" / "zhangzhou"), actor, words("zh"), moment)
    store.close()


def figure(desk, unit):
    at = desk.moment - timedelta(minutes=5)
    return Evacuation(incident="t1", unit=unit, category=Category.PEOPLE, target=10, moved=5, reporter="x",
                      valid_at=at)  # fmt: skip


def test_the_address_of_another_unit_opens_the_own_form(monkeypatch, acting, demo_path):
    acting(Role.COUNTY, "350626", "东山填报人", OWN)
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "entry", unit=OTHER)
    assert "<b>东山县</b>" in said(page)
    assert "漳浦" not in " ".join(box.label for box in page.selectbox)
    assert not [box for box in page.selectbox if box.key == "entry-scope"]


def test_a_forged_cell_of_another_unit_is_refused(desk):
    cells = {(OTHER, Category.PEOPLE): {"target": "10", "moved": "5"}}
    entered = read_entry(desk, cells, desk.moment - timedelta(minutes=5))
    with pytest.raises(Refused):
        report(desk, entered, "核对无误")
    with pytest.raises(Refused):
        report(desk, weigh(desk, [figure(desk, OTHER)]), "核对无误")
    assert desk.store.history(Evacuation) == []


def test_a_workbook_with_another_units_row_is_refused_as_a_whole(desk):
    rows = [figure(desk, OWN), figure(desk, OTHER)]
    checked = check_workbook(
        desk, Evacuation, "转移.xlsx", template(Evacuation, desk.city, desk.words, rows)
    )
    with pytest.raises(Refused):
        report(desk, weigh(desk, list(checked.facts)), "核对无误")
    assert desk.store.history(Evacuation) == []

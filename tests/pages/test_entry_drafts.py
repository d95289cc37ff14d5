"""What was typed for one incident never rides into another, nor to another hour: it is told, and goes there only when
somebody says so."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.store import open_store
from ems_dashboard.store.drafts import DraftKey, read_draft, save_draft
from ems_dashboard.views.streamlit_internals import grid
from tests.conftest import CITY_DIR
from tests.pages.test_screens import opened, said

OWN, CELL = "350626", "c__350626__people__moved"
OLD, NEW = DraftKey("ds", "entry", f"{OWN}@old"), DraftKey("ds", "entry", f"{OWN}@new")


@pytest.fixture
def ledger(tmp_path):
    """The typhoon is closed, with figures that were never sent; a rain is open."""
    url, now = f"sqlite:///{tmp_path / 'ems.sqlite'}", clock.minute(clock.now())
    store, hour = open_store(url), timedelta(hours=1)
    store.append(
        [
            Incident(incident="old", hazard=Hazard.TYPHOON, name="台风甲", began_at=now - 90 * hour,
                     ended_at=now - 48 * hour, valid_at=now - 48 * hour, known_at=now - 48 * hour),
            Incident(incident="new", hazard=Hazard.RAINSTORM, name="暴雨乙", began_at=now - 3 * hour,
                     valid_at=now - 3 * hour, known_at=now - 3 * hour),
        ],
        moment=now,
    )  # fmt: skip
    at = {"moment": now - 50 * hour, "issued": now - 50 * hour}
    store.write(
        lambda connection: save_draft(
            connection, OLD, {CELL: "2500", "valid_at": ""}, name="东山", **at
        )
    )
    yield store, url
    store.close()


def held(store, key):
    with store.reading() as reader:
        draft = read_draft(reader.connection, key)
    return draft.fields if draft else {}


def press(page, end):
    (button,) = [button for button in page.button if str(button.key).endswith(end)]
    button.click().run()
    assert not page.exception


def test_the_draft_of_a_closed_incident_is_told_and_not_in_the_form(monkeypatch, acting, ledger):
    store, url = ledger
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    assert "另有台风甲的未报草稿 1 格" in said(page)
    assert held(store, NEW) == {}
    assert held(store, OLD)[CELL] == "2500", "and it is kept"


def test_it_is_put_in_by_a_press(monkeypatch, acting, ledger):
    store, url = ledger
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    press(page, "left-take")
    assert held(store, NEW)[CELL] == "2500"
    assert held(store, OLD) == {}
    assert "另有" not in said(page.run())


def test_it_is_thrown_away_by_a_press(monkeypatch, acting, ledger):
    store, url = ledger
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    press(page, "left-drop")
    assert held(store, OLD) == {}
    assert held(store, NEW) == {}


def test_what_another_person_typed_is_not_told(monkeypatch, acting, ledger):
    _, url = ledger
    acting(Role.COUNTY, "somebody", "东山填报人", OWN)
    assert "另有" not in said(opened(monkeypatch, url, "entry"))


NOW = clock.parse("2026-07-01T16:02")
HOUR = NOW.replace(minute=0)
NOBODYS = DraftKey("ds", "entry", f"{OWN}@")


@pytest.fixture
def before(tmp_path, monkeypatch):
    """At 15:50 a county typed figures for 15:00 while there was no incident; it is two minutes past four now."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    url = f"sqlite:///{tmp_path / 'before.sqlite'}"
    store = open_store(url)
    typed_for(store, HOUR - timedelta(hours=1))
    yield store, url
    store.close()


def typed_for(store, hour):
    at = {"moment": NOW - timedelta(minutes=12), "issued": NOW - timedelta(minutes=12)}
    fields = {CELL: "80", "hour": hour.isoformat()}
    store.write(lambda connection: save_draft(connection, NOBODYS, fields, name="东山", **at))


def begin(store, at):
    row = Incident(
        incident="new", hazard=Hazard.TYPHOON, name="台风丙", began_at=at, valid_at=at, known_at=NOW
    )
    store.append([row], moment=NOW)


def shown_hour(page):
    (field,) = page.datetime_input
    return field.value.replace(tzinfo=clock.BEIJING)


def test_the_hour_stays_the_one_that_the_figures_were_typed_for(monkeypatch, acting, before):
    _, url = before
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    assert shown_hour(page) == HOUR - timedelta(hours=1)
    assert "可先填写,待市防指启动响应后报送" in said(page)


def test_what_was_typed_longer_ago_is_sent_for_this_hour(monkeypatch, acting, before):
    store, url = before
    typed_for(store, HOUR - timedelta(hours=4))
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    assert shown_hour(opened(monkeypatch, url, "entry")) == HOUR


def test_an_hour_that_cannot_be_read_is_none(monkeypatch, acting, before):
    store, url = before
    at = {"moment": NOW, "issued": NOW}
    store.write(lambda c: save_draft(c, NOBODYS, {"hour": "三点"}, name="东山", **at))
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    assert shown_hour(opened(monkeypatch, url, "entry")) == HOUR


def test_put_into_the_form_of_the_incident_that_began_they_bring_their_hour(
    monkeypatch, acting, before
):
    store, url = before
    begin(store, NOW - timedelta(minutes=3))
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    assert "响应启动前填写的 1 格(截至 07-01 15:00)尚未报送" in said(page)
    assert shown_hour(page) == HOUR
    press(page, "left-take")
    assert shown_hour(page) == HOUR - timedelta(hours=1)
    assert held(store, NEW)[CELL] == "80"


def test_an_hour_that_the_incident_does_not_cover_stays_behind(monkeypatch, acting, before):
    store, url = before
    typed_for(store, HOUR - timedelta(days=2))
    begin(store, NOW - timedelta(minutes=3))
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    page = opened(monkeypatch, url, "entry")
    press(page, "left-take")
    assert shown_hour(page) == HOUR
    assert held(store, NEW)[CELL] == "80"


def asked_in_the_grid(monkeypatch, acting, url):
    shown = []
    monkeypatch.setattr(grid, "_component", lambda: lambda **given: shown.append(given["data"]))
    acting(Role.COUNTY, "ds", "东山填报人", OWN)
    opened(monkeypatch, url, "entry")
    return [category["code"] for category in shown[-1]["categories"]]


def test_the_grid_of_a_rainstorm_asks_for_people_and_not_for_vessels(monkeypatch, acting, ledger):
    assert asked_in_the_grid(monkeypatch, acting, ledger[1]) == ["people"]


def test_a_vessel_that_was_reported_in_a_rainstorm_keeps_its_column(monkeypatch, acting, ledger):
    store, url = ledger
    at = clock.minute(clock.now())
    row = Evacuation(
        incident="new",
        unit=OWN,
        category=Category.FISHING_VESSELS,
        target=3,
        moved=3,
        valid_at=at,
        known_at=at,
    )
    store.append([row], moment=at)
    assert asked_in_the_grid(monkeypatch, acting, url) == ["people", "fishing_vessels"]


def test_the_grid_of_a_typhoon_asks_for_every_category(monkeypatch, acting, before):
    store, url = before
    begin(store, HOUR)
    asked = asked_in_the_grid(monkeypatch, acting, url)
    assert asked == [rule.category for rule in load_city(CITY_DIR).plan.categories]

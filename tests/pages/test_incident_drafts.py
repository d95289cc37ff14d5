"""What is typed into a form for one incident is in no other incident's form: orders, losses, cadres, measures, levels,
leaders' groups. What was typed for one that is closed is told, and comes in by a press."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from ems_dashboard.store.drafts import DraftKey, drafts_of, save_draft
from tests.pages.test_entry_drafts import press
from tests.pages.test_screens import opened, said

CITY, WHO, TYPED = "350600", "duty1", "7531"
LOGGED = {
    "log": ("log", {}, "log", "", "text"),
    "dispatch": ("means", {"view": "dispatches"}, "dispatch", "", "purpose"),
}
FORMS = {
    "order": ("orders", {"new": "1"}, "order", "", "title"),
    "losses": ("intake", {"view": "losses"}, "intake-impacts", "", "amount__deaths"),
    "cadres": ("intake", {"view": "cadres"}, "intake-cadres", "", "sent__350626"),
    "measures": ("measures", {}, "row-measures", "", "exemptions"),
    "levels": ("responses", {}, "level", CITY, "reason"),
    **LOGGED,
}


def at(hours):
    return clock.minute(clock.now()) - timedelta(hours=hours)


def case(name, hours, ended=None):
    began = {"valid_at": at(hours), "known_at": at(hours)}
    rows = [
        Incident(incident=name, hazard=Hazard.TYPHOON, name=f"台风{name}", began_at=at(hours), **began),
        Response(incident=name, unit=CITY, hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START, **began),
    ]  # fmt: skip
    if ended is None:
        return rows
    over = {"valid_at": at(ended), "known_at": at(ended)}
    return [
        *rows,
        Response(incident=name, unit=CITY, hazard=Hazard.TYPHOON, level=None, change=LevelChange.END, **over),
        Incident(incident=name, hazard=Hazard.TYPHOON, name=f"台风{name}", began_at=at(hours), ended_at=at(ended), **over),
    ]  # fmt: skip


@pytest.fixture
def ledger(own, acting):
    """甲 is closed; 乙 and 丙 are open, and 丙 leads."""
    acting(Role.DUTY_OFFICER, WHO)
    url = own(*case("甲", 90, 48), *case("乙", 9), *case("丙", 5))
    store = open_store(url)
    yield store, url
    store.close()


def keep(store, form, item, field):
    given = {"name": "值班员甲", "moment": at(1), "issued": at(1)}
    key = DraftKey(WHO, form, item)
    store.write(lambda connection: save_draft(connection, key, {field: TYPED}, **given))


def fields(page):
    return [field.value for field in (*page.text_input, *page.text_area)]


def named(form, scope, incident):
    return f"{scope}@{'typhoon-' if form == 'level' else ''}{incident}"


def choose(page, incident, form):
    """The form's own field where it has one (an order, a level), else the one that asks."""
    mine = [
        box for box in page.selectbox if box.label == "事件" and str(box.key).startswith("draft-")
    ]
    if mine:
        mine[0].select(f"台风{incident}").run()
    else:
        (asked,) = [box for box in page.radio if box.key == f"incident-of-{form}"]
        asked.set_value(incident).run()
    assert not page.exception


@pytest.mark.parametrize("name", FORMS)
def test_a_draft_stands_in_the_form_of_its_own_incident_only(monkeypatch, ledger, name):
    store, url = ledger
    page, address, form, scope, field = FORMS[name]
    keep(store, form, named(form, scope, "丙"), field)
    shown = opened(monkeypatch, url, page, **address)
    choose(shown, "丙", form)
    assert TYPED in fields(shown)
    choose(shown, "乙", form)
    assert TYPED not in fields(shown)
    choose(shown, "丙", form)
    assert TYPED in fields(shown), "and it waits there"


@pytest.mark.parametrize("name", ["order", "losses", "cadres", "measures", *LOGGED])
def test_what_was_typed_for_a_closed_incident_is_told_and_put_in_by_a_press(
    monkeypatch, ledger, name
):
    store, url = ledger
    page, address, form, scope, field = FORMS[name]
    keep(store, form, named(form, scope, "甲"), field)
    shown = opened(monkeypatch, url, page, **address)
    choose(shown, "丙", form)
    assert "另有台风甲未提交的草稿" in said(shown)
    assert TYPED not in fields(shown)
    press(shown, "left-take")
    assert TYPED in fields(shown)
    with store.reading() as reader:
        (held,) = [d for d in drafts_of(reader.connection, WHO, form) if d.fields]
    assert held.key.item == named(form, scope, "丙")


def test_what_was_typed_for_another_open_incident_is_not_offered(monkeypatch, ledger):
    store, url = ledger
    keep(store, "order", "@乙", "title")
    assert "未提交的草稿" not in said(opened(monkeypatch, url, "orders", new="1"))

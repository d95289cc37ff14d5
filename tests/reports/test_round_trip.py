"""What is taken away from a page and brought back unchanged adds nothing and takes nothing away."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.rows import ACTS, check_workbook, save_rows
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.templates import template
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import own_fields
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import (
    Category,
    GroupState,
    ShelterStateName,
    SupplyMove,
    TeamStateName,
    VesselKind,
    VesselMove,
)
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import CASE, DONGSHAN, incident

CITY = load_city(ROOT / "data" / "zhangzhou")
AT = datetime(2026, 7, 1, 2, tzinfo=UTC)
OFFICER = Actor("duty-a", "值班员甲", Role.DUTY_OFFICER)
TEXTS = (
    "",
    "=1+1",
    "+5",
    "-3 项",
    "@甲",
    "'引号",
    "'=甲",
    "一,二",
    "1,250 人",
    "0",
    "<b>{{7*7}}${x}</b>",
    "甲\n乙",
    "＝甲",
)
"""What a spreadsheet would run, cut or take for a number."""
COMMON = {"incident": CASE, "valid_at": AT}
ROWS = {
    Evacuation(unit=DONGSHAN, category=Category.PEOPLE, target=12500, moved=1250, **COMMON): "reporter",
    VesselAction(unit=DONGSHAN, vessel_kind=VesselKind.FISHING, action=VesselMove.IN_PORT, vessels=1250, **COMMON): "place",
    ShelterState(shelter=CITY.shelters[0].code, state=ShelterStateName.OPEN, occupancy=1250, **COMMON): "reporter",
    TeamState(team=CITY.teams[0].code, state=next(iter(TeamStateName)), people=0, **COMMON): "task",
    SupplyState(depot=CITY.depots[0].code, item="帐篷", move=SupplyMove.STOCK, quantity=1250.5, **COMMON): "measure",
    Measure(unit=DONGSHAN, measure="ferries_stopped", starts_at=AT, **COMMON): "scope",
    Deployment(group=CITY.groups[0].code, unit=DONGSHAN, state=GroupState.ARRIVED, people=4, **COMMON): "note",
}  # fmt: skip
"""An ordinary row of each kind that can be uploaded, and a field of it in which anything may be written."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('trip') / 'ems.sqlite'}")
    opened.append([incident(began_at=AT)], moment=AT)
    yield opened
    opened.close()


def test_every_kind_that_can_be_uploaded_is_tried():
    assert {type(row) for row in ROWS} == {*ACTS, Evacuation}


def changed_by(store, row, lang):
    """What comes of it when the row, stored, goes out by the template of its page and comes in again."""
    store.append([row], moment=AT, written_by="test")
    desk = Desk(store, CITY, OFFICER, words(lang), AT)
    (stored,) = [each for each in store.history(type(row), as_of=AT) if each.key == row.key][-1:]
    book = template(type(row), CITY, words(lang), [stored])
    checked = check_workbook(desk, type(row), "表.xlsx", book, CASE)
    kept = [name for name in own_fields(type(row)) if name not in ("seq",)]
    before = [getattr(stored, name) for name in kept]
    after = [[getattr(fact, name) for name in kept] for fact in checked.facts]
    return checked, before, after


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.KIND)
def test_what_is_written_in_a_cell_comes_back_as_it_was(store, row, text):
    checked, before, after = changed_by(store, replace(row, **{ROWS[row]: text}), "zh")
    assert checked.problems == ()
    assert after == [before]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.KIND)
def test_it_adds_nothing(store, row, lang):
    checked, _, _ = changed_by(store, row, lang)
    version = store.version()
    if not isinstance(row, Evacuation):
        saved = save_rows(Desk(store, CITY, OFFICER, words(lang), AT), checked.facts)
        assert (saved.accepted, saved.duplicates) == (0, 1)
        assert store.version() == version


PARTS = st.none() | st.integers(0, 10**6)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.tuples(*[PARTS] * 4), st.integers(0, 10**6))
def test_parts_that_are_none_stay_none_and_zero_stays_zero(store, parts, returned):
    ordinary = next(iter(ROWS))
    shown = dict(zip(("sheltered", "dispersed", "checked", "cleared"), parts, strict=True))
    row = replace(ordinary, moved=2 * 10**6, target=3 * 10**6, returned=returned, **shown)
    checked, before, after = changed_by(store, row, "zh")
    assert after == [before]
    assert checked.problems == ()

"""Every file that any page gives away, brought to every place that takes one, on SQLite and on PostgreSQL: it is
refused whole with what to do, or it is read and says nothing new. Never does the product's own file change a figure."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.by_hand import Clashing, save_by_hand
from ems_dashboard.actions.evacuation import report, weigh
from ems_dashboard.actions.rows import ACTS, check_workbook, save_rows
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.origins import ORIGINS, Origin
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import (
    Category,
    GroupState,
    ImpactItem,
    ShelterStateName,
    SupplyMove,
    TeamStateName,
    VesselKind,
    VesselMove,
)
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import CASE, DONGSHAN, fix, forecast, incident, order, response, warning
from tests.conftest import CITY_DIR
from tests.pages.test_screens import opened
from tests.store.conftest import url  # noqa: F401 - on SQLite and on PostgreSQL

CITY = load_city(CITY_DIR)
OFFICER = Actor("duty1", "值班员甲", Role.DUTY_OFFICER)
PAGES = (
    ("overview", ""), ("warnings", ""), ("evacuation", ""), ("groups", ""), ("season", ""),
    ("orders", ""), ("log", ""), ("entry", ""), ("storm", ""), ("race", ""), ("exposure", ""),
    ("means", "shelters"), ("means", "teams"), ("means", "supplies"), ("means", "dispatches"),
    ("vessels", ""), ("measures", ""), ("review", ""), ("contacts", ""), ("handover", ""),
    ("intake", "rain"), ("intake", "rivers"), ("intake", "losses"), ("intake", "cadres"),
    ("intake", "messages"),
)  # fmt: skip
TAKEN = tuple(kind for kind, origins in ORIGINS.items() if Origin.WORKBOOK in origins)
"""Every kind that a file of a signed-in person may hold."""


def facts(now):
    """One row or two of every kind that can be uploaded, all of the last hours."""
    at = clock.minute(now) - timedelta(hours=2)
    told = {"incident": CASE, "valid_at": at, "reporter": "填报人甲", "source": "填报人甲"}
    plain = {"valid_at": at, "source": "遥测"}
    of_case = {"incident": CASE, "valid_at": at, "source": "填报人甲"}
    station = next(place.code for place in CITY.stations)
    began = at - timedelta(hours=20)
    return [
        incident(began_at=began),
        response(valid_at=began),
        order(valid_at=at),
        Evacuation(unit=DONGSHAN, category=Category.PEOPLE, target=12500, moved=1250, sheltered=0, **told),
        Evacuation(unit=DONGSHAN, category=Category.FISHING_VESSELS, target=80, moved=0, **told),
        VesselAction(unit=DONGSHAN, vessel_kind=VesselKind.FISHING, action=VesselMove.IN_PORT, vessels=12, place="东山大澳", **told),
        ShelterState(shelter=CITY.shelters[0].code, state=ShelterStateName.OPEN, occupancy=30, **told),
        TeamState(team=CITY.teams[0].code, state=next(iter(TeamStateName)), people=8, **of_case),
        SupplyState(depot=CITY.depots[0].code, item="帐篷", move=SupplyMove.STOCK, quantity=5, **of_case),
        Measure(unit=DONGSHAN, measure="ferries_stopped", starts_at=at, scope="全县", **of_case),
        Deployment(group=CITY.groups[0].code, unit=DONGSHAN, state=GroupState.ARRIVED, people=4, reporter="填报人甲", **of_case),
        Cadres(unit=DONGSHAN, sent=120, **of_case),
        Impact(unit=DONGSHAN, item=next(iter(ImpactItem)), amount=3.5, **told),
        MessageBatch(batch="B1", incident=CASE, unit=DONGSHAN, sent=900, subject="防风", **plain),
        Rain(station=station, rain_mm=12.5, **plain),
        RiverLevel(station=station, level_m=3.2, flow_m3s=150.0, **plain),
        replace(fix(at), source="通报"),
        replace(forecast(at, 12), source="通报"),
        replace(warning(valid_at=at, expires_at=at + timedelta(hours=24)), source="通报"),
    ]  # fmt: skip


@pytest.fixture
def ledger(url):  # noqa: F811 - the stores above
    store = open_store(url)
    now = clock.now()
    store.append(facts(now), moment=now, written_by="test")
    yield store
    store.close()


@pytest.fixture
def files(monkeypatch, acting, ledger, url):  # noqa: F811
    """files(lang) → (page, file name) → content, of every page as the duty officer has it."""

    def taken(lang):
        acting(Role.DUTY_OFFICER)
        found = {}
        for page, view in PAGES:
            offered = {}
            monkeypatch.setattr(
                "ems_dashboard.views.frame.downloads.file",
                lambda place, label, make, name, mime=None, into=offered, **more: into.update(
                    {name: make}
                ),
            )
            opened(monkeypatch, url, page, lang=lang, **({"view": view} if view else {}))
            for name, make in offered.items():
                if name.endswith((".csv", ".xlsx")):
                    found[f"{page} {view}".strip(), name] = make()
        return found

    return taken


def contents(store):
    return {kind.KIND: [replace(row, seq=None) for row in store.history(kind)] for kind in TAKEN}


def bring(desk, kind, name, content):
    """As the pages do: what was read of the file is saved; None where it was refused with words."""
    try:
        checked = check_workbook(desk, kind, name, content, CASE)
    except Refused:
        return None
    if not checked.facts:
        return 0
    if kind is Evacuation:
        weighed = weigh(desk, checked.facts)
        assert (weighed.wrong, weighed.doubts) == ({}, ()), (name, weighed)
        return report(desk, weighed).accepted
    if kind in ACTS:
        return save_rows(desk, checked.facts).accepted
    try:
        return save_by_hand(desk, checked.facts).accepted
    except Clashing:
        raise  # it would ask about its own figures
    except Refused:
        return None


def test_every_kind_that_a_file_may_hold_stands_in_the_ledger_that_is_tried():
    told = {type(fact) for fact in facts(clock.now())}
    assert set(TAKEN) <= told
    assert {StormFix, StormForecast, WarningMessage} <= told


@pytest.mark.parametrize("lang", ["zh"])
def test_no_file_of_the_product_changes_anything_wherever_it_is_brought(ledger, files, lang):
    before, read = contents(ledger), set()
    given = files(lang)
    assert len({page for page, _ in given}) >= 12
    for (page, name), content in given.items():
        for kind in TAKEN:
            desk = Desk(ledger, CITY, OFFICER, words(lang), clock.now())
            accepted = bring(desk, kind, name, content)
            assert not accepted, (page, name, kind.KIND)
            if accepted == 0:
                read.add((page, kind.KIND))
            assert contents(ledger) == before, (page, name, kind.KIND)
    assert ("evacuation", Evacuation.KIND) in read

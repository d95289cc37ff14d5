"""Figures that no grid offers (a unit that does not exist, the city's sum, vessels of a unit without boats) are taken
neither from a person nor from a file; what a page is not for is refused with a sentence."""

from datetime import UTC, datetime

import pytest

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.evacuation import report, weigh
from ems_dashboard.actions.ingest import ingest
from ems_dashboard.actions.rows import ACTS, check_workbook
from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.feeds.conftest import SAMPLES
from tests.feeds.registers import incident

CITY = load_city(ROOT / "data" / "zhangzhou")
NOW = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
HOUR = NOW.replace(minute=0)
INLAND = next(unit for unit in CITY.units if not unit.boats)
OFFICER = Actor("jia", "值班员甲", Role.DUTY_OFFICER)
STRANGE = [
    ("X9", Category.PEOPLE),
    (CITY.code, Category.PEOPLE),
    (INLAND.code, Category.FISHING_VESSELS),
]


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    opened.append([incident("t1", HOUR)], moment=NOW)
    yield opened
    opened.close()


@pytest.fixture
def desk(store):
    return Desk(store, CITY, OFFICER, words("zh"), NOW)


@pytest.mark.parametrize(("unit", "category"), STRANGE)
def test_by_act(store, desk, unit, category):
    row = Evacuation(incident="t1", unit=unit, category=category, target=10, moved=5, valid_at=HOUR)
    with pytest.raises(Refused, match="请"):
        report(desk, weigh(desk, [row]))
    assert store.history(Evacuation) == []


@pytest.mark.parametrize("origin", [Origin.FEED, Origin.INBOX, Origin.HISTORY])
@pytest.mark.parametrize(("unit", "category"), STRANGE)
def test_by_a_file_and_the_rows_beside_it_are_kept(store, tmp_path, unit, category, origin):
    path, at = (
        tmp_path / "evacuation.csv",
        "2026-07-01 16:00" if origin is not Origin.HISTORY else "2026-06-01 16:00",
    )
    good = f"{CITY.units[0].code},people,{at},10,5"
    path.write_text(
        f"unit,category,valid_at,target,moved\n{unit},{category},{at},10,5\n{good}\n",
        encoding="utf-8",
    )
    (result,) = ingest(
        store,
        CITY,
        [path],
        moment=NOW,
        words=words("zh"),
        kind="evacuation",
        written_by="x",
        origin=origin,
    )
    assert result.accepted == 1
    assert any(problem.line == 2 for problem in result.problems)
    assert {row.unit for row in store.history(Evacuation)} == {CITY.units[0].code}


CAP = sorted((SAMPLES / "cap").glob("*.xml"))[0]


@pytest.mark.parametrize("kind", [*ACTS, Evacuation], ids=lambda kind: kind.KIND)
def test_a_warning_that_is_uploaded_elsewhere_is_answered_with_a_sentence(store, desk, kind):
    version = store.version()
    with pytest.raises(Refused, match=r"请|可"):
        check_workbook(desk, kind, CAP.name, CAP.read_bytes(), "t1")
    assert store.version() == version

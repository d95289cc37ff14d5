from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.evacuation import confirm, read_entry, report, weigh
from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category, QuestionCode
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.feeds.registers import incident

CITY = load_city(ROOT / "data" / "zhangzhou")
NOW = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
HOUR = NOW.replace(minute=0)
CASE = incident("t1", HOUR)
DONGSHAN, PEOPLE = "350626", Category.PEOPLE
TOWNSHIP = next(t.code for t in CITY.townships if t.unit == DONGSHAN)
OFFICER = Actor("jia", "值班员甲", Role.DUTY_OFFICER)
COUNTY = Actor("ds", "东山填报人", Role.COUNTY, DONGSHAN)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    opened.append([CASE], moment=NOW)
    yield opened
    opened.close()


def desk(store, actor=OFFICER, at=NOW) -> Desk:
    return Desk(store, CITY, actor, words("zh"), at)


def cells(target="100", moved="60", returned="", unit=DONGSHAN, **more):
    return {(unit, PEOPLE): {"target": target, "moved": moved, "returned": returned} | more}


def entered(store, typed, at=HOUR, **more):
    return read_entry(desk(store), typed, at, **more)


def send(store, typed, at=HOUR, actor=OFFICER, reason="", moment=NOW):
    office = desk(store, actor, moment)
    return report(office, read_entry(office, typed, at), reason)


def test_figures_are_read_as_people_write_them(store):
    (row,) = entered(store, cells("1,200", "1 150", "")).rows
    assert (row.target, row.moved, row.returned, row.sheltered, row.reporter) == (
        1200,
        1150,
        0,
        None,
        "值班员甲",
    )
    assert row.valid_at == HOUR


def test_what_cannot_be_is_named_by_its_cell_and_nothing_is_taken(store):
    found = entered(
        store,
        cells("1,200", "1,15o")
        | cells("", "5", unit="350624")
        | cells("9", "5", "7", unit="350623"),
    )
    assert {place[::2] for place in found.wrong} == {
        (DONGSHAN, "moved"),
        ("350624", "target"),
        ("350623", "returned"),
    }
    assert "1,15o" in found.wrong[DONGSHAN, PEOPLE, "moved"]
    assert "7" in found.wrong["350623", PEOPLE, "returned"]
    with pytest.raises(Refused):
        report(desk(store), found)
    assert store.version() == 1


def test_a_figure_that_fell_is_taken_with_a_reason_that_the_log_keeps(store):
    send(store, cells())
    with pytest.raises(Refused):
        send(store, cells(moved="50"), HOUR + timedelta(minutes=10))
    send(store, cells(moved="50"), HOUR + timedelta(minutes=10), reason="核减重复登记 10 人")
    (row,) = store.current(Evacuation, as_of=NOW)
    (entry,) = store.current(LogEntry, as_of=NOW)
    assert (row.moved, row.written_by) == (50, "jia")
    assert "60" in entry.text
    assert "50" in entry.text
    assert entry.text.endswith("核减重复登记 10 人")


def test_what_the_reporter_says_did_not_change_is_not_asked_again(store):
    send(store, cells())
    later = HOUR + timedelta(minutes=10)
    assert [q.code for q in entered(store, cells(), later).doubts] == [QuestionCode.UNCHANGED]
    assert entered(store, cells(), later, same=[DONGSHAN]).doubts == ()


def test_a_county_writes_for_itself_and_its_townships_and_for_nobody_else(store):
    send(store, cells(unit=TOWNSHIP), actor=COUNTY)
    assert [row.unit for row in store.current(Evacuation, as_of=NOW)] == [TOWNSHIP]
    with pytest.raises(Refused):
        send(store, cells(unit="350624") | cells(), actor=COUNTY)
    assert store.version() == 2, "all or nothing"


def test_a_figure_may_be_ahead_by_what_clocks_differ_and_by_no_more(store):
    coming = NOW + timedelta(minutes=5)
    send(store, cells(), coming)
    assert store.current(Evacuation, as_of=NOW) == []
    assert [row.moved for row in store.current(Evacuation, as_of=coming)] == [60]
    with pytest.raises(Refused, match="晚于现在"):
        send(store, cells(moved="70"), NOW + timedelta(minutes=6))
    assert store.version() == 2


def test_rows_of_a_workbook_are_weighed_as_the_grid_is(store):
    send(store, cells("100", "60"))
    later = HOUR + timedelta(minutes=20)
    fell = Evacuation(
        incident="t1", unit=DONGSHAN, category=PEOPLE, target=100, moved=40, valid_at=later
    )
    incident = store.history(Evacuation)[0].incident
    found = weigh(desk(store), [replace(fell, incident=incident)])
    assert [question.code for question in found.doubts] == [QuestionCode.FELL]
    with pytest.raises(Refused):
        report(desk(store), found)
    assert report(desk(store), found, "核减重复登记").accepted == 2
    assert weigh(desk(store), [replace(fell, returned=41)]).wrong


TOWNSHIPS = [town.code for town in CITY.townships if town.unit == DONGSHAN][:2]


def township(code, **counted):
    given = {"target": 100, "moved": 60, "returned": 10} | counted
    return Evacuation(
        incident="t1", unit=code, category=PEOPLE, valid_at=HOUR, known_at=HOUR, **given
    )


def test_a_county_stands_by_the_sum_of_its_townships(store):
    confirm(desk(store, COUNTY), DONGSHAN, [township(code) for code in TOWNSHIPS])
    (row,) = store.current(Evacuation, as_of=NOW, unit=DONGSHAN)
    assert (row.target, row.moved, row.returned, row.valid_at, row.reporter) == (
        200,
        120,
        20,
        HOUR,
        COUNTY.name,
    )


def test_a_stage_that_not_every_township_counts_is_no_figure_of_the_county(store):
    """The sum of those that count it would say that the others have none."""
    told = [township(TOWNSHIPS[0], sheltered=20, cleared=15), township(TOWNSHIPS[1], sheltered=5)]
    confirm(desk(store, COUNTY), DONGSHAN, told)
    (row,) = store.current(Evacuation, as_of=NOW, unit=DONGSHAN)
    assert (row.sheltered, row.cleared) == (25, None)


def test_nobody_confirms_for_another_county_nor_what_is_not_there(store):
    with pytest.raises(Refused):
        confirm(desk(store, COUNTY), "350623", [township(TOWNSHIPS[0])])
    with pytest.raises(Refused):
        confirm(desk(store, COUNTY), DONGSHAN, [])


def test_a_figure_may_be_a_few_minutes_ahead_of_the_clock_and_no_more(store):
    ahead = timedelta(minutes=CITY.plan.thresholds.ahead_minutes)
    assert send(store, cells(), NOW + ahead).accepted == 1
    with pytest.raises(Refused):
        send(store, cells(), NOW + ahead + timedelta(minutes=1))


def test_without_an_incident_each_is_told_what_they_themselves_can_do(store):
    before = HOUR - timedelta(days=3)
    with pytest.raises(Refused, match="请先启动响应"):
        read_entry(desk(store), cells(), before)
    with pytest.raises(Refused, match="请致电市防指值班室") as told:
        read_entry(desk(store, COUNTY), cells(), before)
    assert "请先启动响应" not in str(told.value), "a county cannot"

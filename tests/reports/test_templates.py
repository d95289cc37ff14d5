"""A template reads back what it wrote, and an error names its cell."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.evacuation import confirm, weigh
from ems_dashboard.actions.evacuation import report as take
from ems_dashboard.actions.rows import ACTS, check_workbook, save_rows
from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.templates import LEFT_OUT, fields_of, template
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import own_fields
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import incident

CITY = load_city(ROOT / "data" / "zhangzhou")
NOON = datetime(2023, 9, 6, 12, tzinfo=UTC)
YEAR_END = datetime(2024, 1, 1, tzinfo=UTC)
OFFICER = Actor("duty-a", "值班员甲", Role.DUTY_OFFICER)
COUNTY = Actor("dongshan", "填报人甲", Role.COUNTY, "350626")


@pytest.fixture
def store(tmp_path):
    """With the one incident that what is entered belongs to."""
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    began = datetime(2023, 9, 4, tzinfo=UTC)
    opened.append([incident("I", began_at=began)], moment=began)
    yield opened
    opened.close()


def desk(store, actor=OFFICER):
    return Desk(store, CITY, actor, words("zh"), NOON)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", [*ACTS, Evacuation], ids=lambda kind: kind.KIND)
def test_a_template_reads_back_what_it_wrote(demo_store, kind, lang):
    rows = demo_store.history(kind)[-40:]
    assert rows
    read = check_workbook(
        replace(desk(demo_store), words=words(lang), moment=YEAR_END),
        kind,
        "表.xlsx",
        template(kind, CITY, words(lang), rows),
    )
    assert read.problems == ()
    kept = [name for name in (*own_fields(kind), "valid_at") if name not in LEFT_OUT]
    assert [[getattr(f, n) for n in kept] for f in read.facts] == [
        [getattr(f, n) for n in kept] for f in rows
    ]


def filled(kind, *cells):
    book = load_workbook(io.BytesIO(template(kind, CITY, words("zh"))))
    for row in cells:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_error_names_line_and_column_and_the_other_rows_can_be_saved(store):
    names = [field.name for field in fields_of(Measure, CITY, words("zh"))]
    good = {
        "unit": "东山县",
        "measure": "停航",
        "starts_at": "2023-09-04 18:00",
        "valid_at": "2023-09-04 16:00",
    }
    bad = good | {"measure": "放假"}
    checked = check_workbook(
        desk(store),
        Measure,
        "a.xlsx",
        filled(Measure, *([row.get(n) for n in names] for row in (good, bad))),
    )
    assert [(p.line, p.column, p.value) for p in checked.problems] == [(3, "措施", "放假")]
    assert save_rows(desk(store), checked.facts).accepted == 1


def report(unit, moved=10, returned=0, target=20):
    return Evacuation(
        incident="I", unit=unit, category=Category.PEOPLE, target=target, moved=moved, returned=returned,
        valid_at=NOON.replace(hour=9),
    )  # fmt: skip


def test_a_county_writes_for_itself_and_its_townships_and_for_nobody_else(store):
    township = next(t.code for t in CITY.townships if t.unit == "350626")
    own = desk(store, COUNTY)
    assert take(own, weigh(own, [report("350626"), report(township)])).accepted == 2
    other = next(t.code for t in CITY.townships if t.unit == "350624")
    for unit in ("350624", other, CITY.code):
        with pytest.raises(Refused):
            take(own, weigh(own, [report("350626", moved=11), report(unit)]))
    assert len(store.history(Evacuation)) == 2


def test_more_back_than_moved_and_an_hour_to_come_are_refused_whole(store):
    for wrong in (
        report("350624", moved=5, returned=6),
        replace(report("350624"), valid_at=NOON.replace(hour=14)),
    ):
        with pytest.raises(Refused):
            take(desk(store), weigh(desk(store), [report("350626"), wrong]))
    assert store.history(Evacuation) == []


def test_a_county_confirms_the_sum_of_its_townships(store):
    first, second = [t.code for t in CITY.townships if t.unit == "350626"][:2]
    rows = [
        replace(report(first, 7), sheltered=3),
        replace(report(second, 8), sheltered=4, dispersed=1),
    ]
    confirm(desk(store, COUNTY), "350626", [*rows, report("350624100", 99)])
    (own,) = store.history(Evacuation)
    assert (own.unit, own.moved, own.target, own.sheltered, own.dispersed) == (
        "350626",
        15,
        40,
        7,
        None,
    )
    with pytest.raises(Refused):
        confirm(desk(store, COUNTY), "350624", rows)

"""The table that a page gives away, brought back by an upload of the same kind: it changes nothing. The table of
figures is read back whole; the others tell more things than one kind of row and are refused whole, with what to do."""

from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.evacuation import report, weigh
from ems_dashboard.actions.rows import check_workbook
from ems_dashboard.errors import Refused
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import CASE, incident, response
from tests.pages.test_screens import opened
from tests.pages.test_uploads import CITY, ROWS

OFFICER = Actor("duty-a", "值班员甲", Role.DUTY_OFFICER)


@pytest.fixture
def given_away(monkeypatch):
    """What a page offers: file name → how it is made."""
    offered = {}

    def offer(place, label, make, name, mime=None, **more):
        offered[name] = make

    monkeypatch.setattr("ems_dashboard.views.frame.downloads.file", offer)
    return offered


@pytest.fixture
def tables(monkeypatch, acting, tmp_path, given_away):
    """tables(row, page, view, lang) → the ledger that holds the row, and the page's table as CSV and Excel."""

    def taken(row, page, view, lang):
        acting(Role.DUTY_OFFICER)
        store = open_store(f"sqlite:///{tmp_path / 'own.sqlite'}")
        began = row.valid_at
        store.append(
            [incident(began_at=began), response(valid_at=began), row],
            moment=clock.now(),
            written_by="test",
        )
        opened(
            monkeypatch,
            f"sqlite:///{tmp_path / 'own.sqlite'}",
            page,
            lang=lang,
            **({"view": view} if view else {}),
        )
        found = {name: make for name, make in given_away.items() if "-" in name}
        assert sorted(name.rsplit(".", 1)[1] for name in found) == ["csv", "xlsx"]
        return store, {name: make() for name, make in found.items()}

    return taken


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("parts", [(None, None, None, None), (0, 0, 0, 0), (1200, 200, 1400, None)])
def test_figures_come_back_as_they_were(tables, parts, lang):
    shown = dict(zip(("sheltered", "dispersed", "checked", "cleared"), parts, strict=True))
    row = replace(ROWS["entry", ""], incident=CASE, reporter="填报人甲", **shown)
    store, files = tables(row, "evacuation", "", lang)
    (stored,) = store.history(Evacuation)
    for name, content in files.items():
        desk = Desk(store, CITY, OFFICER, words(lang), clock.now())
        checked = check_workbook(desk, Evacuation, name, content, CASE)
        assert [replace(fact, seq=None, source="") for fact in checked.facts] == [
            replace(stored, seq=None, source="", known_at=None, written_at=None, written_by="")
        ]
        told = {problem.column for problem in checked.problems}
        own = words(lang)
        assert told <= {
            own("screens.table.known_at"),
            own("screens.table.source"),
            own("screens.table.unit"),
        }
        again = weigh(desk, checked.facts)
        assert (again.wrong, again.doubts) == ({}, ())
        assert report(desk, again).accepted == 0
    assert [(each.moved, each.sheltered, each.cleared) for each in store.history(Evacuation)] == [
        (stored.moved, stored.sheltered, stored.cleared)
    ]
    store.close()


OTHERS = {
    place: row for place, row in ROWS.items() if place != ("entry", "") and place[0] != "vessels"
}


@pytest.mark.parametrize(
    ("place", "row"), OTHERS.items(), ids=lambda part: getattr(part, "KIND", "")
)
def test_a_table_of_several_things_is_refused_whole(tables, place, row):
    store, files = tables(replace(row, incident=CASE), *place, "zh")
    version = store.version()
    for name, content in files.items():
        with pytest.raises(Refused, match="请补上表头"):
            check_workbook(
                Desk(store, CITY, OFFICER, words("zh"), clock.now()), type(row), name, content, CASE
            )
    assert store.version() == version
    store.close()

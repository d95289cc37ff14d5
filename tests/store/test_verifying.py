"""Nothing that was written can be changed or deleted without a word: the database refuses it, and
where somebody goes past that, `verified` names the first row that is not what it was."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.store import chain, protecting
from ems_dashboard.store.verifying import Finding, verified
from tests.store.test_ledger import report

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def written(store, monkeypatch):
    """Twelve facts of two kinds in several transactions, looked at in several blocks."""
    monkeypatch.setattr(chain, "BLOCK", 5)
    begun = Incident(incident="2026-T1", hazard=Hazard.TYPHOON, name="甲", began_at=MOMENT,
                     valid_at=MOMENT, known_at=MOMENT)  # fmt: skip
    store.append([begun], moment=MOMENT)
    for first in (0, 3, 6):
        store.append([report(n, n) for n in range(first, first + 3)], moment=MOMENT)
    store.append([report(50, 50), report(51, 51)], moment=MOMENT)
    return store


def past_the_triggers(store, *statements):
    with store.engine.begin() as connection:
        protecting.unprotect(connection)
        for statement in statements:
            connection.execute(text(statement))
        protecting.protect(connection)


def test_what_was_written_and_not_touched_is_whole(written):
    found = verified(written)
    assert found.findings == []
    assert found.seq == written.version() == 12
    with written.reading() as reader:
        assert found.link == chain.head(reader.connection).link


def test_every_kind_of_value_has_the_same_text_when_it_is_read(demo_store):
    """The season holds every kind that a headquarters writes."""
    assert verified(demo_store).findings == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE evacuation SET moved = 20876", "DELETE FROM evacuation", "DELETE FROM chain"],
)
def test_the_database_refuses_to_change_or_delete(written, statement):
    with pytest.raises(DBAPIError, match="never changed"), written.engine.begin() as connection:
        connection.execute(text(statement))
    assert verified(written).findings == []


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE evacuation SET moved = moved + 1 WHERE seq = 4"], ("changed", "evacuation", 4)),
        (["UPDATE evacuation SET reporter = 'x' WHERE seq = 12"], ("changed", "evacuation", 12)),
        (["UPDATE evacuation SET written_by = 'x' WHERE seq = 7"], ("changed", "evacuation", 7)),
        (["DELETE FROM evacuation WHERE seq = 6"], ("missing", "evacuation", 6)),
        (["DELETE FROM chain WHERE seq = 12"], ("unlinked", "evacuation", 12)),
        (["UPDATE chain SET link = 'x' WHERE seq = 5"], ("changed", "evacuation", 5)),
        (["UPDATE latest_evacuation SET moved = 20876"], ("newest", "evacuation", 12)),
        (["DELETE FROM latest_evacuation"], ("newest", "evacuation", 12)),
        (["UPDATE ledger SET seq = 40"], ("order", "", 40)),
    ],
)
def test_the_first_row_that_is_not_what_it_was_is_named(written, statements, found):
    past_the_triggers(written, *statements)
    assert verified(written).first == Finding(*found)


def test_all_rows_that_were_changed_are_told_and_no_other(written):
    past_the_triggers(written, "UPDATE evacuation SET moved = 0 WHERE seq IN (4, 9)")
    changed = [one.seq for one in verified(written).findings if one.what == "changed"]
    assert changed == [4, 9]


def test_whoever_links_the_changed_rows_anew_cannot_keep_the_closing_link(written):
    before = verified(written).link
    past_the_triggers(written, "UPDATE evacuation SET moved = 0 WHERE seq = 3")
    with written.engine.begin() as connection:
        protecting.unprotect(connection)
        chain.link_all(connection)
        protecting.protect(connection)
    again = verified(written)
    assert [one for one in again.findings if one.what == "changed"] == []
    assert again.link != before, "which is why it is printed at the end of a day"


def test_a_trigger_that_was_taken_away_is_told(written):
    with written.engine.begin() as connection:
        of = " ON evacuation" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER frozen_evacuation_update{of}"))
    assert verified(written).findings == [Finding("trigger", "frozen_evacuation_update")]
    with written.engine.begin() as connection:
        protecting.protect(connection)
    assert verified(written).findings == []


def test_each_kind_is_guarded(written):
    with written.reading() as reader:
        assert protecting.missing(reader.connection) == set()
    guarded = {table.name for table in protecting.protected()}
    assert guarded == {kind.KIND for kind in KINDS.values()} | {"chain"}
    assert Category.PEOPLE in {row.category for row in written.history(Evacuation)}

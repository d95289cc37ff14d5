"""The tables of a kind follow from its declaration: what is unique, what is indexed, what has a
newest row."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import inspect

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import own_fields
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.store.schema import dated, misdated, tables
from tests.builders import at, evacuation


def both(made):
    return [table for table in (made.facts, made.latest) if table is not None]


def indexes(table):
    return {index.name: [column.name for column in index.columns] for index in table.indexes}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_a_kind_has_a_newest_row_unless_its_moment_is_part_of_its_key(kind):
    made = tables(kind)
    assert (made.latest is None) is ("valid_at" in kind.KEY)
    if made.latest is not None:
        key = [column.name for column in made.latest.primary_key]
        assert key == ["mode", *kind.KEY]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_every_field_has_its_column_in_both_tables(kind):
    made = tables(kind)
    for table in both(made):
        assert {"seq", "valid_at", "known_at", *own_fields(kind)} <= set(table.c.keys())


def test_the_newest_of_a_key_is_found_by_its_index_alone():
    found = indexes(tables(Evacuation).facts)
    assert found["ix_evacuation_seek"] == ["mode", *Evacuation.KEY, "valid_at", "seq", "known_at"]
    assert indexes(tables(StormFix).facts)["ix_storm_fixes_seek"].count("valid_at") == 1


def test_a_kind_that_is_not_keyed_by_its_incident_is_found_by_it_all_the_same():
    assert "ix_messages_incident" in indexes(tables(MessageBatch).facts)
    assert "ix_evacuation_incident" not in indexes(tables(Evacuation).facts)


def test_the_tables_of_a_kind_are_made_once():
    assert tables(Evacuation) is tables(Evacuation)


def test_the_ledger_that_was_migrated_has_every_table_column_and_index(store):
    there = inspect(store.engine)
    for kind in KINDS.values():
        made = tables(kind)
        for table in both(made):
            columns = {column["name"] for column in there.get_columns(table.name)}
            assert columns == set(table.c.keys())
            names = {index["name"] for index in there.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= names


def test_a_row_that_a_wrong_clock_dated_is_read_by_nobody(store):
    store.append([evacuation(1, at(0)), evacuation(2, at(1))], moment=at(9))
    first, _ = store.history(Evacuation)
    store.write(lambda c: c.execute(misdated.insert().values(seq=first.seq, found_at=at(9))))
    facts = tables(Evacuation).facts
    with store.reading() as reader:
        rows = reader.connection.execute(facts.select().where(dated(facts))).all()
    assert [row.moved for row in rows] == [2]


def test_a_kind_of_its_own_gets_its_tables_from_its_declaration():
    from ems_dashboard.rules.facts import Fact

    @dataclass(frozen=True, kw_only=True, slots=True)
    class Gate(Fact):
        KIND: ClassVar[str] = "gates_of_a_test"
        KEY: ClassVar[tuple[str, ...]] = ("gate",)
        gate: str
        open_cm: int | None = None

    made = tables(Gate)
    assert made.facts.c.open_cm.nullable
    assert not made.facts.c.gate.nullable
    assert [column.name for column in made.latest.primary_key] == ["mode", "gate"]
    for table in (made.facts, made.latest):
        table.metadata.remove(table)

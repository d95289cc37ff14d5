"""Notes about the ledger: one of a name, and a name of its own that never changes."""

from sqlalchemy import select

from ems_dashboard.store.notes import LEDGER, name_ledger, name_of, write_note
from ems_dashboard.store.schema import notes


def all_notes(store):
    with store.reading() as reader:
        return [tuple(row) for row in reader.connection.execute(select(notes)).all()]


def test_a_note_that_is_written_again_takes_the_place_of_the_first(store):
    store.write(lambda connection: write_note(connection, "made", "1"))
    store.write(lambda connection: write_note(connection, "other", "x"))
    store.write(lambda connection: write_note(connection, "made", "2"))
    found = all_notes(store)
    assert ("made", "2") in found
    assert ("other", "x") in found
    assert ("made", "1") not in found


def test_a_ledger_keeps_the_name_that_it_was_given(store):
    store.write(name_ledger)
    first = store.write(name_of)
    store.write(name_ledger)
    assert len(first) == 16
    assert store.write(name_of) == first


def test_a_ledger_without_a_name_has_none(store):
    store.write(lambda connection: connection.execute(notes.delete().where(notes.c.name == LEDGER)))
    assert store.write(name_of) == ""

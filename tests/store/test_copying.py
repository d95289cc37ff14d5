"""A ledger that is copied, put back or moved to the other database is the same row by row, also
when people write meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from sqlalchemy import text

from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account, password_of
from ems_dashboard.store.copying import Differs, backup, move, require_equal, restore
from ems_dashboard.store.errors import Unusable
from ems_dashboard.store.verifying import verified
from tests.store.test_ledger import report

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def written(store):
    store.append([report(n, n) for n in range(30)], moment=MOMENT)
    store.note("begun", "350600")
    account = Account("root1", "管理员甲", Role.ADMINISTRATOR, created_at=MOMENT)
    store.write(lambda connection: add_account(connection, account, "hash"))
    return store


def test_a_backup_that_is_restored_is_the_ledger_row_by_row(written, tmp_path):
    file = tmp_path / "kept" / "copy.sqlite"
    backup(written, file)
    assert [path.name for path in file.parent.iterdir()] == ["copy.sqlite"], "one file, whole"
    assert file.stat().st_mode & 0o077 == 0
    before = file.read_bytes()
    restore(file, f"sqlite:///{tmp_path / 'again.sqlite'}")
    assert file.read_bytes() == before, "a backup is read, never changed"
    again = open_store(f"sqlite:///{tmp_path / 'again.sqlite'}")
    assert require_equal(written, again) > 60
    assert verified(again).findings == []
    with again.reading() as reader:
        assert password_of(reader.connection, "root1") == "hash"
    assert again.append([report(99, 99)], moment=MOMENT).version == 31
    again.close()


def test_to_the_other_database_and_back_is_the_same(store, tmp_path):
    """Where `store` is PostgreSQL: from SQLite there and back."""
    one, two = (open_store(f"sqlite:///{tmp_path / name}.sqlite") for name in "ab")
    one.append([report(n, n) for n in range(30)], moment=MOMENT)
    move(one, store)
    move(store, two)
    assert require_equal(one, two) > 30
    for ledger in (one, store, two):
        assert verified(ledger).findings == []
    assert verified(store).link == verified(one).link
    one.close()
    two.close()


def test_what_holds_rows_is_not_overwritten(written, tmp_path):
    file = tmp_path / "copy.sqlite"
    backup(written, file)
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.append([report(1)], moment=MOMENT)
    other.close()
    with pytest.raises(Unusable):
        restore(file, f"sqlite:///{tmp_path / 'other.sqlite'}")
    with pytest.raises(Unusable, match="nowhere"):
        restore(tmp_path / "nowhere", f"sqlite:///{tmp_path / 'new.sqlite'}")


def test_a_copy_that_lost_a_row_is_no_copy(written, tmp_path):
    backup(written, tmp_path / "copy.sqlite")
    copied = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    with copied.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET role = 'approver'"))
    with pytest.raises(Differs, match="accounts"):
        require_equal(written, copied)
    copied.close()


def test_people_write_while_it_is_copied_and_it_is_whole(written, tmp_path):
    stop, acknowledged = Event(), []

    def go_on():
        number = 1000
        while not stop.is_set():
            written.append([report(number, number)], moment=MOMENT)
            acknowledged.append(number)
            number += 1

    with ThreadPoolExecutor(1) as people:
        writing = people.submit(go_on)
        while len(acknowledged) < 20:
            assert not writing.done()
        before = set(acknowledged)
        backup(written, tmp_path / "copy.sqlite")
        stop.set()
        writing.result()
    copied = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert before <= {row.moved for row in copied.history(Evacuation)}
    assert verified(copied).findings == []
    copied.close()

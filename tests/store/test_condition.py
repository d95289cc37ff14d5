"""What keeps the database from being written or read is known by its true name, reading goes on
where it can, and writing goes on by itself."""

import os
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.store import open_store, writer
from ems_dashboard.store.condition import Damaged, Trouble, trouble_of
from ems_dashboard.store.errors import Unusable
from ems_dashboard.store.file_guard import marker_of
from ems_dashboard.store.notes import write_note
from ems_dashboard.store.watch import Watch
from tests.services.faults import fill, held_by_another_process, small_disk
from tests.store.test_ledger import report

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ems.sqlite"


@pytest.fixture
def file_store(path, monkeypatch):
    monkeypatch.setattr(writer, "BUSY_MS", 200)
    monkeypatch.setattr(writer, "IMPATIENT_MS", 50)
    store = open_store(f"sqlite:///{path}")
    store.append([report(1)], moment=MOMENT)
    yield store
    store.close()


def noting(connection):
    write_note(connection, "seen", "now")


def test_while_another_process_holds_the_lock_everything_can_be_read_and_then_written(
    file_store, path
):
    with held_by_another_process(path):
        assert not file_store.write_if_possible(noting)
        assert file_store.condition.trouble is None, "nobody waited for it"
        with pytest.raises(OperationalError) as refused:
            file_store.append([report(2, 2)], moment=MOMENT)
        assert trouble_of(refused.value) is file_store.condition.trouble is Trouble.LOCKED
        file_store.try_writing(MOMENT)
        assert file_store.condition.trouble is Trouble.LOCKED
        assert [row.moved for row in file_store.history(Evacuation)] == [report(1).moved]
    file_store.try_writing(MOMENT)
    assert file_store.condition.trouble is None
    assert file_store.append([report(2, 2)], moment=MOMENT).accepted == 1


def test_a_full_disk_is_called_one_and_loses_nothing(tmp_path):
    with small_disk(tmp_path / "disk", "6m") as disk:
        store = open_store(f"sqlite:///{disk / 'ems.sqlite'}")
        acknowledged, filled = [], fill(disk)

        def go_on():
            for n in range(100_000):
                store.append([report(n, n)], moment=MOMENT)
                acknowledged.append(n)

        with pytest.raises(OperationalError) as refused:
            go_on()
        assert trouble_of(refused.value) is store.condition.trouble is Trouble.FULL
        assert [row.moved for row in store.history(Evacuation)] == acknowledged
        assert not store.write_if_possible(noting), "and looking goes on"
        filled.unlink()
        store.try_writing(MOMENT)
        assert store.condition.trouble is None
        assert store.append([report(7, 77)], moment=MOMENT).accepted == 1
        store.close()


def deleted(path):
    path.unlink()


def exchanged(path):
    other = path.with_name("other.sqlite")
    shutil.copy(path, other)
    other.rename(path)


@pytest.mark.parametrize("fault", [deleted, exchanged])
def test_nothing_is_acknowledged_once_the_file_is_gone_or_another(file_store, path, fault):
    fault(path)
    with pytest.raises(Damaged, match=r"ems\.sqlite"):
        file_store.append([report(2, 2)], moment=MOMENT)
    assert file_store.condition.trouble is Trouble.DAMAGED
    with pytest.raises(Damaged):
        file_store.append([report(3, 3)], moment=MOMENT)


@pytest.mark.parametrize("fault", [deleted, exchanged])
def test_a_connection_made_anew_makes_no_empty_file_and_reads_no_other(file_store, path, fault):
    with file_store.engine.connect(), file_store.engine.connect():
        fault(path)
        with pytest.raises((Damaged, OperationalError)), file_store.engine.connect():
            pass  # more connections than the pool held before
    assert path.exists() == (fault is exchanged)


def test_a_file_that_goes_amid_a_write_is_no_acknowledgement(file_store, path):
    with pytest.raises(Damaged):
        file_store.write(lambda connection: path.unlink())


def cut_off(path):
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path):
    with path.open("r+b") as file:
        file.write(b"\0" * 4096)


@pytest.mark.parametrize("fault", [deleted, exchanged, cut_off, overwritten])
def test_the_watch_finds_it_without_anybody_writing(file_store, path, fault):
    with file_store.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    watch = Watch(file_store, lambda version: None)
    watch._guarded()
    assert file_store.condition.trouble is None
    fault(path)
    for _ in range(2):
        watch._guarded_at = 0.0
        watch._guarded()
    assert watch.trouble() is Trouble.DAMAGED


def test_a_malformed_page_is_damage_and_no_mistake_of_ours(file_store, path):
    file_store.append([report(n, n) for n in range(900)], moment=MOMENT)
    file_store.close()
    with path.open("r+b") as file:
        pages = path.stat().st_size // 4096
        for page in range(pages - 40, pages):  # the rows; what is needed to open it lies before
            file.seek(4096 * page)
            file.write(b"\xff" * 64)
    again = open_store(f"sqlite:///{path}")
    with pytest.raises(DatabaseError) as found:
        again.history(Evacuation)
    assert trouble_of(found.value) is again.condition.trouble is Trouble.DAMAGED
    with pytest.raises(Damaged):
        again.append([report(5000)], moment=MOMENT)
    again.close()


def test_no_empty_ledger_is_made_where_one_is_expected(file_store, path):
    file_store.close()
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    with pytest.raises(Unusable, match="init"):
        open_store(f"sqlite:///{path}")
    assert not path.exists()
    fresh = open_store(f"sqlite:///{path}", anew=True)
    assert fresh.version() == 0
    fresh.close()


def test_another_ledger_in_its_place_is_refused(file_store, path):
    file_store.close()
    with file_store.engine.begin() as connection:
        connection.execute(text("UPDATE notes SET value = 'another' WHERE name = 'ledger'"))
    file_store.engine.dispose()
    with pytest.raises(Unusable, match="marker"):
        open_store(f"sqlite:///{path}")
    marker_of(path).unlink()
    open_store(f"sqlite:///{path}").close()


def test_only_its_owner_reads_the_file(file_store, path):
    kept = [name for name in path.parent.iterdir() if name.name.startswith(path.name)]
    assert {name.stat().st_mode & 0o077 for name in kept if name != marker_of(path)} == {0}

"""Who writes at the same time is written together, and each is answered for himself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event
from time import sleep

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.store import open_store, writer
from ems_dashboard.store.appending import append
from ems_dashboard.store.engine import writing
from ems_dashboard.store.prepared import execute
from ems_dashboard.store.reader import Reader
from tests.store.test_ledger import report

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def test_those_who_come_while_one_writes_share_a_transaction_and_one_failure_is_his_alone(
    store, monkeypatch
):
    holding, free = Event(), Event()
    said = []
    monkeypatch.setattr(
        writer, "execute", lambda connection, text: said.append(text) or execute(connection, text)
    )

    def hold(connection):
        holding.set()
        assert free.wait(20)

    def put(number):
        def work(connection):
            append(connection, [report(number, number)], written_by="", moment=MOMENT)
            if number == 3:
                raise ValueError("three")
            return number

        return store.write(work)

    with ThreadPoolExecutor(9) as people:
        first = people.submit(store.write, hold)
        assert holding.wait(20)
        others = [people.submit(put, number) for number in range(8)]
        while len(store._writer._queue) < 8:
            sleep(0.001)
        free.set()
        first.result()
        told = [other.exception() or other.result() for other in others]
    assert [str(answer) for answer in told] == ["0", "1", "2", "three", "4", "5", "6", "7"]
    assert said.count("COMMIT") == 2, "one who held, and all the others at once"
    rows = store.history(Evacuation)
    assert [row.moved for row in rows] == [0, 1, 2, 4, 5, 6, 7]
    assert sorted(row.seq for row in rows) == list(range(1, 8)), "what was taken back leaves no gap"


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(store):
    with pytest.raises(RuntimeError, match="inside"):
        store.write(lambda connection: store.append([report(1)], moment=MOMENT))
    assert store.append([report(1)], moment=MOMENT).accepted == 1


def test_who_is_interrupted_leaves_nothing_and_the_next_can_write(store):
    def interrupted(connection):
        append(connection, [report(1)], written_by="", moment=MOMENT)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(interrupted)
    assert store.version() == 0
    assert store.append([report(2)], moment=MOMENT).version == 1


def test_what_the_database_refuses_is_told_as_everywhere_else(store):
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE latest_evacuation"))
    with pytest.raises(Exception, match="latest_evacuation") as refused:
        store.append([report(1)], moment=MOMENT)
    assert type(refused.value).__module__ == "sqlalchemy.exc"
    assert store.version() == 0


def test_a_database_that_another_program_holds_is_told_as_locked(tmp_path, monkeypatch):
    monkeypatch.setattr("ems_dashboard.store.engine.BUSY_MS", 50)
    path = f"sqlite:///{tmp_path / 'held.sqlite'}"
    store, other = open_store(path), open_store(path)
    try:
        with writing(other.engine).begin(), pytest.raises(OperationalError, match="locked"):
            store.append([report(1)], moment=MOMENT)
        assert store.append([report(1)], moment=MOMENT).accepted == 1
    finally:
        store.close()
        other.close()


def test_a_row_is_read_from_the_database_once(store):
    store.append([report(n, n) for n in range(3)], moment=MOMENT)
    first = store.history(Evacuation)
    assert all(again is row for again, row in zip(store.history(Evacuation), first, strict=True))
    assert store.current(Evacuation, as_of=MOMENT)[0] is first[-1]


def test_what_is_not_committed_is_not_cache(store):
    store.append([report(0)], moment=MOMENT)

    def looked_at_and_taken_back(connection):
        append(connection, [report(1, 1)], written_by="", moment=MOMENT)
        assert [row.moved for row in Reader(connection).history(Evacuation)] == [0, 1]
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write(looked_at_and_taken_back)
    store.append([report(7, 1)], moment=MOMENT)
    assert [row.moved for row in store.history(Evacuation)] == [0, 7]


def test_more_rows_than_are_kept_are_read_whole_and_in_order(store, monkeypatch):
    monkeypatch.setattr("ems_dashboard.store.fact_cache.KEPT", 5)
    monkeypatch.setattr("ems_dashboard.store.fact_cache.CHUNK", 3)
    store.append([report(n, n) for n in range(20)], moment=MOMENT)
    start = report(0).valid_at
    for first, until in ((0, 4), (2, 6), (0, 20), (3, 8), (0, 2), (5, 9), (0, 20)):
        span = {"since": start + timedelta(hours=first), "before": start + timedelta(hours=until)}
        assert [row.moved for row in store.history(Evacuation, **span)] == list(range(first, until))
        kept = store._cache._lately.keys() | store._cache._before.keys()
        assert len(kept) <= 15


def test_a_connection_that_broke_between_two_writes_is_made_anew(url, store):
    store.append([report(1)], moment=MOMENT)
    driver = store._writer._connection.connection.driver_connection
    if store.engine.dialect.name == "sqlite":
        driver.close()
    else:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            other.execute(
                text("SELECT pg_terminate_backend(:pid)"), {"pid": driver.info.backend_pid}
            )
    assert store.append([report(2, 1)], moment=MOMENT).accepted == 1
    assert [row.moved for row in store.history(Evacuation)] == [1, 2]

"""How a connection is made: what survives a power cut, how long it waits, what begins a transaction."""

import pytest
from sqlalchemy.exc import OperationalError

from ems_dashboard.store.engine import (
    BUSY_MS,
    CONNECT_S,
    STATEMENT_MS,
    begun_by_hand,
    make_engine,
    wait_at_most,
    writing,
)
from ems_dashboard.store.prepared import driver_connection, execute


@pytest.fixture
def engine(tmp_path):
    made = make_engine(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield made
    made.dispose()


def asked(connection, name):
    ((value,),) = execute(connection, f"PRAGMA {name}")
    return value


def test_a_commit_is_on_the_disk_before_it_is_answered_and_readers_wait_for_no_writer(engine):
    with engine.connect() as connection:
        full = 2
        assert (asked(connection, "journal_mode"), asked(connection, "synchronous")) == (
            "wal",
            full,
        )
        assert (asked(connection, "busy_timeout"), asked(connection, "foreign_keys")) == (
            BUSY_MS,
            1,
        )
        assert asked(connection, "mmap_size") == 0


def test_a_writer_holds_the_lock_from_its_first_statement_and_a_reader_does_not(engine):
    with engine.connect() as reader, engine.connect() as second:
        wait_at_most(second, 0)
        with writing(engine).begin():
            assert reader.exec_driver_sql("SELECT 1").scalar() == 1
            with pytest.raises(OperationalError, match="locked"):
                second.exec_driver_sql("CREATE TABLE x (y)")


def test_by_hand_no_transaction_begins_of_itself(engine):
    with begun_by_hand(engine) as connection:
        execute(connection, "SELECT 1")
        assert not driver_connection(connection).in_transaction
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert driver_connection(connection).in_transaction


def test_how_long_one_connection_waits_is_its_own(engine):
    with engine.connect() as one, engine.connect() as other:
        wait_at_most(one, 250)
        assert (asked(one, "busy_timeout"), asked(other, "busy_timeout")) == (250, BUSY_MS)


def test_a_server_that_hangs_is_given_up(monkeypatch):
    seen = {}
    monkeypatch.setattr(
        "ems_dashboard.store.engine.create_engine", lambda url, **more: seen.update(more)
    )
    make_engine("postgresql+psycopg://ems@db.example/ems")
    limits = seen["connect_args"]
    assert seen["pool_pre_ping"] is True
    assert limits["connect_timeout"] == CONNECT_S
    assert f"statement_timeout={STATEMENT_MS}" in limits["options"]
    assert f"lock_timeout={BUSY_MS}" in limits["options"]
    assert 0 < limits["keepalives_idle"] < limits["tcp_user_timeout"] / 1000

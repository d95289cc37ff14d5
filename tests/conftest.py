import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import event

from ems_dashboard.actions import passwords
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store import ledger, open_store
from ems_dashboard.store.migrating import migrate
from tests.services.demonstration import CITY_DIR, kept_demonstration
from tests.services.postgres import EmptyDatabase, running_postgres

__all__ = ["CITY_DIR"]
# how long a rule takes, the bench says: a test that fails because the machine is busy says nothing
settings.register_profile("ems", deadline=None)
settings.load_profile("ems")
# argon2 is costly by intent; before any test module is imported, since some of them hash a password then
PRODUCT_HASHER = passwords._HASHER
passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def asked_of(store):
    """What is asked of this SQLite from now on: a list that grows, each statement with its values in place."""
    asked = []
    event.listen(
        store.engine, "checkout", lambda driver, *_: driver.set_trace_callback(asked.append)
    )
    return asked


@pytest.fixture
def acting(monkeypatch):
    """acting(Role.DUTY_OFFICER) → the Actor as whom every page of this test is opened; for pages as AppTest. A browser
    signs in for itself: `signed_in` in tests/browser/conftest.py."""

    def act(role=Role.DUTY_OFFICER, account="duty1", name="值班员甲", unit=""):
        actor = Actor(account, name, role, unit)
        monkeypatch.setattr("ems_dashboard.views.frame.identity.actor", lambda: actor)
        return actor

    return act


@pytest.fixture(scope="session")
def postgres_url():
    with running_postgres() as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def postgres_database(postgres_url):
    """A database with empty tables; `empty()` it after use."""
    return EmptyDatabase(postgres_url)


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory):
    """A database file that holds the demonstration season; copy it before writing to it."""
    return shutil.copy(kept_demonstration(), tmp_path_factory.mktemp("demo") / "demo.sqlite")


@pytest.fixture(scope="session", autouse=True)
def empty_tables(tmp_path_factory):
    """The tables of a new SQLite file are copied from one that was migrated, not migrated again for every test."""
    empty = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_store(f"sqlite:///{empty}").close()

    def copied_or_migrated(engine):
        path = engine.url.database
        written = path and Path(path).is_file() and Path(path).stat().st_size
        if engine.dialect.name == "sqlite" and path and not written:
            with closing(sqlite3.connect(empty)) as source, engine.connect() as new:
                source.backup(new.connection.driver_connection)
        migrate(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "migrate", copied_or_migrated)
        yield


@pytest.fixture(scope="session")
def demo_store(demo_path):
    store = open_store(f"sqlite:///{demo_path}")
    yield store
    store.close()

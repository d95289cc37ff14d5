import pytest
from sqlalchemy import event

from ems_dashboard import clock
from ems_dashboard.actions.demo import load_demonstration
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.services.postgres import running_postgres

CITY_DIR = ROOT / "data" / "zhangzhou"


def asked_of(store):
    """What is asked of this SQLite from now on: a list that grows, each statement with its values in place."""
    asked = []
    event.listen(store.engine, "checkout", lambda driver, *_: driver.set_trace_callback(asked.append))
    return asked


@pytest.fixture
def acting(monkeypatch):
    """acting(Role.DUTY_OFFICER) → the Actor as whom every page of this test is opened; for pages as AppTest. A browser
    signs in for itself: `signed_in` in tests/browser/conftest.py."""

    def act(role=Role.DUTY_OFFICER, account="duty1", name="值班员甲", unit=""):
        actor = Actor(account, name, role, unit)
        monkeypatch.setattr("ems_dashboard.views.identity.actor", lambda: actor)
        return actor

    return act


@pytest.fixture(scope="session")
def postgres_url():
    with running_postgres() as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory):
    """A database file that holds the demonstration season; copy it before writing to it."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    store = open_store(f"sqlite:///{path}")
    load_demonstration(store, load_city(CITY_DIR), CITY_DIR, moment=clock.now(), words=words("zh"))
    store.close()
    return path


@pytest.fixture(scope="session")
def demo_store(demo_path):
    store = open_store(f"sqlite:///{demo_path}")
    yield store
    store.close()

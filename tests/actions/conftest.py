from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.polling import RUNS, Poller
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.web.lifespan import lifespan
from ems_dashboard.web.site import middleware, routes
from tests.actions.meeting_room import furnished
from tests.store.conftest import store, url  # noqa: F401 - acts run on SQLite and on PostgreSQL

NOW = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def city():
    return load_city(ROOT / "data" / "zhangzhou")


@pytest.fixture
def desk(store, city):  # noqa: F811 - the stores above
    """desk(moment, role) → the desk of 值班员甲, or of another role."""

    def at(moment=NOW, role=Role.DUTY_OFFICER):
        return Desk(store, city, Actor("jia", "值班员甲", role), words("zh"), moment)

    return at


@pytest.fixture
def room(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'room.sqlite'}")
    furnished(opened)
    yield opened
    opened.close()


@pytest.fixture
def client_with_sources(tmp_path, monkeypatch):
    """The server's routes over a fresh database, with the given sources.toml."""

    def make(text):
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("EMS_SOURCES", str(tmp_path / "sources.toml"))
        address = f"sqlite:///{tmp_path / 'served.sqlite'}"
        monkeypatch.setenv("EMS_DATABASE_URL", address)
        served = open_store(address)
        served.note(
            NOTE, "350600"
        )  # /health of a live database tells strangers nothing about its sources
        served.close()
        monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
        return TestClient(
            Starlette(routes=routes, middleware=middleware, lifespan=lifespan),
            base_url="http://127.0.0.1",
        )

    return make


@pytest.fixture
def poller(tmp_path):
    RUNS.clear()
    own = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield Poller(own, load_city(ROOT / "data" / "zhangzhou"), words("en"))
    own.close()
    RUNS.clear()

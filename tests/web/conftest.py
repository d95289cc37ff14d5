from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.store import open_store
from ems_dashboard.web.lifespan import lifespan
from ems_dashboard.web.site import middleware, routes

HERE = "http://127.0.0.1"


@contextmanager
def browsing():
    """The server's routes as a browser asks them: under its own name and with the Origin of its own page."""
    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
    with TestClient(app, base_url=HERE, headers={"Origin": HERE}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def live_database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
    return url


@pytest.fixture
def database(live_database):
    """An empty demonstration, which everybody may read without signing in."""
    store = open_store(live_database)
    store.note(NOTE, "350600")
    store.close()
    return live_database


@pytest.fixture
def client(database):
    """Nobody signed in, in a demonstration; `client.post("/sign-in", data={"ready": "duty1"})` signs in."""
    with browsing() as client:
        yield client


@pytest.fixture
def stranger(live_database):
    """Nobody signed in, in a live database."""
    with browsing() as client:
        yield client

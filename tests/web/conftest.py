import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ems_dashboard.web.lifespan import lifespan
from ems_dashboard.web.site import middleware, routes


@pytest.fixture
def database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
    return url


@pytest.fixture
def client(database):
    with TestClient(Starlette(routes=routes, middleware=middleware, lifespan=lifespan)) as client:
        yield client

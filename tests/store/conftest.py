"""Every test of the store runs on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

import pytest

from ems_dashboard.store import open_store

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ems.sqlite'}"
        return
    database = request.getfixturevalue("postgres_database")
    yield database.url
    database.empty()


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()

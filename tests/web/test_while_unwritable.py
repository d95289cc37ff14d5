"""Nobody who reads needs the database to be written: a signed-in page and a display open while
another process holds the lock, who signs in hears the true reason, and nobody is signed out."""

from datetime import timedelta
from pathlib import Path

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import recognising
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.runtime import runtime
from ems_dashboard.store import writer
from ems_dashboard.store.condition import Trouble
from ems_dashboard.store.tokens import Token, add_token
from tests.services.faults import held_by_another_process

HTML = {"Accept": "text/html"}


@pytest.fixture
def path(live_database, monkeypatch):
    monkeypatch.setattr(writer, "BUSY_MS", 200)
    monkeypatch.setattr(writer, "IMPATIENT_MS", 50)
    monkeypatch.setattr(recognising, "SEEN_EVERY", timedelta(0))
    return Path(live_database.removeprefix("sqlite:///"))


def test_every_page_and_display_opens_while_the_lock_is_held(client, path):
    client.post("/sign-in", data={"ready": "duty1"})
    runtime().store.write(
        lambda connection: add_token(
            connection, Token("t", key_of("display"), "hall", clock.now(), "root1")
        )
    )
    with held_by_another_process(path):
        assert client.get("/waiting").status_code == 200
        assert client.get("/sign-in/password", headers=HTML).status_code == 200
        assert client.get("/wall/picture?token=display").status_code == 200
        assert client.get("/health").json()["database"] == "ok"
        refused = client.post("/sign-in", data={"ready": "duty1"}, headers=HTML)
        assert refused.status_code == 503
        assert "被别的程序占用" in refused.text
        assert client.get("/health").json()["database"] == Trouble.LOCKED
        assert client.get("/waiting").status_code == 200
    assert client.post("/sign-in", data={"ready": "duty1"}).status_code == 303
    assert client.get("/health").json()["database"] == "ok"


def test_nobody_is_signed_out_because_a_visit_could_not_be_kept(client, path, monkeypatch):
    client.post("/sign-in", data={"ready": "duty1"})
    idle, begun = runtime().limits.idle, clock.now()
    with held_by_another_process(path):
        for step in range(1, 4):
            moment = begun + step * (idle - timedelta(minutes=1))
            monkeypatch.setattr(clock, "machine_now", lambda moment=moment: moment)
            assert client.get("/sign-in/password", headers=HTML).status_code == 200
        monkeypatch.setattr(clock, "machine_now", lambda: begun + 5 * idle)
        assert client.get("/sign-in/password", headers=HTML).status_code == 303

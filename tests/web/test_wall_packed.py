"""A picture of the wall is made and packed once for all who read as much, and is never older than the ledger or the
minute."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.store import open_store
from ems_dashboard.web import wall
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU

PLAIN = {"Accept-Encoding": "identity"}
THEIRS = "别县收到的指令"


@pytest.fixture
def began(monkeypatch):
    """At the tenth second of a minute, so that nothing of a test falls on its turn."""
    now = clock.minute(clock.now()) + timedelta(seconds=10)
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: now)
    return clock.minute(now) - timedelta(hours=2)


@pytest.fixture
def busy(began, client, database):
    store = open_store(database)
    order = replace(make.order("theirs", began, units=(ZHANGPU,)), title=THEIRS)
    rows = [make.incident(began_at=began), make.response(valid_at=began), order]
    store.append(rows, moment=clock.now(), written_by="test")
    yield client
    store.close()


@pytest.fixture
def made(monkeypatch):
    """What each picture that was made anew was made for."""
    scopes, make_one = [], wall._made

    def count(here):
        scopes.append(here.scope.code)
        return make_one(here)

    monkeypatch.setattr(wall, "_made", count)
    return scopes


def report(database, moved, began):
    store = open_store(database)
    figure = make.evacuation(moved, began + timedelta(hours=1))
    store.append([figure], moment=clock.now(), written_by="test")
    store.close()


def test_two_viewers_get_the_same_bytes_made_once_packed_or_plain(busy, made):
    first, second = busy.get("/wall/picture"), busy.get("/wall/picture")
    plain = busy.get("/wall/picture", headers=PLAIN)
    assert first.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert first.content == second.content == plain.content
    assert len(made) == 1


def test_what_is_sent_packed_is_what_is_sent_plain():
    made = wall._pack({"blocks": {"head": "台风甲"}})
    assert gzip.decompress(made.gzipped) == made.plain
    assert json.loads(made.plain) == {"blocks": {"head": "台风甲"}}


def test_a_commit_ends_the_picture_that_is_kept(busy, made, database, began):
    assert "777" not in busy.get("/wall/picture").json()["blocks"]["evacuation"]
    report(database, 777, began)
    assert "777" in busy.get("/wall/picture").json()["blocks"]["evacuation"]
    assert len(made) == 2


def test_the_next_minute_has_a_picture_of_its_own(busy, made, monkeypatch):
    early, now = busy.get("/wall/picture").json(), clock.now()
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: now + timedelta(minutes=1))
    late = busy.get("/wall/picture").json()
    assert early["as_of"] < late["as_of"]
    assert len(made) == 2


def test_the_clock_is_each_viewers_own_though_the_picture_is_shared(busy, made, monkeypatch):
    first, now = busy.get("/wall/picture"), clock.now()
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: now + timedelta(seconds=40))
    second = busy.get("/wall/picture")
    assert first.content == second.content
    told = [clock.parse(answer.headers[wall.NOW]) for answer in (first, second)]
    assert told[1] - told[0] == timedelta(seconds=40)


@pytest.mark.parametrize("unit", ["", ZHANGPU])
def test_nobody_is_sent_what_was_packed_for_a_wider_sight(busy, made, unit):
    asked = {"unit": unit} if unit else {}
    busy.post("/sign-in", data={"ready": "duty1"})
    assert THEIRS in busy.get("/wall/picture", params=asked).json()["blocks"]["orders"]
    busy.post("/sign-in", data={"ready": DONGSHAN})
    assert THEIRS not in busy.get("/wall/picture", params=asked).text
    assert len(made) == 2, "each sight has a picture of its own"


def test_an_unknown_level_is_answered_by_no_picture(busy, made):
    answer = busy.get("/wall/picture", params={"unit": "nowhere"})
    assert (answer.status_code, made) == (404, [])

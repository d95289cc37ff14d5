"""What a server makes before anybody asks: the first viewers make nothing of it again, and nobody is shown anything
older, wider or broken because of it."""

import json
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ems_dashboard import clock
from ems_dashboard.rules.roles import WALL
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import stand
from ems_dashboard.situation import situation_cache
from ems_dashboard.store import open_store
from ems_dashboard.views.maps import maps
from ems_dashboard.web import wall, warming
from ems_dashboard.web.site import middleware, routes
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU
from tests.web.conftest import HERE

THEIRS = "别县收到的指令"


@pytest.fixture
def began(monkeypatch):
    """At the tenth second of a minute, so that nothing of a test falls on its turn."""
    now = clock.minute(clock.now()) + timedelta(seconds=10)
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: now)
    return clock.minute(now) - timedelta(hours=2)


@pytest.fixture
def busy(database, began):
    store = open_store(database)
    order = replace(make.order("theirs", began, units=(ZHANGPU,)), title=THEIRS)
    storm = [make.fix(began + timedelta(hours=hour), 22.0 + hour / 2, 119.0) for hour in (0, 1)]
    rows = [make.incident(began_at=began), make.response(valid_at=began), order, *storm]
    store.append([*rows, make.evacuation(400, began)], moment=clock.now(), written_by="test")
    yield store
    store.close()


@pytest.fixture
def made(monkeypatch):
    """The names of what takes long, as often as it is made."""
    names = []
    for module, name in ((wall, "_made"), (maps, "land_html"), (situation_cache, "ways_of")):
        monkeypatch.setattr(module, name, counted(getattr(module, name), names))
    return names


def counted(make_one, names):
    def count(*values, **named):
        names.append(make_one.__name__)
        return make_one(*values, **named)

    return count


def test_the_first_viewers_make_nothing_again(busy, made):
    warming.warm(runtime())
    assert sorted(made) == ["_made", "land_html", "ways_of"]
    here = stand(runtime(), "overview", WALL, "zh", {})
    assert wall.packed(replace(here, page="wall"))
    maps.land_of(here, "people")
    here.cache.race(here.situation)
    assert len(made) == 3


def test_what_is_committed_afterwards_is_shown(busy, began):
    warming.warm(runtime())
    figure = make.evacuation(777, began + timedelta(minutes=30))
    busy.append([figure], moment=clock.now(), written_by="test")
    told = wall.packed(stand(runtime(), "wall", WALL, "zh", {}))
    assert "777" in _blocks(told)["evacuation"]


def test_the_next_minute_is_another_picture(busy, monkeypatch):
    warming.warm(runtime())
    now = clock.now()
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: now + timedelta(minutes=1))
    here = stand(runtime(), "wall", WALL, "zh", {})
    assert here.as_of == now + timedelta(minutes=1)


@pytest.mark.parametrize(("who", "reads"), [("duty1", True), (DONGSHAN, False)])
def test_nobody_reads_more_because_it_was_made_beforehand(busy, who, reads):
    warming.warm(runtime())
    app = Starlette(routes=routes, middleware=middleware)
    client = TestClient(app, base_url=HERE, headers={"Origin": HERE}, follow_redirects=False)
    client.post("/sign-in", data={"ready": who})
    assert (THEIRS in client.get("/wall/picture").text) is reads


def test_an_empty_live_database_is_warmed_without_a_word(live_database, caplog):
    with caplog.at_level(logging.WARNING):
        warming.warm(runtime())
    assert caplog.messages == [], "neither of the product nor of Streamlit: no page is drawn"


def test_what_cannot_be_made_beforehand_keeps_no_server_from_answering(
    database, monkeypatch, caplog
):
    def broken(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(warming, "warm", broken)
    warming._warm_quietly()
    assert "the first picture could not be made beforehand" in caplog.text
    app = Starlette(routes=routes, middleware=middleware, lifespan=warming.warmed)
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/health").status_code == 200


def _blocks(told):
    return json.loads(told.plain)["blocks"]

"""The steps of the levels on the wall: every response in force, whichever incident it belongs to."""

from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.scope import whole_city
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen import wall_levels
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON, incident, response


def test_the_rain_of_another_incident_stands_beside_the_typhoon():
    store = open_store("sqlite://")
    rain = {"hazard": Hazard.RAINSTORM, "incident": "r1"}
    facts = [
        incident(),
        response(Level.III),
        incident("r1", Hazard.RAINSTORM, began=3),
        response(Level.IV, 3, **rain),
    ]
    store.append(facts, moment=NOON, written_by="test")
    cache = SituationCache(store, CITY)
    here = Here(
        page="wall",
        actor=Actor("wall", "大屏", Role.LEADER, ""),
        words=words("zh"),
        lang="zh",
        city=CITY,
        store=store,
        cache=cache,
        as_of=NOON,
        past=True,
        scope=whole_city(CITY),
        situation=cache.at(NOON),
    )
    drawn = str(wall_levels.steps(here))
    store.close()
    assert "防台风 Ⅲ" in drawn
    assert "防暴雨 Ⅳ" in drawn

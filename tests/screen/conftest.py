import pytest

from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.scope import whole_city
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON


@pytest.fixture
def look():
    """look(*facts) → where a duty officer stands at noon before a ledger that holds these."""
    store = open_store("sqlite://")

    def here(*facts):
        store.append(facts, moment=NOON, written_by="test")
        cache = SituationCache(store, CITY)
        return Here(
            page="wall",
            actor=Actor("duty1", "值班员甲", Role.DUTY_OFFICER, ""),
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

    yield here
    store.close()

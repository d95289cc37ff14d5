"""Where somebody stands before a ledger that holds a few rows, for the blocks of a screen."""

from collections.abc import Iterable

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.scope import whole_city
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import Store
from ems_dashboard.text import words
from tests.situation.rows import NOON


def stood(store: Store, city: City, facts: Iterable[Fact], name: str = "值班员甲") -> Here:
    """A duty officer at noon, after the facts were stored."""
    store.append(facts, moment=NOON, written_by="test")
    cache = SituationCache(store, city)
    return Here(
        page="wall",
        actor=Actor("duty1", name, Role.DUTY_OFFICER, ""),
        words=words("zh"),
        lang="zh",
        city=city,
        store=store,
        cache=cache,
        as_of=NOON,
        past=True,
        scope=whole_city(city),
        situation=cache.at(NOON),
    )

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import past_versions
from ems_dashboard.situation.past_versions import PastVersions
from ems_dashboard.store import open_store

NOON = clock.parse("2024-06-01T12:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield store
    store.close()


def tell(store, known_at):
    fact = Evacuation(
        incident="x",
        unit="350626",
        category=Category.PEOPLE,
        target=9,
        moved=store.version(),
        valid_at=known_at - HOUR,
        known_at=known_at,
    )
    return store.append([fact], moment=known_at).version


def test_what_was_known_at_a_past_moment_stays_while_only_later_things_are_told(store):
    past = PastVersions(store)
    before = past.version_of(NOON)
    tell(store, NOON + HOUR)
    tell(store, NOON + 2 * HOUR)
    assert past.version_of(NOON) == before
    late = tell(store, NOON - HOUR)
    assert past.version_of(NOON) == late, "history that was brought in later changes it"
    assert past.version_of(NOON - 2 * HOUR) == before
    tell(store, NOON + 3 * HOUR)
    assert past.version_of(NOON) == late


def test_what_is_known_in_that_very_moment_belongs_to_it(store):
    past = PastVersions(store)
    assert past.version_of(NOON) != tell(store, NOON) == past.version_of(NOON)


def test_long_lists_are_cut_and_what_is_cut_counts_as_changed(store, monkeypatch):
    monkeypatch.setattr(past_versions, "KEPT", 2)
    past = PastVersions(store)
    past.version_of(NOON)
    versions = []
    for hours in range(1, 5):
        versions.append(tell(store, NOON + hours * HOUR))
        past.version_of(NOON)
    assert past.version_of(NOON) == versions[1]
    assert past.version_of(NOON + 5 * HOUR) == versions[3]

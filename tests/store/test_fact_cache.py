"""Facts that were read before: in the order asked for, fetched once, and not kept without end."""

import pytest
from sqlalchemy import event

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.store import fact_cache
from ems_dashboard.store.fact_cache import FactCache
from tests.builders import at, evacuation, incident


@pytest.fixture
def kept(store):
    """The sequence numbers of five reports with 0 … 4 moved."""
    store.append([evacuation(n, at(n)) for n in range(5)], moment=at(9))
    return [row.seq for row in sorted(store.history(Evacuation), key=lambda row: row.moved)]


@pytest.fixture
def counted(store):
    """counted() → how many statements were sent since it was made."""
    sent = []

    def note(*_):
        sent.append(1)

    event.listen(store.engine, "before_cursor_execute", note)
    yield lambda: len(sent)
    event.remove(store.engine, "before_cursor_execute", note)


def moved(store, cache, seqs):
    with store.engine.connect() as connection:
        return [row.moved for row in cache.facts(connection, Evacuation, seqs)]


def test_they_come_in_the_order_asked_for_as_often_as_asked_for(store, kept):
    cache = FactCache()
    assert moved(store, cache, [kept[3], kept[0], kept[3]]) == [3, 0, 3]
    assert moved(store, cache, kept[::-1]) == [4, 3, 2, 1, 0]
    assert moved(store, cache, []) == []


def test_what_was_read_is_not_asked_for_again(store, kept, counted):
    cache = FactCache()
    moved(store, cache, kept[:3])
    before = counted()
    assert moved(store, cache, kept[:3]) == [0, 1, 2]
    assert counted() == before
    assert moved(store, cache, kept) == [0, 1, 2, 3, 4]
    assert counted() == before + 1


def test_many_are_fetched_in_parts_and_none_is_left_out(store, kept, counted, monkeypatch):
    monkeypatch.setattr(fact_cache, "CHUNK", 2)
    assert moved(store, FactCache(), kept) == [0, 1, 2, 3, 4]
    assert counted() == 3


def test_what_was_asked_for_last_is_kept_once_more_before_it_is_forgotten(
    store, kept, counted, monkeypatch
):
    monkeypatch.setattr(fact_cache, "KEPT", 2)
    cache = FactCache()
    moved(store, cache, kept[:2])
    moved(store, cache, kept[2:3])
    before = counted()
    assert moved(store, cache, kept[:2]) == [0, 1]
    assert counted() == before
    moved(store, cache, kept[3:5])
    assert moved(store, cache, kept[2:3]) == [2]
    assert counted() > before + 1


def test_a_list_for_a_file_is_read_whole_and_pushes_nothing_out(store, kept, counted, monkeypatch):
    monkeypatch.setattr(fact_cache, "KEPT", 2)
    cache = FactCache()
    moved(store, cache, kept[:1])
    assert moved(store, cache, kept) == [0, 1, 2, 3, 4]
    before = counted()
    assert moved(store, cache, kept[:1]) == [0]
    assert counted() == before
    # nobody looks at such a list again: it is not kept
    assert moved(store, cache, kept[1:2]) == [1]
    assert counted() == before + 1


def test_kinds_do_not_meet_for_numbers_are_given_once(store, kept):
    store.append([incident()], moment=at(9))
    (case,) = store.history(Incident)
    cache = FactCache()
    moved(store, cache, kept)
    with store.engine.connect() as connection:
        assert cache.facts(connection, Incident, [case.seq]) == [case]

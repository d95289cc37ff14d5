"""Pictures are made once, and of a new version only what something was added to is read again."""

import re
import shutil
from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import open_store
from tests.builders import DONGSHAN, at, evacuation, fix, incident, order, response
from tests.conftest import CITY_DIR, asked_of

CITY = load_city(CITY_DIR)
BUSY = clock.parse("2023-09-04T20:24")


@pytest.fixture
def store(demo_path, tmp_path):
    shutil.copy(demo_path, tmp_path / "ems.sqlite")
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def tables_read(store):
    """tables_read() → the tables of facts that were asked for since it was called last."""
    asked = asked_of(store)

    def read():
        named = {
            name
            for text in asked
            if "max(" not in text
            for name in re.findall(r"FROM (?:latest_)?(\w+)", text)
        }
        asked.clear()
        return named - {"ledger", "misdated"}

    return read


def move(store, picture, people):
    row = next(row for row in reversed(picture.evacuation_rows) if row.category is Category.PEOPLE)
    told = replace(
        row,
        moved=row.moved + people,
        valid_at=picture.as_of,
        known_at=picture.as_of,
        seq=None,
        written_at=None,
    )
    store.append([told], moment=clock.now())


def test_after_a_figure_only_figures_are_read_and_the_picture_is_as_if_all_were(store, tables_read):
    kept = SituationCache(store, CITY)
    before = situation(store, CITY, BUSY, keep=kept.once)
    assert {"evacuation", "warnings", "orders", "storm_fixes"} <= tables_read()
    move(store, before, 7)
    tables_read()
    after = situation(store, CITY, BUSY, keep=kept.once)
    assert tables_read() == {Evacuation.KIND}
    assert after == situation(store, CITY, BUSY) != before


def test_a_past_picture_is_not_made_again_while_only_later_things_are_told(store):
    cache = SituationCache(store, CITY)
    early = cache.at(clock.parse("2023-09-03T08:00"))
    late = cache.at(clock.parse("2023-09-05T08:00"))
    move(store, cache.at(BUSY), 7)
    assert cache.at(clock.parse("2023-09-03T08:00")) is early
    assert cache.at(clock.parse("2023-09-05T08:00")) is not late


def test_the_paths_of_a_storm_are_searched_once_however_often_figures_change(store):
    cache = SituationCache(store, CITY)
    first = cache.at(BUSY)
    before = cache.race(first)
    move(store, first, 7)
    after = cache.race(cache.at(BUSY))
    assert after is not before
    assert after.approaches is before.approaches
    assert after.runners != before.runners


def test_the_race_the_levels_and_the_orders_of_a_moment_are_those_of_that_moment(tmp_path):
    """One version of the ledger has as many races as moments are looked at."""
    store = open_store(f"sqlite:///{tmp_path / 'few.sqlite'}")
    rows = [
        incident(), response(), fix(at(1)), fix(at(4), 22.0), evacuation(100, at(1)), evacuation(400, at(4)),
        order(receipt_due=at(2)),
    ]  # fmt: skip
    store.append(rows, moment=at(5))
    cache = SituationCache(store, CITY)
    early, late = cache.at(at(1)), cache.at(at(4))
    assert early.version == late.version
    for of, moved, lat in ((early, 100, 21.0), (late, 400, 22.0), (early, 100, 21.0)):
        race = cache.race(of)
        assert (race.as_of, race.storm.position.lat) == (of.as_of, lat)
        assert race.runner(DONGSHAN, Category.PEOPLE).moved == moved
        assert cache.orders(of).files[0].cell(DONGSHAN).late is (of is late)
        assert cache.levels(of) == level_desk(store, CITY, of, race)
    store.close()


def test_a_failure_is_not_kept(store):
    cache, tries = SituationCache(store, CITY), iter([ValueError("no"), None])

    def make():
        if error := next(tries):
            raise error
        return "made"

    with pytest.raises(ValueError, match="no"):
        cache.once("key", make)
    assert cache.once("key", make) == "made"

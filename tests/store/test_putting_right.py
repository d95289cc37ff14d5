"""What a clock that was ahead has dated: found by when it was written, written once more, read no more as it was."""

from datetime import timedelta

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.store.putting_right import late_by, put_ledger_right
from tests.builders import ZHANGPU, at, evacuation

THRESHOLDS = load_city(ROOT / "data" / "zhangzhou").plan.thresholds
NOW = at(10)


@pytest.fixture
def late(store):
    def read():
        with store.engine.connect() as connection:
            return late_by(connection, NOW)

    return read


@pytest.fixture
def right(store):
    def put():
        return store.write(lambda connection: put_ledger_right(connection, NOW, THRESHOLDS))

    return put


def moved(store, moment=NOW):
    return {row.unit: row.moved for row in store.current(Evacuation, as_of=moment)}


def test_a_ledger_that_ends_now_is_not_late(store, late):
    store.append([evacuation(1, at(9))], moment=NOW)
    assert late() is None


def test_how_many_rows_since_when_and_what_came_before(store, late):
    store.append([evacuation(1, at(8))], moment=at(8))
    store.append([evacuation(2, at(20))], moment=at(20))
    store.append([evacuation(3, at(22))], moment=at(22))
    found = late()
    assert (found.rows, found.first, found.last, found.before) == (2, at(20), at(22), at(8))
    assert found.takes_longer_than_passed(NOW) == timedelta(0)
    assert found.takes_longer_than_passed(at(9)) == timedelta(hours=1)


def test_a_figure_dated_ahead_stands_at_the_last_full_hour_and_is_seen_now(store, right, late):
    store.append([evacuation(1, at(8))], moment=at(8))
    store.append([evacuation(2, at(20))], moment=at(20))
    assert moved(store) == {"350626": 1}
    assert right() == 1
    assert moved(store) == {"350626": 2}
    (first, again) = store.history(Evacuation)
    assert (first.moved, again.moved) == (1, 2)
    assert again.valid_at <= NOW
    assert again.known_at <= NOW
    assert late() is None


def test_nothing_is_written_where_nothing_is_ahead(store, right):
    store.append([evacuation(1, at(8)), evacuation(2, NOW, unit=ZHANGPU)], moment=NOW)
    version = store.version()
    assert right() == 0
    assert store.version() == version
    assert moved(store) == {"350626": 1, ZHANGPU: 2}


def test_two_reports_of_one_thing_stay_in_their_order(store, right):
    store.append([evacuation(1, at(20))], moment=at(20))
    store.append([evacuation(2, at(20.5))], moment=at(20.5))
    assert right() == 2
    assert moved(store) == {"350626": 2}

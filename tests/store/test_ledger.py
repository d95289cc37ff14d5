from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Category, OrderKind
from ems_dashboard.store import open_store
from ems_dashboard.store.schema import metadata
from tests.conftest import asked_of

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def report(moved: int, hours: float = 0, **fields) -> Evacuation:
    given = {
        "incident": "2023-TY2311",
        "unit": "350626",
        "category": Category.PEOPLE,
        "target": 100,
        "moved": moved,
        "valid_at": NOON + hours * HOUR,
    }
    return Evacuation(**given | fields)


def moved(store, as_of, **equal) -> list[int]:
    return [row.moved for row in store.current(Evacuation, as_of=as_of, **equal)]


def test_reading_the_same_rows_twice_adds_nothing(store):
    rows = [report(i, i) for i in range(5)]
    assert store.append(rows, moment=LATER).accepted == 5
    again = store.append(rows, moment=LATER + HOUR)
    assert (again.accepted, again.duplicates, again.version) == (0, 5, 5)


def test_a_past_moment_shows_what_was_known_then(store):
    store.append([report(10), report(30, 2), report(60, 4)], moment=LATER)
    assert moved(store, NOON - HOUR) == []
    assert moved(store, NOON) == [10]
    assert moved(store, NOON + 3 * HOUR) == [30]
    assert moved(store, LATER) == [60]


def test_the_figures_of_a_moment_come_in_the_order_of_their_keys(store):
    """Not in that of the plan that the database makes: a picture is compared and frozen as text."""
    places = ("350629", "350602", "350626", "350603")
    store.append([report(1, hour, unit=unit) for hour, unit in enumerate(places)], moment=LATER)
    store.append([report(2, 6, unit="350602")], moment=LATER)
    for moment in (NOON + 3 * HOUR, LATER):
        assert [row.unit for row in store.current(Evacuation, as_of=moment)] == sorted(places)


def test_a_late_report_for_an_earlier_hour_replaces_no_newer_figure(store):
    store.append([report(30, 2, known_at=NOON + 2 * HOUR)], moment=LATER)
    store.append([report(10, 0, known_at=NOON + 3 * HOUR)], moment=LATER)
    assert moved(store, NOON + 4 * HOUR) == [30]
    assert moved(store, NOON + HOUR) == []


def test_a_correction_of_the_same_hour_wins_once_it_is_known(store):
    store.append([report(30, 0, known_at=NOON)], moment=LATER)
    store.append([report(25, 0, known_at=NOON + HOUR)], moment=LATER)
    assert moved(store, NOON) == [30]
    assert moved(store, NOON + HOUR) == [25]
    assert [row.moved for row in store.history(Evacuation)] == [30, 25]


def test_the_figures_of_an_hour_as_they_were_known_a_little_later(store):
    store.append([report(30, known_at=NOON), report(40, 1, known_at=NOON + HOUR)], moment=LATER)
    store.append([report(35, 0, known_at=NOON + HOUR / 6)], moment=LATER)
    store.append([report(20, 0, known_at=NOON + HOUR / 2)], moment=LATER)
    for minutes, expected in ((0, 30), (8, 30), (10, 35), (29, 35), (30, 20), (600, 20)):
        with store.reading(known=NOON + timedelta(minutes=minutes)) as reader:
            assert [row.moved for row in reader.current(Evacuation, as_of=NOON)] == [expected]
            assert (
                reader.history(Evacuation, as_of=NOON, until=NOON + HOUR / 60)[-1].moved == expected
            )


def test_a_clock_set_back_does_not_bring_an_old_figure_up(store):
    store.append([report(30, 0, known_at=NOON + 4 * HOUR)], moment=LATER)
    store.append([report(25, 0, known_at=NOON)], moment=LATER - 4 * HOUR)
    assert moved(store, LATER) == [25]


def test_exercise_and_live_never_mix(store):
    store.append([report(30), report(99, 1, mode="exercise")], moment=LATER)
    assert moved(store, LATER) == [30]
    assert moved(store, LATER, mode="exercise") == [99]
    assert [row.moved for row in store.history(Evacuation, mode="exercise")] == [99]


def test_a_live_figure_is_known_from_the_minute_it_came_in(store):
    store.append([report(30, valid_at=LATER - HOUR)], moment=LATER)
    assert moved(store, LATER - timedelta(minutes=1)) == []
    assert moved(store, LATER) == [30]


def test_narrowing_by_a_value_that_changed_asks_the_row_of_the_moment(store):
    store.append([report(30, reporter="甲"), report(60, 4, reporter="乙")], moment=LATER)
    assert moved(store, NOON + HOUR, reporter="甲") == [30]
    assert moved(store, NOON + HOUR, reporter="乙") == []
    assert moved(store, LATER, reporter=("甲", "乙")) == [60]


def test_what_is_stored_is_read_back_as_it_was(store):
    order = Order(
        order="2023-D1", incident="2023-TY2311", kind=OrderKind.DIRECTIVE, serial=1, title="指令“第1号”", valid_at=NOON,
        units=("350626", "350624"), receipt_due=NOON + HOUR, source="simulated",
    )  # fmt: skip
    store.append([order], moment=LATER, written_by="duty")
    (read,) = store.current(Order, as_of=LATER)
    assert replace(read, seq=None, written_at=None, written_by="", known_at=None) == order
    assert (read.seq, read.written_by, read.known_at) == (1, "duty", NOON)


def test_a_failed_write_leaves_no_trace_and_the_others_of_its_group_stand(store):
    def fail(connection):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write(fail)
    threads = [
        Thread(target=store.append, args=([report(i, i)],), kwargs={"moment": LATER})
        for i in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.version() == 20
    assert sorted(row.seq for row in store.history(Evacuation)) == list(range(1, 21))


def test_two_processes_share_one_sequence(url, store):
    other = open_store(url)
    try:
        store.append([report(1)], moment=LATER)
        other.append([report(2, 1)], moment=LATER)
        store.append([report(3, 2)], moment=LATER)
        assert store.version() == other.version() == 3
        assert moved(other, LATER) == [3]
    finally:
        other.close()


@pytest.mark.parametrize("as_of", [LATER, NOON])
def test_one_value_or_any_of_several_or_of_none_is_asked_for(store, as_of):
    store.append(
        [report(1), report(2, category=Category.RAFT_WORKERS), report(3, unit="350627")],
        moment=LATER,
    )
    assert moved(store, as_of, category=Category.RAFT_WORKERS) == [2]
    assert moved(
        store, as_of, category=[Category.RAFT_WORKERS, Category.PEOPLE], unit="350626"
    ) == [1, 2]
    assert moved(store, as_of, category={Category.PEOPLE}, unit=("350627", "350626")) == [1, 3]
    assert moved(store, as_of, unit=[]) == []
    assert moved(store, as_of, unit=["350602"]) == []


def test_every_kind_has_its_table():
    assert set(KINDS) <= set(metadata.tables)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS.values() if "incident" in (*kind.KEY, *kind.LASTING)],
    ids=lambda kind: kind.KIND,
)
def test_an_incident_is_sought_and_the_ledger_is_not_read_in_the_order_of_time(tmp_path, kind):
    """SQLite has no figures of how rows are spread, and guesses that a span of time without a beginning is short."""
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    asked = asked_of(store)
    with store.reading() as reader:
        reader.current(kind, as_of=LATER, incident=["x", "y"])
        reader.history(kind, as_of=LATER, until=LATER, incident=["x", "y"])
        statements = [text for text in asked if text.startswith("SELECT")]
        plans = [
            step.detail
            for text in statements
            for step in reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")
        ]
    assert plans
    assert not [
        plan for plan in plans if "_time" in plan or "_known" in plan or plan.startswith("SCAN")
    ]
    store.close()

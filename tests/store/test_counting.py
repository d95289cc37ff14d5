"""What the year's counts hold of each kind, kept and counted anew as of a moment: the edges of a month, of an
incident, of a correction."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.facts import WITHDRAWN
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.terms import LevelChange, MessageType, OrderState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.counting import COUNTED, counts, issued_by_incident
from tests.builders import BEGAN, DONGSHAN, at, messages, order, response, warning

YEAR = BEGAN.astimezone(BEIJING).year
MAY = datetime(YEAR, 5, 1, tzinfo=BEIJING)
SECOND = timedelta(seconds=1)


@pytest.fixture
def counted(store):
    """counted(*facts, as_of=None) → measure → amount of the year, as kept or as it was known then."""

    def total(*facts, as_of=None, mode="live"):
        store.append(facts, moment=at(9000))
        with store.reading() as reader:
            kept = reader.month_counts(YEAR, mode)
            rows = kept if as_of is None else reader.month_counts_as_of(YEAR, as_of, mode)
        return {(row.month, row.measure, row.part): row.amount for row in rows}

    return total


def test_a_month_begins_and_ends_at_midnight_in_beijing(counted):
    found = counted(warning("W1", MAY - SECOND), warning("W2", MAY))
    assert found == {(4, "warnings", "weather"): 1, (5, "warnings", "weather"): 1}


def test_the_year_turns_at_midnight_in_beijing(counted):
    turn = datetime(YEAR + 1, 1, 1, tzinfo=BEIJING)
    found = counted(warning("W1", turn - SECOND), warning("W2", turn))
    assert found == {(12, "warnings", "weather"): 1}


def test_a_warning_issued_and_updated_counts_once_and_its_lifting_not_at_all(counted):
    found = counted(
        warning("W1", MAY),
        warning("W1", MAY + SECOND, message_type=MessageType.UPDATE),
        warning("W2", MAY, message_type=MessageType.CANCEL),
    )
    assert found == {(5, "warnings", "weather"): 1}


def test_what_the_province_issued_is_none_of_the_citys(counted):
    found = counted(
        warning("W1", MAY, units=("350000",)), warning("W2", MAY, units=(DONGSHAN, "350600"))
    )
    assert found == {(5, "warnings", "weather"): 1}


def test_an_order_counts_when_it_is_issued_and_once(counted):
    found = counted(
        order("D1", MAY, state=OrderState.DRAFT),
        order("D2", MAY),
        replace(order("D2", MAY + SECOND), title="更正"),
    )
    assert found == {(5, "orders", "directive"): 1}


def test_starts_and_raises_of_each_incident_count_and_nothing_else(counted):
    found = counted(
        response(valid_at=MAY, case="a"),
        response(valid_at=MAY, case="b"),
        response(valid_at=MAY + SECOND, case="a", change=LevelChange.RAISE),
        response(None, MAY + 2 * SECOND, case="a", change=LevelChange.END),
    )
    assert found == {(5, "responses", "350600/typhoon"): 3}


def test_a_batch_counts_by_its_last_row_in_the_month_of_that_row(counted):
    assert counted(messages("B1", 100, MAY - SECOND))[4, "messages", "sms"] == 100
    found = counted(replace(messages("B1", 90, MAY), known_at=MAY))
    assert found == {(5, "messages", "sms"): 90}, "and no longer in the month before"


def test_a_row_that_another_corrects_counts_no_more(store, counted):
    store.append([warning("W1", MAY)], moment=at(9000))
    (row,) = store.history(type(warning()))
    found = counted(replace(warning("W2", MAY + SECOND), replaces=row.seq))
    assert found == {(5, "warnings", "weather"): 1}


def test_an_exercise_is_counted_apart(counted):
    assert counted(replace(warning("W1", MAY), mode="exercise")) == {}
    assert counted(mode="exercise") == {(5, "warnings", "weather"): 1}


def test_as_of_a_moment_counts_what_was_known_by_then(counted):
    facts = warning("W1", MAY, known_at=MAY + SECOND), messages("B1", 7, MAY)
    assert counted(*facts, as_of=MAY) == {(5, "messages", "sms"): 7}
    assert counted(as_of=MAY + SECOND) == counted()


def test_warnings_of_an_incident_as_known_then(store):
    lifted = warning("W3", MAY, message_type=MessageType.CANCEL)
    later = warning("W2", MAY, known_at=MAY + SECOND)
    other = warning("W4", MAY, case="b")
    store.append([warning("W1", MAY), later, lifted, other], moment=at(9000))
    with store.reading() as reader:
        assert reader.warnings_by_incident(["2026-TY01"], MAY) == {"2026-TY01": 1}
        assert reader.warnings_by_incident(["2026-TY01"], MAY + SECOND) == {"2026-TY01": 2}
        assert reader.warnings_by_incident([], MAY) == {}


def test_a_batch_corrected_into_another_month_is_counted_there_from_when_it_was_known(counted):
    found = counted(
        replace(messages("B1", 100, MAY - SECOND), known_at=MAY - SECOND),
        replace(messages("B1", 90, MAY), known_at=MAY + SECOND),
        as_of=MAY,
    )
    assert found == {(4, "messages", "sms"): 100}
    assert counted(as_of=MAY + SECOND) == counted() == {(5, "messages", "sms"): 90}


def test_what_was_taken_back_counts_no_more_from_when_that_was_known(store, counted):
    store.append([messages("B1", 100, MAY), warning("W1", MAY)], moment=at(9000))
    with store.reading() as reader:
        told = [*reader.history(MessageBatch), *reader.history(WarningMessage)]
    taken = [
        replace(
            row, replaces=row.seq, seq=None, written_at=None,
            source=f"{WITHDRAWN}{row.source}", known_at=MAY + SECOND,
        )
        for row in told
    ]  # fmt: skip
    assert counted(*taken) == {}
    assert counted(as_of=MAY + SECOND) == {}
    assert counted(as_of=MAY) == {(5, "messages", "sms"): 100, (5, "warnings", "weather"): 1}


@pytest.mark.parametrize("as_of", [None, at(9000)], ids=["now", "a past moment"])
@pytest.mark.parametrize("kind", COUNTED, ids=lambda kind: kind.KIND)
def test_a_months_count_reads_no_more_than_the_month(store, kind, as_of):
    assert_seeks(store, counts(kind, "live", YEAR, 5, as_of))


def test_the_warnings_of_an_incident_are_sought_by_it(store):
    assert_seeks(store, issued_by_incident("live", ["2026-TY01"], at(9000)))


def assert_seeks(store, statement):
    """No table of facts is read from end to end, nor by what is known, which is nearly everything. Of SQLite alone:
    PostgreSQL decides by what it knows of the rows."""
    if store.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's plan")
    told = []

    def keep(_connection, _cursor, text, given, *_):
        told.append((text, given))

    event.listen(store.engine, "before_cursor_execute", keep)
    with store.engine.connect() as connection:
        connection.execute(statement)
        event.remove(store.engine, "before_cursor_execute", keep)
        (text, given), *_ = told
        plan = connection.exec_driver_sql(f"explain query plan {text}", given).all()
    steps = [row[-1] for row in plan]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and "misdated" not in step], steps
    assert not [step for step in steps if "_known" in step], steps

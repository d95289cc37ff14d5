"""Every table that is derived is rebuilt here from the facts by plain Python and compared."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import (
    Category,
    Hazard,
    Level,
    LevelChange,
    MessageType,
    OrderKind,
    WarningKind,
)
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import protecting
from ems_dashboard.store.counting import COUNTED
from ems_dashboard.store.schema import chain, ledger, month_counts, tables

START = datetime(2023, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)

hours = st.integers(0, 60).map(lambda n: START + timedelta(hours=n))
modes = st.sampled_from(["live", "live", "exercise"])
common = {"valid_at": hours, "known_at": hours, "mode": modes}
few = st.sampled_from(["a", "b"])
facts = st.one_of(
    st.builds(
        Evacuation, incident=few, unit=few, category=st.sampled_from(Category), target=st.just(9),
        moved=st.integers(0, 9), reporter=st.just(""), returned=st.just(0), source=st.just(""), **common,
    ),
    st.builds(
        Response, incident=few, unit=few, hazard=st.sampled_from(Hazard), level=st.sampled_from(Level),
        change=st.sampled_from(LevelChange), document=st.just(""), basis=st.just(""), approved_by=st.just(""), **common,
    ),
    st.builds(
        WarningMessage, id=few, kind=st.sampled_from(WarningKind), event=st.just("rainstorm"),
        message_type=st.sampled_from(MessageType), **common,
    ),
    st.builds(
        Order, order=few, incident=st.just("a"), kind=st.sampled_from(OrderKind), serial=st.integers(1, 3),
        title=st.just(""), **common,
    ),
    st.builds(MessageBatch, batch=few, incident=st.just("a"), unit=few, sent=st.integers(0, 99), **common),
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(groups=st.lists(st.lists(facts, max_size=12), max_size=5))
def test_latest_tables_and_counts_are_what_the_facts_say(store, groups):
    _empty(store)
    for group in groups:
        store.append([_plain(fact) for fact in group], moment=LATER)
    assert_derived(store)


def assert_derived(store):
    with store.engine.connect() as connection:
        for kind in KINDS.values():
            if tables(kind).latest is not None:
                assert _kept_latest(connection, kind) == _rebuilt_latest(connection, kind)
        kept = {tuple(row) for row in connection.execute(select(month_counts)) if row.amount}
        assert kept == {row for row in _rebuilt_counts(connection) if row[-1]}


def _plain(fact):
    """Seq, author and time of writing are the store's."""
    return replace(fact, seq=None, written_at=None, written_by="", replaces=None)


def _empty(store):
    def forget(connection):
        forget_rows(connection)
        connection.execute(ledger.update().values(seq=0))

    store.write(forget)


def forget_rows(connection):
    protecting.unprotect(connection)
    connection.execute(delete(chain))
    for kind in KINDS.values():
        connection.execute(delete(tables(kind).facts))
        if tables(kind).latest is not None:
            connection.execute(delete(tables(kind).latest))
    connection.execute(delete(month_counts))
    protecting.protect(connection)


def _rows(connection, kind):
    return (
        connection.execute(select(tables(kind).facts).order_by(tables(kind).facts.c.seq))
        .mappings()
        .all()
    )


def _kept_latest(connection, kind):
    latest = tables(kind).latest
    return {
        tuple(row[name] for name in ("mode", *kind.KEY)): row["seq"]
        for row in connection.execute(select(latest)).mappings()
    }


def _rebuilt_latest(connection, kind):
    newest = {}
    for row in _rows(connection, kind):
        key = tuple(row[name] for name in ("mode", *kind.KEY))
        if key not in newest or (row["valid_at"], row["seq"]) > newest[key]:
            newest[key] = (row["valid_at"], row["seq"])
    return {key: seq for key, (_, seq) in newest.items()}


def _rebuilt_counts(connection):
    seen, sent = set(), {}
    for kind in COUNTED:
        for row in _rows(connection, kind):
            local = row["valid_at"].astimezone(BEIJING)
            where = (row["mode"], local.year, local.month, kind.KIND)
            if kind is WarningMessage and row["message_type"] in ("alert", "update"):
                seen.add((*where, str(row["kind"]), row["id"]))
            if kind is Order and row["state"] == "issued":
                seen.add((*where, str(row["kind"]), row["order"]))
            if kind is Response and row["change"] in ("start", "raise"):
                # two incidents may start in one minute
                begun = (row["incident"], row["valid_at"])
                seen.add((*where, f"{row['unit']}/{row['hazard']}", begun))
            if kind is MessageBatch:
                sent[(row["mode"], row["batch"])] = (*where, row["channel"], row["sent"])
    totals = Counter(item[:-1] for item in seen)
    for *where, amount in sent.values():
        totals[tuple(where)] += amount
    return {(*where, amount) for where, amount in totals.items()}

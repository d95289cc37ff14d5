"""Files by every way in: each kind of the examples is taken or refused whole by who brings it."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.inbox import take_in, waiting_files
from ems_dashboard.actions.ingest import ingest
from ems_dashboard.actions.polling import Poller
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.sources import How, Source
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.origins import Origin, may_bring
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.feeds.conftest import SAMPLES

CITY = load_city(CITY_DIR)
EXAMPLES = ROOT / "data" / "examples"
NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
EN = words("en")


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/ems.sqlite")
    yield opened
    opened.close()


def stored(store):
    return {
        name
        for name, kind in KINDS.items()
        if store.history(kind) or store.history(kind, mode="exercise")
    }


@pytest.mark.parametrize("name", KINDS)
def test_the_inbox_takes_the_kinds_that_outside_may_bring_and_refuses_the_rest_whole(
    store, tmp_path, name
):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(EXAMPLES / f"{name}.csv", inbox)
    (result,) = take_in(store, CITY, inbox, waiting_files(inbox), words=EN, moment=NOW)
    if may_bring(KINDS[name], Origin.INBOX):
        assert (result.refused, stored(store)) == (False, {name})
    else:
        assert (result.refused, stored(store)) == (True, set())
        assert "cannot come by" in result.problems[0].message
        assert [path.name for path in (inbox / "refused").glob("*.csv")] == [f"{name}.csv"]


@pytest.mark.parametrize(
    "holds", [None, "orders", "responses", "receipts", "handovers", "acts", "incidents"]
)
def test_a_source_brings_none_of_what_is_decided_whatever_it_is_called(store, tmp_path, holds):
    name = holds or "orders"
    feed = tmp_path / "feed.csv"
    shutil.copy(EXAMPLES / f"{name}.csv", feed)
    run = Poller(store, CITY, EN).poll(Source("neutral", How.FILE, str(feed), holds=holds), NOW)
    assert run.failing
    assert stored(store) == {"feed_runs"}


def test_an_order_in_the_inbox_signed_in_others_names_is_refused(store, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(SAMPLES / "uploads" / "orders_signed_in_others_names.csv", inbox / "order.csv")
    (result,) = take_in(store, CITY, inbox, waiting_files(inbox), words=EN, moment=NOW)
    assert (result.refused, store.version()) == (True, 0)


def test_an_import_takes_history_and_nothing_that_would_hold_now(store, tmp_path):
    order = tmp_path / "order.csv"
    shutil.copy(SAMPLES / "uploads" / "orders_signed_in_others_names.csv", order)
    (now,) = ingest(store, CITY, [order], moment=NOW, words=EN)
    assert (now.refused, store.history(Order)) == (True, [])
    (later,) = ingest(store, CITY, [order], moment=NOW + timedelta(days=30), words=EN)
    assert (later.refused, len(store.history(Order))) == (False, 1)


def test_an_import_decides_nothing_in_an_incident_that_is_open(store, tmp_path):
    began = NOW - timedelta(days=40)
    store.append(
        [
            Incident(
                incident="2026-TY2650",
                hazard=Hazard.TYPHOON,
                name="",
                began_at=began,
                valid_at=began,
            )
        ],
        moment=NOW,
    )
    order = tmp_path / "order.csv"
    shutil.copy(SAMPLES / "uploads" / "orders_signed_in_others_names.csv", order)
    (result,) = ingest(store, CITY, [order], moment=NOW + timedelta(days=30), words=EN)
    assert result.refused
    assert "hold now" in result.problems[0].message


BACKDATED = SAMPLES / "uploads" / "vessels_known_at_a_moment_of_its_own.csv"


@pytest.mark.parametrize("origin", [Origin.FEED, Origin.INBOX, Origin.WORKBOOK])
def test_who_brings_a_file_does_not_say_when_it_became_known_nor_from_where(store, origin):
    (result,) = ingest(
        store, CITY, [BACKDATED], moment=NOW, words=EN, kind="vessel_actions", origin=origin
    )
    (row,) = store.history(VesselAction)
    assert row.known_at != datetime(2023, 9, 4, 10, 5, tzinfo=UTC)
    assert row.source != "市防指"
    told = {problem.column for problem in result.problems}
    assert {"known_at", "source"} <= told
    assert (row.reporter == "") is (origin is not Origin.WORKBOOK)


def test_the_past_is_believed_when_it_became_known(store):
    ingest(store, CITY, [BACKDATED], moment=NOW, words=EN, kind="vessel_actions")
    (row,) = store.history(VesselAction)
    assert (row.known_at, row.source) == (datetime(2023, 9, 4, 10, 5, tzinfo=UTC), "市防指")


def test_the_inbox_follows_no_link(store, tmp_path):
    inbox, secret = tmp_path / "inbox", tmp_path / "secret.csv"
    inbox.mkdir()
    secret.write_text("root:secret\n")
    (inbox / "shadow.csv").symlink_to(secret)
    assert waiting_files(inbox) == []


def test_a_cumulative_figure_that_falls_is_asked_about_as_in_the_form(store, tmp_path):
    head = "单位,类别,应转移,已转移,已返回,截至时间\n"
    told = []
    for n, (moved, at) in enumerate([(850, "20:00"), (900, "20:30"), (700, "21:00")]):
        path = tmp_path / f"evacuation_{n}.csv"
        path.write_text(
            f"{head}东山县,陆上危险区域群众,1000,{moved},0,2023/9/4 {at}\n", encoding="utf-8"
        )
        (result,) = ingest(store, CITY, [path], moment=NOW, words=EN)
        assert (result.accepted, result.rejected) == (1, 0)
        told.append([p.message for p in result.problems if "cumulative" in p.message])
    assert told[:2] == [[], []]
    assert "from 900 to 700" in told[2][0]

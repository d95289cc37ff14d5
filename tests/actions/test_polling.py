import asyncio
import json
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import create_engine, text

from ems_dashboard.actions import polling
from ems_dashboard.actions.polling import RUNS, Poller, keep_polling
from ems_dashboard.feeds import fetching
from ems_dashboard.feeds.sources import How, Source
from ems_dashboard.rules.feed_runs import Content, FeedRun, FeedState
from ems_dashboard.rules.observations import Rain
from ems_dashboard.situation.feeds import feed_runs
from ems_dashboard.store.verifying import verified
from tests.services.loops import finished

MOMENT = datetime(2026, 8, 1, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)
RAIN = "station,rain_mm,valid_at\nR01,{mm},2026-08-01 11:00\n"


class Answers(BaseHTTPRequestHandler):
    """What the server says now: (status, announced length or None, body, seconds before and between)."""

    answer = (200, None, b"", 0.0)
    asked = 0

    def do_GET(self):
        type(self).asked += 1
        status, length, body, pause = self.answer
        with suppress(OSError):
            time.sleep(pause if length != -1 else 0)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if length in (None, -1) else length))
            self.end_headers()
            for byte in [body] if length != -1 else [body[i : i + 1] for i in range(len(body))]:
                self.wfile.write(byte)
                time.sleep(pause if length == -1 else 0)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    handler = type("Handler", (Answers,), {})
    serving = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    serving.daemon_threads = True
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    handler.address = f"http://127.0.0.1:{serving.server_port}/gauges"
    yield handler
    serving.shutdown()
    thread.join()
    serving.server_close()


def http(server, **fields):
    return Source("gauges", How.HTTP, server.address, holds="rain", **({"timeout": 20.0} | fields))


def levels(poller):
    return [row.rain_mm for row in poller.store.history(Rain)]


def kept(poller):
    return poller.store.history(FeedRun)


def test_what_an_address_gives_is_kept_once(poller, server):
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    run = poller.poll(http(server), MOMENT)
    assert (run.failing, run.read, run.accepted, run.problems) == (False, 1, 1, "")
    assert levels(poller) == [5]
    (row,) = poller.store.history(Rain)
    assert row.written_by == "gauges"


def test_what_was_read_and_how_it_went_is_what_verify_finds(poller, server):
    """Rows, a failure, the recovery: nothing of it is taken for changed."""
    for n, status in enumerate((200, 500, 200)):
        server.answer = (status, None, RAIN.format(mm=n).encode(), 0)
        poller.poll(http(server), MOMENT + n * 30 * SECOND)
    assert len(kept(poller)) == 3
    assert verified(poller.store).findings == []


def test_a_poll_that_brings_nothing_new_writes_nothing(poller, server):
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    poller.poll(http(server), MOMENT)
    version = poller.store.version()
    for n in range(1, 5):
        run = poller.poll(http(server), MOMENT + n * SECOND)
    assert (run.accepted, run.last_success) == (0, MOMENT + 4 * SECOND)
    assert poller.store.version() == version
    poller.poll(http(server), MOMENT + timedelta(hours=1))
    assert poller.store.version() == version + 1, (
        "once an hour the last success is kept all the same"
    )


def test_after_a_restart_the_same_content_adds_nothing(poller, server):
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    poller.poll(http(server), MOMENT)
    RUNS.clear()
    run = Poller(poller.store, poller.city, poller.words).poll(http(server), MOMENT + SECOND)
    assert (run.read, run.accepted, run.failing) == (1, 0, False)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, None, b"no", 0), "HTTP 500"), ((404, None, b"no", 0), "HTTP 404"), ((302, None, b"", 0), "HTTP 302"),
        ((200, 5000, RAIN.format(mm=5).encode(), 0), "broke before the whole"), ((200, None, b"x", 2.5), "within 1 s"),
        ((200, -1, RAIN.format(mm=5).encode(), 0.1), "within 1 s"), ((200, None, b"\x00\x01binary", 0), "not a text file"),
        ((200, None, b"<html>maintenance</html>", 0), "is a web page"), ((200, None, b"", 0), "is empty"),
    ],
)  # fmt: skip
def test_a_failure_is_a_sentence_and_the_recovery_is_kept_too(poller, server, answer, says):
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    poller.poll(http(server), MOMENT)
    server.answer = answer
    for n in (1, 2):
        run = poller.poll(http(server, timeout=1.0), MOMENT + n * SECOND)
    assert run.failing
    assert says in run.problems
    assert run.last_success == MOMENT
    assert levels(poller) == [5]
    assert server.address not in run.problems
    server.answer = (200, None, RAIN.format(mm=9).encode(), 0)
    run = poller.poll(http(server), MOMENT + 3 * SECOND)
    assert (run.failing, run.accepted) == (False, 1)
    assert [row.failing for row in kept(poller)] == [False, True, False]


def test_nobody_there_and_a_body_without_end(poller, server, monkeypatch):
    run = poller.poll(Source("gone", How.HTTP, "http://127.0.0.1:9/x"), MOMENT)
    assert run.failing
    assert run.last_success is None
    monkeypatch.setattr(fetching, "LARGEST_BYTES", 1000)
    server.answer = (200, None, b"x" * 2000, 0)
    assert "larger than" in poller.poll(http(server), MOMENT).problems
    assert [run.feed for run in feed_runs(poller.store, MOMENT + SECOND)] == ["gauges", "gone"]


def test_rows_that_cannot_be_read_are_said_until_the_content_changes(poller, server):
    server.answer = (200, None, (RAIN.format(mm=5) + "R02,wet,2026-08-01 11:00\n").encode(), 0)
    first = poller.poll(http(server), MOMENT)
    assert (first.accepted, first.rejected, first.failing) == (1, 1, False)
    again = poller.poll(http(server), MOMENT + SECOND)
    assert again.problems == first.problems != ""
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    assert poller.poll(http(server), MOMENT + 2 * SECOND).problems == ""


def test_a_folder_is_read_where_it_lies_and_one_bad_file_spoils_no_other(poller, tmp_path):
    folder = tmp_path / "gauges"
    folder.mkdir()
    (folder / "rain-1.csv").write_text(RAIN.format(mm=5))
    (folder / "rain-2.csv").write_bytes(b"\x00\x00")
    source = Source("folder", How.FOLDER, str(folder))
    run = poller.poll(source, MOMENT)
    assert (run.accepted, run.failing) == (1, False)
    assert "rain-2.csv" in run.problems
    (folder / "rain-2.csv").write_text(RAIN.format(mm=7))
    run = poller.poll(source, MOMENT + SECOND)
    assert (run.read, run.accepted, run.problems) == (2, 1, "")
    assert sorted(path.name for path in folder.iterdir()) == ["rain-1.csv", "rain-2.csv"]


def test_a_file_that_is_not_there_yet(poller, tmp_path):
    source = Source("file", How.FILE, str(tmp_path / "rain.csv"))
    assert poller.poll(source, MOMENT).failing
    (tmp_path / "rain.csv").write_text(RAIN.format(mm=5))
    assert not poller.poll(source, MOMENT + SECOND).failing


EMPTY_LIST = '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>当前无预警</title></feed>'


def polled(poller, path, *texts, **fields):
    """The state of a file as each of the texts, an hour apart."""
    source, states = Source("file", How.FILE, str(path), **fields), []
    for n, content in enumerate(texts):
        path.write_text(content, encoding="utf-8")
        states.append(poller.poll(source, MOMENT + n * timedelta(hours=1)).state)
    return states


def test_a_list_without_a_warning_is_an_answer_and_a_table_without_a_row_is_none(poller, tmp_path):
    assert (
        polled(poller, tmp_path / "warnings.atom", EMPTY_LIST, EMPTY_LIST)
        == [FeedState.WORKING] * 2
    )
    assert kept(poller)[-1].content is Content.NOTHING
    header = "station,rain_mm,valid_at\n"
    assert polled(poller, tmp_path / "rain.csv", header, RAIN.format(mm=5), header) == [
        FeedState.EMPTY, FeedState.WORKING, FeedState.EMPTY,
    ]  # fmt: skip


def test_a_folder_without_a_file_is_empty(poller, tmp_path):
    assert (
        poller.poll(Source("folder", How.FOLDER, str(tmp_path / "none")), MOMENT).state
        is FeedState.NEVER
    )
    (tmp_path / "some").mkdir()
    assert (
        poller.poll(Source("some", How.FOLDER, str(tmp_path / "some")), MOMENT).state
        is FeedState.EMPTY
    )


def test_rows_that_are_rejected_to_the_last_are_no_working_source_also_while_they_stand(
    poller, tmp_path
):
    bad = "station,rain_mm,valid_at\nR01,wet,2026-08-01 11:00\n"
    partly = RAIN.format(mm=5) + "R02,wet,2026-08-01 11:00\n"
    assert polled(poller, tmp_path / "rain.csv", bad, bad, partly) == [
        FeedState.REJECTED, FeedState.REJECTED, FeedState.WORKING,
    ]  # fmt: skip
    assert [(run.read, run.rejected) for run in kept(poller)][-2:] == [(1, 1), (2, 1)]


def test_a_file_whose_newest_row_is_older_than_its_pace_allows_is_frozen_and_that_is_kept(
    poller, tmp_path
):
    """The newest row is of 11:00, the first read at 12:00; content and moments of reading change, the row does not."""
    same, touched = RAIN.format(mm=5), RAIN.format(mm=5) + "\n"
    states = polled(poller, tmp_path / "rain.csv", same, same, touched, same, renewed=2.5 * 3600)
    assert states == [FeedState.WORKING, FeedState.WORKING, FeedState.FROZEN, FeedState.FROZEN]
    assert [run.state for run in kept(poller)] == states
    RUNS.clear()
    again = Poller(poller.store, poller.city, poller.words)
    (run,) = [
        again.poll(
            Source("file", How.FILE, str(tmp_path / "rain.csv"), renewed=9000),
            MOMENT + 4 * SECOND * 3600,
        )
    ]
    assert (run.accepted, run.state) == (0, FeedState.FROZEN), "a restart thaws nothing"


def test_the_state_that_changes_is_kept_at_once(poller, tmp_path):
    source = Source("file", How.FILE, str(tmp_path / "rain.csv"), renewed=3600 + 2)
    (tmp_path / "rain.csv").write_text(RAIN.format(mm=5))
    for n in (0, 1, 3):
        poller.poll(source, MOMENT + n * SECOND)
    assert [run.state for run in kept(poller)] == [FeedState.WORKING, FeedState.FROZEN]


def test_a_failure_keeps_how_far_the_source_was_read(poller, tmp_path):
    source = Source("file", How.FILE, str(tmp_path / "rain.csv"))
    (tmp_path / "rain.csv").write_text(RAIN.format(mm=5))
    newest = poller.poll(source, MOMENT).newest_at
    (tmp_path / "rain.csv").unlink()
    run = poller.poll(source, MOMENT + SECOND)
    assert (run.state, run.newest_at) == (FeedState.FAILING, newest)
    assert newest == datetime(2026, 8, 1, 3, tzinfo=UTC)


def test_a_database_that_has_nothing_newer_works_and_one_without_a_row_is_empty(poller, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'water.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE ST_PPTN_R (STCD TEXT, TM TEXT, DRP REAL, INTV REAL)"))
    source = Source("water", How.DATABASE, f"sqlite:///{tmp_path / 'water.sqlite'}")
    assert poller.poll(source, MOMENT).state is FeedState.EMPTY
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO ST_PPTN_R VALUES ('R01', '2026-08-01 11:00:00', 5, 1)")
        )
    states = [poller.poll(source, MOMENT + timedelta(hours=hours)).state for hours in (1, 20, 26)]
    assert states == [FeedState.WORKING, FeedState.WORKING, FeedState.FROZEN]
    engine.dispose()


def test_a_database_is_read_on_from_its_mark_after_a_restart(poller, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'water.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE ST_PPTN_R (STCD TEXT, TM TEXT, DRP REAL, INTV REAL)"))
        connection.execute(
            text("INSERT INTO ST_PPTN_R VALUES ('R01', '2026-08-01 06:00:00', 5, 1)")
        )
    source = Source("water", How.DATABASE, f"sqlite:///{tmp_path / 'water.sqlite'}")
    first = poller.poll(source, MOMENT)
    assert (first.accepted, first.marks) == (1, ("ST_PPTN_R=2026-08-01T06:00:00+08:00",))
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO ST_PPTN_R VALUES ('R01', '2026-08-01 03:00:00', 7, 1)")
        )
        connection.execute(
            text("INSERT INTO ST_PPTN_R VALUES ('R01', '2026-08-01 11:00:00', 9, 1)")
        )
    RUNS.clear()
    second = poller.poll(source, MOMENT + SECOND)
    assert (second.read, second.accepted) == (2, 1), (
        "one known row of the last two hours, one new one"
    )
    assert levels(poller) == [5, 9]
    version = poller.store.version()
    poller.poll(source, MOMENT + 2 * SECOND)
    assert poller.store.version() == version
    engine.dispose()


def test_the_server_goes_on_after_failures_and_no_source_waits_for_another(
    poller, server, monkeypatch
):
    monkeypatch.setattr(polling, "FIRST_WAIT", 0.02)
    server.answer = (500, None, b"", 0)
    slow, quick = (
        http(server, every=0.05),
        Source("gone", How.HTTP, "http://127.0.0.1:9/x", every=60.0),
    )

    async def scene():
        task = asyncio.create_task(keep_polling(poller, [quick, slow]))
        while server.asked < 2:
            await asyncio.sleep(0.02)
        server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
        for _ in range(400):
            if not levels(poller):
                await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    finished(asyncio.wait_for(scene(), 20))
    assert levels(poller) == [5]
    assert RUNS["gone"].failing


def test_the_health_page_says_how_the_sources_are_and_not_where(
    poller, server, client_with_sources
):
    server.answer = (200, None, RAIN.format(mm=5).encode(), 0)
    client = client_with_sources(
        f'[[source]]\nname = "gauges"\nhow = "http"\naddress = "{server.address}"\nholds = "rain"\n'
    )
    with client:
        for _ in range(200):
            feeds = client.get("/health").json()["feeds"]
            if feeds:
                break
            time.sleep(0.02)
    (feed,) = feeds
    assert (feed["feed"], feed["accepted"], feed["problems"]) == ("gauges", 1, "")
    assert feed["last_success"] == feed["last_attempt"]
    assert json.dumps(feeds).count(server.address) == 0

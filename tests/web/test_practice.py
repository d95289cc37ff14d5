"""A demonstration with a clock of its own, as the server's routes show and turn it."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import practice
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.actions.recognising import recognised
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import LogCategory
from ems_dashboard.runtime import runtime
from ems_dashboard.store import open_store
from ems_dashboard.views.frame.frame import page_files
from tests.web.conftest import browsing

BEGINS = clock.parse("2023-09-04T20:24")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def practised(tmp_path, monkeypatch):
    """A client of a server that `start` would start, over a demonstration of two entries of the log."""
    url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
    store = open_store(url)
    store.note(NOTE, "350600")
    for text, at in (("before", BEGINS - HOUR), ("after", BEGINS + HOUR)):
        entered(store, text, at)
    path = practice.copy_of(store, practice.folder_of(url), BEGINS)
    store.close()
    monkeypatch.setenv("EMS_PRACTICE_OF", url)
    monkeypatch.setenv("EMS_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
    with browsing() as client:
        yield client


def entered(store, text, at):
    row = LogEntry(
        entry=text, text=text, incident="", category=LogCategory.NOTE, valid_at=at, known_at=at
    )
    store.append([row], moment=clock.wall())


def turn(client, **said):
    return client.post("/clock", json=said)


def shown():
    return [row.text for row in runtime().store.history(LogEntry)]


def told(answer):
    """(moment, speed) of the clock."""
    said = answer.json()
    return clock.parse(said["now"]), said["speed"]


def test_it_begins_in_the_evening_and_stands_until_somebody_looks(practised):
    assert clock.now() == BEGINS
    assert shown() == ["before"]


def test_what_was_written_for_later_becomes_known_as_its_minute_comes(practised):
    moment, speed = told(turn(practised, do="go", at="2023-09-04T21:30"))
    assert moment - clock.parse("2023-09-04T21:30") < MINUTE
    assert speed == 0, "a jump does not set it going"
    assert shown() == ["before", "after"]


@pytest.mark.parametrize("speed", [0, 1, 10, 60, 600])
def test_it_runs_at_the_speeds_that_are_offered(practised, speed):
    assert told(turn(practised, do="run", speed=speed))[1] == speed
    assert clock.pace().speed == speed


def test_the_moment_stays_when_the_speed_changes(practised):
    turn(practised, do="go", at="2023-09-04T21:00")
    turn(practised, do="run", speed=600)
    turn(practised, do="run", speed=0)
    stands = clock.now()
    assert timedelta() <= stands - clock.parse("2023-09-04T21:00") < 10 * HOUR
    assert clock.now() == stands


def test_today_is_one_press_away_and_so_is_the_evening(practised):
    assert turn(practised, do="today").json() is None
    assert clock.wall() - clock.now() < MINUTE
    assert shown() == ["before", "after"]
    moment, speed = told(turn(practised, do="evening"))
    assert (moment - BEGINS < MINUTE, speed) == (True, 1)
    assert shown() == ["before"]


def test_begun_anew_what_was_done_is_gone_and_the_demonstration_was_never_touched(practised):
    entered(runtime().store, "mine", clock.now())
    assert "mine" in shown()
    before = runtime().store
    moment, speed = told(turn(practised, do="anew"))
    assert runtime().store is not before
    assert (moment - BEGINS < MINUTE, speed) == (True, 1)
    assert shown() == ["before"]
    original = open_store(runtime().settings.practice_of)
    assert [row.text for row in original.history(LogEntry, as_of=BEGINS + 2 * HOUR)] == [
        "before",
        "after",
    ]
    original.close()


def test_whoever_is_signed_in_stays_so_when_it_begins_anew_and_at_any_speed(practised):
    assert practised.post("/sign-in", data={"ready": "duty1"}).status_code == 303
    turn(practised, do="go", at="2023-10-04T20:24")
    turn(practised, do="anew")
    turn(practised, do="today")
    (secret,) = practised.cookies.values()
    home = runtime()
    caller = recognised(home.store, key_of(secret), clock.machine_now(), home.limits)
    assert caller.actor.account == "duty1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[" * 900,
        b'{"do": "run", "speed": 7}',
        b'{"do": "run", "speed": "x"}',
        b'{"do": "run"}',
        b'{"do": "go", "at": "soon"}',
        b'{"do": "go", "at": "0001-01-01T00:00"}',
        b'{"do": "stop the server"}',
        b'{"do": "run", "speed": 1, "x": "' + b"x" * 2000 + b'"}',
    ],
)
def test_what_is_no_wish_changes_nothing(practised, body):
    assert practised.post("/clock", content=body).status_code == 400
    assert clock.now() == BEGINS


def test_a_live_ledger_has_no_such_clock(client):
    assert turn(client, do="today").status_code == 404


def test_another_site_cannot_turn_it(practised):
    answer = practised.post("/clock", json={"do": "today"}, headers={"Origin": "http://elsewhere"})
    assert answer.status_code == 403


def test_the_wall_is_told_how_fast_it_runs(practised):
    turn(practised, do="run", speed=60)
    answer = practised.get("/wall/picture")
    assert answer.headers["Ems-Pace"] == "60"
    assert clock.parse(answer.headers["Ems-Now"]) - BEGINS < HOUR
    turn(practised, do="today")
    assert "Ems-Pace" not in practised.get("/wall/picture").headers


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tour_has_ten_stops_of_pages_that_there_are(practised, lang):
    told = practised.get(f"/tour?lang={lang}").json()
    assert len(told["stops"]) == 10
    assert {stop["page"] for stop in told["stops"]} <= set(page_files())
    assert all(stop["seen"] and stop["do"] for stop in told["stops"])

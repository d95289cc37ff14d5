"""The clock of a demonstration: what it shows, how it is kept, and the copy in which people act."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import practice
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.clock import Pace
from ems_dashboard.rules.accounts import Account, Limits, Session
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import LogCategory
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.store.notes import LEDGER
from ems_dashboard.store.sessions import begin_session, read_session

EVENING = datetime(2023, 9, 4, 12, 24, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def day_after():
    yield
    clock.run_by(None)


@pytest.fixture
def stopped():
    """stopped(moment): the ledger's clock stands there."""
    return lambda moment: clock.run_by(Pace(moment, clock.wall(), 0))


@pytest.fixture
def demonstration(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    opened.note(NOTE, "350600")
    entered(opened, "before", EVENING - HOUR)
    entered(opened, "after", EVENING + HOUR)
    yield opened
    opened.close()


def entered(opened, text, known_at):
    about = {"incident": "", "category": LogCategory.NOTE, "valid_at": known_at}
    row = LogEntry(entry=text, text=text, known_at=known_at, **about)
    opened.append([row], moment=clock.wall())


def texts(opened):
    return [row.text for row in opened.history(LogEntry)]


@pytest.mark.parametrize(("speed", "minutes"), [(0, 0), (1, 1), (60, 60), (600, 600)])
def test_a_clock_runs_so_many_times_as_fast(speed, minutes):
    since = datetime(2026, 7, 1, tzinfo=UTC)
    pace = Pace(EVENING, since, speed)
    assert pace.at(since) == EVENING
    assert pace.at(since + MINUTE) == EVENING + minutes * MINUTE


def test_a_machine_whose_clock_is_set_back_does_not_take_the_ledgers_clock_with_it():
    since = datetime(2026, 7, 1, tzinfo=UTC)
    assert Pace(EVENING, since, 60).at(since - HOUR) == EVENING


def test_what_its_clock_has_not_reached_is_not_known(store, stopped):
    entered(store, "before", EVENING - HOUR)
    entered(store, "after", EVENING + HOUR)
    stopped(EVENING)
    assert texts(store) == ["before"]
    stopped(EVENING + HOUR)
    assert texts(store) == ["before", "after"]
    clock.run_by(None)
    assert texts(store) == ["before", "after"]


def test_what_somebody_does_counts_at_once_and_comes_before_what_is_yet_to_come(store, stopped):
    entered(store, "after", EVENING + HOUR)
    stopped(EVENING)
    entered(store, "mine", clock.now())
    assert texts(store) == ["mine"]
    stopped(EVENING + HOUR)
    assert texts(store) == ["mine", "after"]


def test_sessions_go_by_the_machines_clock(stopped):
    stopped(EVENING)
    assert clock.now() == EVENING
    assert clock.machine_now() - clock.wall() < MINUTE
    assert clock.machine_now().year > EVENING.year


def test_a_pace_is_kept_for_other_processes_to_the_second(store):
    pace = Pace(EVENING, clock.wall(), 60)
    practice.keep_pace(store, pace)
    assert practice.kept_pace(store) == pace
    practice.keep_pace(store, None)
    assert practice.kept_pace(store) is None, "today"


def test_the_clock_stands_while_no_server_runs(store):
    clock.run_by(Pace(EVENING, clock.wall() - MINUTE, 60))
    practice.stop_clock(store)
    assert clock.pace() is None
    standing = practice.kept_pace(store)
    assert standing.speed == 0
    assert HOUR <= standing.began - EVENING < HOUR + MINUTE
    practice.start_clock(store)
    assert clock.pace().speed == 60
    assert clock.now() - standing.began < 10 * MINUTE


def test_a_clock_that_waits_runs_once_somebody_looks(store):
    practice.keep_pace(store, Pace(EVENING, clock.wall(), 0), waits=True)
    practice.start_clock(store)
    assert practice.waits(store)
    assert clock.pace().speed == 0
    assert practice.set_going_if_waiting(store)
    assert clock.pace().speed == 1
    assert not practice.set_going_if_waiting(store)


def test_whoever_stops_it_is_not_overruled(store):
    practice.keep_pace(store, Pace(EVENING, clock.wall(), 0), waits=True)
    practice.start_clock(store)
    practice.run(store, practice.turned(clock.pace(), 0))
    assert not practice.set_going_if_waiting(store)
    assert clock.pace().speed == 0


def test_a_live_ledger_has_no_clock_of_its_own(store):
    practice.start_clock(store)
    assert clock.pace() is None
    assert practice.clock_json() is None
    assert not practice.has_clock(store)


def test_what_is_done_in_the_copy_leaves_the_demonstration_as_it_was(demonstration, tmp_path):
    path = practice.copy_of(demonstration, tmp_path / "copies", EVENING)
    version = demonstration.version()
    copied = open_store(f"sqlite:///{path}")
    entered(copied, "mine", EVENING)
    assert copied.version() == version + 1
    assert demonstration.version() == version
    assert practice.kept_pace(copied).began == EVENING
    copied.close()
    assert practice.copy_of(demonstration, tmp_path / "copies", EVENING) == path, "it goes on"


def test_a_demonstration_that_was_loaded_again_is_copied_again(demonstration, tmp_path):
    copies = tmp_path / "copies"
    path = practice.copy_of(demonstration, copies, EVENING)
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.note(NOTE, "350600")
    other.note(LEDGER, "another")
    again = practice.copy_of(other, copies, EVENING)
    other.close()
    assert again != path
    assert not path.exists()
    assert practice.newest(copies) == again


def test_begun_anew_nobody_acted_and_whoever_was_signed_in_still_is(demonstration, tmp_path):
    copies = tmp_path / "copies"
    before = open_store(f"sqlite:///{practice.copy_of(demonstration, copies, EVENING)}")
    entered(before, "mine", EVENING)
    now = clock.machine_now()
    account = Account("duty1", "值班员甲", Role.DUTY_OFFICER, created_at=now)
    limits = Limits(HOUR, HOUR)
    before.write(lambda connection: add_account(connection, account, ""))
    session = Session("key", "duty1", now, now)
    before.write(lambda connection: begin_session(connection, session, limits))
    after = open_store(f"sqlite:///{practice.copy_anew(demonstration, copies, EVENING, before)}")
    with after.reading() as reader:
        assert read_session(reader.connection, "key") == (session, account)
    assert "mine" in texts(before)
    assert "mine" not in texts(after)
    assert practice.kept_pace(after).speed == 1
    before.close()
    after.close()


def test_only_a_demonstration_is_copied(tmp_path, city):
    live = open_store(f"sqlite:///{tmp_path / 'live.sqlite'}")
    folder = tmp_path / "pack"
    folder.mkdir()
    assert practice.practised(live, folder, f"sqlite:///{tmp_path / 'live.sqlite'}") is None
    live.note(NOTE, "350600")
    assert practice.practised(live, folder, f"sqlite:///{tmp_path / 'live.sqlite'}") is None, (
        "a pack without a beginning"
    )
    live.close()

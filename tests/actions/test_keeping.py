"""The server copies a live ledger every day and lets the old copies go."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import keeping
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.keeping import back_up, newest_backup
from ems_dashboard.store import open_store
from tests.store.test_ledger import report


@pytest.fixture
def live(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'live.sqlite'}")
    opened.append([report(1)], moment=clock.now())
    yield opened
    opened.close()


def test_once_a_day_and_the_oldest_goes(live, tmp_path, monkeypatch):
    folder, now = tmp_path / "copies", clock.wall()
    made = []
    for day in range(5):
        moment = now + timedelta(days=day, minutes=day)
        monkeypatch.setattr(keeping, "newest_backup", lambda _, day=day: made_at(made, now, day))
        made.append(back_up(live, folder, 3, moment))
        assert back_up(live, folder, 3, moment - timedelta(days=1, minutes=2)) is None
    assert sorted(folder.iterdir()) == made[-3:]
    assert newest_backup(folder) is not None


def made_at(made, now, day):
    return now + timedelta(days=day - 1, minutes=day - 1) if made else None


def test_nothing_is_copied_of_a_demonstration_or_an_empty_ledger(live, tmp_path):
    empty = open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert back_up(empty, tmp_path / "copies", 3, clock.wall()) is None
    empty.close()
    live.note(NOTE, "350600")
    assert back_up(live, tmp_path / "copies", 3, clock.wall()) is None


def test_a_copy_that_fails_leaves_the_one_before(live, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    first = back_up(live, folder, 3, clock.wall())
    monkeypatch.setattr("ems_dashboard.store.copying._copy_file", fail)
    with pytest.raises(OSError, match="no space"):
        back_up(live, folder, 3, clock.wall() + timedelta(days=2))
    assert [path for path in folder.iterdir() if path.suffix == ".sqlite"] == [first]


def fail(*_):
    raise OSError("no space")

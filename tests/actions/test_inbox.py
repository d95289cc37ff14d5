import asyncio
from datetime import UTC, datetime

import pytest

from ems_dashboard.actions.inbox import LAST, take_in, waiting_files, watch_inbox
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.feeds.registers import incident
from tests.services.loops import finished

MOMENT = datetime(2026, 8, 1, 12, tzinfo=UTC)
HEAD = "单位,类别,应转移,已转移,已返回,截至时间\n"
GOOD = HEAD + "诏安县,陆上危险区域群众,100,40,0,2026-08-01 17:00\n"
HALF = (
    HEAD
    + "诏安县,陆上危险区域群众,100,41,0,2026-08-01 18:00\n没有这个县,渔船,1,1,0,2026-08-01 18:00\n"
)


@pytest.fixture
def desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    store.append([incident("t1", MOMENT.replace(hour=1))], moment=MOMENT)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    yield store, load_city(ROOT / "data" / "zhangzhou"), inbox
    store.close()


def test_a_good_file_is_read_and_moved_to_done(desk):
    store, city, inbox = desk
    (inbox / "转移.csv").write_text(GOOD, encoding="utf-8")
    (result,) = take_in(store, city, inbox, waiting_files(inbox), words=words("zh"), moment=MOMENT)
    assert (result.accepted, result.rejected, result.refused) == (1, 0, False)
    assert [path.name for path in (inbox / "done").iterdir()] == ["转移.csv"]
    assert (LAST.success, LAST.file) == (MOMENT, "转移.csv")
    (row,) = store.current(Evacuation, as_of=MOMENT)
    assert (row.moved, row.written_by) == (40, "inbox")


def test_a_second_file_of_the_same_name_overwrites_nothing(desk):
    store, city, inbox = desk
    for text in (GOOD, HALF):
        (inbox / "a.csv").write_text(text, encoding="utf-8")
        take_in(store, city, inbox, waiting_files(inbox), words=words("zh"), moment=MOMENT)
    assert sorted(path.name for path in (inbox / "done").iterdir()) == [
        "a-2.csv",
        "a-2.csv.problems.txt",
        "a.csv",
    ]
    assert "没有这个县" in (inbox / "done" / "a-2.csv.problems.txt").read_text(encoding="utf-8")


def test_a_refused_file_leaves_the_store_untouched_and_says_why(desk):
    store, city, inbox = desk
    (inbox / "photo.csv").write_bytes(bytes(range(256)) * 8)
    (result,) = take_in(store, city, inbox, waiting_files(inbox), words=words("zh"), moment=MOMENT)
    assert result.refused
    assert store.version() == 1
    assert (inbox / "refused" / "photo.csv").exists()
    assert (inbox / "refused" / "photo.csv.problems.txt").read_text(encoding="utf-8").strip()


def test_unfinished_and_hidden_files_are_left_alone(desk):
    _, _, inbox = desk
    for name in ("a.csv.part", ".hidden.csv", "README.md", "b.tmp"):
        (inbox / name).write_text("x", encoding="utf-8")
    assert waiting_files(inbox) == []


def test_a_file_that_grows_slowly_is_read_once_and_whole(desk):
    store, city, inbox = desk

    async def scene():
        stop = asyncio.Event()
        watching = asyncio.create_task(
            watch_inbox(store, city, inbox, words=words("zh"), stop=stop)
        )
        await asyncio.sleep(0.5)
        with (inbox / "slow.csv").open("w", encoding="utf-8") as file:
            for line in GOOD.splitlines(keepends=True):
                file.write(line)
                file.flush()
                await asyncio.sleep(0.7)
        for _ in range(80):
            if (inbox / "done" / "slow.csv").exists():
                break
            await asyncio.sleep(0.1)
        stop.set()
        await asyncio.wait_for(watching, 5)

    finished(scene())
    assert (inbox / "done" / "slow.csv").read_text(encoding="utf-8") == GOOD
    assert [row.moved for row in store.current(Evacuation, as_of=MOMENT)] == [40]
    assert not (inbox / "refused").exists()


def test_a_file_that_was_taken_away_does_not_keep_the_others_waiting(desk):
    store, city, inbox = desk
    (inbox / "b.csv").write_text(GOOD, encoding="utf-8")
    (result,) = take_in(
        store, city, inbox, [inbox / "a.csv", inbox / "b.csv"], words=words("zh"), moment=MOMENT
    )
    assert result.accepted == 1
    assert (inbox / "done" / "b.csv").exists()


def test_a_file_that_cannot_be_moved_stays_and_does_not_end_the_watch(desk, monkeypatch):
    store, city, inbox = desk
    monkeypatch.setattr("ems_dashboard.actions.inbox.AGAIN_MS", 300)
    (inbox / "a.csv").write_text(GOOD, encoding="utf-8")
    (inbox / "done").symlink_to(inbox / "nowhere")  # no folder can be made here

    async def scene():
        stop = asyncio.Event()
        watching = asyncio.create_task(
            watch_inbox(store, city, inbox, words=words("zh"), stop=stop)
        )
        for _ in range(80):
            if store.version():
                break
            await asyncio.sleep(0.1)
        (inbox / "done").unlink()
        for _ in range(80):
            if (inbox / "done" / "a.csv").exists():
                break
            await asyncio.sleep(0.1)
        stop.set()
        await asyncio.wait_for(watching, 5)

    finished(scene())
    assert [row.moved for row in store.current(Evacuation, as_of=MOMENT)] == [40]
    assert (inbox / "done" / "a.csv").exists()

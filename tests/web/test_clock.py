"""A server that starts behind its ledger, or whose clock is set back while it runs."""

import logging
import sqlite3
import threading
import time
from datetime import timedelta

from ems_dashboard import clock
from ems_dashboard.actions import reminders
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store, watch
from ems_dashboard.store.watch import Watch
from tests.web.conftest import browsing
from tests.web.test_sign_in import admit, sign_in

HOUR = timedelta(hours=1)


def written(url, moment):
    store = open_store(url)
    store.write(
        lambda connection: connection.exec_driver_sql(
            "update ledger set written_at = ?", (_text(moment),)
        )
    )
    store.close()


def _text(moment):
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def test_whoever_starts_a_server_behind_its_ledger_reads_it(live_database, capsys):
    written(live_database, clock.wall() + HOUR)
    with browsing() as client:
        assert "服务器时钟" in capsys.readouterr().err
        assert clock.now() > clock.wall() + HOUR / 2, "the ledger's moment is now"
        admit(role=Role.ADMINISTRATOR)
        sign_in(client)
        told = client.get("/health").json()["clock"]
        assert told["ok"] is False
        assert clock.parse(told["ledger"]) - clock.parse(told["now"]) > HOUR / 2
    assert clock.now() - clock.wall() < HOUR / 2, "no longer than the server runs"


def test_a_server_that_is_right_says_nothing(live_database, capsys):
    written(live_database, clock.wall() - HOUR)
    with browsing() as client:
        assert capsys.readouterr().err == ""
        admit(role=Role.ADMINISTRATOR)
        sign_in(client)
        assert client.get("/health").json()["clock"]["ok"] is True


def test_whoever_signs_in_while_the_clock_is_set_back_stays_signed_in(live_database, monkeypatch):
    with browsing() as client:
        admit(role=Role.DUTY_OFFICER)
        sign_in(client)
        true = clock.wall
        monkeypatch.setattr(clock, "wall", lambda: true() - 5 * HOUR)
        while clock.set_back() is None:  # the watch has not seen what was written yet
            time.sleep(0.01)
        assert client.get("/wall").status_code == 200
        client.cookies.clear()
        assert sign_in(client).status_code == 303
        assert client.get("/wall").status_code == 200


def test_a_watch_that_the_driver_fails_goes_on_watching(tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "AFTER_ERROR_SECONDS", 0.01)
    store, seen, once = (
        open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}"),
        threading.Event(),
        iter([True]),
    )
    watched = Watch(store, lambda version: seen.set())
    look = watched._compare

    def failing():
        if next(once, False):
            raise sqlite3.OperationalError("disk I/O error")
        look()

    monkeypatch.setattr(watched, "_compare", failing)
    watched.start()
    store.write(lambda connection: connection.exec_driver_sql("update ledger set seq = 1"))
    assert seen.wait(5)
    watched.stop()
    store.close()


def test_a_row_that_cannot_be_read_does_not_end_the_reminders(live_database, monkeypatch, caplog):
    calls = []

    def failing(*given):
        calls.append(given)
        raise KeyError("a damaged row")

    monkeypatch.setattr(reminders, "draft_reminders", failing)
    monkeypatch.setattr(reminders, "EVERY", timedelta(seconds=0.01))
    with caplog.at_level(logging.ERROR), browsing():
        for _ in range(200):
            if len(calls) > 2:
                break
            time.sleep(0.02)
    assert len(calls) > 2
    assert "a damaged row" in caplog.text

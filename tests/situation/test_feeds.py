"""How the sources do: those that do not work come first."""

from datetime import timedelta

from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.situation.feeds import feed_runs, run_json
from tests.builders import at


def run(feed, moment, success, **more):
    return FeedRun(
        feed=feed, how="http", last_success=success, valid_at=moment, known_at=moment, **more
    )


def test_of_each_source_the_last_run_is_told_and_one_that_fails_comes_first(told):
    store = told(
        run("b", at(0), at(0)),
        run("a", at(0), at(0)),
        run("c", at(0), at(0)),
        run("c", at(1), at(0)),
    )
    assert [(row.feed, row.valid_at) for row in feed_runs(store, at(1))] == [
        ("c", at(1)),
        ("a", at(0)),
        ("b", at(0)),
    ]
    assert [row.feed for row in feed_runs(store, at(0))] == ["a", "b", "c"]


def test_what_never_succeeded_says_so_with_null():
    said = run_json(
        run("a", at(0), None, rejected=3, problems="第 2 行"), at(0) + timedelta(minutes=1)
    )
    assert (said["last_success"], said["rejected"], said["problems"]) == (None, 3, "第 2 行")
    assert said["last_attempt"] == "2026-07-01T08:00:00+08:00"
    assert said["state"] != run_json(run("a", at(0), at(0), read=1), at(0))["state"]

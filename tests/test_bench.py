"""`make bench` on tiny sizes: that everything it measures can still be measured. How fast, only the whole run says."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bench import mutants, seasons
from bench.__main__ import SUBJECTS
from bench.measuring import Finding, Sizes, at_least, at_most, in_turn
from bench.results import page
from bench.seasons import BUSY, CITY, ground
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store

TINY = Sizes(
    years=2, reads=1, appends=2, files=1, reruns=1, commits=2, forecasts=1,
    starts=1, walls=3, wall_commits=1, idle_seconds=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory, demo_path):
    def kept(path):
        return open_store(f"sqlite:///{shutil.copy(demo_path, path)}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seasons, "_demonstration", kept)
        with ground(tmp_path_factory.mktemp("bench"), TINY) as made:
            yield made


def test_the_busiest_evening_is_now_and_nothing_is_known_beforehand(tiny):
    picture, then = situation(tiny.many, CITY, tiny.now), situation(tiny.season, CITY, BUSY)
    assert [incident.storm for incident in picture.incidents] == ["2311"]
    assert len(picture.warnings) == len(then.warnings) > 0
    assert [figure.moved for figure in picture.evacuation] == [
        figure.moved for figure in then.evacuation
    ]
    assert all(tiny.now - timedelta(days=367) < fact.known_at <= tiny.now for fact in tiny.year)
    assert tiny.many.version() == 2 * tiny.one.version() == 2 * len(tiny.year)


@pytest.mark.parametrize(
    "subject", SUBJECTS, ids=lambda subject: subject.__module__.removeprefix("bench.")
)
def test_a_subject_can_be_measured(tiny, subject):
    with ThreadPoolExecutor(
        1
    ) as apart:  # a browser that another test left open holds this thread's loop
        found = apart.submit(lambda: list(subject(tiny))).result()
    for finding in found:
        assert finding.what
        assert finding.told[0].isdigit()
        assert finding.goal[0] in "≤≥"


def test_a_goal_is_met_or_not_and_the_page_says_so():
    found = [
        at_most("a", 1.2, 1.2, "×"),
        at_most("b", 1.3, 1.2, "×"),
        at_least("c", 999, 1000, "×", "1 ms against 1 s"),
    ]
    assert [finding.met for finding in found] == [True, False, False]
    said = page([*found, Finding("d", "not measured: x", "", met=False)], ["| back-test |"], 60)
    assert "| a | 1.20× | ≤ 1.2× | met |" in said
    assert "| c | 999× (1 ms against 1 s) | ≥ 1,000× | **not met** |" in said
    assert said.endswith("| back-test |\n")


def test_two_things_are_measured_in_turn():
    order = []
    in_turn([lambda: order.append("a"), lambda: order.append("b")], 2)
    assert order == ["a", "b"] * 3


def test_the_sample_of_wrong_changes_is_the_same_in_whatever_order_they_were_made():
    names = [f"ems_dashboard.rules.x_f{n}__mutmut_1" for n in range(100)]
    chosen = mutants.sample(names, 10)
    assert chosen == mutants.sample(names[::-1], 10)
    assert len(set(chosen)) == 10
    assert len({*mutants.sample([*names, "another"], 10)} & {*chosen}) >= 9, (
        "a new function moves it by one"
    )


def test_the_page_says_how_many_wrong_changes_were_noticed_and_shows_the_others():
    found = [mutants.Result("rules", 4, 900, ("a",)), mutants.Result("store", 4, 300, ())]
    said = mutants.page(found, date(2026, 7, 1), {"a": "-x\n+y"})
    assert "| rules | 900 | 4 | 3 | 75% |" in said
    assert "| together | 1,200 | 8 | 7 | 88% |" in said
    assert "`a`\n\n```diff\n-x\n+y\n```" in said

"""What became known in a span of time, of whatever it is true for: newest first, of the units asked for."""

from dataclasses import replace

import pytest

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.known import known_between
from tests.builders import CITY_CODE, DONGSHAN, ZHANGPU, at, evacuation, warning


@pytest.fixture
def known(store):
    """known(kind, *facts, **asked) → the facts of the kind known from hour 1 to before hour 3."""

    def read(kind, *facts, limit=10, **asked):
        store.append(facts, moment=at(100))
        with store.reading() as reader:
            return known_between(reader, kind, at(1), at(3), limit=limit, **asked)

    return read


def test_the_first_moment_of_the_span_is_in_it_and_the_last_is_not(known):
    rows = [evacuation(n, at(0), known_at=at(n)) for n in range(5)]
    assert [row.moved for row in known(Evacuation, *rows)] == [2, 1]


def test_of_one_moment_the_row_written_later_comes_first_and_the_limit_keeps_the_newest(known):
    rows = [evacuation(n, at(n), known_at=at(1)) for n in range(3)]
    assert [row.moved for row in known(Evacuation, *rows)] == [2, 1, 0]
    assert [row.moved for row in known(Evacuation, limit=2)] == [2, 1]


def test_a_unit_is_found_as_the_one_named_and_among_several(known):
    rows = evacuation(1, at(1)), evacuation(2, at(1), unit=ZHANGPU)
    assert [row.moved for row in known(Evacuation, *rows, units=[DONGSHAN])] == [1]
    told = warning("W1", at(1), units=(ZHANGPU, DONGSHAN)), warning("W2", at(1), units=(CITY_CODE,))
    assert [row.id for row in known(WarningMessage, *told, units=[DONGSHAN])] == ["W1"]


def test_what_names_no_unit_concerns_none(known):
    assert "unit" not in KINDS["feed_runs"].__dataclass_fields__
    assert known(FeedRun, units=[DONGSHAN]) == []


def test_an_exercise_is_apart(known):
    assert known(Evacuation, replace(evacuation(1, at(1)), mode="exercise")) == []
    assert len(known(Evacuation, mode="exercise")) == 1

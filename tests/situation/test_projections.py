"""What was projected stands beside what came, made anew from the ledger."""

from datetime import timedelta

import pytest

from bench.projections import lines
from ems_dashboard.rules.evacuation import CoursePoint
from ems_dashboard.rules.pace import FinishTold
from ems_dashboard.situation.projections import came_out, projections
from ems_dashboard.store import open_store
from tests.builders import at, evacuation
from tests.situation.conftest import CITY

HOUR = timedelta(hours=1)


@pytest.fixture
def kept():
    store = open_store("sqlite://")
    yield store
    store.close()


def reported(hours, moved, known=None):
    return evacuation(moved, at(hours), known_at=at(hours if known is None else known))


def append(store, *rows):
    for row in rows:
        store.append([row], moment=row.known_at)


def test_each_report_projects_and_the_outcome_stands_beside_it(kept):
    append(kept, *(reported(hour, 100 * hour) for hour in range(11)))
    found = projections(kept, CITY)
    assert [one.projected_at for one in found] == [at(hour) for hour in range(10)]
    assert [one.told.told for one in found[:3]] == [
        FinishTold.NOT_BEGUN,
        FinishTold.TOO_FEW,
        FinishTold.RANGE,
    ]
    fifth = found[5]
    assert fifth.came == at(9.9), "99 % are everybody"
    assert fifth.told.likely == at(10)
    assert fifth.error == 0.1 * HOUR
    assert not fifth.inside, "told the whole of it at 10, came with 99 % at 9.9"


def test_what_was_not_known_yet_is_in_no_projection(kept):
    late = reported(2, 900, known=6)
    append(kept, reported(0, 0), reported(1, 100), reported(3, 300), late, reported(8, 1000))
    at_three = next(one for one in projections(kept, CITY) if one.projected_at == at(3))
    assert at_three.told.likely == at(10)


def test_who_never_came_out_has_no_error_and_stands_in_the_table(kept):
    append(kept, *(reported(hour, 100 * hour) for hour in range(4)))
    found = projections(kept, CITY)
    assert {one.came for one in found} == {None}
    assert lines(found)[-1] == "| in all | 2 | 0 | | | |"


def test_the_table_tells_errors_and_how_often_the_truth_was_in_the_range(kept):
    append(kept, *(reported(hour, 100 * hour) for hour in range(11)))
    assert lines(projections(kept, CITY))[-1] == "| in all | 8 | 8 | 0.1 h | +0.1 h | 0% |"


def test_the_finish_lies_between_two_reports():
    course = [
        CoursePoint(at(0), 100, 0, 0),
        CoursePoint(at(3), 100, 90, 0),
        CoursePoint(at(6), 100, 100, 0),
    ]
    assert came_out(course, 0.99) == at(3) + 0.9 * 3 * HOUR
    assert came_out(course[:2], 0.99) is None

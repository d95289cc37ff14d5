"""The charts minutes after the start: an axis that can be read, and a first report that is seen."""

from datetime import timedelta

import pytest

from ems_dashboard.rules.terms import Category, Level
from ems_dashboard.screen.time_span import LEAST
from ems_dashboard.store import open_store
from ems_dashboard.views.charts import charts
from ems_dashboard.views.charts.plot import local
from tests.screen.standing import stood
from tests.situation.rows import CITY, NOON, figure, incident, response

UNIT = next(iter(CITY.by_code))
BEGAN = (incident(began=0.1), response(Level.II, 0.1))
"""Six minutes ago."""


@pytest.fixture
def look():
    store = open_store("sqlite://")
    yield lambda *facts: stood(store, CITY, facts)
    store.close()


def span(drawn):
    begins, ends = drawn.layout.xaxis.range
    return ends - begins


def test_every_chart_of_the_first_minutes_spans_what_can_be_read(look):
    here = look(*BEGAN, figure(UNIT, 100, 40, 0.05), figure(UNIT, 100, 60, 0.01))
    assert span(charts.levels(here)) == LEAST
    assert span(charts.course(here, Category.PEOPLE)) == LEAST
    assert span(charts.warnings_over_time(here.situation)) > timedelta(days=1)


def test_the_only_report_is_a_point_and_not_a_line_of_no_length(look):
    drawn = charts.course(look(*BEGAN, figure(UNIT, 100, 40, 0.05)), Category.PEOPLE)
    assert {trace.mode for trace in drawn.data} == {"markers"}
    assert drawn.layout.xaxis.range[1] == drawn.data[0].x[0]
    two = charts.course(look(figure(UNIT, 100, 60, 0.01)), Category.PEOPLE)
    assert {trace.mode for trace in two.data} == {"lines"}


def test_a_longer_course_keeps_its_own_beginning(look):
    here = look(incident(), response(Level.II), figure(UNIT, 100, 1, 9), figure(UNIT, 100, 60, 1))
    begins, ends = charts.course(here, Category.PEOPLE).layout.xaxis.range
    assert (begins, ends) == (
        local(NOON - timedelta(hours=9)),
        local(NOON - timedelta(hours=1)),
    )

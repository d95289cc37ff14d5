"""Figures that count in no total yet: what waits, what was reported again since, what was refused a while ago."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import PROPOSED, TURNED_DOWN, UNASSIGNED
from ems_dashboard.store.astray import TOLD, AstrayFigures, astray_figures, case_of
from tests.builders import CASE, DONGSHAN, ZHANGPU, at, evacuation, incident

MINUTE = timedelta(minutes=1)
LOOKED_AT = at(10)


@pytest.fixture
def astray(store):
    """astray(*facts, as_of) → the figures astray, with the incident CASE."""
    store.append([incident()], moment=at(0))

    def read(*facts, as_of=LOOKED_AT):
        store.append(facts, moment=at(200))
        return astray_figures(store, as_of)

    return read


def moved(rows):
    return [row.moved for row in rows]


def test_what_belongs_to_no_incident_waits_and_what_belongs_to_one_does_not(astray):
    found = astray(evacuation(1, at(1), case=UNASSIGNED), evacuation(2, at(2)))
    assert moved(found.unassigned) == [1]
    assert found.proposed == found.refused == ()


def test_what_was_reported_later_for_the_same_hour_of_an_incident_is_the_newer_word(astray):
    first = evacuation(1, at(1), case=UNASSIGNED)
    assert moved(astray(first, evacuation(5, at(1))).unassigned) == []


@pytest.mark.parametrize(
    "other", [evacuation(5, at(2)), evacuation(5, at(1), unit=ZHANGPU)], ids=["hour", "unit"]
)
def test_a_figure_for_another_hour_or_unit_leaves_it_waiting(astray, other):
    assert moved(astray(evacuation(1, at(1), case=UNASSIGNED), other).unassigned) == [1]


def test_a_figure_that_was_there_before_leaves_it_waiting(astray):
    assert moved(
        astray(evacuation(5, at(1)), evacuation(1, at(1), case=UNASSIGNED)).unassigned
    ) == [1]


def test_what_a_row_of_the_same_hour_replaces_waits_no_more(store, astray):
    astray(evacuation(1, at(1), case=PROPOSED + CASE))
    (row,) = store.history(Evacuation)
    decided = replace(evacuation(1, at(1)), replaces=row.seq, known_at=at(2))
    assert moved(astray(decided).proposed) == []
    assert moved(astray(as_of=at(2) - MINUTE).proposed) == [1], "as it was known then"


def test_a_refusal_is_seen_for_three_days_after_it_was_known(astray):
    row = evacuation(3, at(1), case=TURNED_DOWN + CASE, known_at=at(2))
    assert moved(astray(row, as_of=at(2) + TOLD - MINUTE).refused) == [3]
    assert moved(astray(as_of=at(2) + TOLD).refused) == []


def test_of_ones_own_units_and_for_which_incident(astray):
    rows = (
        evacuation(1, at(1), case=PROPOSED + CASE),
        evacuation(2, at(1), unit=ZHANGPU, case=PROPOSED + CASE),
    )
    found = astray(*rows)
    assert moved(found.of_units([DONGSHAN]).proposed) == [1]
    assert {case_of(row) for row in found.proposed} == {CASE}
    assert found.of_units([]) == AstrayFigures()

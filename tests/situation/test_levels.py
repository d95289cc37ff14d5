"""What the desk of levels suggests, waits for and counts, on a handful of rows."""

from datetime import timedelta

from ems_dashboard.rules.terms import Hazard, Level, LevelChange, ProposalState
from ems_dashboard.situation.levels import HOLDS, REMEMBERED, level_desk, passages
from ems_dashboard.situation.race import race_of
from tests.builders import (
    CITY_CODE,
    DONGSHAN,
    at,
    declined,
    fix,
    incident,
    proposal,
    response,
    warning,
)
from tests.situation.conftest import CITY

MINUTE = timedelta(minutes=1)


def desk(ledger, picture):
    return level_desk(ledger, CITY, picture, race_of(CITY, picture))


def suggested(ledger, picture):
    found = desk(ledger, picture).suggested(CITY_CODE, Hazard.TYPHOON)
    return found and found.level


def test_a_graver_warning_suggests_its_level_and_none_where_it_is_in_force(ledger, seen):
    assert (
        suggested(ledger, seen(at(1), incident(), response(Level.III), warning(level=Level.II)))
        is Level.II
    )
    assert (
        suggested(ledger, seen(at(2), response(Level.II, at(2), change=LevelChange.RAISE))) is None
    )


def test_a_declined_suggestion_comes_back_after_half_a_day_while_its_cause_stands(ledger, seen):
    picture = seen(at(1), incident(), response(Level.III), warning(level=Level.II))
    key = desk(ledger, picture).suggested(CITY_CODE, Hazard.TYPHOON).key
    assert suggested(ledger, seen(at(2), declined(key, at(2)))) is None
    assert suggested(ledger, seen(at(2) + HOLDS - MINUTE)) is None
    assert suggested(ledger, seen(at(2) + HOLDS)) is Level.II
    assert timedelta(hours=6) <= HOLDS <= timedelta(hours=24), (
        "a shift later somebody looks at it again"
    )


def test_what_was_declined_for_another_cause_is_suggested_all_the_same(ledger, seen):
    picture = seen(
        at(1), incident(), response(Level.III), warning(level=Level.II), declined("another", at(1))
    )
    assert suggested(ledger, picture) is Level.II


def test_a_proposal_waits_until_it_is_decided_and_the_newest_comes_first(ledger, seen):
    picture = seen(at(2), incident(), response(), proposal("P1", at(1)), proposal("P2", at(2)))
    assert [row.proposal for row in desk(ledger, picture).waiting] == ["P2", "P1"]
    assert desk(ledger, picture).proposal("P1").state is ProposalState.SUBMITTED
    assert desk(ledger, seen(at(2) + REMEMBERED + MINUTE)).proposals == ()


def test_what_the_city_started_and_raised_this_year_is_counted_by_hazard(ledger, seen):
    picture = seen(
        at(9), incident(), response(Level.IV, at(0)), response(Level.III, at(1), change=LevelChange.RAISE),
        response(Level.IV, at(2), change=LevelChange.LOWER), response(Level.IV, at(3), hazard=Hazard.RAINSTORM),
        response(Level.IV, at(4), unit=DONGSHAN), response(Level.IV, at(0) - timedelta(days=300)),
    )  # fmt: skip
    assert desk(ledger, picture).counted == {Hazard.TYPHOON: 2, Hazard.RAINSTORM: 1}


def test_duties_are_owed_where_a_level_is_in_force_and_nowhere_else(ledger, seen):
    picture = seen(at(1), incident(), response(Level.III, unit=DONGSHAN))
    duties = desk(ledger, picture).duties
    assert CITY_CODE not in duties
    assert all(unit == DONGSHAN for unit in duties)


def test_every_storm_of_an_open_incident_has_its_passage_the_races_own_among_them(seen):
    track = [fix(at(hours), 15.0 + hours) for hours in range(3)]
    other = [fix(at(hours), 12.0, 130.0, storm="2602") for hours in range(2)]
    stranger = fix(at(1), 10.0, 140.0, storm="2603")
    picture = seen(
        at(3), incident(), incident("2026-TY02", storm="2602", began_at=at(-1)), *track, *other, stranger,
    )  # fmt: skip
    race = race_of(CITY, picture)
    found = passages(CITY, picture, race)
    assert found.keys() == {"2601", "2602"}
    assert found[race.storm.storm] == race.passage
    assert found["2601"].seen_at == at(2)
    assert found["2602"].seen_at == at(1)

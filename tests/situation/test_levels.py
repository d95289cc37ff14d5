"""The desk of levels from a few rows: what was decided and proposed, in order of time."""

import pytest

from ems_dashboard.rules.responses import LevelProposal, SuggestionDecision
from ems_dashboard.rules.terms import Hazard, Level, LevelChange, ProposalState, SuggestionChoice
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.race import race_of
from ems_dashboard.store import open_store
from tests.situation.rows import CITY, NOON, before, incident


@pytest.fixture
def store():
    store = open_store("sqlite://")
    yield store
    store.close()


def desk_of(store, *rows):
    store.append([incident(), *rows], moment=NOON)
    picture = situation(store, CITY, NOON)
    return level_desk(store, CITY, picture, race_of(CITY, picture))


def decision(name, hours):
    return SuggestionDecision(
        suggestion=name, unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.II, valid_at=before(hours),
        known_at=before(hours), choice=SuggestionChoice.DECLINED,
    )  # fmt: skip


def proposal(name, hours, state=ProposalState.SUBMITTED):
    return LevelProposal(
        proposal=name, incident="i1", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.III, state=state,
        change=LevelChange.START, effective_at=before(hours), valid_at=before(hours), known_at=before(hours),
    )  # fmt: skip


def test_a_suggestion_decided_again_stands_where_it_was_decided_last(store):
    desk = desk_of(store, decision("a", 30), decision("b", 20), decision("a", 3))
    assert [(row.suggestion, row.valid_at) for row in desk.decisions] == [("a", before(3)), ("b", before(20))]


def test_a_proposal_decided_later_than_a_newer_one_stands_first(store):
    desk = desk_of(store, proposal("a", 9), proposal("b", 5), proposal("a", 1, ProposalState.APPROVED))
    assert [row.proposal for row in desk.proposals] == ["a", "b"]
    assert desk.proposal("a").state is ProposalState.APPROVED

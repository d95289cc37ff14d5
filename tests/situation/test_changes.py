"""What changed between two pictures of one storm, in the order of weight."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.reports.changes import sentence
from ems_dashboard.rules.arrival import Approach, Arrival, Spread
from ems_dashboard.rules.changes import ChangeKind
from ems_dashboard.rules.race import InDanger, RaceState, Runner
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from ems_dashboard.situation import situation
from ems_dashboard.situation.changes import changed, first_figures, levels_since
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.race import GaleState, Race
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import DONGSHAN, STORM, ZHANGPU, at, evacuation, fix, incident, raced, response
from tests.situation.conftest import CITY

FORCE = CITY.plan.thresholds.gale_force
TRACK = (fix(at(0)),)


def runner(state: RaceState) -> Runner:
    return raced(unit=DONGSHAN, state=state, ordered=at(3))


def spread(unit: str, hours: float) -> dict[tuple[str, int], Spread]:
    arrival = Arrival(unit, "CMA", FORCE, at(hours), None, "scaled")
    return {(unit, FORCE): Spread(unit, FORCE, (arrival,))}


def race(hours: float = 0, **more) -> Race:
    storm = Storm(STORM, "示例", "Example", TRACK, {}, TRACK[0])
    blank = Race(
        as_of=at(hours), storm=storm, arrivals=(), approaches=(), spreads={}, at_places={}, winds=(), runners=(),
        in_danger=InDanger(0, 0), passage=None, gale=next(iter(GaleState)),
    )  # fmt: skip
    return replace(blank, **more)


def kinds(before: Race, now: Race) -> list[ChangeKind]:
    return [change.kind for change in changed(before, now, CITY)]


def test_nothing_is_compared_between_two_storms_or_where_one_has_none():
    late = race(runners=(runner(RaceState.LATE),))
    ahead = race(runners=(runner(RaceState.AHEAD),))
    assert kinds(ahead, late) == [ChangeKind.TURNED_LATE]
    other = replace(late, storm=replace(late.storm, storm="2602"))
    assert kinds(ahead, other) == []
    assert kinds(ahead, replace(late, storm=None)) == []
    assert kinds(replace(ahead, storm=None), late) == []


def test_who_turned_late_comes_before_circles_the_gale_and_the_centre():
    before = race(
        0, runners=(runner(RaceState.AHEAD),), spreads=spread(DONGSHAN, 12),
        approaches=(Approach("CMA", at(14), 50.0, DONGSHAN),),
    )  # fmt: skip
    now = race(
        1, runners=(runner(RaceState.LATE),), spreads=spread(DONGSHAN, 10) | spread(ZHANGPU, 11),
        approaches=(Approach("CMA", at(11), 50.0, DONGSHAN),),
    )  # fmt: skip
    assert kinds(before, now) == [
        ChangeKind.TURNED_LATE, ChangeKind.ENTERED, ChangeKind.GALE_SOONER, ChangeKind.CENTRE_SOONER,
    ]  # fmt: skip
    sooner = changed(before, now, CITY)[2]
    assert (sooner.units, sooner.by, sooner.force) == ((DONGSHAN,), timedelta(hours=2), FORCE)


def test_a_circle_that_came_meanwhile_has_reached_and_one_to_come_has_entered():
    reached, entered = race(5, spreads=spread(DONGSHAN, 5)), race(4, spreads=spread(DONGSHAN, 5))
    assert kinds(race(), reached) == [ChangeKind.REACHED]
    assert kinds(race(), entered) == [ChangeKind.ENTERED]
    assert kinds(entered, race(6)) == [ChangeKind.LEFT]


@pytest.fixture
def first(tmp_path):
    """first(*facts) → what is said of the first figures between two hours and five hours after the beginning."""
    store = open_store(f"sqlite:///{tmp_path / 'ledger.sqlite'}")

    def look(*facts, lang="zh"):
        store.append(facts, moment=at(9), written_by="test")
        before, now = situation(store, CITY, at(2)), situation(store, CITY, at(5))
        return [sentence(each, CITY, words(lang)) for each in first_figures(before, now, CITY)]

    yield look
    store.close()


def test_a_first_report_is_news_and_the_second_of_the_same_unit_is_not(first):
    rows = evacuation(10, at(1), target=50), evacuation(30, at(4), target=50)
    new = evacuation(7, at(4), target=20, unit=ZHANGPU)
    assert first(incident(), *rows, new) == [
        "漳浦首次报送陆上危险区域群众:应转移 20 人,已转移 7 人。"
    ]


def test_the_units_of_a_category_stand_in_one_line_with_their_sums(first):
    rows = evacuation(1, at(3), target=1000), evacuation(2, at(4), target=500, unit=ZHANGPU)
    boats = evacuation(0, at(4), target=8, category=Category.FISHING_VESSELS)
    assert first(incident(), *rows, boats, lang="en") == [
        "Zhangpu and Dongshan: first figures (People in danger areas): 3 of 1,500 people moved.",
        "Dongshan: first figures (Fishing vessels): 0 of 8 vessels moved.",
    ]


def test_a_rain_without_any_storm_has_first_figures_too(first):
    rain = incident(hazard=Hazard.RAINSTORM, storm=None)
    assert len(first(rain, evacuation(0, at(4), target=0))) == 1


def test_a_report_of_zero_is_a_first_report(first):
    assert "应转移 0 人,已转移 0 人" in first(incident(), evacuation(0, at(4), target=0))[0]


def test_nothing_reported_and_nothing_open_is_no_news(first):
    assert first(incident()) == []


def test_figures_of_another_incident_are_no_news_of_this_one(first):
    other = incident("2026-R01", hazard=Hazard.RAINSTORM, storm=None)
    assert first(incident(), other, evacuation(3, at(4), case="2026-R01")) == []


def test_the_end_of_a_response_is_told_though_its_incident_is_closed(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    over = at(4)
    facts = [
        incident(), response(Level.III),
        response(None, over, change=LevelChange.END),
        incident(ended_at=over, valid_at=over, known_at=over),
        response(Level.II, at(4), unit=DONGSHAN),
    ]  # fmt: skip
    store.append(facts, moment=at(9), written_by="test")
    found = levels_since(store, CITY, at(5), at(2))
    assert situation(store, CITY, at(5)).levels == ()
    assert [(row.unit, row.change, row.valid_at) for row in found] == [
        (CITY.code, LevelChange.END, over)
    ]
    assert levels_since(store, CITY, at(5), over) == ()
    store.close()

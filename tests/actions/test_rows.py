"""Rows of the working tables as people enter them: whose they are, which of them say something new."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.actions.rows import check_row, check_workbook, save_rows, unit_of
from ems_dashboard.errors import Refused
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import ShelterStateName, SupplyMove, TeamStateName
from tests.actions.desks import CITY, COUNTY, LEADER, START, desk
from tests.builders import TONGLING, cadres, evacuation, incident, measure

HOUR = timedelta(hours=1)
SHELTER = next(place for place in CITY.shelters if place.unit == COUNTY.unit)
ELSEWHERE = next(place for place in CITY.shelters if place.unit != COUNTY.unit)


def state(place=SHELTER, occupancy=5, at=START, **more):
    return ShelterState(
        shelter=place.code, incident="a", state=ShelterStateName.OPEN, occupancy=occupancy, valid_at=at, **more
    )  # fmt: skip


def test_a_row_is_the_units_in_whose_name_it_is_written():
    team, depot = CITY.teams[0], CITY.depots[0]
    assert unit_of(evacuation(1, unit=TONGLING), CITY) == COUNTY.unit
    assert unit_of(cadres(3, unit="350623"), CITY) == "350623"
    assert unit_of(state(), CITY) == COUNTY.unit
    assert unit_of(incident(), CITY) == CITY.code
    assert unit_of(measure(START), CITY) == CITY.code
    sent = TeamState(team=team.code, incident="a", state=TeamStateName.ON_SITE, valid_at=START)
    stock = SupplyState(
        depot=depot.code,
        item="x",
        move=SupplyMove.STOCK,
        quantity=1.0,
        measure="台",
        valid_at=START,
    )
    assert (unit_of(sent, CITY), unit_of(stock, CITY)) == (team.unit, depot.unit)


def test_a_place_that_is_in_no_register_is_the_citys():
    assert unit_of(replace(state(), shelter="gone"), CITY) == CITY.code


def test_a_county_writes_for_itself_and_all_or_none_is_saved(store):
    with pytest.raises(Refused):
        save_rows(desk(store, COUNTY), [state(), state(ELSEWHERE)])
    with pytest.raises(Refused):
        save_rows(desk(store, LEADER), [state()])
    assert store.history(ShelterState) == []
    assert save_rows(desk(store, COUNTY), [state()]).accepted == 1


def test_what_says_nothing_new_is_counted_as_there_already(store):
    save_rows(desk(store, COUNTY), [state()])
    done = save_rows(desk(store, COUNTY, 5), [state(), state(at=START - HOUR)])
    assert (done.accepted, done.duplicates) == (1, 1)
    known = [(row.valid_at, row.known_at) for row in store.history(ShelterState)]
    assert known == [(START - HOUR, START + HOUR / 12), (START, START)]


def test_a_figure_for_later_than_clocks_differ_is_refused(store):
    with pytest.raises(Refused):
        save_rows(desk(store, COUNTY), [state(at=START + HOUR)])


def test_a_typed_row_names_its_faults_at_their_fields(store):
    store.append([incident("a", began_at=START - HOUR)], moment=START)
    typed = {
        "shelter": SHELTER.name,
        "state": "开放",
        "occupancy": "五",
        "valid_at": "2023-09-04 09:00",
    }
    (problem,) = check_row(desk(store, COUNTY), ShelterState, typed).problems
    assert (problem.column, problem.value) == ("occupancy", "五")
    checked = check_row(desk(store, COUNTY), ShelterState, typed | {"occupancy": "5"})
    assert checked.problems == ()
    assert [(row.shelter, row.occupancy, row.incident) for row in checked.facts] == [
        (SHELTER.code, 5, "a")
    ]


def test_a_file_of_another_kind_is_refused_and_who_uploads_it_reports_it(store):
    store.append([incident("a", began_at=START - HOUR)], moment=START)
    table = f"避灾点,状态,在点人数,填报人,截至时间\n{SHELTER.name},开放,5,某人,2023-09-04 09:00\n".encode()
    checked = check_workbook(desk(store, COUNTY), ShelterState, "安置点.csv", table)
    assert [(row.occupancy, row.reporter) for row in checked.facts] == [(5, COUNTY.name)]
    assert [problem.value for problem in checked.problems] == ["某人"]
    with pytest.raises(Refused):
        check_workbook(desk(store, COUNTY), TeamState, "安置点.csv", table)

from datetime import UTC, datetime, timedelta

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.consequences import consequences
from ems_dashboard.rules.duties import DutyState, duties_in_force
from ems_dashboard.rules.groups import Deployment, clocks
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import DutyStateName, GroupState, Hazard, Level, LevelChange
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
START = datetime(2023, 9, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
NONE = dict.fromkeys(Hazard)


def change(
    hours: float, level: Level | None, hazard: Hazard = Hazard.TYPHOON, unit: str = CITY.code
) -> Response:
    return Response(
        incident="i",
        unit=unit,
        hazard=hazard,
        level=level,
        change=LevelChange.START,
        valid_at=START + hours * HOUR,
    )


def state(
    duty: str, hours: float, name: DutyStateName = DutyStateName.DONE, owner: str = ""
) -> DutyState:
    return DutyState(
        incident="i", unit=CITY.code, duty=duty, owner=owner, state=name, valid_at=START + hours * HOUR
    )  # fmt: skip


def found(changes, states=(), unit=CITY.code):
    return {status.duty.code: status for status in duties_in_force(CITY, unit, changes, states)}


def test_a_raise_adds_duties_and_leaves_those_of_below_their_hour():
    duties = found([change(0, Level.IV), change(10, Level.II)])
    assert set(duties) == {"duty24", "boats", "leaders_hq", "scenic", "groups", "move"}
    assert duties["duty24"].deadline == START + HOUR
    assert duties["groups"].deadline == START + 16 * HOUR


def test_a_duty_of_one_hazard_does_not_begin_with_the_other():
    assert "boats" not in found([change(0, Level.III, Hazard.RAINSTORM)])
    assert found([change(0, Level.III), change(1, None)]) == {}


def test_a_duty_done_in_an_earlier_stretch_is_owed_again():
    changes = [change(0, Level.IV), change(20, None), change(30, Level.IV)]
    assert found(changes, [state("duty24", 1)])["duty24"].state is DutyStateName.OPEN
    assert found(changes, [state("duty24", 31)])["duty24"].state is DutyStateName.DONE


def test_a_duty_of_every_unit_is_done_when_each_has_done_its_share():
    changes, units = [change(0, Level.II)], list(CITY.by_code)
    shares = [state("move", 1, owner=unit) for unit in units]
    assert found(changes, shares[:-1])["move"].state is DutyStateName.IN_HAND
    assert found(changes, shares[:-1])["move"].settled_parts == len(units) - 1
    assert found(changes, shares)["move"].state is DutyStateName.DONE


def test_a_duty_is_late_only_while_it_is_not_settled():
    changes = [change(0, Level.IV)]
    assert found(changes)["duty24"].late(START + 2 * HOUR)
    assert not found(changes)["duty24"].late(START + HOUR)
    assert not found(changes, [state("duty24", 3, DutyStateName.NOT_APPLICABLE)])["duty24"].late(
        START + 4 * HOUR
    )


def test_a_duty_done_after_its_deadline_says_by_how_much_and_a_later_note_changes_nothing():
    changes = [change(0, Level.IV)]
    done = found(changes, [state("duty24", 3), state("duty24", 5)])["duty24"]
    assert done.late_by == 2 * HOUR
    assert found(changes, [state("duty24", 1)])["duty24"].late_by is None
    assert (
        found(changes, [state("duty24", 3, DutyStateName.NOT_APPLICABLE)])["duty24"].late_by is None
    )
    assert found(changes, [state("duty24", 3, DutyStateName.IN_HAND)])["duty24"].late_by is None
    taken_back = [
        state("duty24", 0.5),
        state("duty24", 2, DutyStateName.IN_HAND),
        state("duty24", 4),
    ]
    assert found(changes, taken_back)["duty24"].late_by == 3 * HOUR


def test_a_duty_of_every_unit_was_done_when_the_last_of_them_did_its_share():
    units = list(CITY.by_code)
    shares = [state("move", 1, owner=unit) for unit in units[:-1]]
    changes = [change(0, Level.II)]
    assert found(changes, shares)["move"].late_by is None
    late = found(changes, [*shares, state("move", 9, owner=units[-1])])["move"]
    assert late.late_by == START + 9 * HOUR - late.deadline


def test_what_a_raise_to_two_will_do_is_said_before():
    said = consequences(
        CITY, CITY.code, {**NONE, Hazard.TYPHOON: Level.III}, Hazard.TYPHOON, Level.II
    )
    assert {duty.code for duty in said.begins} == {"groups", "move"}
    assert (len(said.groups), len(said.recalled)) == (16, 0)
    assert len(said.told) == 16 + len(CITY.departments)
    assert said.rhythm is CITY.plan.rhythm(Level.II)


def test_what_is_said_before_is_what_happens_after():
    for hazard in Hazard:
        for before in (None, *Level):
            for after in (None, *Level):
                now = [change(0, before, hazard), change(0, Level.IV, Hazard.RAINSTORM)][
                    : 2 if hazard is Hazard.TYPHOON else 1
                ]
                levels = {**NONE, **{row.hazard: row.level for row in now}}
                said = consequences(CITY, CITY.code, levels, hazard, after)
                then = {duty.code for duty in said.begins} | (
                    set(found(now)) - {duty.code for duty in said.ends}
                )
                assert then == set(found([*now, change(5, after, hazard)]))


def test_ending_one_hazard_keeps_the_rhythm_of_the_other():
    levels = {Hazard.TYPHOON: Level.IV, Hazard.RAINSTORM: Level.III}
    said = consequences(CITY, CITY.code, levels, Hazard.TYPHOON, None)
    assert (said.rhythm, said.rhythm_ends) == (None, False)
    assert consequences(
        CITY, CITY.code, {**NONE, Hazard.TYPHOON: Level.IV}, Hazard.TYPHOON, None
    ).rhythm_ends


def test_a_county_tells_its_townships_and_sends_no_leader_groups():
    said = consequences(CITY, "350626", NONE, Hazard.TYPHOON, Level.II)
    assert said.told[0] == CITY.code
    assert len(said.told) > 5
    assert (said.groups, said.rhythm) == ((), None)


def test_the_clocks_of_the_groups_start_at_two():
    def sent(hours: float, name: GroupState, problems: int = 0, fixed: int = 0) -> Deployment:
        return Deployment(
            incident="i", group="L01", unit="350602", state=name, problems_found=problems, problems_fixed=fixed,
            valid_at=START + hours * HOUR,
        )  # fmt: skip

    assert clocks(CITY, [change(0, Level.III)], []) == ()
    rows = [
        sent(-5, GroupState.ARRIVED),
        sent(1, GroupState.DEPARTED),
        sent(2, GroupState.ARRIVED),
        sent(6, GroupState.ARRIVED, 5, 3),
    ]
    timed = {clock.group.code: clock for clock in clocks(CITY, [change(0, Level.II)], rows)}
    assert len(timed) == 16
    assert timed["L01"].arrived_at == START + 2 * HOUR
    assert not timed["L01"].late(START + 9 * HOUR)
    assert timed["L02"].late(START + 9 * HOUR)
    assert not timed["L02"].late(START + 3 * HOUR)

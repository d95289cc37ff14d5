"""The situation as JSON: what is of a unit, what is of all, and what is not there is null."""

from dataclasses import replace

from ems_dashboard.clock import iso
from ems_dashboard.rules.terms import Colour, GroupState, Level
from ems_dashboard.situation.contract import _group_name, plain, situation_json
from tests.builders import (
    CITY_CODE,
    DONGSHAN,
    STORM,
    ZHANGPU,
    at,
    deployment,
    evacuation,
    fix,
    incident,
    measure,
    order,
    receipt,
    response,
    warning,
)
from tests.situation.conftest import CITY


def told(seen):
    return seen(
        at(3),
        incident(),
        response(),
        response(unit=DONGSHAN),
        warning("all", units=()),
        warning("city", units=(CITY_CODE,)),
        warning("east", units=(DONGSHAN,)),
        evacuation(0, at(1), unit=DONGSHAN, target=10),
        order("D1", at(1), units=(DONGSHAN, ZHANGPU), receipt_due=at(2)),
        receipt("D1", at(1), unit=DONGSHAN),
        order("D2", at(1), units=(ZHANGPU,)),
        deployment(GroupState.ARRIVED, at(1), unit=DONGSHAN),
        measure(at(2), at(3)),
        measure(at(2), at(9), name="stop_school"),
        fix(at(1)),
    )


def test_of_the_city_everything_is_told(seen):
    said = situation_json(told(seen), CITY)
    assert said["as_of"] == "2026-07-01T11:00:00+08:00"
    assert {row["id"] for row in said["warnings"]} == {"all", "city", "east"}
    assert said["responses"][CITY_CODE] == {"typhoon": "Ⅲ", "rainstorm": None}
    assert len(said["responses"]) == 1 + len(CITY.units)
    (first, second) = sorted(said["orders"], key=lambda row: row["order"])
    assert (first["receipts"], first["unreceived"], first["overdue"]) == (
        {DONGSHAN: "received"},
        [ZHANGPU],
        [ZHANGPU],
    )
    assert (second["unreceived"], second["overdue"]) == ([ZHANGPU], [])
    assert {row["measure"]: row["in_force"] for row in said["measures"]} == {"stop_school": True}
    assert [(row["storm"], row["age_minutes"]) for row in said["storms"]] == [(STORM, 120)]
    assert said["groups"][0]["out"] is True


def test_of_a_unit_its_own_and_what_concerns_the_whole_city(seen):
    said = situation_json(told(seen), CITY, ZHANGPU)
    assert {row["id"] for row in said["warnings"]} == {"all", "city"}
    assert said["evacuation"] == []
    assert said["responses"].keys() == {ZHANGPU}
    assert {row["order"] for row in said["orders"]} == {"D1", "D2"}
    assert said["groups"] == []
    assert [row["measure"] for row in said["measures"]] == ["stop_school"]
    assert {row["unit"] for row in said["reporting"]["units"]} == {ZHANGPU}


def test_nothing_reported_is_null_and_nought_reported_is_nought(seen):
    rows = situation_json(told(seen), CITY)["reporting"]["units"]
    people = {row["unit"]: row for row in rows if row["category"] == "people"}
    assert (people[DONGSHAN]["moved"], people[DONGSHAN]["valid_at"]) == (0, plain(at(1)))
    assert (people[ZHANGPU]["moved"], people[ZHANGPU]["valid_at"]) == (None, None)


def test_without_an_incident_nothing_is_complete_or_incomplete(seen):
    said = situation_json(seen(at(1)), CITY)
    assert said["reporting"]["complete"] is None
    assert said["incidents"] == said["orders"] == said["storms"] == []


def test_a_group_that_the_city_does_not_know_is_called_by_its_code():
    known = CITY.groups[0]
    assert (_group_name(known.code, CITY), _group_name("G99", CITY)) == (known.name, "G99")


def test_moments_are_said_in_beijing_time_at_any_depth():
    assert plain({"a": [(at(0), None, 1.5)]}) == {"a": [["2026-07-01T08:00:00+08:00", None, 1.5]]}


def test_a_warning_by_colour_has_no_level_and_one_by_level_no_colour(seen):
    by_colour = replace(warning("W1", level=None), colour=Colour.ORANGE)
    said = situation_json(seen(at(1), by_colour, warning("W2", level=Level.II)), CITY)
    grades = {
        row["id"]: (row["colour"], row["level"], row["expires_at"]) for row in said["warnings"]
    }
    assert grades == {"W1": ("orange", None, None), "W2": (None, "Ⅱ", None)}


def test_an_order_tells_who_received_it_who_did_not_and_who_is_late(seen):
    (row, _) = situation_json(told(seen), CITY)["orders"]
    assert row["receipts"] == {DONGSHAN: "received"}
    assert (row["unreceived"], row["overdue"]) == ([ZHANGPU], [ZHANGPU])
    assert row["issued_at"] == iso(at(1))


def test_the_age_of_a_storm_is_of_its_newest_fix_in_minutes(seen):
    (storm,) = situation_json(told(seen), CITY)["storms"]
    assert (storm["age_minutes"], storm["agency"], len(storm["fixes"])) == (120, "CMA", 1)

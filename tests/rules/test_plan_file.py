"""What plan.toml may not be: each fault is refused with the entry that it is in."""

import tomllib
from copy import deepcopy

import pytest

from ems_dashboard.rules.plan_file import parse_plan
from ems_dashboard.rules.terms import Hazard, Level
from tests.conftest import CITY_DIR

TABLE = tomllib.loads((CITY_DIR / "plan.toml").read_text(encoding="utf-8"))


def without(section, name=None, row=None):
    table = deepcopy(TABLE)
    rows = table[section] if row is None else table[section][row]
    if name is None:
        del table[section]
    else:
        del rows[name]
    return table


def test_the_plan_of_the_city_is_read_whole():
    plan = parse_plan(TABLE)
    assert len(plan.duties) == len(TABLE["duty"])
    assert len(plan.triggers) == len(TABLE["trigger"])
    assert plan.decisions.hours.keys() == set(Level)
    assert plan.thresholds.map_shares == tuple(TABLE["thresholds"]["map_shares"])
    assert [rhythm.levels for rhythm in plan.rhythms] == [
        tuple(map(Level, row["levels"])) for row in TABLE["rhythm"]
    ]


@pytest.mark.parametrize(
    "section", ["title", "rhythm", "trigger", "category", "measure", "duty", "thresholds", "decisions", "order", "shifts"]
)  # fmt: skip
def test_a_missing_part_is_named(section):
    with pytest.raises(KeyError, match=section):
        parse_plan(without(section))


@pytest.mark.parametrize(
    ("section", "name", "row"),
    [("category", "lead_hours", 0), ("rhythm", "clause", 0), ("trigger", "warning", 0), ("duty", "level", 3)],
)  # fmt: skip
def test_a_missing_entry_of_a_row_is_named(section, name, row):
    with pytest.raises((KeyError, ValueError), match=name):
        parse_plan(without(section, name, row))


def test_a_level_that_there_is_not_and_an_entry_that_nobody_knows_are_refused():
    wrong = deepcopy(TABLE)
    wrong["trigger"][0]["level"] = "Ⅴ"
    with pytest.raises(ValueError, match="Ⅴ"):
        parse_plan(wrong)
    unknown = deepcopy(TABLE)
    unknown["thresholds"]["stale_days"] = 1
    with pytest.raises(TypeError, match="stale_days"):
        parse_plan(unknown)


def test_a_category_without_hazards_is_asked_for_against_all_of_them():
    rules = {rule.category: rule for rule in parse_plan(TABLE).categories}
    assert set(rules["people"].hazards) == set(Hazard)
    assert rules["fishing_vessels"].hazards == (Hazard.TYPHOON,)


@pytest.mark.parametrize(
    ("hazards", "said"),
    [
        (["typhon"], r"\[\[category\]\] fishing_vessels: hazard 'typhon' is not one of typhoon, rainstorm"),
        (["typhoon", ""], "hazard '' is not one of"),
        ([], "fishing_vessels: hazards is a list of typhoon or rainstorm"),
        ("typhoon", "fishing_vessels: hazards is a list of typhoon or rainstorm"),
    ],
)  # fmt: skip
def test_a_hazard_of_a_category_that_there_is_not_is_refused(hazards, said):
    table = deepcopy(TABLE)
    table["category"][1]["hazards"] = hazards
    with pytest.raises(ValueError, match=said):
        parse_plan(table)


def test_an_entry_of_a_category_that_nobody_knows_is_refused_and_not_passed_over():
    table = deepcopy(TABLE)
    table["category"][1]["hazard"] = "typhoon"
    with pytest.raises(ValueError, match="fishing_vessels has hazard, which nobody knows"):
        parse_plan(table)


def test_a_category_counts_from_force_7_8_10_or_12():
    table = deepcopy(TABLE)
    table["category"][0]["force"] = 8
    assert parse_plan(table).forces == (7, 8, 10, 12)
    assert parse_plan(TABLE).forces == (7, 10, 12)
    table["category"][0]["force"] = 9
    with pytest.raises(ValueError, match=r"people: force is one of \(7, 8, 10, 12\)"):
        parse_plan(table)


@pytest.mark.parametrize("section", ["trigger", "forecast_trigger", "duty"])
def test_a_hazard_that_there_is_not_is_refused_in_every_row_that_names_one(section):
    table = deepcopy(TABLE)
    table[section][0]["hazard"] = "typhon"
    with pytest.raises(
        ValueError, match=rf"\[\[{section}\]\].*'typhon' is not one of typhoon, rainstorm"
    ):
        parse_plan(table)


def test_every_level_has_its_hours_for_decisions():
    table = deepcopy(TABLE)
    del table["decisions"]["hours"]["Ⅱ"]
    with pytest.raises(KeyError, match="Ⅱ"):
        parse_plan(table)


@pytest.mark.parametrize("form", ["县汛电", "{unit}{unit}汛电", "{unit}{place}汛电", "{unit}汛}电"])
def test_a_form_of_the_units_numbers_that_would_mix_or_break_them_is_refused(form):
    table = deepcopy(TABLE)
    table["level_changes"]["unit_prefix"] = form
    with pytest.raises(ValueError, match="unit_prefix"):
        parse_plan(table)


def test_a_plan_may_leave_the_units_numbers_to_themselves():
    plan = parse_plan(without("level_changes", "unit_prefix", row=None))
    assert plan.levels.prefix_of("漳浦") == ""

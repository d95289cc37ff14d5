"""Reading plan.toml: every row becomes a rule of the plan, or an error names what is missing or
wrong in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import time
from typing import Any, TypeVar

from ems_dashboard.rules.paths import COUNTED
from ems_dashboard.rules.plan import (
    PERSONS,
    VESSELS,
    CallRule,
    CategoryNames,
    CategoryRule,
    DecisionRule,
    DispatchRule,
    Duty,
    ForecastTrigger,
    HelpRule,
    LevelRule,
    MeasureRule,
    Norm,
    OrderRule,
    Plan,
    ReportTime,
    Rhythm,
    Thresholds,
    Trigger,
)
from ems_dashboard.rules.terms import Category, Hazard, Level, OrderKind, category_of
from ems_dashboard.text import catalogue

Row = Mapping[str, Any]
Rule = TypeVar("Rule")


def parse_plan(table: Row) -> Plan:
    """The plan of a parsed plan.toml. Raises KeyError, TypeError or ValueError naming the entry
    that is missing or wrong."""
    return Plan(
        title=table["title"],
        reference=table["reference"],
        rhythms=_each(_rhythm, table["rhythm"]),
        triggers=_each(_trigger, table["trigger"]),
        forecast_triggers=_each(_forecast_trigger, table.get("forecast_trigger", ())),
        categories=_categories(table["category"]),
        norms=_each(_norm, table.get("norm", ())),
        measures=_each(_measure, table["measure"]),
        duties=_each(_duty, table["duty"]),
        shifts=_each(time.fromisoformat, table["shifts"]),
        leader_groups_from=Level(table["leader_groups_from"]),
        thresholds=_thresholds(table["thresholds"]),
        levels=_level_rule(table["level_changes"]),
        dispatches=DispatchRule(**table["dispatch"]),
        calling=CallRule(**table["calling"]),
        decisions=_decisions(table["decisions"]),
        helping=HelpRule(**table["helping"]),
        orders=_each(_order, table["order"]),
    )


def _each(make: Callable[[Any], Rule], rows: Iterable[Any]) -> tuple[Rule, ...]:
    return tuple(make(row) for row in rows)


def _rhythm(row: Row) -> Rhythm:
    return Rhythm(
        levels=_each(Level, row["levels"]),
        consultations=_each(time.fromisoformat, row["consultations"]),
        reports=_each(_report_time, row["reports"]),
        clause=row["clause"],
    )


def _report_time(row: Row) -> ReportTime:
    return ReportTime(time.fromisoformat(row["cut_off"]), time.fromisoformat(row["due"]))


def _trigger(row: Row) -> Trigger:
    return Trigger(
        hazard=_hazard(row["hazard"], "[[trigger]]"),
        event=row["event"],
        warning=Level(row["warning"]),
        level=Level(row["level"]),
        clause=row["clause"],
    )


def _forecast_trigger(row: Row) -> ForecastTrigger:
    return ForecastTrigger(
        hazard=_hazard(row["hazard"], "[[forecast_trigger]]"),
        hours=float(row["hours"]),
        level=Level(row["level"]),
        clause=row["clause"],
    )


CATEGORY = (
    "category",
    "force",
    "lead_hours",
    "whole_hour",
    "measure",
    "at_sea",
    "reported",
    "clause",
)
OWNER = "owner_code"
"""Of a category: the department whose figures they are in its own picture."""
HAZARDS = "hazards"
"""Of a category: against which its figures are asked for; without it against every one."""
NAMES = tuple(field.name for field in fields(CategoryNames))


def _category(row: Row) -> CategoryRule:
    code = row.get("category", "")
    known = f"terms.category.{code}" in catalogue()
    named = any(name in row for name in NAMES)
    needed = CATEGORY if known and not named else (*CATEGORY, *NAMES)
    lacking = [name for name in needed if row.get(name, "") == ""]
    if lacking:
        raise ValueError(f"[[category]] {code or 'without a code'} lacks {', '.join(lacking)}")
    if unknown := set(row) - {*CATEGORY, *NAMES, HAZARDS, OWNER}:
        raise ValueError(
            f"[[category]] {code} has {', '.join(sorted(unknown))}, which nobody knows"
        )
    if row["measure"] not in (PERSONS, VESSELS):
        raise ValueError(f"[[category]] {code}: measure is {PERSONS} or {VESSELS}")
    return CategoryRule(
        category=category_of(code),
        lead_hours=float(row["lead_hours"]),
        measure=row["measure"],
        clause=row["clause"],
        at_sea=row["at_sea"],
        reported=row["reported"],
        names=CategoryNames(**{name: row[name] for name in NAMES}) if named else None,
        hazards=_hazards(row.get(HAZARDS), f"[[category]] {code}"),
        force=_force(row),
        whole_hour=row["whole_hour"],
        owner_code=row.get(OWNER, ""),
    )


def _hazards(texts: object, where: str) -> tuple[Hazard, ...]:
    if texts is None:
        return tuple(Hazard)
    if not isinstance(texts, list) or not texts:
        raise ValueError(f"{where}: hazards is a list of {' or '.join(Hazard)}")
    return tuple(dict.fromkeys(_hazard(text, where) for text in texts))


def _hazard(text: object, where: str) -> Hazard:
    if text not in set(Hazard):
        raise ValueError(f"{where}: hazard {text!r} is not one of {', '.join(Hazard)}")
    return Hazard(str(text))


def _force(row: Row) -> int:
    force = int(row["force"])
    if force not in COUNTED:
        raise ValueError(f"[[category]] {row['category']}: force is one of {COUNTED}")
    return force


def category_words(rule: CategoryRule) -> dict[str, dict[str, str]]:
    """The entries that the catalogue has for every category, for one that the plan names itself."""
    if rule.names is None:
        return {}
    code, names = rule.category, rule.names
    times = "person_times" if rule.measure == PERSONS else "vessel_times"
    counted = catalogue()[f"terms.measure_unit.{times}"]["zh"]
    return {
        f"terms.category.{code}": {"zh": names.name, "en": names.name_en},
        f"terms.category_done.{code}": {"zh": names.done, "en": names.done_en},
        f"race.category.{code}": {"zh": names.short, "en": names.short_en},
        f"screens.figure.{code}": {"zh": f"{names.name}({counted})", "en": names.name_en},
        f"screens.table.{code}_moved": {"zh": f"{names.short}({counted})", "en": names.short_en},
    }


def _level_rule(row: Row) -> LevelRule:
    """Units that shared one prefix would take each other's numbers."""
    rule = LevelRule(**row)
    if rule.unit_prefix and rule.unit_prefix.count("{unit}") != 1:
        raise ValueError("[level_changes]: unit_prefix has the place {unit} once")
    if {*"{}"} & {*rule.unit_prefix.replace("{unit}", "")}:
        raise ValueError("[level_changes]: unit_prefix has no place but {unit}")
    return rule


def _categories(rows: Iterable[Row]) -> tuple[CategoryRule, ...]:
    found = _each(_category, rows)
    codes = [rule.category for rule in found]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise ValueError(f"[[category]] {', '.join(sorted(twice))} stands there twice")
    if Category.PEOPLE not in codes:
        raise ValueError(f"[[category]] {Category.PEOPLE} is missing")
    return found


def _norm(row: Row) -> Norm:
    return Norm(**row)


def _measure(row: Row) -> MeasureRule:
    return MeasureRule(**row)


def _duty(row: Row) -> Duty:
    hazard = row.get("hazard")
    typed = {
        "level": Level(row["level"]),
        "hazard": _hazard(hazard, f"[[duty]] {row.get('code', '')}") if hazard else None,
    }
    return Duty(**{**row, **typed})


def _order(row: Row) -> OrderRule:
    return OrderRule(**{**row, "kind": OrderKind(row["kind"])})


def _thresholds(row: Row) -> Thresholds:
    return Thresholds(**{**row, "map_shares": tuple(row["map_shares"])})


def _decisions(row: Row) -> DecisionRule:
    """Every level has its hours: one without them is a KeyError that names it."""
    hours = row["hours"]
    return DecisionRule({level: float(hours[level.value]) for level in Level}, row["clause"])

"""The cards of a member department: its defence groups, the measures it runs by unit, what it
brings, and on the city's overview the way to each of them."""

from markupsafe import Markup

from ems_dashboard.rules.city import Department, Group
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.plan import MeasureRule
from ems_dashboard.screen.crumb import to_level
from ems_dashboard.screen.group_chips import GroupChip
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import rows_address
from ems_dashboard.screen.origin import note
from ems_dashboard.templating import rendered


def departments(here: Here) -> Markup:
    """The way to each department's own picture; absent where the city names none."""
    found = here.city.departments
    if not found:
        return Markup()
    return rendered(
        "cards/groups.html",
        title=here.words("scope.departments"),
        href="",
        aside="",
        asof="",
        chips=[_way(here, department) for department in found],
    )


def _way(here: Here, department: Department) -> GroupChip:
    zh = here.lang == "zh"
    name = department.short if zh else department.short_en
    demand = department.name if zh else department.name_en
    return GroupChip(name, to_level(here, department.code), "standby", demand)


def duty_groups(here: Here) -> Markup:
    """The defence groups whose lead or members name it, with members, task and state."""
    department = here.city.departments_by_code[here.scope.code]
    reported = {row.group: row for row in here.situation.deployments}
    mine = [group for group in here.city.groups if group.names(department)]
    return rendered(
        "scope/rows.html",
        title=here.words("scope.duty_groups"),
        href=rows_address(here, "groups"),
        aside=str(len(mine)),
        asof=note(here, [reported[g.code] for g in mine if g.code in reported]),
        rows=[_group(here, group, reported.get(group.code)) for group in mine],
        nothing=here.words("scope.duty_groups_none"),
    )


def _group(here: Here, group: Group, row: Deployment | None) -> dict[str, str]:
    name = group.name if here.lang == "zh" else group.name_en
    said = (group.lead, group.members, row.note if row else "")
    key = f"terms.group_state.{row.state}" if row else "screens.figure_state.not_reported"
    return {"head": name, "text": " · ".join(filter(None, said)), "state": here.words(key)}


def own_measures(here: Here) -> Markup:
    """In which units each measure that it runs is reported in force."""
    mine = [rule for rule in here.city.plan.measures if rule.owner_code == here.scope.code]
    rows = [row for row in here.situation.measures if row.measure in {r.code for r in mine}]
    return rendered(
        "scope/rows.html",
        title=here.words("scope.own_measures"),
        href=rows_address(here, "measures"),
        aside="",
        asof=note(here, rows),
        rows=[_measure(here, rule) for rule in mine],
        nothing=here.words("scope.own_measures_none"),
    )


def _measure(here: Here, rule: MeasureRule) -> dict[str, str]:
    units = dict.fromkeys(
        row.unit
        for row in here.situation.measures
        if row.measure == rule.code and row.in_force_at(here.as_of)
    )
    names = here.words.listed(here.city.short_of(u, here.lang) for u in units)
    said = here.words("scope.measure_units", n=len(units), names=names)
    return {
        "head": rule.name if here.lang == "zh" else rule.name_en,
        "text": said if units else here.words("scope.measure_nowhere"),
        "state": "",
    }


def brings(here: Here) -> Markup:
    """The subjects that it may bring in by hand."""
    department = here.city.departments_by_code[here.scope.code]
    return rendered(
        "scope/rows.html",
        title=here.words("scope.brings"),
        href=rows_address(here, "intake"),
        aside="",
        asof="",
        rows=[_subject(here, subject) for subject in department.reports],
        nothing=here.words("scope.brings_none"),
    )


def _subject(here: Here, subject: str) -> dict[str, str]:
    return {"head": here.words(f"scope.subject.{subject}"), "text": "", "state": ""}

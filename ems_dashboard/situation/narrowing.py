"""One incident's part of the picture where several are open."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ems_dashboard.rules.city import City
from ems_dashboard.rules.responses import spans
from ems_dashboard.rules.rhythm import timetable_around
from ems_dashboard.rules.rounds import rounds
from ems_dashboard.rules.terms import DueState
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.rhythm import done_of

T = TypeVar("T")


def of_lead(situation: Situation, city: City) -> Situation:
    """With the orders, levels, meetings, reports and timetable of the leading incident alone. What
    holds for the city whatever it was begun for stays whole: levels in force, warnings, measures,
    groups, shelters."""
    lead = situation.lead
    if lead is None or len(situation.incidents) < 2:
        return situation

    def own(rows: Iterable[T]) -> tuple[T, ...]:
        return tuple(row for row in rows if getattr(row, "incident", None) == lead.incident)

    changes, held, reports = (
        own(situation.levels),
        own(situation.consultations),
        own(situation.reports),
    )
    done, levels = done_of(held, reports), spans(changes, city.code)
    return replace(
        situation,
        incidents=(lead,),
        levels=changes,
        consultations=held,
        reports=reports,
        orders=tuple(each for each in situation.orders if each.order.incident == lead.incident),
        evacuation_series=own(situation.evacuation_series),
        rhythm=timetable_around(city.plan, levels, done, situation.as_of),
        rounds=rounds(city.plan, levels, situation.as_of),
    )


def late(situation: Situation) -> int:
    """How many orders are overdue and how many meetings and reports late."""
    due = sum(item.state is DueState.LATE for item in situation.rhythm)
    return due + sum(bool(each.overdue) for each in situation.orders)

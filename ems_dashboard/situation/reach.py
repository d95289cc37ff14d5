"""Who was told, who answered and who has not been reached, from everything known at the moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from ems_dashboard.clock import short_time
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.city import City
from ems_dashboard.rules.contacts import chain
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.order_matrix import cells
from ems_dashboard.rules.reach import Asked, Reach
from ems_dashboard.rules.terms import CallAbout, OrderState
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.situation.contacts import contacts_at
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import owed_figures
from ems_dashboard.store import Store
from ems_dashboard.text import Words

Row = TypeVar("Row", Call, Notice)
RED = 4
"""Of `severity`: red, or Ⅰ."""


def reach_of(store: Store, city: City, situation: Situation) -> tuple[Reach, ...]:
    """Every addressee of every order in force, of every red warning in force and of the figures
    that are late: those to be called first, the one whose time runs out first on top."""
    asked = [*_warned(situation, city), *_ordered(situation), *_late(situation, city)]
    if not asked:
        return ()
    references = sorted({each.reference for each in asked})
    as_of = situation.as_of
    with store.reading() as reader:
        people = contacts_at(reader, as_of)
        calls = reader.history(Call, as_of=as_of, until=as_of, reference=references)
        notices = reader.current(Notice, as_of=as_of, reference=references)
    called, told = _by_addressee(calls), _by_addressee(notices)
    found = [
        Reach(
            each,
            chain(people, each.unit),
            tuple(called[each.reference, each.unit]),
            tuple(told[each.reference, each.unit]),
        )
        for each in asked
    ]
    return tuple(sorted(found, key=lambda each: _urgency(each, situation)))


def to_call(found: Iterable[Reach], situation: Situation) -> tuple[Reach, ...]:
    return tuple(each for each in found if each.to_call_at(situation.as_of))


def _urgency(each: Reach, situation: Situation) -> tuple[bool, bool, float]:
    asked = each.asked
    waits = each.to_call_at(situation.as_of)
    by = asked.call_by or asked.since
    return not waits, asked.about is not CallAbout.WARNING, by.timestamp()


def _by_addressee(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.reference, row.unit].append(row)
    return found


def _warned(situation: Situation, city: City) -> Iterator[Asked]:
    """A warning that updates another is the same to whoever was called about the first."""
    rule, seen = city.plan.calling, set[tuple[str, str]]()
    red = [message for message in situation.warnings if severity(message) >= RED]
    for message in sorted(red, key=lambda each: each.valid_at):
        name = message.references[0] if message.references else message.id
        for unit in units_warned(message, city):
            if (name, unit) not in seen:
                seen.add((name, unit))
                yield Asked(
                    CallAbout.WARNING,
                    name,
                    message.incident or (situation.lead.incident if situation.lead else ""),
                    message.headline,
                    unit,
                    message.valid_at,
                    message.valid_at + timedelta(minutes=rule.red_minutes),
                )


def units_warned(message: WarningMessage, city: City) -> list[str]:
    """The county-level units that a warning is for: all where it names none."""
    if not message.units or message.provincial or city.code in message.units:
        return list(city.by_code)
    named = {city.county_of.get(code, code) for code in message.units}
    return [unit for unit in city.by_code if unit in named]


def _ordered(situation: Situation) -> Iterator[Asked]:
    for status in situation.orders:
        order = status.order
        if order.state is not OrderState.ISSUED:
            continue
        for cell in cells(order, status.receipts, situation.as_of):
            yield Asked(
                CallAbout.ORDER,
                order.order,
                order.incident,
                order.title,
                cell.unit,
                order.valid_at,
                cell.due,
                cell.signed_at,
            )


def _late(situation: Situation, city: City) -> Iterator[Asked]:
    """Figures that were to come by a cut-off that has passed."""
    for unit in city.by_code:
        owed = owed_figures(situation, city, unit)
        if owed is None or not owed.late or situation.lead is None or owed.cut_off is None:
            continue
        reference = f"{owed.cut_off:%Y-%m-%dT%H:%M}"
        incident = situation.lead.incident
        yield Asked(CallAbout.FIGURES, reference, incident, "", unit, owed.cut_off, owed.cut_off)


def about_said(asked: Asked, words: Words) -> str:
    if asked.about is CallAbout.FIGURES:
        return words("calls.figures", at=short_time(asked.since))
    return words(f"calls.{asked.about}", title=asked.subject)

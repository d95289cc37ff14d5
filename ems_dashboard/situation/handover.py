"""What a shift leaves open, from everything that is known at the moment."""

from collections.abc import Iterable
from datetime import datetime

from ems_dashboard.moments import Moment, ValidAt
from ems_dashboard.rules.city import City
from ems_dashboard.rules.handovers import Handover, OpenItem, duties_open, open_items
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.reach import Reach, ReachState
from ems_dashboard.rules.terms import (
    FollowUpState,
    HandoverState,
    OpenKind,
)
from ems_dashboard.situation.approvals import approvals
from ems_dashboard.situation.levels import duties_of, duty_states
from ems_dashboard.situation.orders import order_book
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reach import about_said, reach_of, to_call
from ems_dashboard.situation.unfinished import unfinished
from ems_dashboard.store import Store
from ems_dashboard.text import Words


def open_list(
    store: Store, city: City, words: Words, situation: Situation, until: datetime
) -> tuple[OpenItem, ...]:
    """`until`: the end of the next shift."""
    as_of, ids = situation.as_of, [incident.incident for incident in situation.incidents]
    reminders = order_book(store, situation).drafted
    with store.reading() as reader:
        entries = reader.current(LogEntry, as_of=as_of, state=FollowUpState.OPEN)
        states = duty_states(reader, as_of, ids)
        pending = [each.item for each in approvals(reader, words, as_of, ids)]
        begun = list(unfinished(reader, city, words, as_of, ids, reminders))
    reach = reach_of(store, city, situation)
    duties = duties_of(city, situation, states).get(city.code, ())
    sent = [(status.order, status.receipts) for status in situation.orders]
    return open_items(
        sent,
        situation.rhythm,
        entries,
        as_of,
        until,
        [*duties_open(duties), *pending, *begun, *calls_open(reach, words, situation)],
    )


def calls_open(reach: Iterable[Reach], words: Words, situation: Situation) -> Iterable[OpenItem]:
    """Who still has to be called: of one order, warning or report those of one state together."""
    found: dict[tuple[str, ReachState], list[Reach]] = {}
    for each in to_call(reach, situation):
        found.setdefault((each.asked.reference, each.state), []).append(each)
    for (reference, state), those in found.items():
        asked = those[0].asked
        what = about_said(asked, words)
        subject = words("calls.handover", what=what, state=words(f"calls.state.{state}"))
        units = tuple(each.asked.unit for each in those)
        yield OpenItem(OpenKind.CALL, subject, units, asked.call_by, reference)


def sheets(store: Store, as_of: Moment, since: ValidAt) -> tuple[Handover, ...]:
    """The newest state of each sheet written in the span, newest first."""
    rows = store.history(Handover, as_of=as_of, since=since, until=as_of)
    newest = {row.handover: row for row in rows}
    return tuple(
        sorted(newest.values(), key=lambda sheet: (sheet.valid_at, sheet.seq or 0), reverse=True)
    )


def awaiting(found: Iterable[Handover]) -> Handover | None:
    """The sheet that is still to be signed, if there is one."""
    return next((sheet for sheet in found if sheet.state is not HandoverState.SIGNED), None)

"""What waits for one person at this moment, by role: read from what the ledger knows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.handovers import OpenItem
from ems_dashboard.rules.incidents import Incident, leading
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.responses import LevelProposal
from ems_dashboard.rules.roles import Actor, Role, may
from ems_dashboard.rules.terms import (
    OpenKind,
    ProposalState,
    ReminderStage,
)
from ems_dashboard.rules.waiting import (
    Waiting,
    WaitKind,
    in_order,
)
from ems_dashboard.situation.approvals import Approval, approvals, corrections
from ems_dashboard.situation.narrowing import of_lead
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import OwedFigures, owed_figures, reporting_now
from ems_dashboard.situation.unfinished import open_questions, unfinished
from ems_dashboard.store import Reader, Store
from ems_dashboard.text import Words

TOLD_FOR = timedelta(hours=12)
"""So long a decision is told to who has not seen it."""
APPROVING = ("approve:responses", "approve:orders", "sign:consultations", "sign:reports")
STAGES = {ReminderStage.RECEIPT: WaitKind.RECEIPT, ReminderStage.FEEDBACK: WaitKind.FEEDBACK}


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk is looked at, and what everything on it is read from."""

    reader: Reader
    city: City
    situation: Situation
    book: OrderBook
    actor: Actor
    words: Words

    @property
    def moment(self) -> Moment:
        return self.situation.as_of

    @property
    def incidents(self) -> list[str]:
        return [incident.incident for incident in self.situation.incidents]


def waiting_for(
    store: Store, city: City, situation: Situation, book: OrderBook, actor: Actor, words: Words
) -> tuple[Waiting, ...]:
    """`situation` and `book` of now: in a past picture nothing waits for anybody."""
    with store.reading() as reader:
        desk = Desk(reader, city, situation, book, actor, words)
        return in_order(item for asked in _asked(actor) for item in asked(desk))


def _asked(actor: Actor) -> list[Callable[[Desk], Iterable[Waiting]]]:
    asked: list[Callable[[Desk], Iterable[Waiting]]] = []
    if any(may(actor.role, act) for act in APPROVING):
        asked.append(_approvals)
    elif may(actor.role, "approve:corrections"):
        asked.append(_corrections)
    if actor.unit and may(actor.role, "receive:orders"):
        asked.append(_own_orders)
    if actor.unit and may(actor.role, "report:evacuation"):
        asked += [_own_figures, _own_questions]
    if actor.role is Role.DUTY_OFFICER:
        asked += [_begun, _decided]
    return asked


def _approvals(desk: Desk) -> Iterable[Waiting]:
    for found in approvals(desk.reader, desk.words, desk.moment, desk.incidents):
        yield _approval(found)


def _corrections(desk: Desk) -> Iterable[Waiting]:
    """Of closed incidents: the officers decide them, too, but nobody their own."""
    for found in corrections(desk.reader, desk.words, desk.moment, desk.actor.account):
        yield _approval(found)


def _approval(found: Approval) -> Waiting:
    item = found.item
    return Waiting(WaitKind.APPROVAL, found.page, item.subject, item.reference, found.parameter)


def _own_orders(desk: Desk) -> Iterable[Waiting]:
    for file in desk.book.addressed_to(desk.actor.unit):
        cell = file.cell(desk.actor.unit)
        if cell is None or cell.stage is None:
            continue
        order = file.issued or file.order
        kind = (
            WaitKind.REMINDED if _urged(file, desk.actor.unit, cell.stage) else STAGES[cell.stage]
        )
        yield Waiting(kind, "orders", order.title, order.order, "order", cell.due, cell.late)


def _urged(file: OrderFile, unit: str, stage: ReminderStage) -> bool:
    reminder = file.reminded(unit)
    return reminder is not None and reminder.stage is stage


def _own_figures(desk: Desk) -> Iterable[Waiting]:
    """The figures of each open incident, for the report that comes next of it."""
    for incident in leading(desk.situation.incidents):
        yield from _figures_of(
            desk, of_lead(desk.situation.showing(incident.incident), desk.city), incident
        )


def _figures_of(desk: Desk, situation: Situation, lead: Incident) -> Iterable[Waiting]:
    found = owed_figures(situation, desk.city, desk.actor.unit)
    if found is None:
        return
    about = f"{lead.incident}/{found.cut_off.isoformat()}" if found.cut_off else lead.incident
    said = _wanted_figures(desk, situation, lead, found)
    yield Waiting(
        WaitKind.FIGURES, "entry", said, about, "", found.cut_off, found.late, lead.incident
    )


def _wanted_figures(desk: Desk, situation: Situation, lead: Incident, found: OwedFigures) -> str:
    """Nothing at all yet, some categories yet, the county's word for what its townships told, or
    all of them anew."""
    never = [row.category for row in found.rows if row.state is FigureState.NOT_REPORTED]
    if desk.actor.unit in reporting_now(situation, desk.city).silent():
        return desk.words("waiting.figures_never", name=lead.name)
    if never:
        names = (desk.words(f"terms.category.{category}") for category in never)
        missing = desk.words.listed(names)
        return desk.words("waiting.figures_partly", name=lead.name, categories=missing)
    unconfirmed = any(row.state is FigureState.UNKNOWN for row in found.rows)
    key = "figures_unconfirmed" if unconfirmed else "figures_again"
    return desk.words(f"waiting.{key}", name=lead.name)


def _own_questions(desk: Desk) -> Iterable[Waiting]:
    """What headquarters asks of the unit's figures while the report is still open."""
    for report, left in open_questions(desk.reader, desk.moment, desk.incidents):
        for question in left:
            if question.unit == desk.actor.unit:
                yield _question(desk, report, question)


def _question(desk: Desk, report: Report, question: ReportQuestion) -> Waiting:
    about = desk.words(f"terms.category.{question.category}") if question.category else ""
    said = desk.words(f"terms.question_code.{question.question}")
    subject = desk.words("waiting.asked", n=report.serial, about=about, question=said)
    reference = "/".join(map(str, question.key))
    return Waiting(WaitKind.QUESTION, "entry", subject, reference, "", report.due_at)


def _begun(desk: Desk) -> Iterable[Waiting]:
    """What the handover would list as begun; its reminders are told as one."""
    drafted = desk.book.drafted
    found = unfinished(desk.reader, desk.city, desk.words, desk.moment, desk.incidents, drafted)
    items = [item for item in found if item.kind not in TOLD_OTHERWISE]
    yield from (_begun_item(desk, item) for item in items if item.kind is not OpenKind.REMINDER)
    reminders = [item for item in items if item.kind is OpenKind.REMINDER]
    if reminders:
        yield _reminders(desk, reminders)


TOLD_OTHERWISE = frozenset({OpenKind.QUESTION})
"""What is asked of a report's figures waits for the county, and for the officer with the report."""
PLACES = {
    OpenKind.ISSUE: (WaitKind.ISSUE, "orders", "order"),
    OpenKind.RETURNED: (WaitKind.RETURNED, "orders", "order"),
    OpenKind.HAND_IN: (WaitKind.HAND_IN, "reports", "report"),
    OpenKind.REQUEST: (WaitKind.REQUEST, "means", "dispatch"),
    OpenKind.UNASSIGNED: (WaitKind.UNASSIGNED, "evacuation", ""),
}
"""Where each is seen to."""
NO_DEADLINE = (OpenKind.ISSUE, OpenKind.RETURNED)
"""What an order's deadline says is its addressees', not the officer's."""


def _begun_item(desk: Desk, item: OpenItem) -> Waiting:
    kind, page, parameter = PLACES[item.kind]
    due = None if item.kind in NO_DEADLINE else item.due_at
    reference = item.reference or "/".join(sorted(item.units))
    late = item.kind not in NO_DEADLINE and item.late_at(desk.moment)
    return Waiting(kind, page, _told(desk, item), reference, parameter, due, late)


def _told(desk: Desk, item: OpenItem) -> str:
    if item.kind is OpenKind.REQUEST:
        return desk.words("waiting.request", unit=_named(desk, item.units), what=item.subject)
    if item.kind is OpenKind.UNASSIGNED:
        units = _named(desk, item.units)
        return desk.words("waiting.no_incident", n=len(item.units), units=units)
    return item.subject


def _reminders(desk: Desk, items: Sequence[OpenItem]) -> Waiting:
    units = dict.fromkeys(unit for item in items for unit in item.units)
    n = sum(len(item.units) for item in items)
    said = desk.words("waiting.to_remind", n=n, units=_named(desk, units))
    pairs = (f"{item.reference}-{unit}" for item in items for unit in item.units)
    return Waiting(WaitKind.REMINDERS, "orders", said, "/".join(sorted(pairs)))


def _named(desk: Desk, units: Iterable[str]) -> str:
    return desk.words.listed(desk.city.short_of(unit, desk.words.lang) for unit in units)


def _decided(desk: Desk) -> Iterable[Waiting]:
    """Proposals of level that were approved or refused of late."""
    states = [ProposalState.APPROVED, ProposalState.REFUSED]
    for row in desk.reader.current(LevelProposal, as_of=desk.moment, state=states):
        if row.valid_at > desk.moment - TOLD_FOR:
            yield Waiting(
                WaitKind.DECIDED, "responses", _decision(desk, row), row.proposal, "proposal"
            )


def _decision(desk: Desk, row: LevelProposal) -> str:
    word = desk.words
    change = (
        word(f"terms.hazard.{row.hazard}"),
        word(f"terms.change.{row.change}"),
        str(row.level or ""),
    )
    key = "waiting.decision_because" if row.note else "waiting.decision"
    state = word(f"terms.proposal_state.{row.state}")
    return word(key, change=" ".join(filter(None, change)), state=state, note=row.note)

"""What waits for one person at this moment, by role: read from what the ledger knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.incidents import UNASSIGNED, Incident, leading
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.responses import LevelProposal
from ems_dashboard.rules.roles import Actor, Role, may
from ems_dashboard.rules.terms import (
    OrderState,
    ProposalState,
    QuestionState,
    ReminderStage,
    ReportState,
)
from ems_dashboard.rules.waiting import (
    Waiting,
    WaitKind,
    in_order,
)
from ems_dashboard.situation.approvals import approvals
from ems_dashboard.situation.narrowing import of_lead
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import OwedFigures, owed_figures, reporting_now
from ems_dashboard.situation.unfinished import requests
from ems_dashboard.store import Reader, Store
from ems_dashboard.text import Words

TOLD_FOR = timedelta(hours=12)
"""So long a decision is told to who has not seen it."""
UNASSIGNED_FOR = timedelta(hours=48)
"""So long a figure without an incident is asked about; what is older is history."""
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
    if actor.unit and may(actor.role, "receive:orders"):
        asked.append(_own_orders)
    if actor.unit and may(actor.role, "report:evacuation"):
        asked += [_own_figures, _own_questions]
    if actor.role is Role.DUTY_OFFICER:
        asked += [_orders_to_send, _reports_to_hand_in, _reminders, _requests, _unassigned]
        asked.append(_decided)
    return asked


def _approvals(desk: Desk) -> Iterable[Waiting]:
    for found in approvals(desk.reader, desk.words, desk.moment, desk.incidents):
        item = found.item
        yield Waiting(WaitKind.APPROVAL, found.page, item.subject, item.reference, found.parameter)


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
    if not desk.incidents:
        return
    drafts = desk.reader.current(
        Report, as_of=desk.moment, incident=desk.incidents, state=ReportState.DRAFT
    )
    standing = {(report.report, report.version): report for report in drafts}
    asked = desk.reader.current(
        ReportQuestion,
        as_of=desk.moment,
        incident=desk.incidents,
        unit=desk.actor.unit,
        state=QuestionState.OPEN,
    )
    for question in asked:
        report = standing.get((question.report, question.version))
        if report is None:
            continue
        about = desk.words(f"terms.category.{question.category}") if question.category else ""
        said = desk.words(f"terms.question_code.{question.question}")
        subject = desk.words("waiting.asked", n=report.serial, about=about, question=said)
        reference = "/".join(map(str, question.key))
        yield Waiting(WaitKind.QUESTION, "entry", subject, reference, "", report.due_at)


TO_SEND = {OrderState.APPROVED: WaitKind.ISSUE, OrderState.RETURNED: WaitKind.RETURNED}


def _orders_to_send(desk: Desk) -> Iterable[Waiting]:
    ids = [*desk.incidents, UNASSIGNED]
    for order in desk.reader.current(Order, as_of=desk.moment, incident=ids, state=list(TO_SEND)):
        yield Waiting(TO_SEND[order.state], "orders", order.title, order.order, "order")


def _reports_to_hand_in(desk: Desk) -> Iterable[Waiting]:
    ids = [*desk.incidents, UNASSIGNED]
    for report in desk.reader.current(
        Report, as_of=desk.moment, incident=ids, state=ReportState.DRAFT
    ):
        late = report.due_at is not None and desk.moment > report.due_at
        said = desk.words("handover.report", n=report.serial)
        yield Waiting(
            WaitKind.HAND_IN, "reports", said, report.report, "report", report.due_at, late
        )


def _reminders(desk: Desk) -> Iterable[Waiting]:
    drafted = desk.book.drafted
    if drafted:
        names = [
            desk.city.short_of(unit, desk.words.lang)
            for unit in dict.fromkeys(row.unit for row in drafted)
        ]
        said = desk.words("waiting.to_remind", n=len(drafted), units=desk.words.listed(names))
        reference = "/".join(sorted(f"{row.order}-{row.unit}-{row.stage}" for row in drafted))
        yield Waiting(WaitKind.REMINDERS, "orders", said, reference)


def _requests(desk: Desk) -> Iterable[Waiting]:
    ids = [*desk.incidents, UNASSIGNED]
    for item in requests(desk.reader, desk.city, desk.words, desk.moment, ids):
        (unit,) = item.units
        said = desk.words(
            "waiting.request", unit=desk.city.short_of(unit, desk.words.lang), what=item.subject
        )
        late = item.due_at is not None and desk.moment > item.due_at
        yield Waiting(
            WaitKind.REQUEST, "means", said, item.reference, "dispatch", item.due_at, late
        )


def _unassigned(desk: Desk) -> Iterable[Waiting]:
    """Figures that lie under no incident while one is open: they stand in no sum and in no
    report."""
    if desk.situation.lead is None:
        return
    rows = desk.reader.current(Evacuation, as_of=desk.moment, incident=UNASSIGNED)
    units = {row.unit for row in rows if row.valid_at > desk.moment - UNASSIGNED_FOR}
    if units:
        names = desk.words.listed(
            desk.city.short_of(unit, desk.words.lang) for unit in sorted(units)
        )
        subject = desk.words("waiting.no_incident", n=len(units), units=names)
        yield Waiting(WaitKind.UNASSIGNED, "evacuation", subject, "/".join(sorted(units)))


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

"""What waits for a second person (双人制): levels, orders, minutes, reports, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.moments import Moment
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.handovers import OpenItem
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import LevelProposal
from ems_dashboard.rules.terms import (
    ConsultationState,
    OpenKind,
    OrderState,
    ProposalState,
    ReportState,
)
from ems_dashboard.store import Reader
from ems_dashboard.store.astray import astray_in, case_of
from ems_dashboard.store.incidents import incidents_known
from ems_dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Approval:
    """`page` with `parameter` set to the item's reference is where it is decided."""

    page: str
    parameter: str
    item: OpenItem


def approvals(
    reader: Reader, words: Words, as_of: Moment, incidents: list[str]
) -> Iterable[Approval]:
    """A change of level first, then orders, then what is only signed. A proposal that is to open an
    incident belongs to none yet."""
    for row in reader.current(LevelProposal, as_of=as_of, state=ProposalState.SUBMITTED):
        said = (
            words(f"terms.hazard.{row.hazard}"),
            words(f"terms.change.{row.change}"),
            str(row.level or ""),
        )
        yield _waits(
            "responses",
            "proposal",
            " ".join(said).strip(),
            row.proposal,
            row.effective_at,
            (row.unit,),
        )
    ids = [*incidents, UNASSIGNED]
    for order in reader.current(Order, as_of=as_of, incident=ids, state=OrderState.DRAFT):
        yield _waits("orders", "order", order.title, order.order)
    for held in reader.current(
        Consultation, as_of=as_of, incident=ids, state=ConsultationState.HELD
    ):
        subject = words("handover.minutes", n=held.serial)
        yield _waits("consultations", "consultation", subject, held.consultation, held.due_at)
    for report in reader.current(Report, as_of=as_of, incident=ids, state=ReportState.FROZEN):
        yield _waits(
            "reports",
            "report",
            words("handover.report", n=report.serial),
            report.report,
            report.due_at,
        )
    yield from corrections(reader, words, as_of)


def corrections(
    reader: Reader, words: Words, as_of: Moment, proposer: str = ""
) -> Iterable[Approval]:
    """The corrected figures of closed incidents, those of one incident as one. `proposer`: the
    account whose own proposals do not wait for it."""
    proposed = [row for row in astray_in(reader, as_of).proposed if row.written_by != proposer]
    names = {incident.incident: incident.name for incident in incidents_known(reader)}
    for case in sorted({case_of(row) for row in proposed}):
        mine = [row for row in proposed if case_of(row) == case]
        subject = words("waiting.corrections", name=names[case], n=len(mine))
        reference = "/".join(str(row.seq) for row in mine)
        units = tuple(dict.fromkeys(row.unit for row in mine))
        yield _waits("evacuation", "", subject, reference, None, units)


def _waits(
    page: str,
    parameter: str,
    subject: str,
    reference: str,
    due_at: datetime | None = None,
    units: tuple[str, ...] = (),
) -> Approval:
    return Approval(
        page, parameter, OpenItem(OpenKind.APPROVAL, subject, units, due_at, reference, page)
    )

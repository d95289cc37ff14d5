"""What a level below the city owes it, and by when: figures for the next report, receipts and
answers to orders, its part of what the response levels oblige."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ems_dashboard.rules.city import City
from ems_dashboard.rules.duties import SETTLED, DutyStatus
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.scope import Scope, ScopeKind
from ems_dashboard.rules.terms import Category, ReminderStage
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.situation.orders import OrderBook
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import coming_cut_off, owed_figures, reporting


class OwedKind(StrEnum):
    FIGURES = "figures"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"
    DUTY = "duty"


STAGES = {
    ReminderStage.RECEIPT: OwedKind.RECEIPT,
    ReminderStage.FEEDBACK: OwedKind.FEEDBACK,
}


@dataclass(frozen=True, slots=True)
class OwedItem:
    """`subject`: the order's title or the duty's words; `categories`: the figures that are missing
    for the round; `reference`: the order; `due`: None where no time was set."""

    kind: OwedKind
    due: datetime | None
    late: bool
    subject: str = ""
    subject_en: str = ""
    reference: str = ""
    categories: tuple[Category, ...] = ()


def owed(
    situation: Situation, city: City, scope: Scope, book: OrderBook, desk: LevelDesk
) -> tuple[OwedItem, ...]:
    """`situation`: the whole city's; `book`: as the viewer may read it. The late ones first, then
    by their time."""
    found = [
        *_figures(situation, city, scope),
        *_orders(book, scope),
        *_duties(desk, scope, situation.as_of),
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(item: OwedItem) -> tuple[bool, float]:
    return not item.late, item.due.timestamp() if item.due else float("inf")


def _figures(situation: Situation, city: City, scope: Scope) -> Iterator[OwedItem]:
    """For the round that is asked for, where something is missing; else for the next."""
    if scope.kind is not ScopeKind.UNIT:
        return
    missing = owed_figures(situation, city, scope.code)
    if missing is not None:
        categories = tuple(row.category for row in missing.rows)
        yield OwedItem(OwedKind.FIGURES, missing.cut_off, late=missing.late, categories=categories)
        return
    mine = [row for row in reporting(situation, city).rows if row.unit == scope.code]
    owes = tuple(row.category for row in mine if row.state is not FigureState.NOT_APPLICABLE)
    cut_off = coming_cut_off(situation)
    if cut_off is not None and owes:
        yield OwedItem(OwedKind.FIGURES, cut_off, late=False, categories=owes)


def _orders(book: OrderBook, scope: Scope) -> Iterator[OwedItem]:
    for file in book.addressed_to(scope.code):
        cell = file.cell(scope.code)
        if cell is None or cell.stage is None:
            continue
        sent = file.issued or file.order
        yield OwedItem(
            STAGES[cell.stage], cell.due, cell.late, subject=sent.title, reference=sent.order
        )


def _duties(desk: LevelDesk, scope: Scope, as_of: datetime) -> Iterator[OwedItem]:
    """Of a unit its share of the city's duties, else what its own level lays on it; of a department
    those that it owns."""
    shared = [each for each in desk.duties.get(scope.city, ()) if _shared_by(each, scope)]
    for status in shared or desk.duties.get(scope.code, ()):
        if _open_for(status, scope):
            yield OwedItem(
                OwedKind.DUTY,
                status.deadline,
                as_of > status.deadline,
                subject=status.duty.text,
                subject_en=status.duty.text_en,
            )


def _shared_by(status: DutyStatus, scope: Scope) -> bool:
    owners = (status.duty.owner_code, *(owner for owner, _ in status.parts))
    return scope.code in owners


def _open_for(status: DutyStatus, scope: Scope) -> bool:
    if status.unit == scope.code or status.duty.owner_code == scope.code:
        return status.state not in SETTLED
    shares = dict(status.parts)
    share = shares.get(scope.code)
    return scope.code in shares and (share is None or share.state not in SETTLED)

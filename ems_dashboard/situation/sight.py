"""What a person may read of orders, proposals and decisions: see rules/scope.py."""

from dataclasses import replace

from ems_dashboard.rules.scope import Sight
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.situation.orders import OrderBook, OrderFile, book_of
from ems_dashboard.situation.picture import OrderStatus


def seen_file(file: OrderFile | None, sight: Sight) -> OrderFile | None:
    """The order with the answers and reminders that are theirs, without the drafts about it; None
    where it is not theirs, as if there were none of its name. That a newer one ended it is told
    whomever that went to: nobody may go on obeying it."""
    if file is None or sight.whole:
        return file
    if file.issued is None or not sight.order(file.issued):
        return None
    cells = tuple(cell for cell in file.cells if sight.of(cell.unit))
    return replace(
        file,
        steps=tuple(step for step in file.steps if sight.order(step)),
        cells=cells,
        reminders=tuple(row for row in file.reminders if sight.of(row.unit)),
        pending=None,
        corrected=file.corrected if file.corrected and sight.order(file.corrected) else None,
    )


def seen_book(book: OrderBook, sight: Sight) -> OrderBook:
    """With the tally of what is theirs."""
    if sight.whole:
        return book
    files = tuple(filter(None, (seen_file(file, sight) for file in book.files)))
    return book_of(files)


def seen_status(status: OrderStatus, sight: Sight) -> OrderStatus | None:
    if sight.whole:
        return status
    if not sight.order(status.order):
        return None
    return status.among(sight.of)


def seen_desk(desk: LevelDesk, sight: Sight) -> LevelDesk:
    """What is proposed for another's level, and why it was decided so, is theirs; the levels in
    force and what the plan suggests are everybody's."""
    if sight.whole:
        return desk
    return replace(
        desk,
        proposals=tuple(row for row in desk.proposals if sight.of(row.unit)),
        decisions=tuple(row for row in desk.decisions if sight.of(row.unit)),
    )

"""The matrix of orders and addressees, and the line that leaders read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.orders import ANSWERED, Order
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class SumFigure:
    amount: str
    text: str
    mood: str = ""


@dataclass(frozen=True, slots=True)
class EndedBy:
    """The order that corrected or withdrew another."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    mood: str
    demand: str
    sign: str
    clock: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """`cells`: None where the unit is no addressee."""

    title: str
    href: str
    number: str
    at: str
    withdrawn: bool
    ended: EndedBy | None
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class NarrowLine:
    """What a telephone has room for: how many received and answered it, and who is late."""

    title: str
    href: str
    document: str
    at: str
    counted: str
    mark: str
    struck: bool
    late: bool


def sent_order(file: OrderFile) -> Order:
    """As it was issued; before that, as it is written."""
    return file.issued or file.order


def summary(here: Here, book: OrderBook) -> Markup:
    """签收率, 中位签收用时, 超时单位."""
    figures = _figures(here, book) if book.tally.orders else []
    nothing = here.words("orders.none_issued")
    return rendered("orders/summary.html", figures=figures, nothing=nothing)


def _figures(here: Here, book: OrderBook) -> list[SumFigure]:
    word, tally = here.words, book.tally
    late = _names(here, tally.late_units)
    minutes = NONE if tally.median_minutes is None else f"{tally.median_minutes:.0f}"
    signed = word("orders.sum.signed", signed=tally.signed, of=tally.addressed)
    overdue = word("orders.sum.late", units=late or word("orders.sum.nobody"))
    return [
        SumFigure(f"{tally.orders}", word("orders.sum.orders")),
        SumFigure(_percent(tally.signed, tally.addressed), signed),
        SumFigure(_percent(tally.answered, tally.addressed), word("orders.sum.answered")),
        SumFigure(minutes, word("orders.sum.median")),
        SumFigure(f"{len(tally.late_units)}", overdue, "late" if late else ""),
    ]


def _names(here: Here, units: Iterable[str]) -> str:
    return here.words.listed(here.city.short_of(code, here.lang) for code in units)


def _percent(part: int, whole: int) -> str:
    """Never 100 % before all are in it."""
    return f"{int(1000 * part / whole) / 10:g}%"


def matrix(here: Here, files: Iterable[OrderFile]) -> Markup:
    rows = list(files)
    columns = _columns(here, rows)
    names = [here.city.short_of(code, here.lang) for code in columns]
    late_first = sorted(rows, key=lambda file: not any(cell.late for cell in file.cells))
    return rendered(
        "orders/matrix.html",
        heads=[here.words("orders.order"), *names],
        lines=[_line(here, file, columns) for file in rows],
        narrow=[_narrow(here, file) for file in late_first],
        nothing=here.words("orders.none_issued"),
    )


def _columns(here: Here, files: Sequence[OrderFile]) -> list[str]:
    """The addressees; the chosen unit alone where it is one."""
    addressed = {unit for file in files for unit in sent_order(file).units}
    every = (*here.city.by_code, *here.city.departments_by_code)
    columns = [code for code in every if code in addressed]
    if here.unit in columns:
        return [here.unit]
    return columns


def _line(here: Here, file: OrderFile, columns: Sequence[str]) -> MatrixLine:
    order = sent_order(file)
    return MatrixLine(
        title=order.title,
        href=link(here, "orders", order=order.order),
        number=order.document or _numbered(here, order),
        at=when(order.valid_at, here),
        withdrawn=file.order.state is OrderState.WITHDRAWN,
        ended=_ended(here, file),
        cells=tuple(_cell(here, file, file.cell(code)) for code in columns),
    )


def _numbered(here: Here, order: Order) -> str:
    kind = here.words(f"terms.order_kind.{order.kind}")
    return here.words("orders.numbered", kind=kind, n=order.serial)


def _narrow(here: Here, file: OrderFile) -> NarrowLine:
    order = sent_order(file)
    counted = here.words(
        "orders.line",
        n=len(file.cells),
        signed=sum(cell.signed_at is not None for cell in file.cells),
        answered=sum(cell.state in ANSWERED for cell in file.cells),
    )
    late = [cell.unit for cell in file.cells if cell.late]
    return NarrowLine(
        title=order.title,
        href=link(here, "orders", order=order.order),
        document=order.document,
        at=when(order.valid_at, here),
        counted=counted,
        mark=_mark(here, file, late),
        struck=file.successor is not None,
        late=bool(late),
    )


def _mark(here: Here, file: OrderFile, late: Sequence[str]) -> str:
    if file.successor is not None:
        return row_ended(here, file)
    return here.words("orders.line_late", units=_names(here, late)) if late else ""


def ended_by(file: OrderFile) -> str:
    """How it ended, as the texts name it."""
    withdrawn = file.successor is not None and file.successor.withdraws
    return "withdrawn_by" if withdrawn else "corrected_by"


def row_ended(here: Here, file: OrderFile) -> str:
    """The order that ended it, in the words of a row; empty while it stands."""
    if file.successor is None:
        return ""
    return here.words(f"orders.row_{ended_by(file)}", document=file.successor.document)


def _ended(here: Here, file: OrderFile) -> EndedBy | None:
    if file.successor is None:
        return None
    return EndedBy(link(here, "orders", order=file.successor.order), row_ended(here, file))


def _cell(here: Here, file: OrderFile, cell: Cell | None) -> MatrixCell | None:
    if cell is None:
        return None
    name, state = here.city.name_of(cell.unit, here.lang), cell.state
    return MatrixCell(
        mood="late" if cell.late else str(state),
        demand=f"{name} · {here.words(f'terms.receipt_state.{state}')}",
        sign=here.words(f"orders.cell.{state}"),
        clock=_reminded(here, file, cell) or clock(here, cell),
    )


def _reminded(here: Here, file: OrderFile, cell: Cell) -> str:
    reminded = cell.late and file.reminded(cell.unit)
    return here.words("orders.reminded") if reminded else ""


def clock(here: Here, cell: Cell) -> str:
    """Until the deadline, since it passed, or when the last step was taken."""
    if cell.due is not None and cell.state is not ReceiptState.VERIFIED:
        minutes = int((cell.due - here.as_of).total_seconds() // 60)
        return span(here, abs(minutes), "over" if cell.late else "left")
    return when(cell.steps[-1].valid_at, here) if cell.steps else ""


def span(here: Here, minutes: int, sort: str) -> str:
    if minutes < 60:
        return here.words(f"orders.{sort}_minutes", n=minutes)
    return here.words(f"orders.{sort}_hours", n=minutes // 60)

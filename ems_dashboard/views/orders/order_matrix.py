"""The matrix of orders and addressees, and the line that leaders read."""

from collections.abc import Iterable
from html import escape

from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.orders import ANSWERED
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderBook, OrderFile


def summary(here: Here, book: OrderBook) -> str:
    """签收率, 中位签收用时, 超时单位."""
    word, tally = here.words, book.tally
    if not tally.orders:
        return f'<div class="dk-sum">{word("orders.none_issued")}</div>'
    late = word("report.comma").join(
        here.city.short_of(unit, here.lang) for unit in tally.late_units
    )
    minutes = "—" if tally.median_minutes is None else f"{tally.median_minutes:.0f}"
    said = [
        ("", f"{tally.orders}", word("orders.sum.orders")),
        (
            "",
            _percent(tally.signed, tally.addressed),
            word("orders.sum.signed", signed=tally.signed, of=tally.addressed),
        ),
        ("", _percent(tally.answered, tally.addressed), word("orders.sum.answered")),
        ("", minutes, word("orders.sum.median")),
        (
            "late" if late else "",
            f"{len(tally.late_units)}",
            word("orders.sum.late", units=late or word("orders.sum.nobody")),
        ),
    ]
    return f'<div class="dk-sum">{"".join(_figure(*each) for each in said)}</div>'


def _percent(part: int, whole: int) -> str:
    """Never 100 % before all are in it."""
    return f"{int(1000 * part / whole) / 10:g}%"


def _figure(mood: str, figure: str, text: str) -> str:
    return f'<span class="{mood}"><b>{figure}</b>{escape(text)}</span>'


def matrix(here: Here, files: Iterable[OrderFile]) -> str:
    rows = list(files)
    if not rows:
        return f'<p class="dk-calm">{here.words("orders.none_issued")}</p>'
    addressed = {unit for file in rows for unit in (file.issued or file.order).units}
    columns = [
        code for code in (*here.city.by_code, *here.city.departments_by_code) if code in addressed
    ]
    columns = [code for code in columns if here.unit in (None, code)] or columns
    heads = "".join(f"<th>{escape(here.city.short_of(code, here.lang))}</th>" for code in columns)
    body = "".join(_row(here, file, columns) for file in rows)
    name = here.words("orders.order")
    head = f"<thead><tr><th>{name}</th>{heads}</tr></thead>"
    lines = "".join(
        _line(here, file)
        for file in sorted(rows, key=lambda file: not any(c.late for c in file.cells))
    )
    return (
        f'<div class="dk-matrix"><table>{head}<tbody>{body}</tbody></table></div>'
        f'<div class="dk-list dk-narrow">{lines}</div>'
    )


def _line(here: Here, file: OrderFile) -> str:
    """What a telephone has room for: how many received and answered it, and who is late."""
    word, order = here.words, file.issued or file.order
    late = [here.city.short_of(cell.unit, here.lang) for cell in file.cells if cell.late]
    said = word(
        "orders.line", n=len(file.cells), signed=sum(cell.signed_at is not None for cell in file.cells),
        answered=sum(cell.state in ANSWERED for cell in file.cells),
    )  # fmt: skip
    mark = word("orders.line_late", units=word("report.comma").join(late)) if late else ""
    if file.successor is not None:
        mark = word(f"orders.row_{ended_by(file)}", document=file.successor.document)
    struck = " struck" if file.successor is not None else ""
    return (
        f'<a class="dk-line{struck}" href="{link(here, "orders", order=order.order)}"><span>{escape(order.title)}'
        f"<small>{escape(order.document)} · {when(order.valid_at, here)} · {said}</small>"
        f'<em class="{"late" if late else ""}">{escape(mark)}</em></span></a>'
    )


def _row(here: Here, file: OrderFile, columns: Iterable[str]) -> str:
    order = file.issued or file.order
    struck = " class='struck'" if file.order.state is OrderState.WITHDRAWN else ""
    number = order.document or here.words(
        "orders.numbered", kind=here.words(f"terms.order_kind.{order.kind}"), n=order.serial
    )
    address = link(here, "orders", order=order.order)
    cells = "".join(_cell(here, file, file.cell(code)) for code in columns)
    return (
        f'<tr{struck}><th><a href="{address}" title="{escape(order.title)}">{escape(order.title)}</a>'
        f"<small>{escape(number)} · {when(order.valid_at, here)}</small>{_ended(here, file)}</th>{cells}</tr>"
    )


def ended_by(file: OrderFile) -> str:
    """How it ended, as the texts name it."""
    return (
        "withdrawn_by"
        if file.successor is not None and file.successor.withdraws
        else "corrected_by"
    )


def _ended(here: Here, file: OrderFile) -> str:
    if file.successor is None:
        return ""
    address = link(here, "orders", order=file.successor.order)
    said = here.words(f"orders.row_{ended_by(file)}", document=file.successor.document)
    return f'<a class="ended" href="{address}">{escape(said)}</a>'


def _cell(here: Here, file: OrderFile, cell: Cell | None) -> str:
    if cell is None:
        return '<td class="none">·</td>'
    word = here.words
    mood = "late" if cell.late else str(cell.state)
    reminded = f"<i>{word('orders.reminded')}</i>" if cell.late and file.reminded(cell.unit) else ""
    title = (
        f"{here.city.name_of(cell.unit, here.lang)} · {word(f'terms.receipt_state.{cell.state}')}"
    )
    return (
        f'<td class="{mood}" title="{escape(title)}">{word(f"orders.cell.{cell.state}")}'
        f"{reminded or f'<i>{clock(here, cell)}</i>'}</td>"
    )


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

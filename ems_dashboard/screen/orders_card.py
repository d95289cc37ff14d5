"""The card of the orders: the newest ones against the units, and who has answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.orders import ANSWERED
from ems_dashboard.rules.terms import ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import rows_address
from ems_dashboard.screen.origin import note, when
from ems_dashboard.situation.picture import OrderStatus
from ems_dashboard.templating import rendered

SHOWN = 8
STATES = ("open", "got", "answered", "late")


@dataclass(frozen=True, slots=True)
class UnitHead:
    """Of an English name the first word, whole: the rest is on demand."""

    name: str
    first_word: str


@dataclass(frozen=True, slots=True)
class OrderCell:
    state: str
    unit: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    name: str
    href: str
    demand: str
    cells: tuple[OrderCell, ...]


def orders(here: Here, beside: str = "") -> Markup:
    """Absent for a viewer who may read nobody's. `beside`: what else the head counts."""
    word, issued = here.words, here.picture.orders
    if not _columns(here):
        return Markup()
    newest = sorted(issued, key=lambda status: status.order.valid_at, reverse=True)[:SHOWN]
    return rendered(
        "cards/orders.html",
        title=word("screens.overview.orders"),
        href=rows_address(here, "orders"),
        aside=" · ".join(filter(None, (beside, _counted(here, issued)))),
        asof=note(here, [row for status in issued for row in (status.order, *status.receipts)]),
        units=[_head(here, code) for code in _columns(here)],
        lines=[_line(here, status) for status in newest],
        legend=[{"state": state, "word": word(f"cards.receipt_{state}")} for state in STATES],
        nothing=word(f"screens.overview.{'none' if _of_all(here) else 'no_own_order'}"),
    )


def _of_all(here: Here) -> bool:
    return here.scope.is_city and here.sight.whole


def _columns(here: Here) -> list[str]:
    """The units whose answers the viewer may read; of a level below the city its own."""
    if not here.scope.is_city:
        return [here.scope.code] if here.sight.of(here.scope.code) else []
    if here.sight.whole:
        return list(here.city.by_code)
    return [
        code for code in (*here.city.by_code, *here.city.departments_by_code) if here.sight.of(code)
    ]


def _head(here: Here, code: str) -> UnitHead:
    name = here.city.short_of(code, here.lang)
    return UnitHead(name, name.split()[0])


def _counted(here: Here, issued: Sequence[OrderStatus]) -> str:
    return here.words(
        "screens.overview.orders_note",
        n=len(issued),
        open=sum(status.outstanding for status in issued),
        late=sum(bool(status.overdue) for status in issued),
    )


def _line(here: Here, status: OrderStatus) -> OrderLine:
    order = status.order
    states = {receipt.unit: receipt.state for receipt in status.receipts}
    return OrderLine(
        name=f"{here.words(f'terms.order_kind.{order.kind}')} {order.serial}",
        href=rows_address(here, "orders", order=order.order),
        demand=f"{order.title} · {when(order.valid_at, here)}",
        cells=tuple(
            OrderCell(_state(status, code, states), here.city.short_of(code))
            for code in _columns(here)
        ),
    )


def _state(status: OrderStatus, unit: str, states: Mapping[str, ReceiptState]) -> str:
    if unit not in status.order.units:
        return "none"
    if unit in status.overdue:
        return "late"
    state = states.get(unit, ReceiptState.SENT)
    if state in ANSWERED:
        return "answered"
    return "open" if state is ReceiptState.SENT else "got"

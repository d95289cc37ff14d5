"""The matrix of orders as rows, one for each addressee, to be taken along as a file."""

from collections.abc import Iterable

import pandas as pd

from ems_dashboard.clock import full_time
from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.orders import Order
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.orders import OrderFile

COLUMNS = ("document", "title", "issued_at", "unit", "state", "signed_at", "due", "late", "said")


def rows(here: Here, files: Iterable[OrderFile]) -> pd.DataFrame:
    found = [_row(here, file.issued, cell) for file in files if file.issued for cell in file.cells]
    return pd.DataFrame(found, columns=[here.words(f"orders.column.{name}") for name in COLUMNS])


def _row(here: Here, order: Order, cell: Cell) -> tuple[str, ...]:
    last = cell.steps[-1] if cell.steps else None
    said = " ".join(filter(None, (last.person, last.note))) if last else ""
    late = here.words("orders.is_late") if cell.late else ""
    state = here.words(f"terms.receipt_state.{cell.state}")
    unit = here.city.name_of(cell.unit, here.lang)
    times = (full_time(moment) for moment in (cell.signed_at, cell.due))
    return (order.document, order.title, full_time(order.valid_at), unit, state, *times, late, said)

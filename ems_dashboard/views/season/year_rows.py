"""The rows behind a number of the year: where the number leads, and the rows on the pages that are asked for them."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import columns
from ems_dashboard.situation.season_figures import IncidentTotals, Season
from ems_dashboard.situation.season_rows import (
    EVENTS,
    HAZARDS,
    Row,
    Standing,
    amounts,
    behind,
    standing,
)
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import downloads, tables

FIRST = "season"
ASKED = {"orders": "orders", "messages": FIRST} | {
    key: FIRST if key in EVENTS else "responses" for key in HAZARDS
}
"""The page that shows the rows of a number when its address says rows=<number>."""
FILTERED: dict[str, tuple[str, dict[str, str]]] = {
    **{
        f"warnings_{kind}": ("warnings", {"kind": kind})
        for kind in ("weather", "flash_flood", "geological")
    },
    "cadres": ("groups", {}),
}
"""The page whose own filters pick the rows of a number, and what they are set to."""


def leads_to(here: Here, key: str, year: int) -> str:
    """The address of the rows of a number; of the whole city, as the number is."""
    if key in here.city.plan.reported:
        return link(here, "evacuation", unit=None, period=str(year), category=key)
    if key in FILTERED:
        page, chosen = FILTERED[key]
        return link(here, page, unit=None, period=str(year), **chosen)
    page = ASKED[key] if may(here.role, f"read:{ASKED[key]}") else FIRST
    return link(here, page, unit=None, rows=key, year=str(year))


def standing_of(here: Here, season: Season) -> dict[str, tuple[Standing, ...]]:
    kept = ("standing", season.version, season.year, here.asked)
    return here.cache.once(kept, lambda: standing(here.store, here.city, season))


def asked(here: Here) -> tuple[str, int] | None:
    """The number and the year whose rows the address asks of this page."""
    key, year = st.query_params.get("rows", ""), st.query_params.get("year", "")
    is_year = year.isdigit() and len(year) == 4
    if not is_year or key not in ASKED:
        return None
    return (key, int(year)) if here.page in (ASKED[key], FIRST) else None


def show(here: Here, key: str, year: int) -> None:
    """What is asked for, how much it comes to, the way back to the whole page, and the rows."""
    season = here.cache.season(year, here.asked)
    rows = _readable(here, behind(here.store, here.city, season, key))
    st.html(_chosen(here, season, key, rows))
    table = _table(here, season, key, rows)
    tables.show(table, here, 640)
    downloads.offer(table, here, f"{key}-{year}")


def _readable(here: Here, rows: Sequence[Row]) -> list[Row]:
    """Of the orders those that the viewer may read; every other row is a figure of the year."""
    return [row for row in rows if not isinstance(row, Order) or here.sight.order(row)]


def _chosen(here: Here, season: Season, key: str, rows: Sequence[Row]) -> Markup:
    word, name = here.words, here.words(f"screens.figure.{key}")
    chosen = word("screens.season.rows_of", year=season.year, name=name, n=f"{len(rows):,}")
    amount = amounts(season, key)
    if amount is not None:
        chosen += word("screens.season.rows_sum", n=f"{sum(map(amount, rows)):,}")
    back = {"href": link(here, here.page), "title": word("screens.season.rows_clear")}
    return rendered("season/chosen.html", chosen=chosen, back=back)


def _table(here: Here, season: Season, key: str, rows: Sequence[Row]) -> pd.DataFrame:
    names = {total.incident.incident: total.incident.name for total in season.incidents}
    if key in EVENTS:
        return tables.incidents([row for row in rows if isinstance(row, IncidentTotals)], here)
    return tables.titled([_cells(here, row, names) for row in rows], here)


def _cells(here: Here, row: Row, names: dict[str, str]) -> dict[str, object]:
    match row:
        case Order():
            return _order(here, row, names)
        case MessageBatch():
            return _batch(here, row, names)
        case Response():
            return _response(here, row, names)
        case _:
            raise TypeError(type(row).__name__)


def _order(here: Here, row: Order, names: dict[str, str]) -> dict[str, object]:
    return {
        "incident": names.get(row.incident, row.incident), "kind": here.words(f"terms.order_kind.{row.kind}"),
        "serial": row.serial, "document": row.document, "headline": row.title, "units": len(row.units),
        **columns(here, row),
    }  # fmt: skip


def _batch(here: Here, row: MessageBatch, names: dict[str, str]) -> dict[str, object]:
    return {
        "incident": names.get(row.incident or "", row.incident or ""), "headline": row.subject,
        "unit": here.city.name_of(row.unit, here.lang), "sent": row.sent, **columns(here, row),
    }  # fmt: skip


def _response(here: Here, row: Response, names: dict[str, str]) -> dict[str, object]:
    return {
        "incident": names.get(row.incident, row.incident), "hazard": here.words(f"terms.hazard.{row.hazard}"),
        "level_change": here.words(f"terms.change.{row.change}"), "level": row.level.value if row.level else "",
        "document": row.document, "basis": row.basis, **columns(here, row),
    }  # fmt: skip

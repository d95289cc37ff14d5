"""Facts as tables with the screen's titles."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
import streamlit as st

from ems_dashboard.clock import beijing
from ems_dashboard.rules.evacuation import STAGES, Evacuation
from ems_dashboard.rules.terms import REPORTED
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.picture import Figure
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.views.guard import Here

ROW, SCROLLBAR = 32, 16


def show(table: pd.DataFrame, here: Here, height: int = 430) -> None:
    if table.empty:
        st.caption(here.words("screens.filter.nothing"))
        return
    counts = {name: st.column_config.NumberColumn(format="localized") for name in table.select_dtypes("number")}
    fitting = min(height, ROW * (len(table) + 1) + SCROLLBAR)
    st.dataframe(table, hide_index=True, height=fitting, row_height=ROW, column_config=counts, placeholder="—")
    st.caption(here.words("screens.filter.count", n=f"{len(table):,}", at=_time(here.as_of)))


def _titled(rows: list[dict[str, object]], here: Here) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.rename(columns={name: here.words(f"screens.table.{name}") for name in table.columns})


def _time(moment: datetime | None) -> str:
    return f"{beijing(moment):%Y-%m-%d %H:%M}" if moment else ""


def _source(source: str, here: Here) -> str:
    return source.replace("simulated", here.words("screens.overview.example"))


def figures(found: Iterable[Figure], here: Here) -> pd.DataFrame:
    """The stages from left to right: should move, moved, in shelters and with relatives, inspected, cleared, back."""
    table = _titled(
        [
            {
                "unit": here.city.name_of(f.unit, here.lang), "category": here.words(f"terms.category.{f.category}"),
                "target": f.target, "moved": f.moved, "share": None if f.share is None else round(100 * f.share, 1),
                **{stage: getattr(f, stage) for stage in STAGES}, "returned": f.returned, "now": f.now,
                "too_early": f.too_early, "change": f.change,
                "confirmed": here.words(f"screens.stages.{'confirmed' if f.confirmed else 'unconfirmed'}"),
                "valid_at": _time(f.valid_at),
                "reporter": f.reporter, "source": _source(f.source, here),
            }
            for f in found
        ],
        here,
    )  # fmt: skip
    counted = [here.words(f"screens.table.{name}") for name in (*STAGES, "change")]
    return table if table.empty else table.astype(dict.fromkeys(counted, "Int64"))


def reports(rows: list[Evacuation], here: Here) -> pd.DataFrame:
    """Every report; one that a later row of the same hour corrected says so."""
    seen: set[tuple] = set()
    made = []
    for row in rows:
        key = (*row.key, row.valid_at)
        made.append(
            {
                "unit": here.city.name_of(row.unit, here.lang), "category": here.words(f"terms.category.{row.category}"),
                "target": row.target, "moved": row.moved, "returned": row.returned, "valid_at": _time(row.valid_at),
                "known_at": _time(row.known_at), "reporter": row.reporter, "source": _source(row.source, here),
                "note": here.words("screens.table.corrected") if key in seen else "",
            }
        )  # fmt: skip
        seen.add(key)
    return _titled(made, here)


def warnings(rows: Iterable[WarningMessage], here: Here) -> pd.DataFrame:
    standing = {message.id for message in here.situation.warnings}
    return _titled(
        [
            {
                "unit": "、".join(here.city.name_of(unit, here.lang) for unit in w.units),
                "kind": here.words(f"terms.warning_kind.{w.kind}"), "event": here.words.either(f"terms.event.{w.event}", w.event),
                "colour": here.words(f"terms.colour.{w.colour}") if w.colour else "", "headline": w.headline,
                "issued_at": _time(w.valid_at), "expires_at": _time(w.expires_at),
                "standing": here.words(f"screens.table.{'in_force' if w.id in standing else 'over'}"),
                "source": _source(w.source, here),
            }
            for w in rows
        ],
        here,
    )  # fmt: skip


def groups(here: Here) -> pd.DataFrame:
    rows = {row.group: row for row in here.situation.deployments}
    cadres = {row.unit: row.sent for row in here.situation.cadres}
    made = []
    for group in here.city.groups:
        if here.unit and group.unit != here.unit:
            continue
        row = rows.get(group.code)
        made.append(
            {
                "group": group.name if here.lang == "zh" else group.name_en,
                "unit": here.city.name_of(group.unit, here.lang) if group.unit else "",
                "state": here.words(f"terms.group_state.{row.state if row else 'standby'}"),
                "people": row.people if row else None, "since": _time(row.valid_at) if row else "",
                "problems": row.problems_found if row else None, "fixed": row.problems_fixed if row else None,
                "cadres": cadres.get(group.unit), "source": _source(row.source, here) if row else "",
                "note": group.note if here.lang == "zh" else "",
            }
        )  # fmt: skip
    return _titled(made, here)


def incidents(season: Season, here: Here) -> pd.DataFrame:
    return _titled(
        [
            {
                "incident": t.incident.name, "began": _time(t.incident.began_at), "highest": t.highest.value if t.highest else "",
                **{f"{category}_moved": t.evacuation[category] for category in REPORTED}, "cadres": t.cadres, "orders": t.orders,
                "warnings": t.warnings,
            }
            for t in season.incidents
        ],
        here,
    )  # fmt: skip

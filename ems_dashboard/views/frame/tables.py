"""Facts as tables with the screen's titles; every row says for when it is true, how old it is and
where it is from."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from ems_dashboard.clock import full_time
from ems_dashboard.rules.city import Group
from ems_dashboard.rules.evacuation import STAGES, Evacuation
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.terms import Category, Colour, Level
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.group_chips import silent_name, silent_state
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import columns
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.picture import Figure
from ems_dashboard.situation.season_figures import IncidentTotals

GROUNDS = {
    colour: f"background-color: {TOKENS[f'level-{n}']}; color: {'#111111' if colour is Colour.YELLOW else '#ffffff'}"
    for n, colour in enumerate(Colour, 1)
}
ROW, SCROLLBAR, PADDING, WIDEST = 32, 16, 24, 280
Incidents = Mapping[str, str]
"""Name of each incident by its code: given where rows of several are in one table."""


def show(table: pd.DataFrame, here: Here, height: int = 430) -> None:
    if table.empty:
        st.caption(here.words("screens.filter.nothing"))
        return
    counts = {
        str(name): st.column_config.NumberColumn(format="localized")
        for name in table.select_dtypes("number")
    }
    # the grid measures short texts well and cuts what is longer than its share of the width
    names = [here.words(f"screens.table.{name}") for name in ("unit", "document", "source")]
    widths = {
        name: st.column_config.Column(width=_width(table[name]))
        for name in names
        if name in table and name not in counts
    }
    fitting = min(height, ROW * (len(table) + 1) + SCROLLBAR)
    st.dataframe(
        _coloured(table, here),
        hide_index=True,
        height=fitting,
        row_height=ROW,
        column_config=counts | widths,
        placeholder="—",
    )
    st.caption(here.words("screens.filter.count", n=f"{len(table):,}", at=full_time(here.as_of)))


def _coloured(table: pd.DataFrame, here: Here) -> pd.DataFrame | Styler:
    """The word of a warning's colour or level stands on that colour, the same as a response level's
    in both themes."""
    title = here.words("screens.table.colour")
    if title not in table:
        return table
    words = {here.words(f"terms.colour.{colour}"): GROUNDS[colour] for colour in Colour}
    grounds = words | {
        _level(level, here): GROUNDS[c] for level, c in zip(Level, Colour, strict=True)
    }
    return table.style.map(lambda cell: grounds.get(str(cell)), subset=[title])


def _width(texts: pd.Series) -> int:
    """Pixels of the longest text, Chinese signs being twice as wide as others."""
    longest = max(map(_text_width, texts.fillna("")))
    return min(WIDEST, PADDING + longest)


def _text_width(text: str) -> int:
    return sum(14 if ord(sign) > 255 else 7 for sign in text)


def titled(
    rows: Sequence[Mapping[str, object]], here: Here, counted: Iterable[str] = ()
) -> pd.DataFrame:
    """`counted`: columns of whole numbers in which some cells are empty."""
    table = pd.DataFrame(rows)
    if not table.empty:
        table = table.astype(dict.fromkeys(counted, "Int64"))
    return table.rename(
        columns={name: here.words(f"screens.table.{name}") for name in table.columns}
    )


def _whose(here: Here, unit: str) -> str:
    return "township" if unit in here.city.county_of else "county"


def _of(incident: str, names: Incidents | None) -> dict[str, object]:
    return {"incident": names.get(incident, incident)} if names is not None else {}


def figures(
    found: Iterable[Figure], here: Here, incidents: Incidents | None = None
) -> pd.DataFrame:
    """The stages from left to right: should move, moved, in shelters and with relatives, inspected,
    cleared, back."""
    rows = [
        {
            **_of(f.incident, incidents),
            "unit": here.city.name_of(f.unit, here.lang),
            "category": here.words(f"terms.category.{f.category}"),
            "target": f.target,
            "moved": f.moved,
            "share": None if f.share is None else round(100 * f.share, 1),
            **{stage: getattr(f, stage) for stage in STAGES},
            "returned": f.returned,
            "now": f.now,
            "too_early": f.too_early,
            "change": f.change,
            "confirmed": here.words(
                f"screens.stages.{'confirmed' if f.confirmed else 'unconfirmed'}"
            ),
            "reporter": f.reporter,
            **columns(here, f, "county"),
        }
        for f in found
    ]
    return titled(rows, here, (*STAGES, "change"))


def reports(rows: list[Evacuation], here: Here) -> pd.DataFrame:
    """Every report; one that a later row of the same hour corrected says so."""
    seen: set[tuple[object, ...]] = set()
    made = []
    for row in rows:
        key = (*row.key, row.valid_at)
        made.append(
            {
                "unit": here.city.name_of(row.unit, here.lang),
                "category": here.words(f"terms.category.{row.category}"),
                "target": row.target,
                "moved": row.moved,
                **{stage: getattr(row, stage) for stage in STAGES},
                "returned": row.returned,
                "now": row.now,
                "reporter": row.reporter,
                **columns(here, row, _whose(here, row.unit)),
                "note": here.words("screens.table.corrected") if key in seen else "",
            }
        )
        seen.add(key)
    return titled(made, here, STAGES)


def _named(here: Here, unit: str) -> str:
    """English names are short ones where the table has many columns beside them."""
    return here.city.name_of(unit) if here.lang == "zh" else here.city.short_of(unit, here.lang)


def _warned(here: Here, message: WarningMessage) -> str:
    if message.provincial:
        return here.words(
            "screens.table.provincial",
            province=here.city.name_of(here.city.province_code, here.lang),
        )
    return here.words.listed(_named(here, unit) for unit in message.units)


def _grade(message: WarningMessage, here: Here) -> str:
    """Its colour, or its level where the message is of the scale that response plans use
    (台风Ⅰ级预警)."""
    if message.colour:
        return here.words(f"terms.colour.{message.colour}")
    return _level(message.level, here) if message.level else ""


def _level(level: Level, here: Here) -> str:
    return here.words("screens.table.of_level", level=level)


def warnings(rows: Iterable[WarningMessage], here: Here) -> pd.DataFrame:
    standing = {message.id for message in here.situation.warnings}
    made = [
        {
            "colour": _grade(w, here),
            "unit": _warned(here, w),
            "kind": here.words(f"terms.warning_kind.{w.kind}"),
            "event": here.words.either(f"terms.event.{w.event}", w.event),
            "headline": w.headline,
            "standing": here.words(f"screens.table.{_validity(w, standing)}"),
            **_issued(here, w),
            "expires_at": full_time(w.expires_at),
        }
        for w in rows
    ]
    return titled(made, here)


def _issued(here: Here, message: WarningMessage) -> dict[str, str | None]:
    """From when and where it is; a warning is issued where a figure is true."""
    said = columns(here, message)
    return {"issued_at": said.pop("valid_at"), **said}


def _validity(message: WarningMessage, standing: set[str]) -> str:
    return "in_force" if message.id in standing else "over"


def groups(
    found: Iterable[tuple[Group, Deployment | None]], here: Here, incidents: Incidents | None = None
) -> pd.DataFrame:
    """`found`: each with its report, None for a group of which nobody reported anything."""
    made = [_group(here, group, row, incidents) for group, row in found]
    return titled(made, here, ("people", "problems", "fixed"))


def _group(
    here: Here, group: Group, row: Deployment | None, incidents: Incidents | None
) -> dict[str, object]:
    unit = row.unit if row is not None else group.unit
    own: dict[str, object] = {
        "group": group.name if here.lang == "zh" else group.name_en,
        "kind": _kind_of(here, group),
        "unit": _named(here, unit) if unit else "",
    }
    if row is None:
        return own | _unreported(here, group)
    return {
        **_of(row.incident, incidents),
        **own,
        "state": here.words(f"terms.group_state.{row.state}"),
        "people": row.people,
        "problems": row.problems_found,
        "fixed": row.problems_fixed,
        "reporter": row.reporter,
        **columns(here, row),
        "note": row.note if here.lang == "zh" else "",
    }


def _kind_of(here: Here, group: Group) -> str:
    """With what the city's data say of the group; `note` is what its report says, and comes back
    with the table."""
    kind = here.words(f"terms.group_kind.{group.kind}")
    if not group.note or here.lang != "zh":
        return kind
    return here.words("screens.table.kind_noted", kind=kind, note=group.note)


def _unreported(here: Here, group: Group) -> dict[str, object]:
    return {
        "state": silent_name(silent_state(here, group), here.words),
        "people": None,
        "problems": None,
        "fixed": None,
        "reporter": "",
        **columns(here, None),
        "note": "",
    }


def cadres(rows: Iterable[Cadres], here: Here, incidents: Incidents) -> pd.DataFrame:
    made = [
        {
            **_of(row.incident, incidents),
            "unit": here.city.name_of(row.unit, here.lang),
            "cadres": row.sent,
            "reporter": row.reporter,
            **columns(here, row, "county"),
        }
        for row in rows
    ]
    return titled(made, here)


def _units_in(total: IncidentTotals) -> str:
    """Of how many of the units that owe it the sum of the people is."""
    counted = total.counted[Category.PEOPLE]
    return f"{counted.reported}/{counted.owed}"


def incidents(totals: Iterable[IncidentTotals], here: Here) -> pd.DataFrame:
    made = [
        {
            "incident": t.incident.name,
            "hazard": here.words(f"terms.hazard.{t.incident.hazard}"),
            "began": full_time(t.incident.began_at),
            "ended": full_time(t.incident.ended_at),
            "highest": t.highest.value if t.highest else None,
            **{
                f"{category}_moved": t.evacuation.get(category)
                for category in here.city.plan.reported
            },
            "people_units": _units_in(t),
            "cadres": t.cadres,
            "orders": t.orders,
            "warnings": t.warnings,
            **columns(here, t, "county"),
        }
        for t in totals
    ]
    return titled(
        made, here, [*(f"{category}_moved" for category in here.city.plan.reported), "cadres"]
    )

"""Relief supplies on screen: what lies in the depots and what left them, and what a county would
need."""

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.clock import short_time
from ems_dashboard.reports.missing_figures import grouped
from ems_dashboard.rules.city import Place
from ems_dashboard.rules.supplies import SHELTERED, Holding, Need
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import NOTHING, Fill, spot
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer

DEPOT, SHORT = TOKENS["done"], "#8a5138"


def table(here: Here) -> pd.DataFrame:
    depots = {depot.code: depot for depot in here.city.depots if working.wanted(here, depot.unit)}
    holdings = resources_of(here).holdings
    rows = [_holding(here, depots[h.depot], h) for h in holdings if h.depot in depots]
    return working.table(here, rows)


def _holding(here: Here, depot: Place, holding: Holding) -> dict[str, object]:
    return {
        "depot": working.name_of(here, depot),
        "item": holding.item,
        "counted": holding.counted,
        "dispatched": holding.dispatched,
        "arrived": holding.arrived,
        "used": holding.used,
        "returned": holding.returned,
        "on_hand": holding.on_hand,
        "measure": holding.measure,
        "at": short_time(max(row.valid_at for row in holding.rows)),
    }


def needs(here: Here) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "unit": working.unit_name(here, unit),
                "item": need.norm.item if here.lang == "zh" else need.norm.item_en,
                "needed": need.needed,
                "there": need.there,
                "short": need.short,
                "measure": need.norm.measure,
                "clause": need.norm.clause,
            }
            for unit, need in _short_first(here)
        ],
    )


def _short_first(here: Here) -> list[tuple[str, Need]]:
    """Those who lack something before the others."""
    found = [
        (unit, n)
        for unit, needs in resources_of(here).needs.items()
        if working.wanted(here, unit)
        for n in needs
    ]
    return sorted(found, key=lambda pair: pair[1].short <= 0)


def unknown(here: Here) -> str:
    """The units whose needs nobody can tell, because they have not reported their people."""
    told = resources_of(here).needs
    missing = [
        unit for unit, found in told.items() if _untold(found) and working.wanted(here, unit)
    ]
    if not missing:
        return ""
    units = grouped(missing, len(here.city.units), here.city, here.words)
    return here.words("working.needs_unknown", units=units)


def _untold(found: tuple[Need, ...]) -> bool:
    return not any(need.norm.per == SHELTERED for need in found)


def item_name(here: Here, item: str) -> str:
    """In the viewer's language where the plan names it."""
    norm = here.city.plan.norm(item)
    return item if norm is None or here.lang == "zh" else norm.item_en


def bars(here: Here) -> go.Figure:
    """What lies in the depots of each item, as a share of what was counted; the figures stand at
    the ends."""
    counted: dict[str, float] = {}
    on_hand: dict[str, float] = {}
    depots = {depot.code for depot in here.city.depots if working.wanted(here, depot.unit)}
    for holding in resources_of(here).holdings:
        if holding.depot in depots and holding.counted is not None:
            counted[holding.item] = counted.get(holding.item, 0) + holding.counted
            on_hand[holding.item] = on_hand.get(holding.item, 0) + (holding.on_hand or 0)
    names = [item_name(here, item) for item in counted]
    shares = [on_hand[item] / counted[item] if counted[item] else 0 for item in counted]
    text = [f"{on_hand[item]:,.0f} / {counted[item]:,.0f}" for item in counted]
    return working.bars(here, names, shares, text, theme_of(here.page).tokens["done"])


def layer(here: Here) -> Layer:
    """The depots with what they hold; a unit that is short of something under the plan's norms is
    brown."""
    held: dict[str, list[str]] = {}
    for h in resources_of(here).holdings:
        if h.on_hand is not None:
            held.setdefault(h.depot, []).append(f"{item_name(here, h.item)} {h.on_hand:,.0f}")
    points = [
        spot(
            d.lon,
            d.lat,
            colour=DEPOT,
            name=f"{working.name_of(here, d)}: {'; '.join(held.get(d.code, ['—']))}",
        )
        for d in here.city.depots
    ]
    fills = {unit: _fill(here, found) for unit, found in resources_of(here).needs.items()}
    return Layer(
        "supplies",
        points,
        ((DEPOT, here.words("maps.key_depot")),),
        fills=fills,
        fill_keys=((SHORT, here.words("maps.key_short")),),
    )


def _fill(here: Here, found: tuple[Need, ...]) -> Fill:
    short = sum(need.short > 0 for need in found)
    if short:
        return Fill(SHORT, here.words("working.n_short", n=short))
    said = here.words("screens.figure_state.not_reported") if _untold(found) else ""
    return Fill(NOTHING, said)

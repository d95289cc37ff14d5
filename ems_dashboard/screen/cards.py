"""The overview's blocks as plain HTML: one element each, so that a rerun stays cheap and nodes stay in place."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlencode

from ems_dashboard.clock import full_time, iso
from ems_dashboard.reports.headline import away, fix_said, grouped, headline, is_pressing
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.orders import ANSWERED
from ems_dashboard.rules.responses import highest, of_unit
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import (
    PERSONS,
    REPORTED,
    Category,
    DueKind,
    DueState,
    Hazard,
    Level,
    ReceiptState,
)
from ems_dashboard.rules.warnings import severity
from ems_dashboard.screen import other_incidents
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.origin import age, note, source, when
from ems_dashboard.situation.picture import Figure, OrderStatus
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.text import Words

ORDERS_SHOWN = 8
ONE_LINE = 60
ORANGE = 3
"""A warning so grave is no calm, whatever was started."""
"""So many signs of the last line stand on one line of the wall."""
DUE_PAGE = {DueKind.CONSULTATION: "consultations", DueKind.REPORT: "reports"}
DUE_ITEM = {DueKind.CONSULTATION: "consultation", DueKind.REPORT: "report"}
"""The page of a due item, and the name of what was done for it in the address."""


def link(here: Here, page: str, **filters: str | None) -> str:
    """The address of a page with the same moment, unit and language."""
    kept = {
        "as_of": address(here.as_of) if here.past else None,
        "unit": here.unit,
        "lang": here.lang,
    }
    kept["incident"] = here.situation.chosen
    return f"/{page}?{urlencode({k: v for k, v in (kept | filters).items() if v}, safe=':')}"


def to_rows(here: Here, page: str, said: str, **filters: str | None) -> str:
    """What a card or a row is called, as a link to the rows behind it where the viewer may read them and is not there."""
    if here.page == page or not may(here.role, f"read:{page}"):
        return said
    return f'<a class="rows" href="{escape(link(here, page, **filters))}">{said}</a>'


def badge(level: Level | None, word: str, said: str = "") -> str:
    """`said`: since when and by what, on demand."""
    name = f"l{5 - level.severity}" if level else "l0"
    demand = f' title="{escape(said)}" tabindex="0"' if said else ""
    return f'<span class="lv {name}"{demand}><b>{level.value if level else "—"}</b>{escape(word)}</span>'


def header(here: Here, aside: str = "") -> str:
    """`aside`: what stands at its end instead of where the storm is."""
    situation, word = here.situation, here.words
    levels = situation.responses[here.unit or here.city.code]
    badges = "".join(
        badge(levels[hazard], word(f"terms.hazard.{hazard}"), _decided(here, hazard))
        for hazard in Hazard
    )
    lead = situation.lead
    if lead is None:
        key = "response_without_incident" if situation.in_force else "nothing_open"
        return f'<div class="c-head">{badges}<span class="c-name">{word(f"screens.overview.{key}")}</span></div>'
    since = _since(here.as_of - lead.began_at, word)
    name = here.city.name_of(here.unit, here.lang) + " · " if here.unit else ""
    own = other_incidents.own_level(here)
    others = other_incidents.named(here) if here.page == "wall" else ""
    return (
        f'<div class="c-head">{badges}<span class="c-name">{escape(name + lead.name + own)}</span>{others}<span>{since}</span>'
        f'{_next_due(here)}<span class="c-storm">{aside or _storm(here)}</span></div>'
    )


def _since(passed: timedelta, word: Words) -> str:
    """How long the incident has been open, by the two units that say something."""
    minutes = max(0, passed // timedelta(minutes=1))
    if minutes < 60:
        return word("screens.overview.since_minutes", m=minutes)
    if minutes < 24 * 60:
        return word("screens.overview.since_hours", h=minutes // 60, m=minutes % 60)
    return word("screens.overview.since", d=minutes // (24 * 60), h=minutes // 60 % 24)


def _next_due(here: Here) -> str:
    """What is late or comes next, so that nobody has to look for it."""
    due = next(
        (d for d in here.own.rhythm if d.state in (DueState.LATE, DueState.SOON, DueState.DUE)),
        None,
    )
    if due is None:
        return ""
    name = here.words(f"screens.overview.item_{due.kind}")
    return f'<span class="c-next {due.state}"><b>{when(due.due_at, here)}</b> {name} {due_state(here, due)}</span>'


def _decided(here: Here, hazard: Hazard) -> str:
    """The change of level that is in force: its moment and source."""
    unit = here.unit or here.city.code
    row = next(iter(of_unit(here.situation.response_rows, unit, hazard)), None)
    if row is None:
        return ""
    return here.words(
        "origin.decided",
        at=full_time(row.valid_at),
        age=age(row.valid_at, here),
        source=source(here, row.source),
    )


def _storm(here: Here) -> str:
    """Where its centre is, by whose fix and how old that is; one that is not renewed fades."""
    storm, word = here.situation.lead_storm, here.words
    if storm is None:
        return ""
    name = storm.name_zh if here.lang == "zh" else storm.name_en
    wind = f"{storm.position.wind_ms:.0f}" if storm.position.wind_ms is not None else "—"
    fix = fix_said(storm, here.situation, word)
    said = word(
        "screens.overview.storm_at",
        name=name,
        wind=wind,
        away=away(storm, here.city, word),
        fix=fix,
    )
    stale = storm.stale_at(here.as_of, here.city.plan.thresholds)
    return f'<span class="{"stale" if stale else ""}">{escape(said)}</span>'


def evacuation(here: Here) -> str:
    title = here.words("screens.overview.people_out")
    parts = "".join(_figure(here, category) for category in REPORTED)
    if not here.situation.evacuation and here.situation.lead is None:
        parts = f'<p class="calm">{here.words("charts.no_evacuation")}</p>'
    return f'<section class="card"><h3>{title}<a href="{link(here, "evacuation")}">{here.words("screens.overview.rows")}</a></h3>{parts}</section>'


def _figure(here: Here, category: Category) -> str:
    word = here.words
    figure = here.situation.figure(here.unit or here.city.code, category)
    name = word(f"terms.category_done.{category}")
    if figure is None:
        return (
            f'<div class="fig none"><label>{name}</label><b class="big">—</b>'
            f"<p>{escape(_no_figure(here, category))}</p></div>"
        )
    unit = word(f"terms.measure_unit.{'persons' if category in PERSONS else 'vessels'}")
    share = figure.share
    stale = (here.as_of - figure.valid_at) > timedelta(hours=here.city.plan.thresholds.stale_hours)
    behind = share is not None and share < here.city.plan.thresholds.behind_share
    short = "short" if figure.reported < figure.owed else ""
    change = (
        word("screens.overview.no_change")
        if figure.change is None
        else word("screens.overview.change", n=f"{figure.change:+,}")
    )
    return (
        f'<a class="fig{" stale" if stale else ""}" href="{link(here, "evacuation", category=category)}">'
        f"<label>{name}{_reported_at(here, figure)}</label>"
        f'<b class="big" data-figure="{category}">{figure.moved:,}</b><u>{unit}</u>'
        f'<i class="bar{" behind" if behind else ""}"><s style="width:{100 * min(1.0, share or 0):.1f}%"></s></i>'
        f"<p><span>{word('screens.overview.target', n=f'{figure.target:,}')}</span><em>{_share_said(here, figure)}</em>"
        f'<span>{change}</span></p><p class="sub"><span class="{short}">{word("screens.overview.reported", n=figure.reported, of=figure.owed)}</span>'
        f"<span>{word('screens.overview.now', n=f'{figure.now:,}')}</span></p></a>"
    )


def _no_figure(here: Here, category: Category) -> str:
    """Why there is none: not reported, or nothing to report."""
    word, found = here.words, reporting(here.own, here.city)
    units = (here.unit,) if here.unit else found.units(FigureState.NOT_REPORTED, category)
    if here.unit:
        return word(f"screens.figure_state.{found.state(here.unit, category)}")
    if not units:
        return word("screens.overview.no_figure")
    owed = len(found.units(FigureState.NOT_APPLICABLE, category))
    said = grouped(units, len(here.city.units) - owed, here.city, word)
    return word("screens.headline.silent", units=said)


def _share_said(here: Here, figure: Figure) -> str:
    """0 to move is a report too: nobody has to."""
    if figure.share is None:
        return here.words("screens.figure_state.zero")
    return f"{int(figure.share * 100)}%"


def _reported_at(here: Here, figure: Figure) -> str:
    """As origin.note says it, with the oldest moment that stands in the sum."""
    said = here.words(
        "origin.said",
        source=source(here, figure.source, "county"),
        at=when(figure.valid_at, here),
        oldest=when(figure.oldest_at, here),
    )
    shown = f"{when(figure.valid_at, here)} · {age(figure.valid_at, here)}"
    if figure.reported < figure.owed:
        said_of = here.words("screens.overview.reported_short", n=figure.reported, of=figure.owed)
        shown = f"<strong>{said_of} · </strong>{shown}"
    return f'<time class="asof" title="{escape(said)}">{shown}</time>'


def rhythm(here: Here) -> str:
    word = here.words
    items, asof = (
        _shown(here.own.rhythm, here.as_of),
        note(here, (*here.own.consultations, *here.own.reports)),
    )
    rows = (
        "".join(_due(here, due) for due in items)
        or f'<p class="calm">{word("screens.overview.no_rhythm")}</p>'
    )
    return f'<section class="card"><h3>{to_rows(here, "consultations", word("screens.overview.rhythm"))}<span>{rhythm_note(here)}</span>{asof}</h3>{rows}</section>'


def rhythm_note(here: Here) -> str:
    """How often a day at the level in force, as the plan says; nothing without one."""
    level = _level_shown(here)
    if level is None:
        return ""
    rhythm = here.city.plan.rhythm(level)
    return here.words(
        "screens.overview.rhythm_note",
        level=level,
        consultations=len(rhythm.consultations),
        reports=len(rhythm.reports),
    )


def _level_shown(here: Here) -> Level | None:
    """The city's: with several incidents open that of the one shown."""
    lead = here.situation.lead
    if lead is not None and here.situation.others:
        return here.situation.level_of(lead.incident)
    return highest(here.situation.responses[here.city.code].values())


def _shown(items: Iterable[Due], moment: datetime) -> list[Due]:
    """What is open, and the last that were done: six lines."""
    past = [due for due in items if due.due_at <= moment]
    coming = [due for due in items if due.due_at > moment]
    return [*past[-3:], *coming[: 6 - len(past[-3:])]]


def _due(here: Here, due: Due) -> str:
    name = here.words(f"screens.overview.item_{due.kind}")
    serial = here.words(f"screens.overview.serial_{due.kind}", n=due.serial) if due.serial else ""
    row = f"<b>{when(due.due_at, here)}</b><span>{name} {serial}</span><em>{due_state(here, due)}</em>"
    mood = f"due {due.state}{' in-hand' if due.in_hand else ''}"
    if not may(here.role, f"read:{DUE_PAGE[due.kind]}"):
        return f'<div class="{mood}">{row}</div>'
    return f'<a class="{mood}" href="{escape(due_link(here, due))}">{row}</a>'


def due_state(here: Here, due: Due) -> str:
    """In words: how long it is still, how late it is, that it waits for its signature."""
    word = here.words
    minutes = int(abs(due.due_at - here.as_of).total_seconds() // 60)
    longer = word("screens.overview.hours", h=minutes // 60, m=f"{minutes % 60:02}")
    n = longer if minutes >= 60 else word("screens.overview.minutes", n=minutes)
    state = word(
        f"screens.overview.state_{due.state}",
        n=n,
        at=when(due.done_at, here) if due.done_at else "",
    )
    return word("screens.overview.in_hand", state=state) if due.in_hand else state


def due_link(here: Here, due: Due) -> str:
    """To what was done for it, else to where it is done."""
    own = {DUE_ITEM[due.kind]: due.item} if due.item else {"due": address(due.due_at)}
    return link(here, DUE_PAGE[due.kind], **own)


def orders(here: Here) -> str:
    word, found = here.words, here.own.orders
    said = word(
        "screens.overview.orders_note",
        n=len(found),
        open=sum(status.outstanding for status in found),
        late=sum(bool(status.overdue) for status in found),
    )
    units = here.city.units
    # of an English name the first word, whole: the rest is on demand
    names = {unit.code: here.city.short_of(unit.code, here.lang) for unit in units}
    head = "".join(
        f'<th title="{escape(name)}"><span>{escape(name.split()[0])}</span></th>'
        for name in names.values()
    )
    newest = sorted(found, key=lambda status: status.order.valid_at, reverse=True)[:ORDERS_SHOWN]
    rows = "".join(_order(here, status) for status in newest)
    legend = "".join(
        f'<span><i class="{name}"></i>{word(f"cards.receipt_{name}")}</span>'
        for name in ("open", "got", "answered", "late")
    )
    rows_of = [row for status in found for row in (status.order, *status.receipts)]
    table = (
        f'<table class="mx"><tr><th></th>{head}</tr>{rows}</table><p class="lg">{legend}</p>'
        if rows
        else f'<p class="calm">{word("screens.overview.none")}</p>'
    )
    title = to_rows(here, "orders", word("screens.overview.orders"))
    return f'<section class="card"><h3>{title}<span>{said}</span>{note(here, rows_of)}</h3>{table}</section>'


def _order(here: Here, status: OrderStatus) -> str:
    states = {receipt.unit: receipt.state for receipt in status.receipts}
    cells = "".join(
        f'<td><i class="{_cell(status, unit.code, states)}" title="{escape(unit.short)}"></i></td>'
        for unit in here.city.units
    )
    order = status.order
    name = escape(f"{here.words(f'terms.order_kind.{order.kind}')} {order.serial}")
    name = to_rows(here, "orders", name, order=order.order)
    return f'<tr><th title="{escape(order.title)} · {when(order.valid_at, here)}">{name}</th>{cells}</tr>'


def _cell(status: OrderStatus, unit: str, states: dict[str, ReceiptState]) -> str:
    if unit not in status.order.units:
        return "none"
    if unit in status.overdue:
        return "late"
    state = states.get(unit, ReceiptState.SENT)
    if state in ANSWERED:
        return "answered"
    return "open" if state is ReceiptState.SENT else "got"


def level_marks(here: Here, unit: str) -> str:
    return "".join(
        f'<b class="m {f"l{5 - level.severity}" if level else "l0"}">{level or "—"}</b>'
        for level in here.situation.responses[unit].values()
    )


def unit_levels(here: Here) -> str:
    word = here.words
    cells = []
    for unit in here.city.units:
        name, marks = (
            escape(unit.short if here.lang == "zh" else unit.short_en),
            level_marks(here, unit.code),
        )
        cells.append(
            f'<a href="{link(here, "overview", unit=unit.code)}"><span>{name}</span>{marks}</a>'
        )
    hazards = " / ".join(word(f"terms.hazard.{hazard}") for hazard in Hazard)
    title = to_rows(here, "responses", word("screens.overview.units_levels"))
    return f'<section class="card"><h3>{title}<span>{hazards}</span>{note(here, here.situation.response_rows)}</h3><div class="ulv">{"".join(cells)}</div></section>'


def measures(here: Here) -> str:
    word = here.words
    names = {
        rule.code: rule.name if here.lang == "zh" else rule.name_en
        for rule in here.city.plan.measures
    }
    rows = [
        m for m in here.situation.measures
        if m.in_force_at(here.as_of) and (here.unit is None or m.unit in (here.unit, here.city.code))
    ]  # fmt: skip
    found: dict[str, set[str]] = {}
    for m in rows:
        found.setdefault(m.measure, set()).add(m.unit)
    said = "".join(
        f"<span>{escape(names.get(code, code))}{'' if here.city.code in units else f' {len(units)}'}</span>"
        for code, units in found.items()
    )
    title = to_rows(here, "measures", word("screens.overview.measures"))
    return f'<section class="card"><h3>{title}<span>{len(found) if here.situation.measures else "—"}</span>{note(here, rows)}</h3><div class="tags">{said or _no_measure(here)}</div></section>'


def _no_measure(here: Here) -> str:
    """None in force as reported, or none reported."""
    told = "no_measure_in_force" if here.situation.measures else "no_measure_reported"
    return here.words(f"screens.overview.{told}")


def bottom(here: Here) -> str:
    text = headline(here.own, here.city, here.words, here.cache.race(here.situation))
    sign, mood = _mood(here)
    sample = (
        f"<em>{here.words('screens.overview.example')}</em>" if here.situation.simulated else ""
    )
    length = " long" if len(text) > ONE_LINE else ""
    return f'<div class="c-line{length}" data-as-of="{iso(here.as_of)}"><i class="{mood}">{sign}</i><b>{escape(text)}</b>{sample}</div>'


def _mood(here: Here) -> tuple[str, str]:
    """The sign before the sentence, of the same incident: danger, nothing overdue, or no incident."""
    situation = here.own
    warned = any(severity(message) >= ORANGE for message in situation.warnings)
    unopened = bool(situation.in_force) and not situation.incidents
    if warned or unopened or is_pressing(situation, here.city, here.cache.race(here.situation)):
        return "▲", "grave"
    return ("◆", "standing") if situation.incidents else ("●", "calm")

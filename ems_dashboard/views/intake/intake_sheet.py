"""Figures typed in: one sheet for an hour, a field for each station, item or unit. An empty field
is not reported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.by_hand import save_by_hand
from ems_dashboard.actions.rows import check_row
from ems_dashboard.clock import full_time, short_time
from ems_dashboard.feeds.belonging import of_incident
from ems_dashboard.rules.city import Place
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import ImpactItem
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_choice, incident_drafts
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.intake import intake_book
from ems_dashboard.views.intake.intake_parts import Agreement, corrected, figure, go, recent, stop
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

HOURS = ("1", "3", "6", "12", "24")
CHANNELS = ("sms", "broadcast", "wechat")
ACROSS = 4
RAIN_GAUGES, WATER_GAUGES = ("rain",), ("river", "tide", "reservoir")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`key`: the field that a line is about; `lines`: what there is to report, code → name;
    `figures`: the fields of a line, each with the name of its words; `whose`: the unit stands above
    the sheet."""

    kind: type[Fact]
    key: str
    lines: Callable[[Here], Mapping[str, str]]
    figures: Mapping[str, str]
    common: tuple[str, ...] = ()


def _stations(kinds: Sequence[str]) -> Callable[[Here], Mapping[str, str]]:
    def lines(here: Here) -> Mapping[str, str]:
        mine = [s for s in here.city.stations if s.kind in kinds and _of(here, s)]
        return {s.code: s.name if here.lang == "zh" else s.name_en for s in mine}

    return lines


def _of(here: Here, station: Place) -> bool:
    return here.role is not Role.COUNTY or station.unit == here.actor.unit


def _units(here: Here) -> Mapping[str, str]:
    mine = [
        code
        for code in here.city.by_code
        if here.role is not Role.COUNTY or code == here.actor.unit
    ]
    return {code: here.city.short_of(code, here.lang) for code in mine}


def _items(here: Here) -> Mapping[str, str]:
    return {str(item): here.words(f"terms.impact_item.{item}") for item in ImpactItem}


SHEETS = {
    "rain": Sheet(Rain, "station", _stations(RAIN_GAUGES), {"rain_mm": "rain_mm"}, ("hours",)),
    "rivers": Sheet(
        RiverLevel,
        "station",
        _stations(WATER_GAUGES),
        {"level_m": "level_m", "flow_m3s": "flow_m3s"},
    ),
    "losses": Sheet(Impact, "item", _items, {"amount": "amount"}, ("unit",)),
    "cadres": Sheet(Cadres, "unit", _units, {"sent": "sent_by"}),
    "messages": Sheet(
        MessageBatch, "", lambda _: {"": ""}, {"sent": "sent"}, ("unit", "channel", "subject")
    ),
}


def show(here: Here, sheet: Sheet) -> None:
    left, right = st.columns([62, 38])
    with left:
        _form(here, sheet)
        intake_book.offer(here, sheet.kind)
    with right:
        recent(here, sheet.kind, lambda row: _called(here, sheet, row))


def _called(here: Here, sheet: Sheet, row: Fact) -> str:
    about = sheet.lines(here).get(str(getattr(row, sheet.key, "")), "") if sheet.key else ""
    unit = here.city.short_of(getattr(row, "unit", ""), here.lang) if sheet.key != "unit" else ""
    figures = " / ".join(
        _shown(getattr(row, name)) for name in sheet.figures if getattr(row, name) is not None
    )
    return " ".join(part for part in (short_time(row.valid_at), unit, about, figures) if part)


def _shown(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _form(here: Here, sheet: Sheet) -> None:
    word, before = here.words, corrected(here, sheet.kind)
    lines = _lines(here, sheet, before)
    if before is not None:
        title = word("intake.sheet.correct", what=_called(here, sheet, before))
        st.html(rendered("intake_title.html", title=title))
    with st.container(key=f"form-intake-{sheet.kind.KIND}"):
        begun = _begun(here, sheet, before)
        if begun is None:
            return
        form, common = begun
        if sheet.key:
            st.html(rendered("intake_from.html", said=word("intake.sheet.empty_is_none")))
        typed = _figures(here, form, sheet, lines)
    agreement = Agreement(here, form.prefix)
    with st.container(key=f"acts-intake-{sheet.kind.KIND}"):
        label = word("intake.sheet.save")
        save = pressed(
            st, label, type="primary", key=f"intake-save-{sheet.kind.KIND}", shortcut="Ctrl+Enter"
        )
    if save:
        _save(here, form, sheet, [common | row for row in typed], agreement, before)
    if before is not None:
        stop(here, word("intake.recent.stop"))


def _begun(here: Here, sheet: Sheet, before: Fact | None) -> tuple[Form, dict[str, str]] | None:
    """The form with what holds for every line of it. What belongs to an incident has a draft for
    each; None while it is to be chosen."""
    name, defaults = f"intake-{sheet.kind.KIND}", _defaults(here, sheet, before)
    if before is not None or not of_incident(sheet.kind):
        seq = before.seq if before else None
        form = drafts.open(here, name, str(seq or ""), defaults, seq)
        return form, _common(here, form, sheet, before)
    head = drafts.beside(here, f"{name}-head", defaults=defaults)
    common = _common(here, head, sheet, None)
    at = head.values.get("valid_at") or here.desk().moment
    incident = incident_choice.choose(here, name, at)
    if incident is None:
        return None
    common["incident"] = incident
    place = DraftPlace(name, "", incident)
    form = drafts.open(here, place.form, place.item, head=head)
    incident_drafts.offer(here, form, place)
    return form, common


def _lines(here: Here, sheet: Sheet, before: Fact | None) -> Mapping[str, str]:
    """All that there is to report; of a cumulative figure that is put right the one alone."""
    lines = sheet.lines(here)
    if before is None or sheet.kind in (Rain, RiverLevel) or not sheet.key:
        return lines
    return {code: name for code, name in lines.items() if code == str(getattr(before, sheet.key))}


def _defaults(here: Here, sheet: Sheet, before: Fact | None) -> dict[str, object]:
    own = here.actor.unit if here.role is Role.COUNTY else here.city.code
    if before is None:
        full_hour = here.desk().moment.replace(minute=0, second=0, microsecond=0)
        at = clock.minute(here.desk().moment) if sheet.kind is MessageBatch else full_hour
        return {"valid_at": at, "hours": "1", "unit": own, "channel": CHANNELS[0]}
    held: dict[str, object] = {"valid_at": before.valid_at}
    held |= {name: getattr(before, name) for name in sheet.common if name != "hours"}
    if isinstance(before, Rain):
        held["hours"] = f"{before.hours:g}"
    code = str(getattr(before, sheet.key)) if sheet.key else ""
    for name in sheet.figures:
        held[f"{name}__{code}"] = figure(getattr(before, name))
    return held


def _common(here: Here, form: Form, sheet: Sheet, before: Fact | None) -> dict[str, str]:
    """What holds for every line of the sheet."""
    word = here.words
    fixed = before is not None and sheet.kind in (
        Impact,
        Cadres,
    )  # another hour or unit is another report
    places = iter(st.columns(max(2, 1 + len(sheet.common))))
    with next(places):
        at = form.moment("valid_at", word("intake.sheet.valid_at"), disabled=fixed)
    given = {"valid_at": full_time(at) if at else "", "reporter": here.actor.name}
    for name in sheet.common:
        with next(places):
            given[name] = _choice(here, form, name, fixed, sheet.kind is Impact)
    if isinstance(before, Impact | Cadres):
        given["incident"] = before.incident
    return given


def _choice(here: Here, form: Form, name: str, fixed: bool, summed: bool) -> str:
    """`summed`: the city's figure is that of its units, and nobody's own."""
    word = here.words
    label = word(f"intake.sheet.{name}")
    if name == "hours":
        return form.choose("hours", label, HOURS) or ""
    if name == "channel":
        return (
            form.choose("channel", label, CHANNELS, lambda one: word(f"intake.sheet.{one}")) or ""
        )
    if name == "unit":
        whole = [] if summed else [here.city.code]
        mine = [here.actor.unit] if here.role is Role.COUNTY else [*whole, *here.city.by_code]
        shown = form.choose(
            "unit", label, mine, lambda code: here.city.name_of(code, here.lang), disabled=fixed
        )
        return shown or ""
    return form.text(name, label)


def _figures(
    here: Here, form: Form, sheet: Sheet, lines: Mapping[str, str]
) -> list[dict[str, str]]:
    """The lines in which something was typed."""
    cells = [(code, called, name) for code, called in lines.items() for name in sheet.figures]
    typed: dict[str, dict[str, str]] = {}
    for start in range(0, len(cells), ACROSS):
        for place, (code, called, name) in zip(
            st.columns(ACROSS), cells[start : start + ACROSS], strict=False
        ):
            with place:
                label = here.words(f"intake.sheet.{sheet.figures[name]}", name=called)
                value = form.number(f"{name}__{code}", label)
            if value is not None:
                typed.setdefault(code, {})[name] = figure(value)
    return [figures | ({sheet.key: code} if sheet.key else {}) for code, figures in typed.items()]


def _save(
    here: Here,
    form: Form,
    sheet: Sheet,
    given: Sequence[Mapping[str, str]],
    agreement: Agreement,
    before: Fact | None,
) -> None:
    if form.wrong:
        return
    if not given:
        form.error("valid_at", here.words("intake.sheet.nothing"))
        return
    facts: list[Fact] = []
    wrong = False
    for row in given:
        checked = check_row(here.desk(), sheet.kind, dict(row))
        facts += checked.facts
        for problem in checked.problems:
            wrong = True
            line = f"{problem.column}__{row.get(sheet.key, '')}"
            form.error(line if problem.column in sheet.figures else problem.column, problem.message)
    if wrong:
        return
    rows = [_correcting(fact, before) for fact in facts]

    def done(_: object) -> None:
        form.clear()
        go()

    said = here.words("intake.warning.saved")
    agreement.save(lambda: save_by_hand(here.desk(), rows, agreed=agreement.given), said, done)


def _correcting(fact: Fact, before: Fact | None) -> Fact:
    if before is None:
        return fact
    if isinstance(fact, MessageBatch) and isinstance(before, MessageBatch):
        fact = replace(fact, batch=before.batch)
    return replace(fact, replaces=before.seq)

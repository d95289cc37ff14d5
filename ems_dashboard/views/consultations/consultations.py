"""The page of consultations: recording one, reading and signing it, the earlier ones."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

import streamlit as st

from ems_dashboard.actions import consultations as acts
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import ConsultationState, OrderKind
from ems_dashboard.screen.cards import link
from ems_dashboard.screen.here import Here
from ems_dashboard.situation import meetings as kept
from ems_dashboard.views.consultations.meetings import (
    calm,
    case_name,
    chip,
    heading,
    listing,
    paragraphs,
    title,
)
from ems_dashboard.views.consultations.minutes_form import minutes_form
from ems_dashboard.views.frame import documents
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

PARTS = ("facts", "judgement", "conclusion", "feedback")


def chosen(here: Here) -> Consultation | None:
    """The one that the address names. Who records is given the form of the next one; who reads is given the one that
    waits for his signature, else the newest."""
    name = st.query_params.get("consultation", "")
    if name:
        return kept.consultation(here.store, name, here.as_of)
    return (
        None
        if _writing(here)
        else max(here.situation.consultations, key=lambda r: _pressing(here, r), default=None)
    )


def _pressing(here: Here, row: Consultation) -> tuple[bool, datetime]:
    signing = may(here.role, "sign:consultations") and not here.past
    return signing and row.state is ConsultationState.HELD, row.began_at


def _writing(here: Here) -> bool:
    return may(here.role, "hold:consultations") and not here.past


def show(here: Here, held: Consultation | None) -> None:
    writing = _writing(here)
    correcting = (
        held is not None and held.state is ConsultationState.HELD and "edit" in st.query_params
    )
    if writing and (held is None or correcting):
        minutes_form(here, held)
    elif held is None:
        st.html(calm(here.words("meetings.consultation.choose")))
    else:
        decided = kept.decisions(here.store, held.consultation, here.as_of)
        st.html(_paper(here, held, decided))
        documents.offer(here, Print.MINUTES, held.consultation)
        if not here.past:
            _acts(here, held, decided, writing)


def earlier(here: Here, open_one: Consultation | None) -> None:
    rows = sorted(here.own.consultations, key=lambda row: row.began_at, reverse=True)
    another = ""
    if _writing(here) and open_one is not None:
        another = f'<a href="{link(here, "consultations")}">{here.words("meetings.consultation.another")}</a>'
    lines = (_line(here, row, open_one) for row in rows)
    st.html(heading(here.words("meetings.consultation.earlier"), another) + listing(here, lines))


def _line(here: Here, row: Consultation, open_one: Consultation | None) -> str:
    mark = " here" if open_one is not None and open_one.consultation == row.consultation else ""
    state = here.words(f"terms.consultation_state.{row.state}")
    return (
        f'<a class="mt-line{mark}" href="{link(here, "consultations", consultation=row.consultation)}">'
        f"<b>{here.words('screens.overview.serial_consultation', n=row.serial)}</b>"
        f"<span>{full_time(row.began_at)} · {escape(row.conclusion)}</span>"
        f"{chip(state, 'done' if row.state is ConsultationState.SIGNED else 'open')}</a>"
    )


def _paper(here: Here, held: Consultation, decided: list[Decision]) -> str:
    word = here.words
    signed = held.state is ConsultationState.SIGNED
    mark = chip(word(f"terms.consultation_state.{held.state}"), "done" if signed else "open")
    name = word("meetings.consultation.title", n=held.serial)
    parts = "".join(
        f"<h4>{word(f'meetings.field.{part}')}</h4>{paragraphs(getattr(held, part)) or _none(here)}"
        for part in PARTS
    )
    return (
        f'<article class="mt-paper">{title(case_name(here, held.incident), mark, name)}<dl>{_facts(here, held)}</dl>'
        f"{parts}{_asked_level(here, held)}"
        f"<h4>{word('meetings.field.decisions')}</h4>{_decisions(here, decided)}</article>"
    )


def _facts(here: Here, held: Consultation) -> str:
    word = here.words
    comma = word("report.comma")
    said = {
        "held_at": full_time(held.began_at), "place": held.place, "host": held.host,
        "attending": comma.join(held.attending),
        "units": _units(here, held.units), "author": held.author, "signed_by": held.signed_by,
    }  # fmt: skip
    shown = {name: text for name, text in said.items() if text}
    return "".join(
        f"<dt>{word(f'meetings.field.{name}')}</dt><dd>{escape(text)}</dd>"
        for name, text in shown.items()
    )


def _units(here: Here, codes: Iterable[str]) -> str:
    return here.words("report.comma").join(here.city.name_of(code, here.lang) for code in codes)


def _none(here: Here) -> str:
    return f'<p class="none">{here.words("meetings.nothing_written")}</p>'


def _asked_level(here: Here, held: Consultation) -> str:
    if held.change is None:
        return ""
    made = ""
    if held.proposal:
        address = link(here, "responses", proposal=held.proposal)
        made = f' <a href="{address}">{here.words("meetings.consultation.proposal")}</a>'
    return f"<h4>{here.words('meetings.field.level')}</h4><p>{escape(level_words(here, held))}{made}</p>"


def level_words(here: Here, held: Consultation) -> str:
    word = here.words
    hazard = word(f"terms.hazard.{held.hazard}") if held.hazard else ""
    level = word("terms.level.response", level=held.level) if held.level else ""
    return word(
        "meetings.level_asked",
        hazard=hazard,
        change=word(f"terms.change.{held.change}"),
        level=level,
    )


def _decisions(here: Here, decided: list[Decision]) -> str:
    if not decided:
        return _none(here)
    names = ("number", "matter", "decision_units", "deadline", "order")
    heads = "".join(f"<th>{here.words(f'meetings.field.{name}')}</th>" for name in names)
    rows = "".join(
        f'<tr><td class="n">{row.number}</td><td class="w">{escape(row.matter)}</td>'
        f'<td class="w">{escape(_units(here, row.units))}</td>'
        f"<td>{full_time(row.deadline)}</td><td>{_order(here, row)}</td></tr>"
        for row in decided
    )
    table = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    return f'<div class="ems-scroll"><table class="ems-table ems-stack">{table}</table></div>'


def _order(here: Here, row: Decision) -> str:
    if not row.order:
        return here.words("meetings.consultation.no_order")
    return f'<a href="{link(here, "orders", order=row.order)}">{here.words("meetings.consultation.order")}</a>'


def _acts(here: Here, held: Consultation, decided: list[Decision], writing: bool) -> None:
    word = here.words
    if may(here.role, "draft:orders"):
        _order_acts(here, held, decided)
    place = st.container(key="acts-consultation")
    if held.change and not held.proposal and may(here.role, "propose:responses"):
        label = word("meetings.consultation.propose", what=level_words(here, held))
        if pressed(place, label, key="propose"):
            attempt(lambda: acts.propose_level(here.desk(), held.consultation))
    if held.state is not ConsultationState.HELD:
        return
    if writing and pressed(place, word("meetings.consultation.edit"), key="edit"):
        pressing.follow(lambda: st.query_params.update(edit="1"))
    sign = word("meetings.consultation.sign", n=held.serial)
    if may(here.role, "sign:consultations") and pressed(place, sign, key="sign", type="primary"):
        attempt(lambda: acts.sign(here.desk(), held.consultation, held.seq))


def _order_acts(here: Here, held: Consultation, decided: list[Decision]) -> None:
    """One press for each decision that is no order yet."""
    word = here.words
    left = [row for row in decided if not row.order]
    if not left:
        return
    kind = st.container(key="form-order").selectbox(
        word("meetings.consultation.order_kind"), list(OrderKind), index=list(OrderKind).index(OrderKind.DIRECTIVE),
        format_func=lambda kind: word(f"terms.order_kind.{kind}"), key="order-kind",
    )  # fmt: skip
    place = st.container(key="acts-orders")
    presses = {f"order-{row.number}": (_make(here, row), (row.number,)) for row in left}
    if len(left) > 1:
        every = word("meetings.consultation.make_orders", n=len(left))
        presses["orders"] = (every, tuple(row.number for row in left))
    for key, (label, numbers) in presses.items():
        if pressed(place, label, key=key, type="primary" if key == "orders" else "secondary"):
            attempt(
                lambda numbers=numbers: acts.draft_orders(
                    here.desk(), held.consultation, numbers, kind
                )
            )


def _make(here: Here, row: Decision) -> str:
    return here.words("meetings.consultation.make_order", n=row.number, units=len(row.units))

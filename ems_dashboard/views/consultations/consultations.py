"""The page of consultations: recording one, reading and signing it, the earlier ones."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions import consultations as acts
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import ConsultationState, OrderKind
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.situation import meetings as kept
from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations.meetings import (
    Line,
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
DECISION = ("number", "matter", "decision_units", "deadline", "order")
MOODS = {ConsultationState.SIGNED: "done"}


def chosen(here: Here) -> Consultation | None:
    """The one that the address names. Who records is given the form of the next one; who reads is
    given the one that waits for a signature, else the newest."""
    name = st.query_params.get("consultation", "")
    if name:
        return kept.consultation(here.store, name, here.as_of)
    if _writing(here):
        return None
    return max(here.situation.consultations, key=lambda row: _pressing(here, row), default=None)


def _pressing(here: Here, row: Consultation) -> tuple[bool, datetime]:
    signing = may(here.role, "sign:consultations") and not here.past
    return signing and row.state is ConsultationState.HELD, row.began_at


def _writing(here: Here) -> bool:
    return may(here.role, "hold:consultations") and not here.past


def _correcting(held: Consultation | None) -> bool:
    if held is None or held.state is not ConsultationState.HELD:
        return False
    return "edit" in st.query_params


def show(here: Here, held: Consultation | None) -> None:
    writing = _writing(here)
    if writing and (held is None or _correcting(held)):
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
    shown = open_one.consultation if open_one else ""
    another: str | Markup = ""
    if shown and _writing(here):
        text = here.words("meetings.consultation.another")
        another = rendered("link.html", href=link(here, "consultations"), text=text)
    head = heading(here.words("meetings.consultation.earlier"), another)
    st.html(head + listing(here, [_line(here, row, shown) for row in rows]))


def _line(here: Here, row: Consultation, shown: str) -> Line:
    return Line(
        href=link(here, "consultations", consultation=row.consultation),
        name=here.words("screens.overview.serial_consultation", n=row.serial),
        text=f"{full_time(row.began_at)} · {row.conclusion}",
        state=here.words(f"terms.consultation_state.{row.state}"),
        mood=MOODS.get(row.state, "open"),
        shown=row.consultation == shown,
    )


def _paper(here: Here, held: Consultation, decided: list[Decision]) -> Markup:
    word = here.words
    mark = chip(word(f"terms.consultation_state.{held.state}"), MOODS.get(held.state, "open"))
    name = word("meetings.consultation.title", n=held.serial)
    return rendered(
        "consultations/paper.html",
        title=title(case_name(here, held.incident), mark, name),
        fields=_facts(here, held),
        parts=[_part(here, held, name) for name in PARTS],
        nothing=word("meetings.nothing_written"),
        level=_asked_level(here, held),
        decided=word("meetings.field.decisions"),
        heads=[word(f"meetings.field.{name}") for name in DECISION],
        decisions=[_decided(here, row) for row in decided],
    )


def _part(here: Here, held: Consultation, name: str) -> dict[str, str]:
    text = paragraphs(getattr(held, name))
    return {"name": here.words(f"meetings.field.{name}"), "text": text}


def _facts(here: Here, held: Consultation) -> list[dict[str, str]]:
    texts = {
        "held_at": full_time(held.began_at),
        "place": held.place,
        "host": held.host,
        "attending": here.words.listed(held.attending),
        "units": _units(here, held.units),
        "author": held.author,
        "signed_by": held.signed_by,
    }
    return [
        {"name": here.words(f"meetings.field.{name}"), "text": text}
        for name, text in texts.items()
        if text
    ]


def _units(here: Here, codes: Iterable[str]) -> str:
    return here.words.listed(here.city.name_of(code, here.lang) for code in codes)


def _asked_level(here: Here, held: Consultation) -> dict[str, str] | None:
    if held.change is None:
        return None
    asked = {"name": here.words("meetings.field.level"), "text": level_words(here, held)}
    if not held.proposal:
        return asked | {"href": ""}
    href = link(here, "responses", proposal=held.proposal)
    return asked | {"href": href, "proposal": here.words("meetings.consultation.proposal")}


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


def _decided(here: Here, row: Decision) -> dict[str, object]:
    word = "order" if row.order else "no_order"
    return {
        "number": row.number,
        "matter": row.matter,
        "units": _units(here, row.units),
        "deadline": full_time(row.deadline),
        "href": link(here, "orders", order=row.order) if row.order else "",
        "order": here.words(f"meetings.consultation.{word}"),
    }


def _acts(here: Here, held: Consultation, decided: list[Decision], writing: bool) -> None:
    word = here.words
    if may(here.role, "draft:orders"):
        _order_acts(here, held, decided)
    place = st.container(key="acts-consultation")
    _propose(here, held, place)
    if held.state is not ConsultationState.HELD:
        return
    if writing and pressed(place, word("meetings.consultation.edit"), key="edit"):
        pressing.follow(lambda: st.query_params.update(edit="1"))
    sign = word("meetings.consultation.sign", n=held.serial)
    if may(here.role, "sign:consultations") and pressed(place, sign, key="sign", type="primary"):
        attempt(lambda: acts.sign(here.desk(), held.consultation, held.seq))


def _propose(here: Here, held: Consultation, place: DeltaGenerator) -> None:
    """The level that was asked for, as a proposal."""
    if not held.change or held.proposal or not may(here.role, "propose:responses"):
        return
    label = here.words("meetings.consultation.propose", what=level_words(here, held))
    if pressed(place, label, key="propose"):
        attempt(lambda: acts.propose_level(here.desk(), held.consultation))


def _order_acts(here: Here, held: Consultation, decided: list[Decision]) -> None:
    """One press for each decision that is no order yet."""
    word = here.words
    left = [row for row in decided if not row.order]
    if not left:
        return
    kinds = list(OrderKind)
    kind = st.container(key="form-order").selectbox(
        word("meetings.consultation.order_kind"),
        kinds,
        index=kinds.index(OrderKind.DIRECTIVE),
        format_func=lambda kind: word(f"terms.order_kind.{kind}"),
        key="order-kind",
    )
    place = st.container(key="acts-orders")
    for row in left:
        if pressed(place, _make(here, row), key=f"order-{row.number}"):
            _draft(here, held, (row.number,), kind)
    every = word("meetings.consultation.make_orders", n=len(left))
    if len(left) > 1 and pressed(place, every, key="orders", type="primary"):
        _draft(here, held, tuple(row.number for row in left), kind)


def _draft(here: Here, held: Consultation, numbers: tuple[int, ...], kind: OrderKind) -> None:
    attempt(lambda: acts.draft_orders(here.desk(), held.consultation, numbers, kind))


def _make(here: Here, row: Decision) -> str:
    return here.words("meetings.consultation.make_order", n=row.number, units=len(row.units))

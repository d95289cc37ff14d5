"""The page of reports: taking one at its cut-off, its versions, its text, its signature."""

import json
from datetime import datetime
from html import escape

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions import reports as acts
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.reports import Report, unanswered
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import DueKind, ReportState
from ems_dashboard.screen.cards import due_state, link
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.situation import meetings as kept
from ems_dashboard.views.consultations.meetings import (
    calm,
    case_name,
    case_of,
    chip,
    choose_case,
    due_items,
    heading,
    listing,
    paragraphs,
    title,
)
from ems_dashboard.views.frame import documents
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.reports.report_figures import figures_table
from ems_dashboard.views.reports.report_questions import ask
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

MOOD = {
    ReportState.DRAFT: "open",
    ReportState.FROZEN: "soon",
    ReportState.SIGNED: "done",
    ReportState.REPLACED: "",
}


def chosen(here: Here) -> list[Report]:
    """The versions of the report that the address names, the one to be shown first. Who writes is given the next one to
    take; who reads is given the one that waits for his signature, else the newest."""
    name, version = st.query_params.get("report", ""), st.query_params.get("version", "")
    if not name and not _writing(here):
        name = _pressing(here)
    found = kept.versions(here.store, name, here.as_of) if name else []
    return sorted(found, key=lambda row: str(row.version) != version) if version else found


def _writing(here: Here) -> bool:
    return may(here.role, "write:reports") and not here.past


def _pressing(here: Here) -> str:
    rows = kept.reports_of(here.store, case_of(here.situation), here.as_of)
    signing = may(here.role, "sign:reports") and not here.past
    waiting = [row for row in rows if signing and row.state is ReportState.FROZEN]
    return next((row.report for row in (*waiting, *rows)), "")


def show(here: Here, found: list[Report]) -> None:
    if found:
        _report(here, found)
    elif _writing(here):
        _take(here)
    else:
        st.html(calm(here.words("meetings.report.choose")))


def earlier(here: Here, found: list[Report]) -> None:
    incident = found[0].incident if found else case_of(here.situation)
    lines = (_line(here, row, found) for row in kept.reports_of(here.store, incident, here.as_of))
    another = ""
    if found and _writing(here):
        another = f'<a href="{link(here, "reports")}">{here.words("meetings.report.another")}</a>'
    st.html(heading(here.words("meetings.report.earlier"), another) + listing(here, lines))


def _line(here: Here, row: Report, found: list[Report]) -> str:
    word = here.words
    marks = " here" if found and found[0].key == row.key else ""
    marks += " struck" if row.state is ReportState.REPLACED else ""
    cut_off, version = full_time(row.cut_off), word("meetings.report.version", n=row.version)
    said = f"{word('meetings.report.as_of', at=cut_off)} · {version}"
    return (
        f'<a class="mt-line{marks}" href="{link(here, "reports", report=row.report, version=str(row.version))}">'
        f"<b>{word('meetings.report.serial', n=row.serial)}</b><span>{said}</span>"
        f"{chip(word(f'terms.report_state.{row.state}'), MOOD[row.state])}</a>"
    )


def _take(here: Here) -> None:
    word, items = here.words, due_items(here.own, DueKind.REPORT)
    incident = choose_case(here)
    st.html(title(case_name(here, incident), note=word("meetings.report.take_title")))
    names = {address(due.due_at): word("meetings.report.choice", at=full_time(due.cut_off)[-5:],
             due=address(due.due_at)[-5:], state=due_state(here, due)) for due in items}  # fmt: skip
    with st.container(key="form-take"):
        wish = st.query_params.get("due", "")
        options = [*names, ""]
        key = st.selectbox(
            word("meetings.report.which"), options, index=options.index(wish) if wish in names else 0,
            format_func=lambda name: names.get(name, word("meetings.report.extra")),
        )  # fmt: skip
        due = next((due for due in items if address(due.due_at) == key), None)
        cut_off = due.cut_off if due and due.cut_off else clock.minute(here.as_of)
        st.html(
            f'<p class="ems-hint">{word("meetings.report.take_hint", at=full_time(cut_off))}</p>'
        )
    early = here.as_of < cut_off
    if pressed(st.container(key="acts-take"), 
        word("meetings.report.too_early" if early else "meetings.report.take", at=full_time(cut_off)[-5:]), key="take",
        type="primary", disabled=early,
    ):  # fmt: skip
        attempt(lambda: _taken(here, incident, cut_off, due.due_at if due else None), then=_open)


def _taken(here: Here, incident: str, cut_off: datetime, due_at: datetime | None) -> Report:
    desk = here.desk()
    made = taking(here.store, here.city, here.words, incident, cut_off, due_at, desk.moment)
    return acts.take(desk, made)


def _open(report: Report) -> None:
    st.query_params.pop("due", None)
    st.query_params["report"], st.query_params["version"] = report.report, str(report.version)


def _report(here: Here, found: list[Report]) -> None:
    word, report = here.words, found[0]
    st.html(_head(here, report, found))
    asked = kept.questions(here.store, report, here.as_of)
    writing = report.state is ReportState.DRAFT and _writing(here)
    ask(here, report, asked, writing)
    st.html(figures_table(here, report, asked))
    texts = json.loads(report.sections) if report.sections else {}
    if writing:
        _write(here, report, texts, len(unanswered(asked)))
        return
    struck = " struck" if report.state is ReportState.REPLACED else ""
    parts = "".join(
        f"<h4>{word(f'report.section.{code}')}</h4>{paragraphs(text)}"
        for code, text in texts.items()
    )
    st.html(
        f'<article class="mt-paper{struck}">{parts or word("meetings.nothing_written")}</article>'
    )
    documents.offer(here, Print.DYNAMIC, f"{report.report}@{report.version}")
    if not here.past:
        _acts(here, report, found)


def _head(here: Here, report: Report, found: list[Report]) -> str:
    word = here.words
    said = [
        word("meetings.report.serial", n=report.serial),
        word("meetings.report.as_of", at=full_time(report.cut_off)),
        word("meetings.report.version", n=report.version),
        word("meetings.report.taken", at=full_time(report.known_until)),
        *([word("meetings.report.author", name=report.author)] if report.author else []),
    ]
    if report.signed_by:
        said.append(
            word("meetings.report.signed", name=report.signed_by, at=full_time(report.issued_at))
        )
    mark = chip(word(f"terms.report_state.{report.state}"), MOOD[report.state])
    reason = word("meetings.report.reason", reason=report.reason) if report.reason else ""
    others = (_line(here, row, found) for row in sorted(found, key=lambda row: row.version))
    return (
        title(report.title, mark, " · ".join(said))
        + (f'<p class="mt-ask">{escape(reason)}</p>' if reason else "")
        + (listing(here, others) if len(found) > 1 else "")
    )


def _write(here: Here, report: Report, texts: dict[str, str], left: int) -> None:
    word = here.words
    st.html(
        f'<h3 class="mt-head">{word("meetings.report.text")}<small>{word("meetings.report.text_note")}</small></h3>'
    )
    with st.container(key="form-report"):
        form = drafts.open(
            here, "report", f"{report.report}-{report.version}", texts, base=report.seq
        )
        written = {
            code: form.area(
                code, word(f"report.section.{code}"), height=68 + 24 * min(6, len(text) // 45)
            )
            for code, text in texts.items()
        }
    label = word("meetings.report.hand_over", n=len(written))
    if left:
        label = word("meetings.report.questions_first", n=left)
    if pressed(
        st.container(key="acts-report"), label, key="hand-over", type="primary", disabled=bool(left)
    ):
        attempt(
            lambda: acts.hand_over(here.desk(), report.report, report.version, written),
            then=form.clear,
        )


def _acts(here: Here, report: Report, found: list[Report]) -> None:
    word = here.words
    if report.state is ReportState.FROZEN and may(here.role, "sign:reports"):
        with st.container(key="form-back"):
            reason = st.text_input(
                word("meetings.report.back_reason"), key=f"back-{report.report}-{report.version}"
            )
        place = st.container(key="acts-sign")
        if pressed(place, word("meetings.report.hand_back"), key="back"):
            attempt(lambda: acts.hand_back(here.desk(), report.report, report.version, reason))
        if pressed(
            place,
            word("meetings.report.sign", n=report.serial, v=report.version),
            key="sign",
            type="primary",
        ):
            attempt(lambda: acts.sign(here.desk(), report.report, report.version, report.seq))
    newest = max(found, key=lambda row: row.version)
    if report is newest and report.issued and may(here.role, "write:reports"):
        with st.container(key="form-again"):
            reason = st.text_input(
                word("meetings.report.again_reason"), key=f"again-{report.report}-{report.version}"
            )
        if pressed(
            st.container(key="acts-again"),
            word("meetings.report.again", n=report.version + 1),
            key="again",
        ):
            attempt(lambda: _again(here, report, reason), then=_open)


def _again(here: Here, report: Report, reason: str) -> Report:
    desk = here.desk()
    made = taking(
        here.store,
        here.city,
        here.words,
        report.incident,
        report.cut_off,
        report.due_at,
        desk.moment,
    )
    return acts.take_again(desk, report.report, made, reason)

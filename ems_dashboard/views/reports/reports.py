"""The page of reports: taking one at its cut-off, its versions, its text, its signature."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions import reports as acts
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.reports import Report, unanswered
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import DueKind, ReportState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.links import link
from ems_dashboard.screen.rhythm_card import due_state
from ems_dashboard.situation import meetings as kept
from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations.meetings import (
    Line,
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
    """The versions of the report that the address names, the one to be shown first. Who writes is
    given the next one to take; who reads is given the one that waits for a signature, else the
    newest."""
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
    rows = kept.reports_of(here.store, incident, here.as_of)
    another: str | Markup = ""
    if found and _writing(here):
        text = here.words("meetings.report.another")
        another = rendered("link.html", href=link(here, "reports"), text=text)
    head = heading(here.words("meetings.report.earlier"), another)
    st.html(head + listing(here, [_line(here, row, found) for row in rows]))


def _line(here: Here, row: Report, found: list[Report]) -> Line:
    word = here.words
    version = word("meetings.report.version", n=row.version)
    return Line(
        href=link(here, "reports", report=row.report, version=str(row.version)),
        name=word("meetings.report.serial", n=row.serial),
        text=f"{word('meetings.report.as_of', at=full_time(row.cut_off))} · {version}",
        state=word(f"terms.report_state.{row.state}"),
        mood=MOOD[row.state],
        shown=bool(found) and found[0].key == row.key,
        struck=row.state is ReportState.REPLACED,
    )


def _take(here: Here) -> None:
    word, incident = here.words, choose_case(here)
    st.html(title(case_name(here, incident), note=word("meetings.report.take_title")))
    with st.container(key="form-take"):
        due = _choose_due(here, due_items(here.own, DueKind.REPORT))
        cut_off = due.cut_off if due and due.cut_off else clock.minute(here.as_of)
        st.html(rendered("hint.html", said=_taking_hint(here, due, cut_off)))
    early = here.as_of < cut_off
    label = word(
        "meetings.report.too_early" if early else "meetings.report.take", at=_hour(cut_off)
    )
    place = st.container(key="acts-take")
    if pressed(place, label, key="take", type="primary", disabled=early):
        due_at = due.due_at if due else None
        attempt(lambda: _taken(here, incident, cut_off, due_at), then=_open)


def _taking_hint(here: Here, due: Due | None, cut_off: datetime) -> str:
    own = due is None or due.figures_owed
    key = "take_hint" if own else "no_figures_hint"
    return here.words(f"meetings.report.{key}", at=full_time(cut_off))


def _choose_due(here: Here, items: Sequence[Due]) -> Due | None:
    """The report of the timetable that is taken; None for one of its own accord."""
    word, wish = here.words, st.query_params.get("due", "")
    by_hour = {address(due.due_at): due for due in items}
    names = {key: _due_said(here, due) for key, due in by_hour.items()}
    options = [*names, ""]
    chosen = st.selectbox(
        word("meetings.report.which"),
        options,
        index=options.index(wish) if wish in names else 0,
        format_func=lambda name: names.get(name, word("meetings.report.extra")),
    )
    return by_hour.get(chosen or "")


def _due_said(here: Here, due: Due) -> str:
    at, state = _hour(due.cut_off), due_state(here, due)
    return here.words("meetings.report.choice", at=at, due=_hour(due.due_at), state=state)


def _hour(moment: datetime | None) -> str:
    return full_time(moment)[-5:]


def _taken(here: Here, incident: str, cut_off: datetime, due_at: datetime | None) -> Report:
    desk = here.desk()
    made = taking(here.store, here.city, here.words, incident, cut_off, due_at, desk.moment)
    return acts.take(desk, made)


def _open(report: Report) -> None:
    st.query_params.pop("due", None)
    st.query_params["report"], st.query_params["version"] = report.report, str(report.version)


def _report(here: Here, found: list[Report]) -> None:
    report = found[0]
    st.html(_head(here, report, found))
    asked = kept.questions(here.store, report, here.as_of)
    writing = report.state is ReportState.DRAFT and _writing(here)
    ask(here, report, asked, writing)
    st.html(figures_table(here, report, asked))
    texts = json.loads(report.sections) if report.sections else {}
    if writing:
        _write(here, report, texts, len(unanswered(asked)))
        return
    st.html(_paper(here, report, texts))
    documents.offer(here, Print.DYNAMIC, f"{report.report}@{report.version}")
    if not here.past:
        _acts(here, report, found)


def _paper(here: Here, report: Report, texts: Mapping[str, str]) -> Markup:
    word = here.words
    return rendered(
        "reports/paper.html",
        struck=report.state is ReportState.REPLACED,
        parts=[
            {"name": word(f"report.section.{code}"), "text": paragraphs(text)}
            for code, text in texts.items()
        ],
        nothing=word("meetings.nothing_written"),
    )


def _head(here: Here, report: Report, found: list[Report]) -> Markup:
    mark = chip(here.words(f"terms.report_state.{report.state}"), MOOD[report.state])
    head = title(report.title, mark, " · ".join(_facts(here, report)))
    if report.reason:
        reason = here.words("meetings.report.reason", reason=report.reason)
        head += rendered("reports/reason.html", reason=reason)
    if len(found) > 1:
        versions = sorted(found, key=lambda row: row.version)
        head += listing(here, [_line(here, row, found) for row in versions])
    return head


def _facts(here: Here, report: Report) -> list[str]:
    word = here.words
    facts = [
        word("meetings.report.serial", n=report.serial),
        word("meetings.report.as_of", at=full_time(report.cut_off)),
        word("meetings.report.version", n=report.version),
        word("meetings.report.taken", at=full_time(report.known_until)),
    ]
    if report.author:
        facts.append(word("meetings.report.author", name=report.author))
    if report.signed_by:
        at = full_time(report.issued_at)
        facts.append(word("meetings.report.signed", name=report.signed_by, at=at))
    return facts


def _write(here: Here, report: Report, texts: dict[str, str], left: int) -> None:
    word, item = here.words, f"{report.report}-{report.version}"
    st.html(heading(word("meetings.report.text"), word("meetings.report.text_note")))
    with st.container(key="form-report"):
        form = drafts.open(here, "report", item, texts, base=report.seq)
        written = {code: _section(here, form, code, text) for code, text in texts.items()}
    label = word("meetings.report.hand_over", n=len(written))
    if left:
        label = word("meetings.report.questions_first", n=left)
    place = st.container(key="acts-report")
    if pressed(place, label, key="hand-over", type="primary", disabled=bool(left)):
        attempt(
            lambda: acts.hand_over(here.desk(), report.report, report.version, written),
            then=form.clear,
        )


def _section(here: Here, form: drafts.Form, code: str, text: str) -> str:
    """As high as its text is long."""
    height = 68 + 24 * min(6, len(text) // 45)
    return form.area(code, here.words(f"report.section.{code}"), height=height)


def _acts(here: Here, report: Report, found: list[Report]) -> None:
    if report.state is ReportState.FROZEN and may(here.role, "sign:reports"):
        _sign_or_hand_back(here, report)
    newest = max(found, key=lambda row: row.version)
    if report is newest and report.issued and may(here.role, "write:reports"):
        _offer_again(here, report)


def _sign_or_hand_back(here: Here, report: Report) -> None:
    word, name, version = here.words, report.report, report.version
    with st.container(key="form-back"):
        reason = st.text_input(word("meetings.report.back_reason"), key=f"back-{name}-{version}")
    place = st.container(key="acts-sign")
    if pressed(place, word("meetings.report.hand_back"), key="back"):
        attempt(lambda: acts.hand_back(here.desk(), name, version, reason))
    sign = word("meetings.report.sign", n=report.serial, v=version)
    if pressed(place, sign, key="sign", type="primary"):
        attempt(lambda: acts.sign(here.desk(), name, version, report.seq))


def _offer_again(here: Here, report: Report) -> None:
    word, key = here.words, f"again-{report.report}-{report.version}"
    with st.container(key="form-again"):
        reason = st.text_input(word("meetings.report.again_reason"), key=key)
    label = word("meetings.report.again", n=report.version + 1)
    if pressed(st.container(key="acts-again"), label, key="again"):
        attempt(lambda: _again(here, report, reason), then=_open)


def _again(here: Here, report: Report, reason: str) -> Report:
    desk = here.desk()
    case, cut_off, due_at = report.incident, report.cut_off, report.due_at
    made = taking(here.store, here.city, here.words, case, cut_off, due_at, desk.moment)
    return acts.take_again(desk, report.report, made, reason)

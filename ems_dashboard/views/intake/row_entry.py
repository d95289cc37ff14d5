"""Entering rows of a working table: one by one, or by a workbook that reads back what it wrote."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st
from openpyxl.utils import get_column_letter

from ems_dashboard.actions.rows import ACTS, Checked, check_row, check_workbook, save_rows
from ems_dashboard.clock import beijing, short_time
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import Problem
from ems_dashboard.feeds.belonging import of_incident
from ems_dashboard.reports.templates import Field, fields_of, template
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may
from ems_dashboard.screen.here import Here
from ems_dashboard.store import Appended
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import downloads, incident_choice, incident_drafts
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

MOMENTS = ("valid_at", "starts_at", "ends_at")
SHOWN = 50


@dataclass(slots=True)
class _Upload:
    """One kind's uploader as the viewer has it. `round`: a file that was saved is put away with its
    round; `saved`: what became of it, until the next file or row; `left_out`: the lines of it that
    could not be read."""

    round: int = 0
    saved: str = ""
    left_out: tuple[str, ...] = ()


def offer(here: Here, kind: type[Fact], rows: Sequence[Fact]) -> None:
    """Shown to those who may write the kind, at the present moment. `rows`: what the template holds
    already."""
    if here.past or not may(here.role, ACTS[kind]):
        return
    saved_notice(kind)
    with st.expander(here.words("rows.title")):
        single, book = st.tabs([here.words("rows.form"), here.words("rows.workbook")])
        with single:
            _form(here, kind)
        with book:
            _workbook(here, kind, rows)


def _form(here: Here, kind: type[Fact]) -> None:
    defaults = {"valid_at": here.desk().moment, "reporter": here.actor.name}
    if here.role in OWN_UNIT_ONLY:
        defaults["unit"] = here.city.name_of(here.actor.unit, here.lang)
    with st.container(key=f"form-rows-{kind.KIND}"):
        begun = _begun(here, kind, defaults)
        if begun is None:
            return
        form, incident = begun
        for field in fields_of(kind, here.city, here.words):
            if field.name not in (form.head.values if form.head else {}):
                _field(form, field)
    with st.container(key=f"acts-rows-{kind.KIND}"):
        wanted = pressed(
            st, here.words("rows.save", n=1), type="primary", key=f"rows-save-{kind.KIND}"
        )
    if wanted:
        typed = (form.head.values if form.head else {}) | form.values
        given = {name: _text(value) for name, value in typed.items() if name != "incident"}
        checked = check_row(here.desk(), kind, given, incident)
        _forget(kind)
        for problem in checked.problems:
            form.error(problem.column, problem.message)
        if not checked.problems:
            _save(here, checked, form.clear)


def _begun(here: Here, kind: type[Fact], defaults: dict[str, object]) -> tuple[Form, str] | None:
    """The form and its incident. What belongs to one has a draft for each, chosen with the moment
    above it; None while it is to be chosen."""
    name = f"row-{kind.KIND}"
    if not of_incident(kind):
        return drafts.open(here, name, defaults=defaults), ""
    head = drafts.beside(here, f"{name}-head", defaults=defaults)
    for field in fields_of(kind, here.city, here.words):
        if field.name == "valid_at":
            _field(head, field)
    at = head.values.get("valid_at") or here.desk().moment
    incident = incident_choice.choose(here, name, at)
    if incident is None:
        return None
    place = DraftPlace(name, "", incident)
    form = drafts.open(here, place.form, place.item, defaults, head=head)
    incident_drafts.offer(here, form, place)
    return form, place.incident


def _field(form: Form, field: Field) -> None:
    if field.options and field.free:
        typed = form.typed.get(field.name)
        options = (*field.options, *([str(typed)] if typed and typed not in field.options else []))
        form.choose(field.name, field.title, options, accept_new_options=True)
    elif field.options:
        form.choose(field.name, field.title, field.options)
    elif field.name in MOMENTS:
        form.moment(field.name, field.title)
    else:
        form.text(field.name, field.title)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{beijing(value):%Y-%m-%d %H:%M}"
    return str(value or "")


def _workbook(here: Here, kind: type[Fact], rows: Sequence[Fact]) -> None:
    checked = read_workbook(here, kind, rows)
    if checked is None:
        return
    with st.container(key=f"acts-book-{kind.KIND}"):
        label = here.words("rows.save", n=len(checked.facts))
        wanted = pressed(
            st, label, type="primary", disabled=not checked.facts, key=f"book-save-{kind.KIND}"
        )
    if wanted:
        _save(here, checked)


def read_workbook(
    here: Here, kind: type[Fact], rows: Sequence[Fact], incident: str | None = None
) -> Checked | None:
    """Offers the template with `rows` and takes the filled one: what was read, its problems told by
    cell; None without one, or where nothing of it can be used. `incident`: of the rows that name
    none; None asks here."""
    word = here.words
    if incident is None:
        moment = here.desk().moment
        book = f"book-{kind.KIND}"
        incident = incident_choice.choose(here, book, moment) if of_incident(kind) else ""
    if incident is None:
        return None
    name = _file_name(here, kind)
    downloads.file(
        st,
        word("rows.template"),
        lambda: template(kind, here.city, word, rows),
        name,
        key=f"tpl-{kind.KIND}",
    )
    given = st.file_uploader(
        word("rows.upload"),
        type=["xlsx", "csv"],
        key=f"up-{kind.KIND}-{_upload(kind).round}",
        on_change=_forget,
        args=(kind,),
    )
    if given is None:
        return None
    try:
        checked = check_workbook(here.desk(), kind, given.name, given.getvalue(), incident)
    except Refused as refusal:
        st.error(str(refusal))
        return None
    _told(here, checked)
    return checked


def _file_name(here: Here, kind: type[Fact]) -> str:
    titles = here.words.either(f"columns.kind.{kind.KIND}", kind.KIND)
    return f"{titles.partition('|')[0]}.xlsx"


def put_away(here: Here, checked: Checked, duplicates: int) -> None:
    """After a file was saved: its uploader is empty again, and one statement says what became of
    it, with the lines that were left out."""
    upload = _upload(checked.kind)
    upload.round += 1
    upload.left_out = tuple(_lines(here, checked))
    upload.saved = _saved(here, len(checked.facts) - duplicates, duplicates)
    if upload.left_out:
        upload.saved += here.words("rows.left_out", m=len(checked.problems))


def _saved(here: Here, count: int, duplicates: int) -> str:
    said = here.words("rows.saved", at=short_time(here.desk().moment), n=count)
    return said + (here.words("rows.there_already", d=duplicates) if duplicates else "")


def saved_notice(kind: type[Fact]) -> None:
    """What became of the last file or row of the kind."""
    upload = _upload(kind)
    if upload.saved:
        st.success(upload.saved)
    if upload.left_out:
        st.html(rendered("intake/problems.html", title="", lines=upload.left_out))


def _upload(kind: type[Fact]) -> _Upload:
    upload: _Upload = st.session_state.setdefault(f"upload-{kind.KIND}", _Upload())
    return upload


def _forget(kind: type[Fact]) -> None:
    upload = _upload(kind)
    upload.saved, upload.left_out = "", ()


def _told(here: Here, checked: Checked) -> None:
    word, count = here.words, len(checked.facts)
    if not checked.problems:
        st.html(rendered("hint.html", said=word("rows.no_problem", n=count)))
        return
    title = word("rows.some_problems", n=count, m=len(checked.problems))
    lines = list(_lines(here, checked))
    st.html(rendered("intake/problems.html", title=title, lines=lines))


def _lines(here: Here, checked: Checked) -> Iterable[str]:
    fields = fields_of(checked.kind, here.city, here.words)
    columns = {field.title: i for i, field in enumerate(fields, start=1)}
    for problem in checked.problems[:SHOWN]:
        cell = _cell(problem, columns)
        yield here.words("rows.cell", cell=cell, column=problem.column, message=problem.message)


def _cell(problem: Problem, columns: dict[str, int]) -> str:
    """C5, as the workbook calls it."""
    letter = get_column_letter(columns[problem.column]) if problem.column in columns else ""
    return f"{letter}{problem.line or ''}"


def _save(here: Here, checked: Checked, then: Callable[[], object] | None = None) -> None:
    """`then`: what follows a saved row; a saved file is put away."""
    facts = [replace(fact, source=fact.source or here.actor.name) for fact in checked.facts]

    def saved(done: Appended) -> None:
        if then is None:
            put_away(here, checked, done.duplicates)
        else:
            _upload(checked.kind).saved = _saved(here, done.accepted, done.duplicates)
            then()

    attempt(lambda: save_rows(here.desk(), facts), then=saved)

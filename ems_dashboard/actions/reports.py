"""Taking a report, answering for its figures, handing it over, signing it, correcting it: role,
rule, save, one transaction each. The figures are frozen when it is taken and are never written
again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypedDict

from ems_dashboard.actions.acting import Desk, anew, as_seen, new_id, require, two_persons
from ems_dashboard.clock import beijing
from ems_dashboard.errors import Refused
from ems_dashboard.moments import KnownAt, ValidAt
from ems_dashboard.rules.consultations import next_serial
from ems_dashboard.rules.figure_questions import Question
from ems_dashboard.rules.reports import (
    Report,
    ReportFigures,
    ReportQuestion,
    Taking,
    may_move,
    unanswered,
)
from ems_dashboard.rules.terms import QuestionState, ReportState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


def take(desk: Desk, taking: Taking) -> Report:
    """The first version of the report for a cut-off, with the next number of its incident."""
    _may_take(desk, taking)

    def work(connection: Connection) -> Report:
        others = Reader(connection).history(Report, incident=taking.incident)
        for other in others:
            if other.cut_off == taking.cut_off:
                raise Refused(desk.words("meetings.taken_already", n=other.serial))
        serial = next_serial(row.serial for row in others)
        return _begin(desk, connection, taking, new_id(desk.moment), 1, serial, "")

    return desk.store.write(work)


def take_again(desk: Desk, name: str, taking: Taking, reason: str) -> Report:
    """A new version of a report that was signed: the same cut-off with what is known of it by
    now."""
    _may_take(desk, taking)
    if not reason.strip():
        raise Refused(desk.words("meetings.reason_missing"))

    def work(connection: Connection) -> Report:
        rows = Reader(connection).history(Report, report=name)
        newest = _versions(desk, connection, name, max((row.version for row in rows), default=1))[
            -1
        ]
        if not newest.issued:
            raise Refused(desk.words("meetings.version_open", n=newest.version))
        same = replace(
            taking, incident=newest.incident, cut_off=newest.cut_off, due_at=newest.due_at
        )
        return _begin(
            desk, connection, same, name, newest.version + 1, newest.serial, reason.strip()
        )

    return desk.store.write(work)


def answer(desk: Desk, asked: ReportQuestion, state: QuestionState, text: str) -> None:
    """Explains a figure, or accepts it as it stands with a reason; possible until the version is
    handed over."""
    require(desk, "write:reports")
    if state is QuestionState.OPEN or not text.strip():
        raise Refused(desk.words("meetings.answer_missing"))

    def work(connection: Connection) -> None:
        row = _versions(desk, connection, asked.report, asked.version)[-1]
        if row.state is not ReportState.DRAFT:
            raise Refused(_stands(desk, row))
        answered = anew(desk, asked, state=state, answer=text.strip(), answered_by=desk.actor.name)
        append(connection, [answered], written_by=desk.actor.account, moment=desk.moment)

    desk.store.write(work)


def hand_over(desk: Desk, name: str, version: int, sections: Mapping[str, str]) -> Report:
    """The text is frozen too; somebody else signs."""
    require(desk, "write:reports")

    def change(connection: Connection, rows: list[Report]) -> Report:
        _all_answered(desk, connection, rows[-1])
        text = json.dumps(dict(sections), ensure_ascii=False)
        # why it was handed back has been dealt with; why there is this version stays
        return replace(rows[-1], sections=text, author=desk.actor.name, reason=rows[0].reason)

    return _move(desk, name, version, ReportState.FROZEN, change)


def hand_back(desk: Desk, name: str, version: int, reason: str) -> Report:
    require(desk, "sign:reports")
    if not reason.strip():
        raise Refused(desk.words("meetings.reason_missing"))
    return _move(
        desk,
        name,
        version,
        ReportState.DRAFT,
        lambda _, rows: replace(rows[-1], reason=reason.strip()),
    )


def sign(desk: Desk, name: str, version: int, seen: int | None = None) -> Report:
    """The version that stood until now is replaced by the same act. `seen`: the row that the
    signer read."""
    require(desk, "sign:reports")

    def change(connection: Connection, rows: list[Report]) -> Report:
        as_seen(desk, rows[-1], seen)
        # who took it and who handed it over wrote it; who handed it back did not
        two_persons(
            desk,
            (row.written_by for row in rows if row is rows[0] or row.state is ReportState.FROZEN),
        )
        _all_answered(desk, connection, rows[-1])
        return replace(rows[-1], signed_by=desk.actor.name, signed_at=desk.moment)

    return _move(desk, name, version, ReportState.SIGNED, change)


def _may_take(desk: Desk, taking: Taking) -> None:
    require(desk, "write:reports")
    if desk.moment < taking.cut_off:
        raise Refused(desk.words("meetings.before_cut_off", at=f"{beijing(taking.cut_off):%H:%M}"))


class Common(TypedDict):
    """The fields that a version, its figures and its questions share."""

    report: str
    version: int
    incident: str
    valid_at: ValidAt
    known_at: KnownAt


def _begin(
    desk: Desk,
    connection: Connection,
    taking: Taking,
    name: str,
    version: int,
    serial: int,
    reason: str,
) -> Report:
    common: Common = {
        "report": name,
        "version": version,
        "incident": taking.incident,
        "valid_at": desk.moment,
        "known_at": desk.moment,
    }
    report = Report(
        serial=serial,
        state=ReportState.DRAFT,
        cut_off=taking.cut_off,
        due_at=taking.due_at,
        taken_at=desk.moment,
        title=taking.title,
        sections=json.dumps(dict(taking.sections), ensure_ascii=False),
        reason=reason,
        author=desk.actor.name,
        **common,
    )
    figures = ReportFigures(cut_off=taking.cut_off, figures=taking.figures, **common)
    asked = [_asked(question, common) for question in taking.questions]
    append(connection, [report, figures, *asked], written_by=desk.actor.account, moment=desk.moment)
    return report


def _asked(question: Question, common: Common) -> ReportQuestion:
    return ReportQuestion(
        question=question.code,
        unit=question.unit,
        category=str(question.category or ""),
        before=question.before,
        after=question.after,
        since=question.since,
        **common,
    )


def _versions(desk: Desk, connection: Connection, name: str, version: int) -> list[Report]:
    """The rows of one version, oldest first, whatever moment the act began in."""
    rows = Reader(connection).history(Report, report=name, version=version)
    if not rows:
        raise Refused(desk.words("meetings.no_such_report"))
    return rows


def _move(
    desk: Desk,
    name: str,
    version: int,
    after: ReportState,
    change: Callable[[Connection, list[Report]], Report],
) -> Report:
    """The one gate: what the table does not allow is refused."""

    def work(connection: Connection) -> Report:
        rows = _versions(desk, connection, name, version)
        if not may_move(rows[-1].state, after):
            raise Refused(_stands(desk, rows[-1]))
        moved = _stamped(desk, change(connection, rows), after)
        replaced = _replaced(desk, connection, moved) if after is ReportState.SIGNED else []
        append(connection, [moved, *replaced], written_by=desk.actor.account, moment=desk.moment)
        return moved

    return desk.store.write(work)


def _replaced(desk: Desk, connection: Connection, signed: Report) -> list[Report]:
    """The version before, struck out by the signature of this one."""
    earlier = Reader(connection).history(Report, report=signed.report, version=signed.version - 1)
    return [_stamped(desk, earlier[-1], ReportState.REPLACED)] if earlier else []


def _stamped(desk: Desk, row: Report, state: ReportState) -> Report:
    return anew(desk, row, state=state)


def _all_answered(desk: Desk, connection: Connection, row: Report) -> None:
    rows = Reader(connection).history(ReportQuestion, report=row.report, version=row.version)
    if left := unanswered({asked.key: asked for asked in rows}.values()):
        raise Refused(desk.words("meetings.unanswered", n=len(left)))


def _stands(desk: Desk, row: Report) -> str:
    return desk.words("meetings.report_stands", state=desk.words(f"terms.report_state.{row.state}"))

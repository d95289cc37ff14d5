"""Changing a level: proposed by one, decided by another; a county decides its own where the plan
says so."""

from dataclasses import dataclass, replace
from datetime import datetime

from ems_dashboard.actions.acting import Desk, anew, new_id, require, two_persons
from ems_dashboard.actions.incidents import closing, opening
from ems_dashboard.actions.outbox import Told, queue
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.level_changes import MOVES, Fault, fault, own_prefix
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import (
    CallAbout,
    Hazard,
    Level,
    LevelChange,
    ProposalState,
    SuggestionChoice,
)
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append
from ems_dashboard.store.numbering import next_reference


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change of level as a person asks for it. `incident`: the open one that it belongs to,
    empty to open one named `incident_name` (`storm`: the number of a typhoon), or for the only
    response of its kind that stands. `basis`: ids of warnings, told by `basis_text`.
    `suggestion`: what the plan suggested meanwhile, with its reasons in words."""

    unit: str
    hazard: Hazard
    level: Level | None
    effective_at: datetime
    incident: str = ""
    incident_name: str = ""
    storm: str = ""
    basis: tuple[str, ...] = ()
    basis_text: str = ""
    reason: str = ""
    suggestion: Suggestion | None = None
    because: str = ""


def propose(desk: Desk, wanted: Wanted) -> LevelProposal:
    require(desk, "propose:responses")
    return desk.store.write(lambda connection: proposed(desk, connection, wanted))


def decide_own(desk: Desk, wanted: Wanted) -> Response:
    """A unit's own account changes the unit's own level, alone, under the unit's own number."""
    require(desk, "decide:responses", wanted.unit)
    if not desk.city.plan.levels.counties_alone:
        raise Refused(desk.words("responses.two_persons_needed"))

    def work(connection: Connection) -> Response:
        proposal = proposed(desk, connection, wanted)
        prefix = own_prefix(desk.city, wanted.unit)
        document = _reference(desk, connection, prefix, proposal) if prefix else ""
        return _effect(desk, connection, proposal, document)

    return desk.store.write(work)


def approve(desk: Desk, name: str) -> Response:
    require(desk, "approve:responses")

    def work(connection: Connection) -> Response:
        proposal = _waiting(desk, connection, name)
        _check(desk, connection, proposal)
        document = _reference(desk, connection, desk.city.plan.levels.prefix, proposal)
        return _effect(desk, connection, proposal, document)

    return desk.store.write(work)


def _reference(desk: Desk, connection: Connection, prefix: str, proposal: LevelProposal) -> str:
    form = desk.city.plan.reference
    return next_reference(connection, form, prefix, proposal.effective_at)


def refuse(desk: Desk, name: str, note: str) -> LevelProposal:
    require(desk, "approve:responses")
    if not note.strip():
        raise Refused(desk.words("responses.note_missing"))

    def work(connection: Connection) -> LevelProposal:
        proposal = _waiting(desk, connection, name)
        refused = anew(
            desk,
            proposal,
            state=ProposalState.REFUSED,
            approved_by=desk.actor.name,
            note=note.strip(),
        )
        _save(desk, connection, refused)
        return refused

    return desk.store.write(work)


def decline(desk: Desk, suggestion: Suggestion, because: str, reason: str) -> SuggestionDecision:
    """Keeps what the plan suggested, and why it is not followed."""
    require(desk, "propose:responses")
    if not reason.strip():
        raise Refused(desk.words("responses.reason_missing"))
    decision = _decision(desk, suggestion, because, SuggestionChoice.DECLINED, reason.strip(), "")
    desk.store.write(lambda connection: _save(desk, connection, decision))
    return decision


def proposed(desk: Desk, connection: Connection, wanted: Wanted) -> LevelProposal:
    """The proposal, inside an act that has asked for the role and may do more."""
    reader = Reader(connection)
    incident = opening(desk, reader, wanted)
    wanted = replace(wanted, incident=incident)
    waiting = reader.current(
        LevelProposal, as_of=desk.moment, unit=wanted.unit, hazard=wanted.hazard
    )
    if any(_same_subject(row, wanted) for row in waiting if row.state is ProposalState.SUBMITTED):
        raise Refused(desk.words("responses.waiting_already"))
    suggestion = wanted.suggestion
    proposal = LevelProposal(
        proposal=new_id(desk.moment),
        incident=incident,
        incident_name=wanted.incident_name,
        storm=wanted.storm,
        unit=wanted.unit,
        hazard=wanted.hazard,
        level=wanted.level,
        change=_change(desk, connection, wanted),
        effective_at=wanted.effective_at,
        basis=wanted.basis,
        basis_text=wanted.basis_text,
        reason=wanted.reason.strip(),
        suggested=suggestion.level if suggestion else None,
        suggested_because=wanted.because if suggestion else "",
        author=desk.actor.name,
        valid_at=desk.moment,
        known_at=desk.moment,
    )
    decided = []
    if suggestion is not None:
        choice = (
            SuggestionChoice.FOLLOWED
            if suggestion.level is wanted.level
            else SuggestionChoice.DECLINED
        )
        decided.append(
            _decision(desk, suggestion, wanted.because, choice, proposal.reason, proposal.proposal)
        )
    _save(desk, connection, proposal, *decided)
    return proposal


def _same_subject(waiting: LevelProposal, wanted: Wanted) -> bool:
    """Of one incident; one that is to be opened has no number yet, and is told by its name."""
    name = wanted.incident_name.strip()
    return waiting.incident == wanted.incident or (
        bool(name) and waiting.incident_name.strip() == name
    )


def _effect(desk: Desk, connection: Connection, proposal: LevelProposal, document: str) -> Response:
    """The change itself, frozen as decided, with the incident that it opens or closes."""
    response = Response(
        incident=proposal.incident,
        unit=proposal.unit,
        hazard=proposal.hazard,
        level=proposal.level,
        change=proposal.change,
        document=document,
        basis=proposal.basis_text,
        reason=proposal.reason,
        proposal=proposal.proposal,
        author=proposal.author,
        approved_by=desk.actor.name,
        valid_at=as_valid(proposal.effective_at),
        known_at=desk.moment,
    )
    approved = anew(desk, proposal, state=ProposalState.APPROVED, approved_by=desk.actor.name)
    around = closing(desk, Reader(connection), proposal, response)
    _save(desk, connection, approved, response, *around)
    queue(desk, connection, _told(desk, response))
    return response


def _told(desk: Desk, row: Response) -> Told:
    """The city's level to every unit, a unit's to its own people; never held back in quiet
    hours."""
    city, word = desk.city, desk.words
    of_city = row.unit == city.code
    hazard, change = word(f"terms.hazard.{row.hazard}"), word(f"terms.change.{row.change}")
    text = word(
        "outbox.level_text",
        unit=city.name_of(row.unit, word.lang),
        hazard=hazard,
        change=change,
        level=word("outbox.level", level=row.level) if row.level else "",
        at=short_time(row.valid_at),
        document=row.document,
    )
    units = tuple(city.by_code) if of_city else (row.unit,)
    title, reference = word("outbox.level_title"), row.proposal
    return Told(CallAbout.LEVEL, reference, row.incident, units, title, text, urgent=True)


def _waiting(desk: Desk, connection: Connection, name: str) -> LevelProposal:
    rows = Reader(connection).history(LevelProposal, proposal=name)
    if not rows:
        raise Refused(desk.words("responses.no_such_proposal"))
    if rows[-1].state is not ProposalState.SUBMITTED:
        raise Refused(desk.words("responses.decided_already", by=rows[-1].approved_by))
    two_persons(desk, (row.written_by for row in rows))
    return rows[-1]


def _change(desk: Desk, connection: Connection, wanted: Wanted) -> LevelChange:
    before = _check(desk, connection, wanted)
    return MOVES[before, wanted.level].change


def _check(desk: Desk, connection: Connection, wanted: Wanted | LevelProposal) -> Level | None:
    """The level before the change; raises Refused where the change may not be made."""
    rows = Reader(connection).history(
        Response, unit=wanted.unit, hazard=wanted.hazard, incident=wanted.incident
    )
    last = rows[-1] if rows else None
    found = fault(
        last.level if last else None,
        wanted.level,
        reason=wanted.reason,
        effective_at=wanted.effective_at,
        last_at=last.valid_at if last else None,
        suggested=_follows(wanted),
    )
    if found is not None:
        early = last if found is Fault.TOO_EARLY else None
        at = short_time(early.valid_at) if early else ""
        raise Refused(desk.words(f"responses.fault.{found}", at=at))
    return last.level if last else None


def _follows(wanted: Wanted | LevelProposal) -> bool:
    """Whether it is the very change that the plan suggests, an end as well."""
    if isinstance(wanted, LevelProposal):
        return bool(wanted.suggested_because) and wanted.suggested is wanted.level
    return wanted.suggestion is not None and wanted.suggestion.level is wanted.level


def _decision(
    desk: Desk,
    suggestion: Suggestion,
    because: str,
    choice: SuggestionChoice,
    reason: str,
    proposal: str,
) -> SuggestionDecision:
    return SuggestionDecision(
        suggestion=suggestion.key,
        unit=suggestion.unit,
        hazard=suggestion.hazard,
        level=suggestion.level,
        basis=suggestion.basis,
        because=because,
        choice=choice,
        reason=reason,
        proposal=proposal,
        author=desk.actor.name,
        valid_at=desk.moment,
        known_at=desk.moment,
    )


def _save(desk: Desk, connection: Connection, *facts: Fact) -> None:
    append(connection, facts, written_by=desk.actor.account, moment=desk.moment)

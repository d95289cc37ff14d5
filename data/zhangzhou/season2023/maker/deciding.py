"""Each level of the city as two people brought it about: proposed on the warnings that stood, beside what the plan
suggested in that minute, and approved. A county decides its own."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.suggestions import Reason, Suggestion
from ems_dashboard.rules.terms import MessageType, ProposalState, SuggestionChoice
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.race import race_of
from ems_dashboard.store import Store
from ems_dashboard.text import words

from . import wording
from .calendar import Case, at
from .shifts import APPROVER, on_duty

BOOK: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("casebook.toml").read_text(encoding="utf-8")
)["proposal"]
OWN = "2023-TY2311"
AROUND = "办理经过为示例"
"""What is public of a level is the level and its moment."""
WORDS = words("zh")


def decided(
    store: Store, city: City, changes: Iterable[Response], cases: Iterable[Case]
) -> Iterator[Fact]:
    rng = random.Random("proposals")
    by_incident = {case.incident: case for case in cases}
    numbers: Counter[str] = Counter()
    for change in changes:
        if change.unit != city.code:
            yield _own_decision(change, city)
            continue
        numbers[change.incident] += 1
        name = f"{change.incident}-P{numbers[change.incident]:02d}"
        yield from _decided(store, city, change, by_incident[change.incident], name, rng)


def _own_decision(change: Response, city: City) -> Response:
    """Nothing is added to what is public of a county."""
    if not change.simulated:
        return replace(change, basis="")
    person = f"{city.short_of(change.unit)}值班员"
    return replace(change, author=person, approved_by=person)


def _decided(
    store: Store, city: City, change: Response, case: Case, name: str, rng: random.Random
) -> Iterator[Fact]:
    approved = change.valid_at - timedelta(minutes=rng.randint(2, 8))
    submitted = approved - timedelta(minutes=rng.randint(6, 16))
    suggestion = _suggestion(store, city, change, submitted)
    basis = _basis(store, change, submitted)
    first = change.valid_at == case.began
    proposal = LevelProposal(
        proposal=name, incident=change.incident, incident_name=case.name if first else "",
        storm=(case.storm or "") if first else "", unit=change.unit, hazard=change.hazard, level=change.level,
        change=change.change, effective_at=change.valid_at, basis=tuple(message.id for message in basis),
        basis_text=_said(basis, change), reason=_reason(change), suggested=suggestion.level if suggestion else None,
        suggested_because=_because(suggestion) if suggestion else "", author=on_duty(submitted).name,
        valid_at=submitted, known_at=submitted, source=SIMULATED,
    )  # fmt: skip
    yield proposal
    yield replace(proposal, state=ProposalState.APPROVED, approved_by=APPROVER.name, valid_at=approved,
                  known_at=approved)  # fmt: skip
    if suggestion:
        yield _choice(suggestion, proposal)
    yield replace(
        change, basis=proposal.basis_text, reason=proposal.reason, proposal=name, author=proposal.author,
        approved_by=APPROVER.name, known_at=approved,
        source=change.source if change.simulated else f"{change.source};{AROUND}",
    )  # fmt: skip


def _suggestion(store: Store, city: City, change: Response, moment: datetime) -> Suggestion | None:
    picture = situation(store, city, moment)
    return level_desk(store, city, picture, race_of(city, picture)).suggested(
        change.unit, change.hazard
    )


def _choice(suggestion: Suggestion, proposal: LevelProposal) -> SuggestionDecision:
    followed = suggestion.level is proposal.level
    return SuggestionDecision(
        suggestion=suggestion.key, unit=proposal.unit, hazard=proposal.hazard, level=suggestion.level,
        basis=suggestion.basis, because=proposal.suggested_because,
        choice=SuggestionChoice.FOLLOWED if followed else SuggestionChoice.DECLINED, reason=proposal.reason,
        proposal=proposal.proposal, author=proposal.author, valid_at=proposal.valid_at, known_at=proposal.valid_at,
        source=SIMULATED,
    )  # fmt: skip


def _basis(store: Store, change: Response, moment: datetime) -> list[WarningMessage]:
    """What the city's observatory said last of this hazard: the warning in force, or that it is lifted."""
    rows = store.history(WarningMessage, as_of=moment, since=moment - timedelta(days=6), before=moment,
                         incident=change.incident, event=str(change.hazard))  # fmt: skip
    own = [
        row
        for row in rows
        if row.units == (change.unit,) and (row.level or row.message_type is MessageType.CANCEL)
    ]
    return own[-1:]


def _said(basis: list[WarningMessage], change: Response) -> str:
    """As the product tells a basis; a forecast that was looked at stands beside it."""
    parts = [
        WORDS("responses.basis_one", headline=m.headline, at=f"{beijing(m.valid_at):%m-%d %H:%M}")
        for m in basis
    ]
    return "；".join([*parts, *([more] if (more := _own(change).get("also")) else [])])


def _reason(change: Response) -> str:
    return _own(change).get("reason") or wording.reason(
        change.incident, change.valid_at, change.hazard
    )


def _own(change: Response) -> dict[str, Any]:
    if change.incident != OWN:
        return {}
    return next(row for row in BOOK if at(row["effective"]) == change.valid_at)


def _because(suggestion: Suggestion) -> str:
    return " ".join(map(_one, suggestion.reasons)) or WORDS("responses.because_nothing")


def _one(reason: Reason) -> str:
    if reason.gale_at is not None:
        return WORDS(
            "responses.because_gale",
            at=f"{beijing(reason.gale_at):%m-%d %H:%M}",
            clause=reason.clause,
        )
    return WORDS(
        "responses.because_units" if reason.units else "responses.because_city",
        event=WORDS(f"terms.event.{reason.event}"), warning=reason.warning, n=reason.units, clause=reason.clause,
    )  # fmt: skip

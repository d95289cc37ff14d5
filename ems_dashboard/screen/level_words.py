"""Levels, changes and suggestions in words."""

from collections.abc import Iterable

from ems_dashboard.clock import short_time
from ems_dashboard.reports.headline import change_said
from ems_dashboard.rules.suggestions import Reason, Suggestion
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.screen.here import Here

NAMED = 3


def level_name(here: Here, level: Level | None) -> str:
    return (
        here.words("terms.level.response", level=level)
        if level
        else here.words("responses.no_level")
    )


def change_words(here: Here, hazard: Hazard, before: Level | None, after: Level | None) -> str:
    return change_said(hazard, before, after, here.words)


def because(here: Here, suggestion: Suggestion) -> list[str]:
    reasons = [_reason(here, reason) for reason in suggestion.reasons] or [
        here.words("responses.because_nothing")
    ]
    return [*reasons, *_grounds(here, suggestion)]


def _grounds(here: Here, suggestion: Suggestion) -> Iterable[str]:
    """What was received that lets the level fall: the warnings that ended, the gravest first, and the storm's
    passage."""
    grounds, word = suggestion.grounds, here.words
    if grounds is None:
        return
    for ended in sorted(
        grounds.ended, key=lambda ended: (-severity(ended.message), -ended.at.timestamp())
    )[:NAMED]:
        key = (
            "lifted"
            if ended.lifted
            else "ran_out"
            if ended.at == ended.message.expires_at
            else "replaced"
        )
        yield word(
            f"responses.grounds.{key}", headline=ended.message.headline, at=short_time(ended.at)
        )
    if grounds.storm is not None and grounds.storm_past:
        at = short_time(grounds.storm.nearest_at)
        yield word("responses.grounds.storm_past", at=at, km=f"{grounds.storm.nearest_km:.0f}")


def _reason(here: Here, reason: Reason) -> str:
    word = here.words
    if reason.gale_at is not None:
        return word("responses.because_gale", at=short_time(reason.gale_at), clause=reason.clause)
    event = word.either(f"terms.event.{reason.event}", reason.event)
    key = "responses.because_units" if reason.units else "responses.because_city"
    if reason.provincial:
        key = "responses.because_province"
    return word(key, event=event, warning=reason.warning, n=reason.units, clause=reason.clause)


def basis_of(here: Here, messages: Iterable[WarningMessage]) -> str:
    """The warnings that a change rests on, in one sentence; of many the first are named."""
    found = list(messages)
    said = [
        here.words("responses.basis_one", headline=m.headline, at=short_time(m.valid_at))
        for m in found[:NAMED]
    ]
    text = here.words.listed(said, more=len(found) > NAMED)
    return (
        here.words("responses.basis_more", text=text, n=len(found)) if len(found) > NAMED else text
    )

"""Who has been reached, in words: for the page of calls, the cards and the handover."""

from ems_dashboard.clock import short_time
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.reach import Reach
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.reach import reach_of
from ems_dashboard.text import Words


def reach_here(here: Here) -> tuple[Reach, ...]:
    """Made once for all who see the same. Its contacts have their numbers: whoever shows one asks
    `sees_number` first."""
    of = here.own
    key = ("reach", of.version, of.as_of, of.lead and of.lead.incident)
    return here.cache.once(key, lambda: reach_of(here.store, here.city, of))


def tries_said(found: Reach, words: Words) -> str:
    """Every call with its minute, the oldest first."""
    return " → ".join(call_said(call, words) for call in found.calls)


def call_said(call: Call, words: Words) -> str:
    outcome = words(f"terms.call_outcome.{call.outcome}")
    said = words("calls.tries", at=short_time(call.valid_at), name=call.name, outcome=outcome)
    return f"{said} {call.passed_to}".strip()

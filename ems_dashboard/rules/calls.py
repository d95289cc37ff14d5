"""Calling until somebody answers (叫应): what came of each call, and who is called next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import CallAbout, CallOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Call(Fact):
    """`reference`: the order, the warning, or the hour of the report that the call is about.
    `contact` and `name`: who was called, without the number; `passed_to`: who took it to be passed
    on; `person`: who called."""

    KIND: ClassVar[str] = "calls"
    KEY: ClassVar[tuple[str, ...]] = ("call",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    call: str
    incident: str = ""
    about: CallAbout
    reference: str
    unit: str
    contact: str = ""
    name: str = ""
    outcome: CallOutcome
    passed_to: str = ""
    person: str = ""
    note: str = ""

    @property
    def reached(self) -> bool:
        return self.outcome is not CallOutcome.MISSED


def next_to_call(people: Sequence[Contact], calls: Sequence[Call]) -> Contact | None:
    """The first of the chain with a telephone whom nobody has tried in this round: once all were
    missed, the round begins anew with the one whose call is oldest. `calls` oldest first."""
    able = [each for each in people if each.telephones]
    tried = {call.contact: number for number, call in enumerate(calls)}
    return min(able, key=lambda each: tried.get(each.contact, -1), default=None)


def all_missed(people: Sequence[Contact], calls: Sequence[Call]) -> bool:
    """Whether everybody with a telephone was called and nobody answered."""
    able = {each.contact for each in people if each.telephones}
    return (
        bool(able)
        and able <= {call.contact for call in calls}
        and not any(call.reached for call in calls)
    )

"""Calling until somebody answers (叫应): what came of each call, and who is called next."""

from dataclasses import dataclass
from typing import ClassVar

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

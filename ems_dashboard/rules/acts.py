"""What people did that leaves no other fact: signing in and out, passwords, accounts, tokens,
exports."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Act(Fact):
    """`account` `name` `role`: who. `verb` `subject` `object`: did what to what, e.g. lock accounts
    dongshan. `outcome`: done, or refused. `address`: from where."""

    KIND: ClassVar[str] = "acts"
    KEY: ClassVar[tuple[str, ...]] = ("act",)

    act: str
    account: str
    name: str
    role: str
    verb: str
    subject: str
    object: str = ""
    outcome: str = "done"
    address: str = ""

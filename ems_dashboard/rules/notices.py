"""Messages that leave the house (告知): written in the transaction of the act that they tell of,
sent by a worker at least once and in order."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import CallAbout, NoticeState


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice(Fact):
    """`notice` is its key, the same however often it is tried: what it tells of, to whom, by which
    channel, which part. `contact`: empty for a channel of a whole unit. The address is not kept
    here: it is the contact's at the moment of sending. `error`: why the last attempt failed."""

    KIND: ClassVar[str] = "notices"
    KEY: ClassVar[tuple[str, ...]] = ("notice",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident", "about", "reference", "unit", "contact")

    notice: str
    incident: str = ""
    about: CallAbout
    reference: str
    unit: str
    contact: str = ""
    name: str = ""
    channel: str
    title: str = ""
    text: str
    urgent: bool = False
    state: NoticeState = NoticeState.QUEUED
    attempts: int = 0
    error: str = ""

"""Messages that leave the house (告知): written in the transaction of the act that they tell of,
sent by a worker at least once and in order."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import ClassVar

from ems_dashboard.clock import BEIJING
from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import CallAbout, NoticeState, Urgency


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
    urgent: Urgency = Urgency.NORMAL
    state: NoticeState = NoticeState.QUEUED
    attempts: int = 0
    error: str = ""

    @property
    def recipient(self) -> tuple[str, str]:
        """Whose messages are sent one after the other."""
        return self.channel, self.contact or self.unit


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour to another, across midnight where the first is the later."""

    begins: time
    ends: time

    def hold_at(self, moment: datetime) -> bool:
        at = moment.astimezone(BEIJING).time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def parts(text: str, most: int) -> list[str]:
    """A text that is longer than the channel takes in several messages, numbered (1/3); nothing is
    lost."""
    if len(text) <= most:
        return [text]
    room = max(most - len("(99/99)"), 1)
    cut = [text[start : start + room] for start in range(0, len(text), room)]
    return [f"({number}/{len(cut)}){each}" for number, each in enumerate(cut, start=1)]


def after_attempt(row: Notice, error: str, moment: Moment, *, over: bool) -> Notice:
    """The row as it is appended after an attempt; `over`: it was tried for so long that it is
    given up."""
    failed = NoticeState.GIVEN_UP if over else NoticeState.FAILED
    return replace(
        row,
        seq=None,
        written_at=None,
        written_by="",
        valid_at=as_valid(moment) if not error else row.valid_at,
        known_at=moment,
        state=failed if error else NoticeState.SENT,
        attempts=row.attempts + 1,
        error=error,
    )

"""Who was reached: of an order, a red warning or a figure that is late, each addressee with what was
done to reach it. Silence, a channel that is down and a missing telephone are three things."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.rules.calls import Call, all_missed, next_to_call
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.terms import CallAbout, NoticeState


class ReachState(StrEnum):
    SIGNED = "signed"  # it answered by itself
    CALLED = "called"  # somebody answered a call
    EXHAUSTED = "exhausted"  # everybody with a telephone was called, nobody answered
    MISSED = "missed"  # called, no answer so far
    NO_TELEPHONE = "no_telephone"  # nobody there can be called
    CHANNEL_DOWN = "channel_down"  # what was sent has not arrived
    SILENT = "silent"  # told by message, and nothing came back
    UNTOLD = "untold"  # nothing was done yet


REACHED = frozenset({ReachState.SIGNED, ReachState.CALLED})
DOWN = frozenset({NoticeState.FAILED, NoticeState.GIVEN_UP})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an addressee was to hear of. `since`: when it was said; `call_by`: by when somebody has
    to have answered, None where nobody need be called yet; `signed_at`: when it answered by
    itself."""

    about: CallAbout
    reference: str
    incident: str
    subject: str
    unit: str
    since: datetime
    call_by: datetime | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """`people`: of the unit, in the order of calling; `calls` and `notices` about it, oldest
    first."""

    asked: Asked
    people: tuple[Contact, ...] = ()
    calls: tuple[Call, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def answered(self) -> Call | None:
        return next((call for call in self.calls if call.reached), None)

    @property
    def reached_at(self) -> datetime | None:
        """When the first of them heard of it for certain."""
        call = self.answered
        moments = (self.asked.signed_at, call.valid_at if call is not None else None)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def took(self) -> timedelta | None:
        reached = self.reached_at
        return None if reached is None else max(reached - self.asked.since, timedelta())

    @property
    def next(self) -> Contact | None:
        return next_to_call(self.people, self.calls)

    @property
    def state(self) -> ReachState:
        if self.asked.signed_at is not None:
            return ReachState.SIGNED
        if self.answered is not None:
            return ReachState.CALLED
        return self._unreached()

    def _unreached(self) -> ReachState:
        if all_missed(self.people, self.calls):
            return ReachState.EXHAUSTED
        if self.calls:
            return ReachState.MISSED
        if not any(each.telephones for each in self.people):
            return ReachState.NO_TELEPHONE
        if any(notice.state is NoticeState.SENT for notice in self.notices):
            return ReachState.SILENT
        if any(notice.state in DOWN for notice in self.notices):
            return ReachState.CHANNEL_DOWN
        return ReachState.UNTOLD

    @property
    def reached(self) -> bool:
        return self.state in REACHED

    def to_call_at(self, moment: datetime) -> bool:
        """A red warning is called at once, what is owed from its deadline on."""
        if self.reached or self.asked.call_by is None:
            return False
        return self.asked.about is CallAbout.WARNING or moment >= self.asked.call_by

    def late_at(self, moment: datetime) -> bool:
        return not self.reached and self.asked.call_by is not None and moment > self.asked.call_by

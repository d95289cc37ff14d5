"""A warning from a person: issued, updated, lifted or put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ems_dashboard.actions.acting import Desk, new_id
from ems_dashboard.actions.by_hand import not_of_office, save_by_hand
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.bulletins import Heard
from ems_dashboard.feeds.warning_text import Signal
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind
from ems_dashboard.rules.twins import same_office
from ems_dashboard.rules.warnings import WarningMessage, issues
from ems_dashboard.store import Appended

NEEDED = ("kind", "event", "grade", "message_type", "issuer", "valid_at", "units")
GRADES: tuple[Colour | Level, ...] = (*Colour, *Level)


@dataclass(frozen=True, slots=True)
class Wanted:
    """As the form has it. `grade`: a colour or a level; `about`: what it updates or lifts;
    `corrects`: the typed row that it puts right."""

    kind: WarningKind | None
    event: str
    grade: Colour | Level | None
    message_type: MessageType | None
    issuer: str
    valid_at: datetime | None
    units: Sequence[str]
    expires_at: datetime | None = None
    headline: str = ""
    description: str = ""
    about: WarningMessage | None = None
    corrects: WarningMessage | None = None

    @property
    def colour(self) -> Colour | None:
        return self.grade if isinstance(self.grade, Colour) else None

    @property
    def level(self) -> Level | None:
        return self.grade if isinstance(self.grade, Level) else None

    @property
    def ends_before_it_begins(self) -> bool:
        if self.valid_at is None or self.expires_at is None:
            return False
        return self.expires_at <= self.valid_at


def flaws(desk: Desk, wanted: Wanted, in_force: Sequence[WarningMessage]) -> dict[str, str]:
    """Field → what is missing or cannot be; `in_force`: what could be lifted."""
    word = desk.words
    wrong = {name: word("intake.missing") for name in NEEDED if not getattr(wanted, name)}
    if wanted.ends_before_it_begins:
        wrong["expires_at"] = word("intake.ends_before")
    if wanted.kind and wanted.event and not issues(wanted.kind, wanted.event):
        wrong["event"] = not_of_office(desk, wanted.kind, wanted.event)
    if wanted.about:
        wrong |= _flaws_of_change(desk, wanted, wanted.about)
    elif wanted.message_type is MessageType.CANCEL:
        wrong["about"] = word("intake.lift_which" if in_force else "intake.nothing_to_lift")
    return wrong


def _flaws_of_change(desk: Desk, wanted: Wanted, about: WarningMessage) -> dict[str, str]:
    """What keeps it from updating or lifting `about`."""
    wrong: dict[str, str] = {}
    # nobody lifts what another office issued
    if wanted.kind and about.kind is not wanted.kind:
        wrong["about"] = desk.words("intake.other_kind", headline=about.headline)
    if wanted.valid_at and wanted.valid_at < about.valid_at:
        wrong["valid_at"] = desk.words("intake.before_its_own")
    return wrong


def save_warning(desk: Desk, wanted: Wanted, in_force: Sequence[WarningMessage] = ()) -> Appended:
    """Raises Refused with what is missing."""
    if wrong := flaws(desk, wanted, in_force):
        raise Refused(next(iter(wrong.values())))
    return save_by_hand(desk, [_message(desk, wanted)])


def _message(desk: Desk, wanted: Wanted) -> WarningMessage:
    if wanted.kind is None or wanted.message_type is None or wanted.valid_at is None:
        raise Refused(desk.words("intake.missing"))
    message = WarningMessage(
        id=f"H{new_id(desk.moment)}",
        kind=wanted.kind,
        event=wanted.event,
        colour=wanted.colour,
        level=wanted.level,
        units=tuple(wanted.units),
        issuer=wanted.issuer,
        headline=wanted.headline or _headline(desk, wanted),
        description=wanted.description,
        message_type=wanted.message_type,
        references=(wanted.about.id,) if wanted.about else (),
        expires_at=wanted.expires_at,
        valid_at=as_valid(wanted.valid_at),
    )
    return _corrected(message, wanted.corrects) if wanted.corrects else message


def _corrected(message: WarningMessage, before: WarningMessage) -> WarningMessage:
    """The message in the place of the typed row that it puts right."""
    return replace(
        message,
        id=before.id,
        references=message.references or before.references,
        incident=before.incident,
        replaces=before.seq,
    )


def _headline(desk: Desk, wanted: Wanted) -> str:
    word = desk.words
    scale = "colour" if isinstance(wanted.grade, Colour) else "level"
    grade = word(f"terms.colour.{wanted.grade}") if scale == "colour" else str(wanted.grade)
    event = word.either(f"terms.event.{wanted.event}", wanted.event)
    verb = word(f"terms.message_type.{wanted.message_type}")
    return word(
        f"intake.headline_{scale}", issuer=wanted.issuer, verb=verb, event=event, grade=grade
    )


def filled(heard: Heard, in_force: Sequence[WarningMessage]) -> dict[str, object]:
    """The form's fields out of a text that was read; what was not understood is not among them."""
    given: dict[str, object] = {name: found.value for name, found in heard.fields.items()}
    given.pop("before", None)
    colour, level = given.pop("colour", None), given.pop("level", None)
    if colour or level:
        given["grade"] = colour or level
    about = meant(heard, in_force)
    if about is not None:
        given["about"] = about.id
    return given


def meant(heard: Heard, in_force: Sequence[WarningMessage]) -> WarningMessage | None:
    """The one in force that an update or a lifting means: of the same office and event, and of
    the grade that it names; None where several fit."""
    kind = heard.value("message_type")
    if kind not in (MessageType.UPDATE, MessageType.CANCEL):
        return None
    office, event = str(heard.value("issuer") or ""), heard.value("event")
    fitting = [row for row in in_force if row.event == event and same_office(office, row.issuer)]
    before = heard.value("before")
    grade: tuple[object, object] | None = None
    if isinstance(before, Signal):
        grade = before.colour, before.level
    elif kind is MessageType.CANCEL:
        grade = heard.value("colour"), heard.value("level")
    if grade is not None:
        fitting = [row for row in fitting if (row.colour, row.level) == grade]
    return fitting[0] if len(fitting) == 1 else None

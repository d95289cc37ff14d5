"""The card of the timetable: the consultations and reports that are due, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ems_dashboard.rules.responses import highest
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import DueKind, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.links import link, rows_address
from ems_dashboard.screen.origin import note, when
from ems_dashboard.templating import rendered

DUE_PAGE = {DueKind.CONSULTATION: "consultations", DueKind.REPORT: "reports"}
DUE_ITEM = {DueKind.CONSULTATION: "consultation", DueKind.REPORT: "report"}
"""The page of a due item, and the name of what was done for it in the address."""
SHOWN, SHOWN_PAST = 6, 3


@dataclass(frozen=True, slots=True)
class DueLine:
    """`href` is empty where the viewer may not read the page."""

    at: str
    name: str
    serial: str
    state: str
    mood: str
    href: str


def rhythm(here: Here) -> Markup:
    word = here.words
    return rendered(
        "cards/rhythm.html",
        title=word("screens.overview.rhythm"),
        href=rows_address(here, "consultations"),
        aside=rhythm_note(here),
        asof=note(here, (*here.own.consultations, *here.own.reports)),
        items=[_line(here, due) for due in _shown(here.own.rhythm, here.as_of)],
        nothing=word("screens.overview.no_rhythm"),
    )


def rhythm_note(here: Here) -> str:
    """How often a day at the level in force, as the plan says; nothing without one."""
    level = _level_shown(here)
    if level is None:
        return ""
    times = here.city.plan.rhythm(level)
    return here.words(
        "screens.overview.rhythm_note",
        level=level,
        consultations=len(times.consultations),
        reports=len(times.reports),
    )


def _level_shown(here: Here) -> Level | None:
    """The city's: with several incidents open that of the one shown."""
    lead = here.situation.lead
    if lead is not None and here.situation.others:
        return here.situation.level_of(lead.incident)
    return highest(here.situation.responses[here.city.code].values())


def _shown(items: Iterable[Due], moment: datetime) -> list[Due]:
    """What is open, and the last that were done: six lines."""
    every = list(items)
    past = [due for due in every if due.due_at <= moment][-SHOWN_PAST:]
    coming = [due for due in every if due.due_at > moment]
    return [*past, *coming[: SHOWN - len(past)]]


def _line(here: Here, due: Due) -> DueLine:
    word = here.words
    serial = word(f"screens.overview.serial_{due.kind}", n=due.serial) if due.serial else ""
    readable = may(here.role, f"read:{DUE_PAGE[due.kind]}")
    return DueLine(
        at=when(due.due_at, here),
        name=word(f"screens.overview.item_{due.kind}"),
        serial=serial,
        state=due_state(here, due),
        mood=f"due {due.state}{' in-hand' if due.in_hand else ''}",
        href=due_link(here, due) if readable else "",
    )


def due_state(here: Here, due: Due) -> str:
    """In words: how long it is still, how late it is, that it waits for its signature."""
    word = here.words
    state = word(
        f"screens.overview.state_{due.state}",
        n=_span(here, due),
        at=when(due.done_at, here) if due.done_at else "",
    )
    if due.in_hand:
        return word("screens.overview.in_hand", state=state)
    return word("screens.overview.no_figures", state=state) if _without_figures(due) else state


def _without_figures(due: Due) -> bool:
    """A report that is still to be taken, and that no unit was asked for figures for."""
    return due.kind is DueKind.REPORT and due.done_at is None and not due.figures_owed


def _span(here: Here, due: Due) -> str:
    minutes = int(abs(due.due_at - here.as_of).total_seconds() // 60)
    if minutes < 60:
        return here.words("screens.overview.minutes", n=minutes)
    return here.words("screens.overview.hours", h=minutes // 60, m=f"{minutes % 60:02}")


def due_link(here: Here, due: Due) -> str:
    """To what was done for it, else to where it is done."""
    own = {DUE_ITEM[due.kind]: due.item} if due.item else {"due": address(due.due_at)}
    return link(here, DUE_PAGE[due.kind], **own)

"""The form in which a consultation is recorded: prefilled from the situation and from the last
time."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions import consultations as acts
from ems_dashboard.clock import rounded, short_time
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.consultations import Consultation, Decision, Fault, Matter, Minutes, faults
from ems_dashboard.rules.responses import highest
from ems_dashboard.rules.rhythm import Due, fulfils
from ems_dashboard.rules.terms import DueKind, DueState, Hazard, Level, LevelChange
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.rhythm_card import due_state
from ems_dashboard.situation import meetings as kept
from ems_dashboard.situation.observed import observed
from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations.meetings import (
    case_name,
    choose_case,
    due_items,
    heading,
    title,
)
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

FACTS = ("storm", "rain", "wind", "water", "tide", "warnings")
MOST = 20
ROWS = "decision_rows"
DECIDED = re.compile(r"decision_\d+_(matter|units)")
EXTRA = ""
"""Stands for no time of the timetable."""


def minutes_form(here: Here, held: Consultation | None) -> None:
    word = here.words
    incident = held.incident if held else choose_case(here)
    serial = held.serial if held else _next_serial(here, incident)
    st.html(title(case_name(here, incident), note=word("meetings.consultation.title", n=serial)))
    with st.container(key="form-consultation"):
        defaults, form = _opened(here, incident, held)
        minutes = _fields(here, form, incident, held, defaults)
    place = st.container(key="acts-minutes")
    if held and pressed(place, word("meetings.consultation.leave"), key="leave"):
        pressing.follow(lambda: st.query_params.pop("edit", None))
    count = sum(not row.empty for row in minutes.decisions)
    label = word("meetings.consultation.record", n=serial, d=count)
    if pressed(place, label, key="record", type="primary"):
        _hand_in(here, form, minutes, held)


def _next_serial(here: Here, incident: str) -> int:
    return 1 + max((row.serial for row in _same_case(here, incident)), default=0)


def _opened(
    here: Here, incident: str, held: Consultation | None
) -> tuple[dict[str, object], drafts.Form]:
    """What stands in the fields before anybody types, and the form."""
    if held is None:
        defaults = _defaults(here, None, [])
        return defaults, drafts.open(here, "consultation", incident, defaults)
    defaults = _defaults(here, held, kept.decisions(here.store, held.consultation, here.as_of))
    return defaults, drafts.open(here, "consultation", held.consultation, defaults, held.seq)


def _same_case(here: Here, incident: str) -> list[Consultation]:
    return [row for row in here.situation.consultations if row.incident == incident]


def _defaults(here: Here, held: Consultation | None, before: list[Decision]) -> dict[str, object]:
    if held is not None:
        own = {
            name: getattr(held, name)
            for name in Minutes.__dataclass_fields__
            if name != "decisions"
        }
        for number, row in enumerate(before):
            own |= {
                f"decision_{number}_{name}": getattr(row, name)
                for name in ("matter", "units", "deadline")
            }
        return own | {"change": held.change or "", ROWS: len(before) or 1}
    last = _last(here)
    told = sections(
        here.own, here.city, here.words, observed=observed(here.store, here.city, here.own)
    )
    return {
        "change": "",
        "held_at": clock.minute(here.as_of),
        "host": last.host if last else "",
        "place": last.place if last else _headquarters(here),
        ROWS: 1,
        "facts": "\n".join(told[code] for code in FACTS if code in told),
    }


def _headquarters(here: Here) -> str:
    return here.city.headquarters if here.lang == "zh" else here.city.headquarters_en


def _departments(here: Here) -> tuple[str, ...]:
    return tuple(d.name if here.lang == "zh" else d.name_en for d in here.city.departments)


def _fields(
    here: Here,
    form: drafts.Form,
    incident: str,
    held: Consultation | None,
    defaults: dict[str, object],
) -> Minutes:
    word = here.words
    left, right = st.columns(2)
    with left:
        held_at = form.moment("held_at", word("meetings.field.held_at"))
    with right:
        due_at = _due(here, form, held, held_at, defaults)
    left, right = st.columns(2)
    with left:
        host = form.text("host", word("meetings.field.host"))
    with right:
        place = form.text("place", word("meetings.field.place"))
    last = _last(here)
    known = dict.fromkeys(
        (*_departments(here), *(held.attending if held else ()), *(last.attending if last else ()))
    )
    names = dict(zip(known, known, strict=True))
    attending = _present(here, form, "attending", names, last.attending if last else ())
    counties = {code: here.city.name_of(code, here.lang) for code in here.city.by_code}
    units = _present(here, form, "units", counties, last.units if last else ())
    texts = {
        name: form.area(name, word(f"meetings.field.{name}"), height=height)
        for name, height in (
            ("facts", 150),
            ("judgement", 100),
            ("conclusion", 80),
            ("feedback", 80),
        )
    }
    hazard, change, level = _level(here, form)
    decisions = _decisions(here, form, held_at or here.as_of, defaults)
    return Minutes(
        incident=incident,
        held_at=held_at,
        due_at=due_at,
        host=host,
        place=place,
        attending=attending,
        units=units,
        hazard=hazard,
        change=change,
        level=level,
        decisions=decisions,
        **texts,
    )


def _last(here: Here) -> Consultation | None:
    return max(here.situation.consultations, key=lambda row: row.began_at, default=None)


def _present(
    here: Here, form: drafts.Form, name: str, names: Mapping[str, str], last: Sequence[str]
) -> tuple[str, ...]:
    """Who was there is who was ticked: nobody is by default, and a press ticks all or those of the
    last time."""
    word = here.words
    ticked = form.choose_many(
        name,
        word(f"meetings.field.{name}"),
        list(names),
        names,
        select_all=False,
        placeholder=word("meetings.consultation.tick"),
    )
    ways = {"all": tuple(names), "last": tuple(each for each in last if each in names), "none": ()}
    row = st.container(horizontal=True, key=f"ways-{name}")
    for way, chosen in ways.items():
        useful = bool(ticked) if way == "none" else bool(chosen) and set(chosen) != set(ticked)
        label = word(f"meetings.consultation.tick_{way}", n=len(chosen))
        if useful and pressed(row, label, key=f"{name}-{way}", type="tertiary"):
            pressing.follow(partial(form.put, name, chosen))
    return tuple(ticked)


def _names(here: Here) -> Mapping[str, str]:
    codes = (*here.city.by_code, *here.city.departments_by_code)
    return {code: here.city.name_of(code, here.lang) for code in codes}


def _due(
    here: Here,
    form: drafts.Form,
    held: Consultation | None,
    held_at: datetime | None,
    defaults: dict[str, object],
) -> datetime | None:
    """The time of the timetable that it stands for: one of those near the minute at which it was
    held, else none."""
    word, near = here.words, _near(here, held, held_at)
    names = {key: f"{key[-5:]} {due_state(here, due)}" for key, due in near.items()}
    names[EXTRA] = word("meetings.consultation.for_a_reason")
    defaults["due"] = _due_meant(held, near)
    wish = form.choose("due", word("meetings.field.due"), list(names), names)
    due = near.get(wish or EXTRA)
    st.html(rendered("hint.html", said=_due_said(here, held_at, due)))
    return due.due_at if due else None


def _near(here: Here, held: Consultation | None, held_at: datetime | None) -> dict[str, Due]:
    """Address → what is due near that minute and stands open, or is this one's own."""
    if held_at is None:
        return {}
    free = (None, held.consultation if held else "")
    own = [due for due in here.own.rhythm if due.kind is DueKind.CONSULTATION and due.item in free]
    plan = here.city.plan
    return {address(due.due_at): due for due in own if fulfils(plan, held_at, due.due_at)}


def _due_meant(held: Consultation | None, near: Mapping[str, Due]) -> str:
    if held is not None:
        return address(held.due_at) if held.due_at and address(held.due_at) in near else EXTRA
    wish = st.query_params.get("due", "")
    return wish if wish in near else next(iter(near), EXTRA)


def _due_said(here: Here, held_at: datetime | None, due: Due | None) -> str:
    """What it will be recorded as, and what stays due."""
    word = here.words
    if held_at is None:
        return ""
    at = short_time(held_at)
    if due is not None:
        return word("meetings.consultation.stands_for", at=at, due=short_time(due.due_at))
    stays = word.listed(short_time(due.due_at) for due in _still_due(here))
    still = word("meetings.consultation.still_due", due=stays) if stays else ""
    return word("meetings.consultation.is_extra", at=at) + still


def _still_due(here: Here) -> list[Due]:
    """What is late, and the next one to come."""
    left = sorted(due_items(here.own, DueKind.CONSULTATION), key=lambda due: due.due_at)
    late = [due for due in left if due.state is DueState.LATE]
    return late + [due for due in left if due.state is not DueState.LATE][:1]


def _level(here: Here, form: drafts.Form) -> tuple[Hazard | None, LevelChange | None, Level | None]:
    word = here.words
    changes = {str(c): word(f"terms.change.{c}") for c in LevelChange} | {
        "": word("meetings.consultation.no_change")
    }
    change = form.choose(
        "change", word("meetings.field.level"), ["", *LevelChange], changes, index=0
    )
    if not change:
        return None, None, None
    left, right = st.columns(2)
    with left:
        hazard = form.choose(
            "hazard",
            word("meetings.field.hazard"),
            list(Hazard),
            lambda h: word(f"terms.hazard.{h}"),
        )
    if change == LevelChange.END:
        return hazard, LevelChange.END, None
    with right:
        level = form.choose("level", word("meetings.field.to_level"), list(Level)[::-1])
    return hazard, LevelChange(change), level


def _decisions(
    here: Here, form: drafts.Form, held_at: datetime, defaults: dict[str, object]
) -> tuple[Matter, ...]:
    """As many rows as were asked for; one that stays empty is no decision."""
    word, rows = here.words, []
    asked_for = int(str(form.typed.get(ROWS) or defaults[ROWS]))
    count = min(max(asked_for, _written(form)), MOST)
    deadline = _deadline(here, held_at)
    for number in range(count):
        defaults.setdefault(f"decision_{number}_deadline", deadline)
        rows.append(_decision(here, form, number))
    place = st.container(key="acts-decisions")
    if count < MOST and pressed(
        place, word("meetings.consultation.another_decision"), key="add-decision"
    ):
        pressing.follow(lambda: form.put(ROWS, count + 1))
    return tuple(rows)


def _written(form: drafts.Form) -> int:
    """So many rows of the draft hold something."""
    filled = (
        name.split("_")[1]
        for name, value in form.typed.items()
        if value and DECIDED.fullmatch(name)
    )
    return max((int(number) + 1 for number in filled), default=0)


def _decision(here: Here, form: drafts.Form, number: int) -> Matter:
    word, field, names = here.words, f"decision_{number}", _names(here)
    st.html(heading(word("meetings.consultation.decision", n=number + 1)))
    matter = form.area(f"{field}_matter", word("meetings.field.matter"), height=68)
    left, right = st.columns([3, 2])
    with left:
        units = form.choose_many(
            f"{field}_units",
            word("meetings.field.decision_units"),
            list(names),
            names,
            select_all=False,
        )
        every = tuple(here.city.by_code)
        label = word("meetings.consultation.all_units", n=len(every))
        if set(units) != set(every) and pressed(st, label, key=f"{field}-all", type="tertiary"):
            pressing.follow(lambda: form.put(f"{field}_units", every))
    with right:
        deadline = form.moment(f"{field}_deadline", word("meetings.field.deadline"))
    return Matter(matter, tuple(units), deadline)


def _deadline(here: Here, held_at: datetime) -> datetime:
    """The plan's, by the city's highest level."""
    level = highest(here.situation.responses.get(here.city.code, {}).values())
    return rounded(held_at + timedelta(hours=here.city.plan.decision_hours(level)))


def _hand_in(here: Here, form: drafts.Form, minutes: Minutes, held: Consultation | None) -> None:
    desk = here.desk()
    found: tuple[Fault, ...] = faults(minutes, desk.moment)
    for fault in found:
        form.error(fault.field, here.words(f"meetings.fault.{fault.code}"))
    if found:
        said = here.words("meetings.put_right", n=len(found))
        st.html(rendered("frame/error.html", role="alert", said=said))
        return

    def recorded(done: Consultation) -> None:
        form.clear()
        st.query_params.pop("edit", None)
        st.query_params.pop("due", None)
        st.query_params["consultation"] = done.consultation

    attempt(
        lambda: (
            acts.correct(desk, held.consultation, minutes) if held else acts.hold(desk, minutes)
        ),
        then=recorded,
        refused=lambda sentence: form.error("due", sentence),
    )

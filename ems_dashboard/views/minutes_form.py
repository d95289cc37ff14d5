"""The form in which a consultation is recorded: prefilled from the situation and from the last time."""

from collections.abc import Mapping

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions import consultations as acts
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.consultations import Consultation, Decision, Fault, Matter, Minutes, faults
from ems_dashboard.rules.terms import DueKind, Hazard, Level, LevelChange
from ems_dashboard.situation import meetings as kept
from ems_dashboard.situation.observed import observed
from ems_dashboard.views import drafts, pressing
from ems_dashboard.views.acting import attempt
from ems_dashboard.views.cards import due_state
from ems_dashboard.views.guard import Here
from ems_dashboard.views.meetings import case_name, case_of, due_items, heading, title
from ems_dashboard.views.moment import address
from ems_dashboard.views.pressing import pressed

FACTS = ("storm", "rain", "wind", "water", "tide", "warnings")
MOST = 20


def minutes_form(here: Here, held: Consultation | None) -> None:
    word = here.words
    incident = held.incident if held else case_of(here.situation)
    serial = held.serial if held else 1 + max((c.serial for c in _same_case(here, incident)), default=0)
    st.html(title(case_name(here, incident), note=word("meetings.consultation.title", n=serial)))
    with st.container(key="form-consultation"):
        before = kept.decisions(here.store, held.consultation, here.as_of) if held else []
        form = drafts.open(
            here, "consultation", held.consultation if held else incident, _defaults(here, held, before),
            held.seq if held else None,
        )  # fmt: skip
        minutes = _fields(here, form, incident, held)
    place = st.container(key="acts-minutes")
    if held and pressed(place, word("meetings.consultation.leave"), key="leave"):
        pressing.follow(lambda: st.query_params.pop("edit", None))
    count = sum(not row.empty for row in minutes.decisions)
    if pressed(place, word("meetings.consultation.record", n=serial, d=count), key="record", type="primary"):
        _hand_in(here, form, minutes, held)


def _same_case(here: Here, incident: str) -> list[Consultation]:
    return [row for row in here.situation.consultations if row.incident == incident]


def _defaults(here: Here, held: Consultation | None, before: list[Decision]) -> dict[str, object]:
    if held is not None:
        own = {name: getattr(held, name) for name in Minutes.__dataclass_fields__ if name != "decisions"}
        for number, row in enumerate(before):
            own |= {f"decision_{number}_{name}": getattr(row, name) for name in ("matter", "units", "deadline")}
        return own | {"due": address(held.due_at) if held.due_at else "", "change": held.change or ""}
    last = max(here.situation.consultations, key=lambda row: row.began_at, default=None)
    told = sections(here.situation, here.city, here.words, observed=observed(here.store, here.situation))
    return {
        "due": _due_wished(here), "change": "", "held_at": clock.minute(here.as_of),
        "host": last.host if last else "",
        "place": last.place if last else _headquarters(here),
        "attending": last.attending if last else _departments(here),
        "units": last.units if last else (), "facts": "\n".join(told[code] for code in FACTS if code in told),
    }  # fmt: skip


def _headquarters(here: Here) -> str:
    return here.city.headquarters if here.lang == "zh" else here.city.headquarters_en


def _departments(here: Here) -> tuple[str, ...]:
    return tuple(d.name if here.lang == "zh" else d.name_en for d in here.city.departments)


def _due_wished(here: Here) -> str:
    items = [address(due.due_at) for due in due_items(here.situation, DueKind.CONSULTATION)]
    wish = st.query_params.get("due", "")
    return wish if wish in items else next(iter(items), "")


def _fields(here: Here, form: drafts.Form, incident: str, held: Consultation | None) -> Minutes:
    word = here.words
    due_at = _due(here, form, held)
    left, right = st.columns(2)
    with left:
        held_at = form.moment("held_at", word("meetings.field.held_at"))
        host = form.text("host", word("meetings.field.host"))
    with right:
        place = form.text("place", word("meetings.field.place"))
        units = form.choose_many("units", word("meetings.field.units"), list(here.city.by_code), _names(here))
    known = dict.fromkeys((*_departments(here), *(held.attending if held else ()), *_last_attending(here)))
    attending = form.choose_many("attending", word("meetings.field.attending"), list(known))
    texts = {
        name: form.area(name, word(f"meetings.field.{name}"), height=height)
        for name, height in (("facts", 150), ("judgement", 100), ("conclusion", 80), ("feedback", 80))
    }
    hazard, change, level = _level(here, form)
    return Minutes(
        incident=incident, held_at=held_at, due_at=due_at, host=host, place=place, attending=tuple(attending),
        units=tuple(units), hazard=hazard, change=change, level=level, decisions=_decisions(here, form), **texts,
    )  # fmt: skip


def _last_attending(here: Here) -> tuple[str, ...]:
    last = max(here.situation.consultations, key=lambda row: row.began_at, default=None)
    return last.attending if last else ()


def _names(here: Here) -> Mapping[str, str]:
    codes = (*here.city.by_code, *here.city.departments_by_code)
    return {code: here.city.name_of(code, here.lang) for code in codes}


def _due(here: Here, form: drafts.Form, held: Consultation | None):  # noqa: ANN202
    items = {address(due.due_at): due for due in due_items(here.situation, DueKind.CONSULTATION)}
    names = {key: f"{key[-5:]} {due_state(here, due)}" for key, due in items.items()}
    names |= {"": here.words("meetings.consultation.for_a_reason")}
    if held and held.due_at:
        names = {address(held.due_at): address(held.due_at)[-5:]} | names
    wish = form.choose("due", here.words("meetings.field.due"), list(names), names)
    return clock.parse(wish) if wish else None


def _level(here: Here, form: drafts.Form) -> tuple[Hazard | None, LevelChange | None, Level | None]:
    word = here.words
    changes = {str(c): word(f"terms.change.{c}") for c in LevelChange} | {"": word("meetings.consultation.no_change")}
    change = form.choose("change", word("meetings.field.level"), ["", *LevelChange], changes, index=0)
    if not change:
        return None, None, None
    left, right = st.columns(2)
    with left:
        hazard = form.choose("hazard", word("meetings.field.hazard"), list(Hazard), lambda h: word(f"terms.hazard.{h}"))
    if change == LevelChange.END:
        return hazard, LevelChange.END, None
    with right:
        level = form.choose("level", word("meetings.field.to_level"), list(Level)[::-1])
    return hazard, LevelChange(change), level


def _decisions(here: Here, form: drafts.Form) -> tuple[Matter, ...]:
    """A row more than there are; the empty one at the end is none."""
    word, rows = here.words, []
    names = _names(here)
    for number in range(MOST):
        st.html(heading(word("meetings.consultation.decision", n=number + 1)))
        field = f"decision_{number}"
        matter = form.area(f"{field}_matter", word("meetings.field.matter"), height=68)
        left, right = st.columns([3, 2])
        with left:
            units = form.choose_many(f"{field}_units", word("meetings.field.decision_units"), list(names), names)
        with right:
            deadline = form.moment(f"{field}_deadline", word("meetings.field.deadline"))
        rows.append(Matter(matter, tuple(units), deadline))
        if rows[-1].empty:
            break
    return tuple(rows)


def _hand_in(here: Here, form: drafts.Form, minutes: Minutes, held: Consultation | None) -> None:
    desk = here.desk()
    found: tuple[Fault, ...] = faults(minutes, desk.moment)
    for fault in found:
        form.error(fault.field, here.words(f"meetings.fault.{fault.code}"))
    if found:
        st.html(f'<p class="ems-error" role="alert">{here.words("meetings.put_right", n=len(found))}</p>')
        return

    def recorded(done: Consultation) -> None:
        form.clear()
        st.query_params.pop("edit", None)
        st.query_params.pop("due", None)
        st.query_params["consultation"] = done.consultation

    attempt(
        lambda: acts.correct(desk, held.consultation, minutes) if held else acts.hold(desk, minutes),
        then=recorded,
        refused=lambda sentence: form.error("due", sentence),
    )

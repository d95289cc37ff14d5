"""海葵 at the desk: the orders' wording, duties, minutes, duty log and handovers. The wording is
in casebook.toml; a seed of its own, so that no other subject changes with it."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ems_dashboard.actions.handovers import frozen
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.handovers import Handover, OpenItem
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.log import LogEntry, closed
from ems_dashboard.rules.numbering import Sequence
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import (
    Category,
    ConsultationState,
    DutyStateName,
    FollowUpState,
    HandoverState,
    LessonState,
    LogCategory,
    OpenKind,
)
from ems_dashboard.rules.warnings import WarningMessage

from . import wording
from .calendar import Case, at
from .shifts import APPROVER, on_duty

INCIDENT = "2023-TY2311"
BOOK: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
MOVED = at("09-05 03:20")
"""When the units reported that everybody is out of the danger areas; the plan had asked for 09-04 17:00."""


def _known(moment: datetime) -> dict[str, Any]:
    return {"valid_at": moment, "known_at": moment, "source": SIMULATED}


def kept(facts: Iterable[Fact], city: City, cases: Iterable[Case]) -> Iterator[Fact]:
    """The season's facts, with their orders and consultations written out and what follows from them beside them."""
    rng = random.Random(f"casebook {INCIDENT}")
    by_incident = {case.incident: case for case in cases}
    numbers: Counter[str] = Counter()
    issued: dict[str, datetime] = {}
    sight = wording.seen(())
    for fact in facts:
        match fact:
            case Order():
                numbers[fact.kind] += 1
                issued[fact.order] = fact.valid_at
                yield _worded(fact, city, numbers[fact.kind])
            case Consultation(incident=incident) if incident == INCIDENT:
                yield from _minutes(fact, issued, rng)
            case Consultation(incident=incident):
                yield from wording.minutes(fact, by_incident[incident], sight, rng)
            case WarningMessage():
                sight.warnings.append(fact)
                yield fact
            case _:
                yield fact
    yield from _duties(city, rng)
    for case in by_incident.values():
        if case.incident != INCIDENT:
            yield from wording.duties(case, city, random.Random(f"duties {case.incident}"))
    yield from _log()
    yield from _handovers()
    yield from _lessons()


def _worded(order: Order, city: City, number: int) -> Order:
    name = order.order.removeprefix(f"{order.incident}-")
    own = order.incident == INCIDENT
    said = (
        next(row for row in BOOK["order"] if row["name"] == name)
        if own
        else wording.of_order(order.incident, name)
    )
    prefix = next(rule.prefix for rule in city.plan.orders if rule.kind is order.kind)
    return replace(
        order, document=Sequence(city.plan.reference, prefix, 2023).reference(number), body=said["body"],
        title=said.get("title", order.title), category=Category(said["category"]) if "category" in said else None,
        complete_by=at(said["complete_by"]) if "complete_by" in said else None,
        author=on_duty(order.valid_at).name, approved_by=APPROVER.name,
    )  # fmt: skip


def _duties(city: City, rng: random.Random) -> Iterator[DutyState]:
    common = {"incident": INCIDENT, "unit": city.code}
    for said in BOOK["duty"]:
        yield DutyState(**common, duty=said["code"], state=DutyStateName.DONE, person=on_duty(at(said["at"])).name,
                        note=said["note"], **_known(at(said["at"])))  # fmt: skip
    for unit in city.units:
        share = {**common, "duty": "move", "owner": unit.code, "person": f"{unit.short}值班员"}
        yield DutyState(**share, state=DutyStateName.IN_HAND, note="正在逐户转移",
                        **_known(at("09-04 10:00") + timedelta(minutes=rng.randint(5, 90))))  # fmt: skip
        yield DutyState(**share, state=DutyStateName.DONE, note="应转人员已全部转移",
                        **_known(MOVED + timedelta(minutes=rng.randint(0, 40))))  # fmt: skip


def _minutes(
    held: Consultation, issued: dict[str, datetime], rng: random.Random
) -> Iterator[Consultation | Decision]:
    """Held when the rhythm's row says, written down within the half hour, signed by somebody else after that."""
    said = next(row for row in BOOK["minutes"] if row["serial"] == held.serial)
    written = held.valid_at + timedelta(minutes=rng.randint(18, 30))
    decided = said.get("decisions", ())
    units = tuple(
        sorted({code for row in decided for code in row["units"] if code.startswith("3506")})
    )
    minutes = replace(
        held, state=ConsultationState.HELD, held_at=held.valid_at, units=units, facts=said["facts"],
        judgement=said["judgement"], conclusion=said["conclusion"], feedback=said.get("feedback", ""),
        author=on_duty(held.valid_at).name,
        valid_at=written, known_at=written,
    )  # fmt: skip
    signed = written + timedelta(minutes=rng.randint(8, 25))
    yield minutes
    yield replace(
        minutes,
        state=ConsultationState.SIGNED,
        signed_by=APPROVER.name,
        valid_at=signed,
        known_at=signed,
    )
    for number, row in enumerate(decided, 1):
        yield from _decision(minutes, number, row, issued)


def _decision(
    minutes: Consultation, number: int, row: dict[str, Any], issued: dict[str, datetime]
) -> Iterator[Decision]:
    """Written with the minutes; it names the order from the minute that the order is issued."""
    decision = Decision(
        consultation=minutes.consultation, number=number, incident=INCIDENT, matter=row["matter"],
        units=tuple(row["units"]), deadline=at(row["by"]), **_known(minutes.valid_at),
    )  # fmt: skip
    yield decision
    if "order" in row:
        order = f"{INCIDENT}-{row['order']}"
        yield replace(decision, order=order, valid_at=issued[order], known_at=issued[order])


def _log() -> Iterator[LogEntry]:
    for number, said in enumerate(BOOK["log"], 1):
        entry = LogEntry(
            entry=f"{INCIDENT}-L{number:02d}", incident=INCIDENT, category=LogCategory(said["category"]),
            unit=said.get("unit", ""), counterpart=said["counterpart"], text=said["text"],
            follow_up=said.get("follow_up", ""), follow_up_due=at(said["due"]) if "due" in said else None,
            state=FollowUpState.OPEN if "due" in said else FollowUpState.NONE, **_known(at(said["at"])),
        )  # fmt: skip
        yield entry
        if "closed" in said:
            yield closed(entry, said["outcome"], at(said["closed"]))


def _handovers() -> Iterator[Handover]:
    for said in BOOK["handover"]:
        items = [
            OpenItem(
                OpenKind(row["kind"]),
                row["subject"],
                tuple(row.get("units", ())),
                at(row["due"]),
                row["reference"],
            )
            for row in said.get("open", ())
        ]
        sheet = Handover(
            handover=f"{INCIDENT}-{said['name']}", outgoing=said["outgoing"][0], outgoing_name=said["outgoing"][1],
            shift_from=at(said["from"]), shift_to=at(said["to"]), remarks=said["remarks"],
            state=HandoverState.SIGNED_OUT, open_list=frozen(items), **_known(at(said["signed_out"])),
        )  # fmt: skip
        signed = at(said["signed"])
        yield sheet
        yield replace(sheet, state=HandoverState.SIGNED, incoming=said["incoming"][0], incoming_name=said["incoming"][1],
                      valid_at=signed, known_at=signed)  # fmt: skip


def _lessons() -> Iterator[Lesson]:
    for number, said in enumerate(BOOK["lesson"], 1):
        moment = at(said["at"])
        lesson = Lesson(
            lesson=f"{INCIDENT}-E{number:02d}", incident=INCIDENT, matter=said["matter"], owner=said["owner"],
            deadline=at(said["by"]), author=on_duty(moment).name, **_known(moment),
        )  # fmt: skip
        yield lesson
        if "done" in said:
            moment = at(said["done"])
            yield replace(lesson, state=LessonState.DONE, valid_at=moment, known_at=moment)

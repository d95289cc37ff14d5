"""The cases beside 海葵 in words: what their orders ask, what their consultations judged, why their levels changed. The
wording is in wording.toml."""

import csv
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ems_dashboard.clock import BEIJING, beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.duties import UNITS, DutyState
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.terms import Colour, ConsultationState, DutyStateName, Hazard, MessageType
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.text import words

from .calendar import Case, at
from .shifts import APPROVER, on_duty

HERE = Path(__file__).resolve().parent
BOOK: dict[str, Any] = tomllib.loads((HERE / "wording.toml").read_text(encoding="utf-8"))
WORDS = words("zh")
COAST = ("350604", "350622", "350623", "350624", "350626", "3506Z3")
MOUNTAINS = ("350605", "350627", "350628", "350629")
MOBILISED = at("07-27 12:05")
RAIN_TITLES = {"directive-02": "关于转移山洪和地质灾害危险区群众的第2号指令"}
"""A heavy rain moves nobody at sea."""


def of_order(incident: str, name: str) -> dict[str, Any]:
    """Body, title where it differs, and what is to be in safety by when."""
    said = {"body": BOOK["orders"][incident][name]}
    if incident.startswith("2023-R") and name in RAIN_TITLES:
        said["title"] = RAIN_TITLES[name]
    if due := BOOK["by"].get(f"{incident}-{name}"):
        said |= {"category": due[0], "complete_by": due[1]}
    return said


def reason(incident: str, moment: datetime, hazard: Hazard) -> str:
    return BOOK["reasons"][f"{incident} {beijing(moment):%m-%d %H:%M} {hazard}"]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a consultation looks at: the operational fixes, and the warnings issued so far."""

    fixes: dict[str, list[dict[str, str]]]
    warnings: list[WarningMessage]

    def storm(self, storm: str, name: str, moment: datetime) -> str:
        """The newest fix that was known, in a sentence."""
        known = [row for row in self.fixes[storm] if _moment(row["known_at"]) <= moment]
        fix = max(known, key=lambda row: row["valid_at"])
        grade = WORDS(f"terms.grade.{fix['grade']}")
        return (
            f"{_moment(fix['valid_at']):%-d日%-H时}{name[name.index('“') :]}位于北纬{float(fix['lat']):.1f}度、"
            f"东经{float(fix['lon']):.1f}度，{grade}级，中心附近最大风速{float(fix['wind_ms']):.0f}米/秒。"
        )

    def rain(self, moment: datetime) -> str:
        day = [w for w in self.warnings if moment - timedelta(hours=24) < w.valid_at <= moment]
        storms = [
            w for w in day if w.event == "rainstorm" and w.message_type is not MessageType.CANCEL
        ]
        grave = sum(w.colour in (Colour.RED, Colour.ORANGE) for w in storms)
        units = len({unit for w in storms for unit in w.units})
        return f"过去24小时全市发布暴雨预警{len(storms)}期，其中橙色以上{grave}期，涉及{units}个县(市、区)。"


def fixes() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (HERE.parent / "storm_fixes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["storm"], []).append(row)
    return found


def minutes(
    held: Consultation, case: Case, sight: Sight, rng: random.Random
) -> Iterator[Consultation]:
    """Written down within the half hour, signed by somebody else after that."""
    written = held.valid_at + timedelta(minutes=rng.randint(18, 30))
    signed = written + timedelta(minutes=rng.randint(8, 25))
    said = _said(held, case)
    seen = [sight.storm(case.storm, case.name, held.valid_at)] if case.storm else []
    row = replace(
        held, state=ConsultationState.HELD, held_at=held.valid_at, units=COAST if case.storm else MOUNTAINS,
        facts="".join((*seen, sight.rain(held.valid_at))), judgement=said["text"],
        conclusion=said["conclusion"].format(level=_levels(case, held.valid_at)), author=on_duty(held.valid_at).name,
        valid_at=written, known_at=written,
    )  # fmt: skip
    yield row
    yield replace(
        row,
        state=ConsultationState.SIGNED,
        signed_by=APPROVER.name,
        valid_at=signed,
        known_at=signed,
    )


def duties(case: Case, city: City, rng: random.Random) -> Iterator[DutyState]:
    """Each within its deadline; moving and mobilising when what they are about was done."""
    for duty in city.plan.duties:
        began = next((c.at for c in case.changes if c.level and c.level.severity >= duty.level.severity
                      and duty.hazard in (None, c.hazard)), None)  # fmt: skip
        if began is None:
            continue
        done = began + timedelta(minutes=round(60 * duty.deadline_hours * rng.uniform(0.4, 0.9)))
        said = {"incident": case.incident, "unit": city.code, "duty": duty.code, "state": DutyStateName.DONE,
                "note": BOOK["duty"][duty.code], "source": SIMULATED}  # fmt: skip
        if duty.owner_code == UNITS:
            for unit in city.units:
                moment = case.moving[1] + timedelta(minutes=rng.randint(5, 45))
                yield DutyState(
                    **said,
                    owner=unit.code,
                    person=f"{unit.short}值班员",
                    valid_at=moment,
                    known_at=moment,
                )
            continue
        moment = MOBILISED if duty.code == "mobilise" else done
        yield DutyState(**said, person=on_duty(moment).name, valid_at=moment, known_at=moment)


def _said(held: Consultation, case: Case) -> dict[str, str]:
    found = BOOK["judgement"][_phase(case, held.valid_at)]
    return found[(held.serial - 1) % len(found)]


def _phase(case: Case, moment: datetime) -> str:
    if case.storm is None:
        return "rain"
    begin, end = case.moving
    if moment < begin + (end - begin) * 0.55:
        return "typhoon_before"
    return "typhoon_rising" if moment < end + timedelta(hours=6) else "typhoon_after"


def _levels(case: Case, moment: datetime) -> str:
    """防台风Ⅰ级、防暴雨Ⅲ级"""
    levels = {change.hazard: change.level for change in case.changes if change.at <= moment}
    return "、".join(
        f"{WORDS(f'terms.hazard.{hazard}')}{level}级" for hazard, level in levels.items() if level
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def seen(facts: Iterable[WarningMessage]) -> Sight:
    return Sight(fixes(), list(facts))

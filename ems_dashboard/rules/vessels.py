"""Vessels and rafts by place and by what was done with them (就近进港, 撤离, 上岸, 加固)."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import VesselKind, VesselMove


@dataclass(frozen=True, kw_only=True, slots=True)
class VesselAction(Fact):
    KIND: ClassVar[str] = "vessel_actions"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "vessel_kind", "action", "place")

    incident: str
    unit: str
    vessel_kind: VesselKind
    action: VesselMove
    place: str = ""
    vessels: int = 0
    people: int = 0
    reporter: str = ""

"""A typhoon on its second day, with three units that report: what consultations and reports are tested on."""

from dataclasses import replace
from datetime import datetime, timedelta

from ems_dashboard.actions.acting import Desk
from ems_dashboard.clock import BEIJING
from ems_dashboard.reports.taking import taking as taken
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.reports import Taking
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from ems_dashboard.text import words

CASE = "2023-TY2311"
DONGSHAN, ZHANGPU, ZHAOAN = "350626", "350623", "350624"
DUTY = Actor("duty", "值班员甲", Role.DUTY_OFFICER)
SECOND = Actor("second", "值班员乙", Role.DUTY_OFFICER)
APPROVER = Actor("approver", "审批人丙", Role.APPROVER)


def at(hour: int, minute: int = 0, day: int = 4) -> datetime:
    return datetime(2023, 9, day, hour, minute, tzinfo=BEIJING)


def moved(
    unit: str, count: int, valid_at: datetime, known_at: datetime | None = None, **more
) -> Evacuation:
    given = {
        "incident": CASE,
        "unit": unit,
        "category": Category.PEOPLE,
        "target": 1000,
        "moved": count,
    }
    return Evacuation(**given | more, valid_at=valid_at, known_at=known_at or valid_at)


def furnished(store) -> None:
    store.append(
        [
            Incident(incident=CASE, hazard=Hazard.TYPHOON, name="第11号台风“海葵”", number="2311", began_at=at(17, day=2),
                     valid_at=at(17, day=2)),
            Response(incident=CASE, unit="350600", hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START,
                     valid_at=at(17, day=2)),
            *(moved(unit, 300, at(10)) for unit in (DONGSHAN, ZHANGPU, ZHAOAN)),
        ],
        moment=at(10),
    )  # fmt: skip


def desk(store, city, actor: Actor, moment: datetime) -> Desk:
    return Desk(store, city, actor, words("zh"), moment)


def taking(store, city, cut_off: datetime, moment: datetime) -> Taking:
    """Of the three units that report here; the others are not owed."""
    made = taken(store, city, words("zh"), CASE, cut_off, cut_off + timedelta(hours=1), moment)
    return replace(
        made, questions=tuple(q for q in made.questions if q.unit in (DONGSHAN, ZHANGPU, ZHAOAN))
    )

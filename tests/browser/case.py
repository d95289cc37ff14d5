"""A typhoon on its second day: one report is signed; since then one unit was silent and one figure fell."""

from datetime import datetime, timedelta

from ems_dashboard import clock
from ems_dashboard.actions import reports as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange, QuestionState
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.meetings import questions
from ems_dashboard.store import Store
from ems_dashboard.text import words

CASE, NAME, HOUR = "TYtest", "测试台风", timedelta(hours=1)
FIVE = clock.parse("2024-07-20T17:00")
SILENT, FELL = "350624", "350626"


def befall(store: Store, now: datetime, first_cut_off: datetime) -> None:
    """Everything up to `now`; the first report is that of `first_cut_off`."""
    city = load_city(ROOT / "data" / "zhangzhou")
    began = now - 30 * HOUR
    begun = {"valid_at": began, "known_at": began}
    store.append(
        [
            Incident(incident=CASE, hazard=Hazard.TYPHOON, name=NAME, began_at=began, **begun),
            Response(incident=CASE, unit=city.code, hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START, **begun),
            *(_told(unit, 300, first_cut_off - HOUR) for unit in city.by_code),
            *_all_at_sea_moved(city, first_cut_off - HOUR),
        ],
        moment=first_cut_off - HOUR,
    )  # fmt: skip
    _sign_first(store, city, first_cut_off)
    later = [
        _told(unit, 200 if unit == FELL else 600, now - HOUR)
        for unit in city.by_code
        if unit != SILENT
    ]
    store.append(later, moment=now - HOUR)


def _told(unit: str, moved: int, at: datetime) -> Evacuation:
    return Evacuation(incident=CASE, unit=unit, category=Category.PEOPLE, target=1000, moved=moved, valid_at=at,
                      known_at=at)  # fmt: skip


def _all_at_sea_moved(city: City, at: datetime) -> list[Evacuation]:
    """Of every other category that a unit owes nothing is left to tell."""
    return [
        Evacuation(
            incident=CASE,
            unit=unit,
            category=category,
            target=10,
            moved=10,
            valid_at=at,
            known_at=at,
        )
        for category in city.plan.reported
        if category is not Category.PEOPLE
        for unit in owing(city, category, (Hazard.TYPHOON,))
    ]


def _sign_first(store: Store, city: City, cut_off: datetime) -> None:
    duty, approver = (
        Desk(store, city, Actor(name, name, role), words("zh"), cut_off + HOUR / 4)
        for name, role in (("duty1", Role.DUTY_OFFICER), ("approver", Role.APPROVER))
    )
    report = acts.take(
        duty, taking(store, city, words("zh"), CASE, cut_off, cut_off + HOUR, duty.moment)
    )
    for asked in questions(store, report, duty.moment):
        acts.answer(duty, asked, QuestionState.ACCEPTED, "首报")
    acts.hand_over(duty, report.report, 1, {"people": "首报"})
    acts.sign(approver, report.report, 1)

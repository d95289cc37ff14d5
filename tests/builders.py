"""Facts made by hand, a few to a test: each maker has the defaults of an ordinary row, and a test names what matters to it.

`at(3)` is three hours after the beginning; a row is known when it is true unless `known_at` says otherwise."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.pace import Finish, FinishTold, Left
from ems_dashboard.rules.race import RaceState, Runner
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import (
    Category,
    ConsultationState,
    GroupState,
    Hazard,
    Level,
    LevelChange,
    MessageType,
    OrderKind,
    OrderState,
    ReceiptState,
    ReminderStage,
    ReminderState,
    ReportState,
    ShelterStateName,
    SuggestionChoice,
    WarningKind,
)
from ems_dashboard.rules.warnings import WarningMessage

BEGAN = datetime(2026, 7, 1, 0, tzinfo=UTC)
"""08:00 in Beijing."""
CASE, STORM, CITY_CODE = "2026-TY01", "2601", "350600"
DONGSHAN, ZHANGPU, ZHAOAN = "350626", "350623", "350624"
"""Three counties on the sea."""
TONGLING, XINGCHEN = "350626100", "350626101"
"""Two townships of 东山."""


def at(hours: float) -> datetime:
    return BEGAN + timedelta(hours=hours)


def incident(
    name: str = CASE,
    *,
    began_at: datetime = BEGAN,
    ended_at: datetime | None = None,
    valid_at: datetime | None = None,
    known_at: datetime | None = None,
    hazard: Hazard = Hazard.TYPHOON,
    storm: str | None = STORM,
) -> Incident:
    true_at = valid_at or ended_at or began_at
    return Incident(
        incident=name, hazard=hazard, name=name, storm=storm, began_at=began_at, ended_at=ended_at, valid_at=true_at,
        known_at=known_at or true_at,
    )  # fmt: skip


def evacuation(
    moved: int,
    valid_at: datetime = BEGAN,
    *,
    unit: str = DONGSHAN,
    category: Category = Category.PEOPLE,
    target: int = 1000,
    returned: int = 0,
    sheltered: int | None = None,
    cleared: int | None = None,
    case: str = CASE,
    known_at: datetime | None = None,
    source: str = "",
) -> Evacuation:
    return Evacuation(
        incident=case, unit=unit, category=category, target=target, moved=moved, returned=returned, sheltered=sheltered,
        cleared=cleared, source=source, valid_at=valid_at, known_at=known_at or valid_at,
    )  # fmt: skip


def response(
    level: Level | None = Level.III,
    valid_at: datetime = BEGAN,
    *,
    unit: str = CITY_CODE,
    hazard: Hazard = Hazard.TYPHOON,
    change: LevelChange = LevelChange.START,
    case: str = CASE,
    document: str = "",
    known_at: datetime | None = None,
) -> Response:
    return Response(
        incident=case, unit=unit, hazard=hazard, level=level, change=change, document=document, valid_at=valid_at,
        known_at=known_at or valid_at,
    )  # fmt: skip


def order(
    name: str = "D1",
    valid_at: datetime = BEGAN,
    *,
    units: tuple[str, ...] = (DONGSHAN,),
    state: OrderState = OrderState.ISSUED,
    receipt_due: datetime | None = None,
    feedback_due: datetime | None = None,
    category: Category | None = None,
    complete_by: datetime | None = None,
    corrects: str | None = None,
    kind: OrderKind = OrderKind.DIRECTIVE,
    document: str = "",
    case: str = CASE,
) -> Order:
    return Order(
        order=name, incident=case, kind=kind, serial=1, title=name, units=units, state=state, receipt_due=receipt_due,
        feedback_due=feedback_due, category=category, complete_by=complete_by, corrects=corrects, document=document,
        valid_at=valid_at, known_at=valid_at,
    )  # fmt: skip


def receipt(
    name: str = "D1",
    valid_at: datetime = BEGAN,
    *,
    unit: str = DONGSHAN,
    state: ReceiptState = ReceiptState.RECEIVED,
) -> Receipt:
    return Receipt(order=name, unit=unit, state=state, valid_at=valid_at, known_at=valid_at)


def reminder(
    name: str = "D1",
    valid_at: datetime = BEGAN,
    *,
    unit: str = DONGSHAN,
    stage: ReminderStage = ReminderStage.RECEIPT,
    state: ReminderState = ReminderState.DRAFTED,
) -> Reminder:
    return Reminder(
        order=name,
        incident=CASE,
        unit=unit,
        stage=stage,
        state=state,
        valid_at=valid_at,
        known_at=valid_at,
    )


def fix(
    valid_at: datetime = BEGAN,
    lat: float = 21.0,
    lon: float = 119.0,
    *,
    agency: str = "CMA",
    storm: str = STORM,
    wind_ms: float | None = 40.0,
    known_at: datetime | None = None,
) -> StormFix:
    return StormFix(
        storm=storm, agency=agency, lat=lat, lon=lon, wind_ms=wind_ms, name_zh="示例", valid_at=valid_at,
        known_at=known_at or valid_at,
    )  # fmt: skip


def forecast(
    valid_at: datetime,
    hours: float,
    lat: float = 23.0,
    lon: float = 118.0,
    *,
    agency: str = "CMA",
    storm: str = STORM,
    known_at: datetime | None = None,
) -> StormForecast:
    """Of the bulletin of `valid_at`, so many hours ahead."""
    return StormForecast(
        storm=storm, agency=agency, forecast_at=valid_at + timedelta(hours=hours), lat=lat, lon=lon, wind_ms=38.0,
        valid_at=valid_at, known_at=known_at or valid_at,
    )  # fmt: skip


def warning(
    name: str = "W1",
    valid_at: datetime = BEGAN,
    *,
    level: Level | None = Level.II,
    event: str = "typhoon",
    kind: WarningKind = WarningKind.WEATHER,
    units: tuple[str, ...] = (CITY_CODE,),
    message_type: MessageType = MessageType.ALERT,
    references: tuple[str, ...] = (),
    expires_at: datetime | None = None,
    case: str | None = CASE,
    known_at: datetime | None = None,
) -> WarningMessage:
    return WarningMessage(
        id=name, kind=kind, event=event, level=level, units=units, message_type=message_type, references=references,
        expires_at=expires_at, incident=case, valid_at=valid_at, known_at=known_at or valid_at,
    )  # fmt: skip


def measure(
    starts_at: datetime, ends_at: datetime | None = None, *, name: str = "stop_work"
) -> Measure:
    return Measure(
        incident=CASE,
        unit=CITY_CODE,
        measure=name,
        starts_at=starts_at,
        ends_at=ends_at,
        valid_at=BEGAN,
        known_at=BEGAN,
    )


def deployment(
    state: GroupState, valid_at: datetime = BEGAN, *, group: str = "G01", unit: str = DONGSHAN
) -> Deployment:
    return Deployment(
        incident=CASE,
        group=group,
        unit=unit,
        state=state,
        people=4,
        valid_at=valid_at,
        known_at=valid_at,
    )


def cadres(
    sent: int, valid_at: datetime = BEGAN, *, unit: str = DONGSHAN, case: str = CASE
) -> Cadres:
    return Cadres(incident=case, unit=unit, sent=sent, valid_at=valid_at, known_at=valid_at)


def shelter_state(
    shelter: str, occupancy: int, valid_at: datetime = BEGAN, *, case: str = CASE
) -> ShelterState:
    return ShelterState(
        shelter=shelter, incident=case, state=ShelterStateName.OPEN, occupancy=occupancy, valid_at=valid_at,
        known_at=valid_at,
    )  # fmt: skip


def messages(
    batch: str, sent: int, valid_at: datetime = BEGAN, *, case: str = CASE
) -> MessageBatch:
    return MessageBatch(
        batch=batch, incident=case, unit=CITY_CODE, sent=sent, valid_at=valid_at, known_at=valid_at
    )


def consultation(
    name: str = "C1",
    valid_at: datetime = BEGAN,
    *,
    state: ConsultationState = ConsultationState.SIGNED,
    serial: int = 1,
) -> Consultation:
    return Consultation(
        consultation=name, incident=CASE, serial=serial, state=state, held_at=valid_at, due_at=valid_at,
        valid_at=valid_at, known_at=valid_at,
    )  # fmt: skip


def report(
    name: str = "R1",
    cut_off: datetime = BEGAN,
    *,
    version: int = 1,
    state: ReportState = ReportState.SIGNED,
    known_at: datetime | None = None,
) -> Report:
    true_at = known_at or cut_off + timedelta(minutes=30)
    return Report(
        report=name, version=version, incident=CASE, serial=1, state=state, cut_off=cut_off, due_at=cut_off,
        taken_at=true_at, signed_at=true_at, valid_at=true_at, known_at=true_at,
    )  # fmt: skip


def proposal(
    name: str = "P1", valid_at: datetime = BEGAN, *, level: Level = Level.II
) -> LevelProposal:
    return LevelProposal(
        proposal=name, incident=CASE, unit=CITY_CODE, hazard=Hazard.TYPHOON, level=level, change=LevelChange.RAISE,
        effective_at=valid_at, valid_at=valid_at, known_at=valid_at,
    )  # fmt: skip


def declined(suggestion: str, valid_at: datetime = BEGAN) -> SuggestionDecision:
    return SuggestionDecision(
        suggestion=suggestion, unit=CITY_CODE, hazard=Hazard.TYPHOON, level=Level.II,
        choice=SuggestionChoice.DECLINED, valid_at=valid_at, known_at=valid_at,
    )  # fmt: skip


def raced(**said: object) -> Runner:
    """One in the race: 5 of 10 people out, nothing ordered, no wind expected."""
    blank = Runner(
        unit=DONGSHAN, category=Category.PEOPLE, target=10, moved=5, reported_at=at(0), as_of=at(0),
        force=10, wind=None, ordered=None, planned=None, pace=None, finish=Finish(FinishTold.TOO_FEW),
        in_wind=Left(0, 0, 0), whole=None, state=RaceState.UNKNOWN,
    )  # fmt: skip
    return replace(blank, **said)

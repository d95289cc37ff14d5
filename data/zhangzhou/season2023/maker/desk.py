"""The desk: levels, orders and receipts, consultations, reports, groups, measures, messages."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, spans
from ems_dashboard.rules.rhythm import Due, timetable
from ems_dashboard.rules.terms import (
    DueKind,
    GroupKind,
    GroupState,
    Hazard,
    Level,
    LevelChange,
    OrderKind,
    ReceiptState,
)  # fmt: skip

from .calendar import HOUR, PUBLIC, Case, at, in_force
from .sharing import divide

MESSAGES = 275_000_000
COUNTIES = {("350624", at("07-28 12:00")): (at("07-28 10:30"), PUBLIC)}
"""What is public of a county: 诏安 was down to Ⅱ before the city."""
FIRST = {"2311": at("09-02 17:40"), "2314": at("10-02 21:30")}
NIGHT = "公开报道(当晚,海上撤离时限);文字与具体时刻为示例"
"""The first orders of two cases; that of 小犬 and its deadlines at sea are public."""
SEA_SUBJECTS = ("防御提示", "海上避风提醒", "转移避险通知", "停航停工停课提醒", "安全返回提醒")
RAIN_SUBJECTS = ("防御提示", "强降雨提醒", "临险转移通知", "道路积水绕行提醒", "安全返回提醒")
TITLES = (
    (OrderKind.DIRECTIVE, "关于做好{name}防御工作的第{n}号指令"),
    (OrderKind.ADVISORY, "关于防范{name}风险的提示函(第{n}号)"),
    (OrderKind.DIRECTIVE, "关于海上船舶和渔排人员撤离的第{n}号指令"),
    (OrderKind.DIRECTIVE, "关于危险区域群众转移的第{n}号指令"),
    (OrderKind.ADVISORY, "关于地质灾害和山洪防范的提示函(第{n}号)"),
)


def incidents(cases: list[Case]) -> Iterator[Incident]:
    for case in cases:
        said = {"incident": case.incident, "hazard": case.hazard, "name": case.name, "number": case.number,
                "storm": case.storm, "began_at": case.began, "source": case.source}  # fmt: skip
        yield Incident(**said, valid_at=case.began, known_at=case.began)
        yield Incident(**said, valid_at=case.ended, known_at=case.ended, ended_at=case.ended)


def responses(cases: list[Case], city: City, rng: random.Random) -> Iterator[Response]:
    number = 0
    for case in cases:
        levels: dict[tuple[str, Hazard], Level | None] = {}
        for change in case.changes:
            number += 1
            kind = _change(levels.get((city.code, change.hazard)), change.level)
            for unit in (city.code, *city.by_code):
                city_row = unit == city.code
                levels[(unit, change.hazard)] = change.level
                moment = (
                    change.at
                    if city_row
                    else change.at + timedelta(minutes=rng.choice((0, 0, 10, 20, 30, 40)))
                )
                source = change.source if city_row else SIMULATED
                moment, source = COUNTIES.get((unit, change.at), (moment, source))
                yield Response(
                    incident=case.incident, unit=unit, hazard=change.hazard, level=change.level, change=kind,
                    document=f"漳汛电〔2023〕{number}号" if city_row else "", valid_at=moment, known_at=moment,
                    basis="" if city_row else _basis(case, change.hazard, change.level), source=source,
                )  # fmt: skip


def _change(before: Level | None, after: Level | None) -> LevelChange:
    if after is None:
        return LevelChange.END
    if before is None:
        return LevelChange.START
    return LevelChange.RAISE if after.severity > before.severity else LevelChange.LOWER


def _basis(case: Case, hazard: Hazard, level: Level | None) -> str:
    if level is None:
        return f"{case.name}影响结束"
    return f"市防指{'防台风' if hazard is Hazard.TYPHOON else '防暴雨'}响应;本地{'台风' if hazard is Hazard.TYPHOON else '暴雨'}预警"


def orders(cases: list[Case], city: City, rng: random.Random) -> Iterator[Order | Receipt]:
    for case in cases:
        last = case.moving[1]
        serials: dict[OrderKind, int] = {}
        moments = sorted(
            case.began + (last - case.began) * rng.uniform(0.01, 0.98) for _ in range(case.orders)
        )
        if case.storm == "2311":
            moments[-4:] = [
                at("09-04 15:40"),
                at("09-04 17:10"),
                at("09-04 18:30"),
                at("09-04 19:20"),
            ]
        if case.storm in FIRST:
            moments[0] = FIRST[case.storm]
        for index, exact in enumerate(sorted(moments)):
            moment = exact.replace(second=0, microsecond=0)
            kind, title = TITLES[index % len(TITLES)]
            if case.storm == "2305" and index == case.orders - 3:
                kind, title, moment = (
                    OrderKind.MOBILISATION,
                    "防御{name}动员令({n}号)",
                    at("07-27 11:30"),
                )
            serials[kind] = serials.get(kind, 0) + 1
            some = kind is OrderKind.ADVISORY and rng.random() < 0.6
            units = (
                tuple(sorted(rng.sample(list(city.by_code), 6))) if some else tuple(city.by_code)
            )
            order = Order(
                order=f"{case.incident}-{kind}-{serials[kind]:02d}", incident=case.incident, kind=kind,
                serial=serials[kind], title=title.format(name=case.name, n=serials[kind]), units=units,
                receipt_due=moment + HOUR, feedback_due=moment + 8 * HOUR, valid_at=moment, known_at=moment,
                source=NIGHT if moment == FIRST["2314"] else SIMULATED,
            )  # fmt: skip
            yield order
            yield from _receipts(order, city, rng)


def _receipts(order: Order, city: City, rng: random.Random) -> Iterator[Receipt]:
    for unit in order.units:
        signed = rng.randint(3, 45) if rng.random() > 0.07 else rng.randint(70, 200)
        steps = ((ReceiptState.RECEIVED, signed), (ReceiptState.IN_HAND, signed + rng.randint(20, 90)),
                 (ReceiptState.ANSWERED, signed + rng.randint(120, 420)),
                 (ReceiptState.VERIFIED, signed + rng.randint(480, 800)))  # fmt: skip
        for state, minutes in steps:
            moment = order.valid_at + timedelta(minutes=minutes)
            yield Receipt(order=order.order, unit=unit, state=state, person=f"{city.short_of(unit)}值班员", valid_at=moment,
                          known_at=moment, source=SIMULATED)  # fmt: skip


def rhythm(cases: list[Case], city: City, rng: random.Random) -> Iterator[Consultation | Report]:
    for case in cases:
        changes = [
            Response(incident=case.incident, unit=city.code, hazard=c.hazard, level=c.level, valid_at=c.at,
                     change=LevelChange.START) for c in case.changes
        ]  # fmt: skip
        found = spans(changes, city.code)
        serial = dict.fromkeys(DueKind, 0)
        day = case.began.date()
        while day <= case.ended.date():
            for due in timetable(city.plan, found, day, (), datetime(2023, 1, 1, tzinfo=BEIJING)):
                if rng.random() < 0.015:
                    continue  # missed, as in life
                late = rng.random() < 0.07
                done = due.due_at + timedelta(
                    minutes=rng.randint(20, 50) if late else rng.randint(0, 9)
                )
                if due.kind is DueKind.REPORT and not late:
                    done = due.due_at - (
                        done - due.due_at
                    )  # it leaves in time, a consultation begins a little late
                done = max(done, case.began + timedelta(minutes=25))
                serial[due.kind] += 1
                yield _done(case, due, done, serial[due.kind])
            day += timedelta(days=1)


def _done(case: Case, due: Due, done: datetime, serial: int) -> Consultation | Report:
    common = {"incident": case.incident, "serial": serial, "due_at": due.due_at, "valid_at": done, "known_at": done,
              "source": SIMULATED}  # fmt: skip
    if due.kind is DueKind.CONSULTATION:
        return Consultation(
            consultation=f"{case.incident}-C{serial:02d}", host="值班领导甲", place="市防指指挥中心",
            attending=("市气象局", "市水利局", "市海洋渔业局", "市自然资源局", "市应急局"),
            conclusion=f"维持{in_force(case, done) or ''}级响应,按方案落实", **common,
        )  # fmt: skip
    return Report(
        report=f"{case.incident}-B{serial:02d}",
        cut_off=due.cut_off,
        title=f"{case.name}防御工作动态",
        **common,
    )


def deployments(cases: list[Case], city: City, rng: random.Random) -> Iterator[Deployment]:
    for case in cases:
        out = [
            c.at
            for c in case.changes
            if c.level and in_force(case, c.at).severity >= Level.II.severity
        ]
        if not out:
            continue
        begin = min(out)
        end = min(c.at for c in case.changes if c.at > begin and _below(in_force(case, c.at)))
        for group in city.groups:
            if group.kind != GroupKind.LEADER:
                continue
            found, people = rng.randint(2, 9), rng.randint(5, 8)
            for state, moment, problems, left in (
                (GroupState.DEPARTED, begin, 0, 0),
                (GroupState.ARRIVED, begin + timedelta(minutes=rng.randint(40, 130)), 0, 0),
                (
                    GroupState.ARRIVED,
                    begin + timedelta(hours=6, minutes=rng.randint(0, 50)),
                    found,
                    rng.randint(0, 2),
                ),
                (GroupState.RETURNED, end + timedelta(minutes=rng.randint(30, 90)), found, 0),
            ):
                unit = city.by_code[group.unit]
                yield Deployment(
                    incident=case.incident, group=group.code, unit=group.unit, state=state, people=people,
                    place=unit.short, lon=unit.lon, lat=unit.lat, problems_found=problems,
                    problems_fixed=problems - left, valid_at=moment, known_at=moment,
                    source=SIMULATED,
                )  # fmt: skip


def _below(level: Level | None) -> bool:
    return level is None or level.severity < Level.II.severity


def measures(city: City) -> Iterator[Measure]:
    def row(
        incident: str,
        code: str,
        starts: str,
        ends: str,
        valid: str,
        source: str,
        scope: str = "全市",
    ) -> Measure:
        return Measure(
            incident=incident, unit=city.code, measure=code, starts_at=at(starts), ends_at=at(ends) if ends else None,
            scope=scope, valid_at=at(valid), known_at=at(valid), source=source,
        )  # fmt: skip

    doksuri, saola, haikui = "2023-TY2305", "2023-TY2309", "2023-TY2311"
    for code in ("stop_work", "stop_production", "stop_school", "stop_market"):
        yield row(doksuri, code, "07-27 12:00", "07-29 12:00", "07-27 11:30", PUBLIC)
        yield row(
            doksuri,
            code,
            "07-27 12:00",
            "07-28 15:00",
            "07-28 15:00",
            "公开报道(当日提前结束,具体时刻未见)",
        )
    yield row(saola, "school_postponed", "09-01 00:00", "09-04 00:00", "08-31 16:00", PUBLIC)
    yield row(haikui, "school_postponed", "09-04 00:00", "09-06 00:00", "09-03 18:00", PUBLIC)
    for incident, starts, ends in ((doksuri, "07-26 12:00", "07-29 08:00"), (saola, "08-30 12:00", "09-02 08:00"),
                                   (haikui, "09-03 18:00", "09-05 14:00")):  # fmt: skip
        for code, scope in (
            ("ferries_stopped", "全部客渡航线"),
            ("scenic_closed", "滨海景区"),
            ("sites_stopped", "在建工地"),
        ):
            yield row(incident, code, starts, ends, starts, SIMULATED, scope)


def messages(cases: list[Case], city: City, rng: random.Random) -> Iterator[MessageBatch]:
    shares = divide(MESSAGES, [case.warnings for case in cases])
    for case, share in zip(cases, shares, strict=True):
        span = min(case.ended - case.began, timedelta(days=4))
        for index, sent in enumerate(divide(share, [1, 2, 3, 2, 1])):
            moment = case.began + HOUR + span * index / 5
            subject = (SEA_SUBJECTS if case.storm else RAIN_SUBJECTS)[index]
            yield MessageBatch(
                batch=f"{case.incident}-M{index + 1}", incident=case.incident, unit=city.code, sent=sent,
                subject=f"{case.name}{subject}", valid_at=moment, known_at=moment, source=SIMULATED,
            )  # fmt: skip

"""Who is called in the demonstration, whom was called and what was sent: all simulated, no number is anybody's."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.city import City
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.terms import CallAbout, CallOutcome, NoticeState, OrderState
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.situation.reach import RED, units_warned

from .calendar import at

KEPT_SINCE = at("03-01 09:00")
MINUTE = timedelta(minutes=1)
OFFICER = "值班员甲"
UNIT_POSTS = (
    ("值班员甲", "防汛办值班室"),
    ("负责人乙", "防汛办主任"),
    ("负责人甲", "分管副县长(副区长)"),
)
CITY_POSTS = (
    ("值班员甲", "市防汛办值班室"),
    ("值班员乙", "市防汛办值班室"),
    ("审批人甲", "市防汛办主任"),
)
TOWN_POSTS = (("值班员甲", "值班室"), ("负责人甲", "分管副镇长(副主任)"))
DEPARTMENT_POSTS = (("值班员甲", "值班室"), ("联络员甲", "防汛联络员"))
WITHOUT_NUMBER = {"350625103": 0, "3506Z4": 1}
"""unit → the place in its chain of somebody whose number nobody has written down."""
SILENT = "350628"
"""The county whose three people did not answer about one warning of 海葵 before the wind came."""
REACHED, MISSED, PASSED_ON = CallOutcome.REACHED, CallOutcome.MISSED, CallOutcome.PASSED_ON
Step = tuple[int, int, CallOutcome]
"""(minutes after the first call, place in the chain, what came of it)."""
COURSES: tuple[tuple[float, tuple[Step, ...]], ...] = (
    (0.78, ((0, 0, REACHED),)),
    (0.90, ((0, 0, MISSED), (3, 1, REACHED))),
    (0.96, ((0, 0, PASSED_ON),)),
    (1.00, ((0, 0, MISSED), (3, 1, MISSED), (7, 2, REACHED))),
)
NOBODY: tuple[Step, ...] = ((0, 0, MISSED), (3, 1, MISSED), (7, 2, MISSED))
CHANNEL = "sms"
REFUSED = "短信网关超时"


def reaching(facts: Sequence[Fact], city: City) -> Iterator[Fact]:
    people = list(contacts(city))
    yield from people
    yield from calls(facts, city, people)
    yield from notices(facts, people)


def contacts(city: City) -> Iterator[Contact]:
    numbers = count(1)
    places = [(city.code, "", CITY_POSTS)]
    places += [(unit.code, unit.short, UNIT_POSTS) for unit in city.units]
    places += [(town.code, town.name, TOWN_POSTS) for town in city.townships]
    places += [(each.code, each.short, DEPARTMENT_POSTS) for each in city.departments]
    places += [(each.code, "", (("联络员甲", "联络员"),)) for each in city.groups]
    places += [(each.code, "", (("队长甲", "队长"),)) for each in city.teams]
    places += [(each.code, "", (("管理员甲", "避灾点管理员"),)) for each in city.shelters]
    for unit, short, posts in places:
        for place, (name, post) in enumerate(posts):
            number = f"000-0000-{next(numbers):04d}"
            known = WITHOUT_NUMBER.get(unit) != place
            yield Contact(
                contact=f"2023-{unit}-{place + 1}", unit=unit, name=f"{short}{name}", post=post,
                telephones=(number,) if known else (), addresses=(f"{CHANNEL}:{number}",) if known else (),
                place=place + 1, valid_at=KEPT_SINCE, known_at=KEPT_SINCE, source=SIMULATED,
            )  # fmt: skip


def calls(facts: Sequence[Fact], city: City, people: Sequence[Contact]) -> Iterator[Call]:
    yield from _about_warnings(facts, city, people)
    yield from _about_orders(facts, people)


def _about_warnings(facts: Sequence[Fact], city: City, people: Sequence[Contact]) -> Iterator[Call]:
    """Every red warning of an incident, once for what updates it: every unit that it is for is
    called."""
    warnings = (f for f in facts if isinstance(f, WarningMessage) and f.incident)
    red = [each for each in warnings if severity(each) >= RED]
    seen: set[tuple[str, str]] = set()
    for message in sorted(red, key=lambda each: each.valid_at):
        name = message.references[0] if message.references else message.id
        for unit in units_warned(message, city):
            if (name, unit) in seen:
                continue
            seen.add((name, unit))
            rng = random.Random(f"call {name} {unit}")
            begun = message.known_at or message.valid_at
            silent = unit == SILENT and message.incident == "2023-TY2311"
            steps = NOBODY if silent else _course(rng)
            yield from _called(
                CallAbout.WARNING, name, message.incident, unit, begun + rng.randint(1, 4) * MINUTE, steps, people
            )  # fmt: skip


def _about_orders(facts: Sequence[Fact], people: Sequence[Contact]) -> Iterator[Call]:
    """Whoever had not signed in time was called, and signed soon after."""
    receipts = [f for f in facts if isinstance(f, Receipt)]
    for order in _issued(facts):
        signed: dict[str, datetime] = {}
        for receipt in (each for each in receipts if each.order == order.order):
            signed.setdefault(receipt.unit, receipt.valid_at)
        for unit in order.units:
            due, came = order.receipt_due, signed.get(unit)
            if due is None or came is None or came <= due + 12 * MINUTE:
                continue
            answered = came - 6 * MINUTE
            first = min(due + 5 * MINUTE, answered)
            gap = int((answered - first) / MINUTE)
            steps: tuple[Step, ...] = ((0, 0, MISSED), (gap, 1, REACHED)) if gap else NOBODY[:1]
            yield from _called(
                CallAbout.ORDER, order.order, order.incident, unit, first, steps, people
            )


def _course(rng: random.Random) -> tuple[Step, ...]:
    drawn = rng.random()
    return next(steps for most, steps in COURSES if drawn <= most)


def _called(
    about: CallAbout, reference: str, incident: str, unit: str, begun: datetime, steps: Iterable[Step], people: Sequence[Contact]
) -> Iterator[Call]:  # fmt: skip
    chain = [each for each in people if each.unit == unit and each.telephones]
    for number, (minutes, place, outcome) in enumerate(steps, start=1):
        person, moment = chain[min(place, len(chain) - 1)], begun + minutes * MINUTE
        yield Call(
            call=f"{about}-{reference}-{unit}-{number}", incident=incident, about=about, reference=reference,
            unit=unit, contact=person.contact, name=person.name, outcome=outcome, person=OFFICER,
            passed_to=chain[-1].name if outcome is PASSED_ON else "", valid_at=moment, known_at=moment, source=SIMULATED,
        )  # fmt: skip


def _issued(facts: Sequence[Fact]) -> list[Order]:
    """Each order by the row that issued it."""
    first: dict[str, Order] = {}
    for row in facts:
        if isinstance(row, Order) and row.state is OrderState.ISSUED:
            first.setdefault(row.order, row)
    return list(first.values())


def notices(facts: Sequence[Fact], people: Sequence[Contact]) -> Iterator[Notice]:
    """海葵: each order went to the first of every addressee by message; some were refused and sent
    again, and one never left."""
    orders = [row for row in _issued(facts) if row.incident == "2023-TY2311"]
    for order in orders:
        for unit in order.units:
            person = next(each for each in people if each.unit == unit and each.telephones)
            rng = random.Random(f"notice {order.order} {unit}")
            given_up = order is orders[-1] and unit == "3506Z5"
            yield from _sent(order, person, rng, given_up=given_up)


def _sent(order: Order, person: Contact, rng: random.Random, *, given_up: bool) -> Iterator[Notice]:
    steps = [(0, NoticeState.QUEUED, 0), (1, NoticeState.SENT, 1)]
    if given_up:
        steps[1:] = [
            (1, NoticeState.FAILED, 1),
            (4, NoticeState.FAILED, 2),
            (16, NoticeState.GIVEN_UP, 3),
        ]
    elif rng.random() < 0.06:
        steps[1:] = [(1, NoticeState.FAILED, 1), (3, NoticeState.SENT, 2)]
    failing = {NoticeState.FAILED, NoticeState.GIVEN_UP}
    for minutes, state, attempts in steps:
        moment = order.valid_at + minutes * MINUTE
        yield Notice(
            notice=f"{order.order}-{person.unit}", incident=order.incident, about=CallAbout.ORDER, reference=order.order,
            unit=person.unit, contact=person.contact, name=person.name, channel=CHANNEL, title=order.title,
            text=f"{order.title},请即签收。", state=state, attempts=attempts,
            error=REFUSED if state in failing else "", valid_at=moment, known_at=moment, source=SIMULATED,
        )  # fmt: skip

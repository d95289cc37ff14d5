"""The demonstration season replayed: no row contradicts another, and at every full hour of 海葵 the desk is one that could
have been."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.terms import Level
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import duties_of

CITY = load_city(ROOT / "data" / "zhangzhou")
HAIKUI = "2023-TY2311"
ALARM = ("350626", "raft_workers", clock.parse("2023-09-04T20:00"))
"""The one return before it was allowed that the demonstration means to show."""
OUTSIDE = {Response, LevelProposal, WarningMessage, Lesson}
"""A level is proposed and decided before it takes effect; a warning goes out before the incident is opened upon it; lessons
come after it."""


@pytest.fixture(scope="module")
def history(demo_store):
    return {kind: demo_store.history(kind) for kind in KINDS.values()}


@pytest.fixture(scope="module")
def levels(history):
    """levels(unit, moment): what was in force."""
    changes = defaultdict(list)
    for row in history[Response]:
        changes[row.unit].append(row)

    def in_force(unit, moment):
        standing = {row.hazard: row.level for row in changes[unit] if row.valid_at <= moment}
        return [level for level in standing.values() if level]

    return in_force


def test_nothing_is_known_before_it_is_true_and_nothing_lies_outside_its_incident(history):
    spans = {}
    for row in history[Incident]:
        began, ended = spans.get(row.incident, (row.began_at, None))
        spans[row.incident] = (began, row.ended_at or ended)
    for kind, found in history.items():
        for row in found:
            if kind not in OUTSIDE:
                assert row.known_at >= row.valid_at, row
                began, ended = spans.get(
                    getattr(row, "incident", None), (row.valid_at, row.valid_at)
                )
                assert began <= row.valid_at <= ended, row


def test_an_order_is_received_after_it_is_issued_by_those_it_names_step_by_step(history):
    orders = {order.order: order for order in history[Order]}
    steps = defaultdict(list)
    for row in history[Receipt]:
        assert row.valid_at > orders[row.order].valid_at
        assert row.unit in orders[row.order].units
        steps[row.order, row.unit].append(row.state)
    assert set(map(tuple, steps.values())) == {("received", "in_hand", "answered", "verified")}
    assert steps.keys() == {
        (order.order, unit) for order in orders.values() for unit in order.units
    }


def test_groups_go_at_level_two_and_come_back_below_it_and_leave_nothing_unsettled(history, levels):
    for row in history[Deployment]:
        grave = any(
            level.severity >= Level.II.severity for level in levels(CITY.code, row.valid_at)
        )
        assert grave == (row.state != "returned"), row
    for way in _by(history[Deployment], "incident", "group"):
        assert [row.state for row in way] == ["departed", "arrived", "arrived", "returned"]
        assert len({row.people for row in way}) == 1
        _rises(way, "problems_found", "problems_fixed")
        assert way[-1].problems_found == way[-1].problems_fixed


def test_nobody_returns_before_it_is_allowed_but_in_the_one_alarm(history, levels):
    early = set()
    for row in history[Evacuation]:
        unit = CITY.county_of.get(row.unit, row.unit)
        if row.returned and (levels(unit, row.valid_at) or (row.cleared or 0) < row.returned):
            early.add((row.unit, row.category, row.valid_at))
    assert early == {ALARM}


def test_cumulative_figures_only_rise(history):
    for kind, keys, figure in (
        (Cadres, ("incident", "unit"), "sent"),
        (VesselAction, ("incident", "unit", "vessel_kind"), "vessels"),
        (Impact, ("incident", "unit", "item"), "amount"),
    ):
        for way in _by(history[kind], *keys):
            _rises(way, figure)


def test_no_shelter_holds_more_than_it_can(history):
    capacity = {shelter.code: shelter.capacity for shelter in CITY.shelters}
    assert all(
        row.occupancy <= (capacity[row.shelter] or row.occupancy) for row in history[ShelterState]
    )


def test_every_consultation_and_report_was_asked_for_by_the_rhythm_once_and_numbered_in_turn(
    history,
):
    for kind, name in ((Consultation, "consultation"), (Report, "report")):
        newest = {getattr(row, name): row for row in history[kind]}.values()
        assert max(Counter((row.incident, row.due_at) for row in newest).values()) == 1
        assert all(row.due_at for row in newest)
        for way in _by(newest, "incident"):
            way.sort(key=lambda row: row.due_at)
            assert [row.serial for row in way] == list(range(1, len(way) + 1))


def test_a_decision_has_a_deadline_ahead_and_its_order_comes_after_it(history):
    orders = {order.order: order for order in history[Order]}
    first = {}
    for row in history[Decision]:
        written = first.setdefault(row.key, row.valid_at)
        assert row.deadline > written
        assert not row.order or orders[row.order].valid_at >= written


def test_a_warning_replaces_only_what_went_before(history):
    issued = {row.id: row for row in history[WarningMessage]}
    for row in issued.values():
        assert all(issued[name].valid_at <= row.valid_at for name in row.references), row.id
        assert row.expires_at is None or row.expires_at > row.valid_at


def hours():
    moment, end = clock.parse("2023-09-02T17:00"), clock.parse("2023-09-06T20:00")
    while moment <= end:
        yield moment
        moment += timedelta(hours=1)


def test_hour_by_hour_the_desk_is_one_that_could_have_been(demo_store):
    before: dict[str, int] = {}
    for moment in hours():
        picture = situation(demo_store, CITY, moment)
        city = [level for level in picture.responses[CITY.code].values() if level]
        grave = any(level.severity >= Level.II.severity for level in city)
        out = [
            row for row in picture.deployments if row.incident == HAIKUI and row.state != "returned"
        ]
        assert len(out) == 16 if grave else len(out) in (0, 16) or city == [Level.IV], moment
        assert all(
            order.order.valid_at > moment - timedelta(hours=4)
            for order in picture.orders
            if order.unreceived
        )
        assert sum(len(order.unreceived) for order in picture.orders) <= 32
        states = {due.state for due in picture.rhythm}
        assert "missed" not in states, moment
        assert sum(due.state == "late" for due in picture.rhythm) <= 1, moment
        _duties(demo_store, picture)
        _figures(picture, before)


def _duties(store, picture):
    rows = store.current(DutyState, as_of=picture.as_of, incident=HAIKUI)
    duties = duties_of(CITY, picture, rows).get(CITY.code, ())
    assert {duty.duty.code for duty in duties if duty.late(picture.as_of)} <= {"scenic", "move"}


def _figures(picture, before):
    """What was moved never falls by more than a correction."""
    for figure in picture.evacuation:
        if (figure.unit, figure.incident) == (CITY.code, HAIKUI):
            assert figure.moved <= figure.target
            assert figure.moved >= before.get(figure.category, 0) - 500
            before[figure.category] = figure.moved


def _by(rows, *names):
    found = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, name) for name in names)].append(row)
    return list(found.values())


def _rises(way, *figures):
    for name in figures:
        values = [getattr(row, name) for row in way]
        assert values == sorted(values), way[0]

import json
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.handovers import hand_over, shifts_at, take_over
from ems_dashboard.actions.log import Note, write_entry
from ems_dashboard.actions.passwords import hashed
from ems_dashboard.actions.signing_in import Door, vouched
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import Account, Limits
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import HandoverState, OpenKind
from ems_dashboard.situation import situation
from ems_dashboard.situation.handover import awaiting, open_list, sheets
from ems_dashboard.store.accounts import add_account
from ems_dashboard.text import words

NOW = datetime(2026, 7, 1, 12, 10, tzinfo=UTC)  # 20:10 in Beijing
MINUTE = timedelta(minutes=1)
JIA, YI = (Actor(a, n, Role.DUTY_OFFICER) for a, n in (("jia", "值班员甲"), ("yi", "值班员乙")))
PASSWORD = "Lychee-orchard-7391"


@pytest.fixture
def desk(store, city):
    return lambda actor=JIA, minutes=0: Desk(
        store, city, actor, words("zh"), NOW + minutes * MINUTE
    )


def listed(store, city):
    moment = NOW + MINUTE
    _, _, until = shifts_at(city, moment)
    return open_list(store, city, words("zh"), situation(store, city, moment), until)


def test_what_is_open_is_frozen_and_both_sign(store, city, desk):
    write_entry(desk(), Note("核实返回人员", follow_up_due=NOW + 30 * MINUTE))
    items = listed(store, city)
    assert [item.kind for item in items] == [OpenKind.FOLLOW_UP]
    sheet = hand_over(desk(minutes=2), items, "注意东山县渔排")
    taken = take_over(desk(YI, 5), sheet.handover)
    assert (taken.outgoing_name, taken.incoming_name, taken.state) == (
        "值班员甲",
        "值班员乙",
        HandoverState.SIGNED,
    )
    assert [row["subject"] for row in json.loads(taken.open_list)] == ["核实返回人员"]
    assert [row.state for row in store.history(Handover)] == list(HandoverState)
    assert [row.written_by for row in store.history(Handover)] == ["jia", "jia", "yi"]


def test_the_shift_that_just_ended_is_the_one_handed_over(city):
    begins, ends, until = (moment.astimezone(UTC).hour for moment in shifts_at(city, NOW))
    assert (begins, ends, until) == (0, 12, 0)


@pytest.mark.parametrize(("minutes", "ends"), [(109, 12), (110, 0)])
def test_two_hours_into_a_shift_it_is_the_one_before_no_more(city, minutes, ends):
    """20:00 is 12:00 UTC: at 21:59 the shift of the day is handed over, at 22:00 the one of the night."""
    assert shifts_at(city, NOW + minutes * MINUTE)[1].astimezone(UTC).hour == ends


def test_nobody_takes_over_from_himself_and_a_closed_sheet_stays_closed(desk):
    sheet = hand_over(desk(), (), "")
    with pytest.raises(Refused):
        take_over(desk(JIA, 1), sheet.handover)
    with pytest.raises(Refused):
        take_over(desk(Actor("c", "东山", Role.COUNTY, "350626"), 1), sheet.handover)
    take_over(desk(YI, 2), sheet.handover)
    with pytest.raises(Refused):
        take_over(desk(YI, 3), sheet.handover)


def test_a_second_sheet_waits_until_the_first_is_signed(store, desk):
    first = hand_over(desk(), (), "")
    with pytest.raises(Refused):
        hand_over(desk(YI, 1), (), "")
    assert awaiting(sheets(store, NOW + MINUTE, NOW - MINUTE)).handover == first.handover
    take_over(desk(YI, 2), first.handover)
    assert awaiting(sheets(store, NOW + 3 * MINUTE, NOW - MINUTE)) is None
    hand_over(desk(YI, 3), (), "")


def test_at_the_same_desk_the_coming_officer_proves_himself(store, desk):
    account = Account("yi", "值班员乙", Role.DUTY_OFFICER, created_at=NOW)
    store.write(lambda connection: add_account(connection, account, hashed(PASSWORD)))
    sheet = hand_over(desk(), (), "")
    door = Door(store, words("zh"), Limits(60 * MINUTE, 600 * MINUTE), NOW, "127.0.0.1")
    with pytest.raises(Refused):
        vouched(door, "yi", "wrong")
    taken = take_over(desk(JIA, 1), sheet.handover, vouched(door, "yi", PASSWORD))
    assert (taken.incoming, store.history(Handover)[-1].written_by) == ("yi", "yi")


def test_the_busy_evening_leaves_receipts_dues_and_duties(demo_store, city):
    moment = datetime(2023, 9, 4, 12, 24, tzinfo=UTC)
    picture = situation(demo_store, city, moment)
    items = open_list(demo_store, city, words("zh"), picture, moment + timedelta(hours=12))
    assert {OpenKind.FEEDBACK, OpenKind.CONSULTATION, OpenKind.REPORT, OpenKind.DUTY} <= {
        item.kind for item in items
    }
    assert all(item.units for item in items if item.kind in (OpenKind.RECEIPT, OpenKind.FEEDBACK))

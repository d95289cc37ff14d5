import re
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from ems_dashboard.actions import orders, receipts, reminders
from ems_dashboard.actions.orders import Content
from ems_dashboard.errors import Refused
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.terms import (
    Category,
    Hazard,
    OrderKind,
    OrderState,
    ReceiptState,
    ReminderStage,
    ReminderState,
)
from ems_dashboard.situation import season, situation
from ems_dashboard.situation.orders import order_book
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, MEMBER, OFFICER, START, desk

HOUR = timedelta(hours=1)
CONTENT = Content(
    incident="2023-TY2311", kind=OrderKind.DIRECTIVE, title="关于危险区域群众转移的指令", body="各县(市、区):……",
    units=("350626", "350624", "D03"), receipt_due=START + HOUR, feedback_due=START + 8 * HOUR,
    category=Category.PEOPLE, complete_by=START + 9 * HOUR,
)  # fmt: skip


@pytest.fixture(autouse=True)
def incident(store):
    row = Incident(
        incident="2023-TY2311", hazard=Hazard.TYPHOON, name="海葵", began_at=START - HOUR, valid_at=START - HOUR,
        known_at=START - HOUR,
    )  # fmt: skip
    store.append([row], moment=START - HOUR)


def issued(store, content=CONTENT, minutes=0.0):
    name = orders.draft(desk(store, minutes=minutes), content).order
    orders.approve(desk(store, APPROVER, minutes + 1), name)
    return orders.issue(desk(store, minutes=minutes + 2), name)


def test_an_order_is_written_approved_by_another_issued_and_frozen(store):
    name = orders.draft(desk(store), CONTENT).order
    with pytest.raises(Refused):
        orders.issue(desk(store), name)
    with pytest.raises(Refused, match="本人"):
        orders.approve(desk(store, replace(APPROVER, account=OFFICER.account)), name)
    orders.approve(desk(store, APPROVER, 1), name)
    sent = orders.issue(desk(store, minutes=2), name)
    assert (sent.serial, sent.document, sent.author, sent.approved_by) == (
        1,
        "漳汛指〔2023〕1号",
        "值班员甲",
        "审批人乙",
    )
    for act in (
        lambda: orders.draft(desk(store, minutes=3), replace(CONTENT, title="改"), name),
        lambda: orders.discard(desk(store, minutes=3), name),
        lambda: orders.approve(desk(store, APPROVER, 3), name),
        lambda: orders.issue(desk(store, minutes=3), name),
    ):
        with pytest.raises(Refused):
            act()
    (status,) = situation(store, CITY, START + HOUR / 2).orders
    assert (status.order.title, status.order.valid_at) == (
        CONTENT.title,
        START + timedelta(minutes=2),
    )


def test_an_approved_order_that_is_edited_must_be_approved_again(store):
    name = orders.draft(desk(store), CONTENT).order
    orders.approve(desk(store, APPROVER, 1), name)
    orders.draft(desk(store, minutes=2), replace(CONTENT, title="改后"), name)
    with pytest.raises(Refused):
        orders.issue(desk(store, minutes=3), name)
    returned = orders.give_back(desk(store, APPROVER, 4), name, "补充时限")
    assert (returned.state, returned.note) == (OrderState.RETURNED, "补充时限")
    assert orders.draft(desk(store, minutes=5), CONTENT, name).note == ""
    assert situation(store, CITY, START + HOUR).orders == ()


def test_what_is_missing_is_said(store):
    with pytest.raises(Refused, match=r"标题.*发送单位"):
        orders.draft(desk(store), replace(CONTENT, title="", units=()))
    name = orders.draft(desk(store), CONTENT).order
    orders.approve(desk(store, APPROVER, 1), name)
    with pytest.raises(Refused, match="签收期限已过"):
        orders.issue(desk(store, minutes=61), name)
    for actor in (LEADER, COUNTY, MEMBER, APPROVER):
        with pytest.raises(Refused):
            orders.draft(desk(store, actor), CONTENT)


def test_serials_count_per_kind_and_numbers_per_prefix(store):
    first, second = issued(store), issued(store)
    letter = issued(store, replace(CONTENT, kind=OrderKind.ADVISORY))
    other = issued(store, replace(CONTENT, incident="2023-R30"))
    assert [(o.serial, o.document) for o in (first, second, letter, other)] == [
        (1, "漳汛指〔2023〕1号"), (2, "漳汛指〔2023〕2号"), (1, "漳汛函〔2023〕1号"), (1, "漳汛指〔2023〕3号"),
    ]  # fmt: skip


def test_two_officers_issuing_at_once_leave_no_gap_and_no_double(store, url):
    names = [orders.draft(desk(store), CONTENT).order for _ in range(8)]
    for name in names:
        orders.approve(desk(store, APPROVER, 1), name)
    second, barrier, sent = open_store(url), Barrier(2), []

    def work(one, mine):
        barrier.wait()
        sent.extend(orders.issue(desk(one, minutes=2), name) for name in mine)

    threads = [Thread(target=work, args=args) for args in ((store, names[:4]), (second, names[4:]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(order.serial for order in sent) == list(range(1, 9))
    assert {order.document for order in sent} == {f"漳汛指〔2023〕{n}号" for n in range(1, 9)}


def at_once(*acts):
    """Each act in its own thread, all let go together: what each gave, or the sentence that refused it."""
    barrier, said = Barrier(len(acts)), {}

    def work(place, act):
        barrier.wait()
        try:
            said[place] = act()
        except Refused as refusal:
            said[place] = str(refusal)

    threads = [Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[place] for place in range(len(acts))]


def test_one_order_issued_by_two_at_once_has_one_number(store, url):
    name = orders.draft(desk(store), CONTENT).order
    orders.approve(desk(store, APPROVER, 1), name)
    second = open_store(url)
    said = at_once(
        *(lambda one=one: orders.issue(desk(one, minutes=2), name) for one in (store, second))
    )
    second.close()
    (sent,) = (each for each in said if isinstance(each, Order))
    (refusal,) = (each for each in said if isinstance(each, str))
    assert sent.document == "漳汛指〔2023〕1号"
    assert "不能转为" in refusal
    assert [row.state for row in store.history(Order, order=name)].count(OrderState.ISSUED) == 1


def test_what_is_edited_while_another_approves_it_is_never_approved_unread(store, url):
    second = open_store(url)
    for _ in range(6):
        row = orders.draft(desk(store), CONTENT)
        approved, edited = at_once(
            lambda row=row: orders.approve(
                desk(store, APPROVER, 1), row.order, store.history(Order, order=row.order)[0].seq
            ),
            lambda row=row: orders.draft(
                desk(second, minutes=1), replace(CONTENT, title="改后"), row.order
            ),
        )
        assert isinstance(edited, Order)
        assert isinstance(approved, Order) or "已有改动" in approved
        last = store.history(Order, order=row.order)[-1]
        assert (last.state, last.title, last.approved_by) == (OrderState.DRAFT, "改后", "")
    second.close()
    read = store.history(Order, order=row.order)[0]
    with pytest.raises(Refused, match="已有改动"):
        orders.approve(desk(store, APPROVER, 5), row.order, read.seq)


def test_a_correction_names_the_old_order_and_ends_it(store):
    old = issued(store)
    new = issued(store, replace(CONTENT, title="更正", corrects=old.order), 10)
    (status,) = situation(store, CITY, START + HOUR).orders
    assert (status.order.order, status.order.serial) == (new.order, 2)
    assert [row.state for row in store.history(Order, order=old.order)][-1] is OrderState.WITHDRAWN
    with pytest.raises(Refused, match="停止执行"):
        receipts.receive(desk(store, COUNTY, 20), old.order, "350626", ReceiptState.RECEIVED)
    assert season(store, CITY, 2023, START + 9 * HOUR).incidents[0].orders == 2  # both were issued


def test_what_ends_an_order_must_reach_all_who_had_it_and_is_written_once(store):
    old = issued(store)
    ending = replace(
        CONTENT,
        title="撤回",
        corrects=old.order,
        feedback_due=None,
        category=None,
        complete_by=None,
    )
    with pytest.raises(Refused, match="诏安"):
        orders.draft(desk(store, minutes=5), replace(ending, units=("350626", "D03")))
    first = orders.draft(desk(store, minutes=6), ending)
    assert first.withdraws
    with pytest.raises(Refused, match="先办结"):
        orders.draft(desk(store, minutes=7), replace(ending, title="再撤回"))
    orders.draft(desk(store, minutes=8), replace(ending, title="撤回,改后"), first.order)
    orders.approve(desk(store, APPROVER, 9), first.order)
    orders.issue(desk(store, minutes=10), first.order)
    with pytest.raises(Refused, match="停止执行"):
        orders.draft(desk(store, minutes=11), ending)


def test_what_was_withdrawn_is_owed_by_nobody(store):
    old = issued(store)
    issued(
        store, replace(CONTENT, title="更正", corrects=old.order, receipt_due=START + 3 * HOUR), 10
    )
    book = order_book(store, situation(store, CITY, START + 2 * HOUR))
    by_order = {file.order.order: file for file in book.files}
    assert not any(cell.late or cell.due for cell in by_order[old.order].cells)
    assert book.tally.late_units == ()
    assert book.ended_for("350626") == (by_order[old.order],)


def test_an_addressee_receives_acts_answers_and_headquarters_verifies(store):
    order = issued(store).order
    for state, note in (
        (ReceiptState.RECEIVED, ""),
        (ReceiptState.IN_HAND, ""),
        (ReceiptState.ANSWERED, "已转移1150人"),
    ):
        receipts.receive(desk(store, COUNTY, 5), order, "350626", state, note)
    with pytest.raises(Refused):
        receipts.receive(desk(store, COUNTY, 6), order, "350626", ReceiptState.VERIFIED)
    receipts.receive(desk(store, minutes=7), order, "350626", ReceiptState.VERIFIED)
    row = receipts.receive(
        desk(store, minutes=8), order, "350624", ReceiptState.RECEIVED, person="诏安值班员(电话)"
    )
    assert row.person == "诏安值班员(电话)"
    receipts.receive(desk(store, MEMBER, 9), order, "D03", ReceiptState.RECEIVED)
    (status,) = situation(store, CITY, START + HOUR / 2).orders
    assert {r.unit: r.state for r in status.receipts} == {
        "350626": ReceiptState.VERIFIED, "350624": ReceiptState.RECEIVED, "D03": ReceiptState.RECEIVED,
    }  # fmt: skip


def test_nobody_signs_for_another_and_nobody_who_was_not_addressed(store):
    order = issued(store).order
    with pytest.raises(Refused):
        receipts.receive(desk(store, COUNTY), order, "350624", ReceiptState.RECEIVED)
    with pytest.raises(Refused, match="没有发给"):
        receipts.receive(desk(store), order, "350602", ReceiptState.RECEIVED)
    with pytest.raises(Refused, match="不能转为"):
        receipts.receive(desk(store, COUNTY), order, "350626", ReceiptState.ANSWERED, "已办")
    receipts.receive(desk(store, COUNTY, 3), order, "350626", ReceiptState.RECEIVED)
    with pytest.raises(Refused, match="落实情况"):
        receipts.receive(desk(store, COUNTY, 4), order, "350626", ReceiptState.ANSWERED)


def test_a_reminder_is_drafted_once_for_each_addressee_and_stage(store):
    order = issued(store).order
    receipts.receive(desk(store, COUNTY, 5), order, "350626", ReceiptState.RECEIVED)
    say = words("zh")
    assert reminders.draft_reminders(store, CITY, say, START + HOUR / 2) == 0
    assert reminders.draft_reminders(store, CITY, say, START + 2 * HOUR) == 2
    assert reminders.draft_reminders(store, CITY, say, START + 3 * HOUR) == 0
    drafted = store.history(Reminder)
    assert {r.unit for r in drafted} == {"350624", "D03"}
    assert "漳汛指〔2023〕1号" in drafted[0].text
    assert reminders.send_reminders(desk(store, minutes=130), drafted) == 2
    assert reminders.send_reminders(desk(store, minutes=131), drafted) == 0
    assert [r.state for r in store.history(Reminder)].count(ReminderState.SENT) == 2
    assert (
        reminders.draft_reminders(store, CITY, say, START + 9 * HOUR) == 1
    )  # 350626 has not answered


def said(minutes=5.0, **given):
    return receipts.Said(
        **{"person": "", "note": ""} | given, at=START + timedelta(minutes=minutes)
    )


def test_three_calls_are_written_down_in_one_act_with_their_own_minute(store):
    order = issued(store)
    rows = receipts.record_calls(
        desk(store, minutes=20),
        order.order,
        CONTENT.units,
        ReceiptState.RECEIVED,
        said(7, person="各县值班员"),
    )
    assert [(row.unit, row.person, row.valid_at, row.known_at) for row in rows] == [
        (unit, "各县值班员", START + timedelta(minutes=7), START + timedelta(minutes=20))
        for unit in CONTENT.units
    ]
    book = order_book(store, situation(store, CITY, START + HOUR / 2))
    assert (book.tally.signed, book.tally.median_minutes) == (3, 5)
    assert (
        order_book(store, situation(store, CITY, START + timedelta(minutes=15))).tally.signed == 0
    ), "not known yet"


def test_who_wrote_down_a_call_is_not_said_to_have_received_the_order(store):
    order = issued(store)
    (row,) = receipts.record_calls(
        desk(store, minutes=9), order.order, ["350626"], ReceiptState.RECEIVED, said()
    )
    assert row.person == "电话(值班员甲代记)"


def test_of_several_calls_all_are_recorded_or_none_and_each_that_cannot_is_named(store):
    order = issued(store).order
    receipts.receive(desk(store, COUNTY, 6), order, "350626", ReceiptState.RECEIVED)
    with pytest.raises(Refused) as refused:
        receipts.record_calls(
            desk(store, minutes=9),
            order,
            ["350626", "350624", "350602"],
            ReceiptState.RECEIVED,
            said(8),
        )
    assert re.search(
        r"东山县:.*不能转为.* 芗城区:.*没有发给.*其余单位也没有代记", str(refused.value)
    )
    assert "诏安" not in str(refused.value)
    assert [row.unit for row in store.history(Receipt, order=order)] == ["350626"]


def test_answers_are_recorded_together_only_with_what_was_done_and_not_before_the_receipt(store):
    order = issued(store).order
    two = ["350626", "350624"]
    receipts.record_calls(desk(store, minutes=10), order, two, ReceiptState.RECEIVED, said(10))
    with pytest.raises(Refused, match="落实情况"):
        receipts.record_calls(desk(store, minutes=30), order, two, ReceiptState.ANSWERED, said(20))
    with pytest.raises(Refused, match=r"东山县:.*不能更早.*诏安县:.*不能更早"):
        receipts.record_calls(
            desk(store, minutes=30), order, two, ReceiptState.ANSWERED, said(9, note="已全部转移")
        )
    rows = receipts.record_calls(
        desk(store, minutes=30), order, two, ReceiptState.ANSWERED, said(20, note="已全部转移")
    )
    assert {row.note for row in rows} == {"已全部转移"}


@pytest.mark.parametrize(("minutes", "sentence"), [(31, "还没有到"), (1, "早于签发")])
def test_a_call_lies_between_the_issue_and_now(store, minutes, sentence):
    order = issued(store).order
    with pytest.raises(Refused, match=sentence):
        receipts.record_calls(
            desk(store, minutes=30), order, ["350626"], ReceiptState.RECEIVED, said(minutes)
        )


def test_a_call_within_the_minute_of_the_issue_or_of_the_receipt_counts_from_it(store):
    """A form says the minute, the ledger the second."""
    order = issued(store, minutes=0.4)  # issued at 02:24 past, said to have been received "at 02"
    (row,) = receipts.record_calls(
        desk(store, minutes=4), order.order, ["350626"], ReceiptState.RECEIVED, said(2)
    )
    assert row.valid_at == order.valid_at
    (answer,) = receipts.record_calls(
        desk(store, minutes=4), order.order, ["350626"], ReceiptState.ANSWERED, said(2, note="已办")
    )
    assert answer.valid_at == row.valid_at
    assert order_book(store, situation(store, CITY, START + HOUR)).tally.answered == 1


def test_only_who_may_receive_for_a_unit_writes_its_calls_down(store):
    order = issued(store).order
    for actor in (COUNTY, LEADER, APPROVER):
        with pytest.raises(Refused):
            receipts.record_calls(
                desk(store, actor, 30), order, ["350626", "350624"], ReceiptState.RECEIVED, said()
            )
    with pytest.raises(Refused, match="勾选"):
        receipts.record_calls(desk(store, minutes=30), order, [], ReceiptState.RECEIVED, said())
    assert store.history(Receipt, order=order) == []


def test_whoever_was_reminded_of_the_receipt_is_reminded_of_the_feedback_too(store):
    """One reminder for each stage, not one for each addressee."""
    order = issued(store).order
    say = words("zh")
    reminders.draft_reminders(store, CITY, say, START + 2 * HOUR)
    receipts.receive(desk(store, COUNTY, 180), order, "350626", ReceiptState.RECEIVED)
    reminders.draft_reminders(store, CITY, say, START + 12 * HOUR)
    stages = [row.stage for row in store.history(Reminder) if row.unit == "350626"]
    assert stages == [ReminderStage.RECEIPT, ReminderStage.FEEDBACK]

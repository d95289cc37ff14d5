"""The order book: what each addressee owes, which reminders still wait, what corrects what."""

from datetime import timedelta

import pytest

from ems_dashboard.rules.terms import OrderState, ReceiptState, ReminderStage, ReminderState
from ems_dashboard.situation.orders import order_book, order_file
from tests.builders import DONGSHAN, ZHANGPU, at, incident, order, receipt, reminder

MINUTE = timedelta(minutes=1)
BOTH = {"receipt_due": at(1), "feedback_due": at(8)}


@pytest.fixture
def book(ledger, seen):
    """book(moment, *facts) → the order book then."""
    return lambda moment, *facts: order_book(ledger, seen(moment, *facts))


def test_a_drafted_reminder_waits_while_its_addressee_is_late_with_that_stage(book):
    rows = incident(), order(**BOTH), reminder(valid_at=at(1) + MINUTE)
    assert len(book(at(2), *rows).drafted) == 1


def test_a_reminder_does_not_outlive_its_stage(book):
    """Whoever signed late and then owes the feedback is not to be reminded of the receipt."""
    rows = incident(), order(**BOTH), reminder(valid_at=at(2)), receipt(valid_at=at(3))
    assert book(at(4), *rows).drafted == ()
    assert book(at(9)).drafted == (), (
        "late again, with the next stage: that one was not drafted yet"
    )
    (waiting,) = book(at(10), reminder(valid_at=at(9), stage=ReminderStage.FEEDBACK)).drafted
    assert waiting.stage is ReminderStage.FEEDBACK


def test_a_reminder_that_was_sent_waits_no_more_and_is_the_last_the_addressee_got(book):
    rows = (
        incident(),
        order(**BOTH),
        reminder(valid_at=at(2)),
        reminder(valid_at=at(3), state=ReminderState.SENT),
    )
    found = book(at(4), *rows)
    assert found.drafted == ()
    assert found.files[0].reminded(DONGSHAN).valid_at == at(3)
    assert found.files[0].reminded(ZHANGPU) is None


@pytest.mark.parametrize(("moment", "late"), [(at(1), False), (at(1) + MINUTE, True)])
def test_an_addressee_is_late_from_the_minute_after_the_hour(book, moment, late):
    (file,) = book(moment, incident(), order(**BOTH)).files
    assert file.cell(DONGSHAN).late is late


def test_the_tally_counts_the_orders_that_stand(book):
    rows = (
        incident(),
        order("D1", units=(DONGSHAN, ZHANGPU), **BOTH),
        order("D2", at(1), state=OrderState.DRAFT),
    )
    found = book(at(2), *rows, receipt(valid_at=at(0.5)))
    assert (found.tally.orders, found.tally.addressed, found.tally.signed) == (1, 2, 1)


def test_the_newest_comes_first_and_a_discarded_draft_is_gone(book):
    rows = order("D1"), order("D2", at(1)), order("D3", at(2), state=OrderState.DISCARDED)
    assert [file.order.order for file in book(at(3), incident(), *rows).files] == ["D2", "D1"]


def test_an_order_knows_what_it_corrects_and_what_corrects_it(book):
    rows = (
        order("D1"),
        order("D1", at(2), state=OrderState.WITHDRAWN),
        order("D2", at(2), corrects="D1"),
    )
    files = {file.order.order: file for file in book(at(3), incident(), *rows).files}
    assert files["D1"].successor.order == "D2"
    assert files["D2"].corrected.order == "D1"
    assert files["D2"].corrected.state is OrderState.ISSUED, "as it was sent"


def test_a_draft_that_is_to_correct_an_order_is_pending_and_no_successor(book):
    rows = order("D1"), order("D2", at(2), corrects="D1", state=OrderState.DRAFT)
    files = {file.order.order: file for file in book(at(3), incident(), *rows).files}
    assert (files["D1"].successor, files["D1"].pending.order) == (None, "D2")


def test_an_order_of_a_closed_incident_is_read_by_its_id_as_of_a_moment(ledger, told):
    told(
        incident(),
        incident(ended_at=at(5)),
        order(**BOTH),
        receipt(valid_at=at(3), state=ReceiptState.RECEIVED),
    )
    assert order_file(ledger, "D1", at(9)).cell(DONGSHAN).state is ReceiptState.RECEIVED
    assert order_file(ledger, "D1", at(2)).cell(DONGSHAN).state is ReceiptState.SENT
    assert order_file(ledger, "D9", at(9)) is None

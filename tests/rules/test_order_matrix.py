"""What each addressee of an order did, by when it should have, and the line that leaders read."""

from datetime import timedelta

import pytest

from ems_dashboard.rules.order_matrix import cells, tally
from ems_dashboard.rules.terms import ReceiptState, ReminderStage
from tests.builders import DONGSHAN, ZHANGPU, ZHAOAN, at, order, receipt

MINUTE = timedelta(minutes=1)
ORDER = order("D1", at(0), units=(DONGSHAN, ZHANGPU), receipt_due=at(1), feedback_due=at(4))


def cell(moment, *receipts, of=ORDER, unit=DONGSHAN, ended=False):
    return next(each for each in cells(of, receipts, moment, ended=ended) if each.unit == unit)


@pytest.mark.parametrize(("moment", "late"), [(at(1), False), (at(1) + MINUTE, True)])
def test_the_receipt_is_late_from_the_minute_after_the_hour(moment, late):
    found = cell(moment)
    assert (found.stage, found.due, found.late) == (ReminderStage.RECEIPT, at(1), late)


def test_who_signed_owes_the_feedback_and_who_answered_owes_nothing():
    signed = receipt("D1", at(0.5))
    found = cell(at(5), signed)
    assert (found.stage, found.due, found.late) == (ReminderStage.FEEDBACK, at(4), True)
    answered = cell(at(5), signed, receipt("D1", at(3), state=ReceiptState.ANSWERED))
    assert (answered.stage, answered.due, answered.late) == (None, None, False)
    assert (answered.signed_at, len(answered.steps)) == (at(0.5), 2)


def test_without_a_deadline_for_the_receipt_the_feedback_is_the_one_to_sign_by():
    bare = order("D2", at(0), feedback_due=at(4))
    assert cell(at(1), of=bare).due == at(4)
    assert cell(at(1), of=order("D3", at(0))).due is None


def test_of_an_order_that_a_newer_one_ended_nothing_is_owed():
    assert (cell(at(9), ended=True).late, cell(at(9), ended=True).stage) == (False, None)


def test_a_receipt_of_somebody_who_was_not_addressed_counts_for_nothing():
    found = cells(ORDER, [receipt("D1", at(0.5), unit=ZHAOAN)], at(2))
    assert [(each.unit, each.state) for each in found] == [
        (DONGSHAN, ReceiptState.SENT),
        (ZHANGPU, ReceiptState.SENT),
    ]


def test_the_line_counts_who_signed_and_answered_how_long_it_took_and_who_is_late():
    rows = [
        receipt("D1", at(0.5)),
        receipt("D1", at(3), state=ReceiptState.ANSWERED),
        receipt("D1", at(1.5), unit=ZHANGPU),
    ]
    found = tally({"D1": ORDER}, cells(ORDER, rows, at(5)))
    assert (found.orders, found.addressed, found.signed, found.answered) == (1, 2, 2, 1)
    assert (found.median_minutes, found.share, found.late_units) == (60.0, 1.0, (ZHANGPU,))
    nothing = tally({}, [])
    assert (nothing.share, nothing.median_minutes, nothing.late_units) == (None, None, ())

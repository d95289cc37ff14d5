"""The allowed moves of a consultation and of a report, and who may sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules import consultations, reports
from ems_dashboard.rules.consultations import next_serial
from ems_dashboard.rules.signing import may_sign
from ems_dashboard.rules.terms import ConsultationState, ReportState


@pytest.mark.parametrize(
    ("subject", "states"), [(consultations, ConsultationState), (reports, ReportState)]
)
def test_every_state_is_in_the_table_and_can_be_reached_from_nothing(subject, states):
    assert set(subject.MOVES) == {None, *states}
    reached, open_ones = set(), [None]
    while open_ones:
        new = subject.MOVES[open_ones.pop()] - reached
        reached |= new
        open_ones += new
    assert reached == set(states)


def test_what_is_signed_goes_back_to_no_draft():
    assert [
        s for s in ConsultationState if consultations.may_move(ConsultationState.SIGNED, s)
    ] == []
    assert [s for s in ReportState if reports.may_move(ReportState.SIGNED, s)] == [
        ReportState.REPLACED
    ]
    assert [s for s in ReportState if reports.may_move(ReportState.REPLACED, s)] == []


def test_nothing_is_signed_that_was_not_handed_over():
    assert not reports.may_move(None, ReportState.SIGNED)
    assert not reports.may_move(ReportState.DRAFT, ReportState.SIGNED)
    assert not consultations.may_move(None, ConsultationState.SIGNED)


@given(
    st.lists(st.sampled_from(("duty", "second", "approver"))),
    st.sampled_from(("duty", "approver", "")),
)
def test_who_wrote_any_of_it_may_not_sign_it(writers, account):
    assert may_sign(account, writers) == (account != "" and account not in writers)


@given(st.lists(st.integers(1, 99)))
def test_the_next_number_is_behind_all_others_and_begins_with_one(serials):
    assert next_serial(serials) == max([0, *serials]) + 1

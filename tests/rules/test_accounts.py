from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.accounts import (
    FIRST_DELAY,
    LOCKED_FOR,
    MOVES,
    SHORTEST,
    TRIES,
    Account,
    AccountState,
    Limits,
    Session,
    counted,
    is_alive,
    is_locked,
    leaves_nobody_in_charge,
    moved,
    name_fits,
    weaknesses,
)
from ems_dashboard.rules.roles import Role

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
LIMITS = Limits(timedelta(hours=2), timedelta(hours=24))
ACCOUNTS = st.builds(
    Account,
    st.just("jia"),
    st.just("甲"),
    st.sampled_from(Role),
    state=st.sampled_from(AccountState),
    one_time=st.booleans(),
)


@given(ACCOUNTS, st.sampled_from(sorted(MOVES)) | st.text())
def test_what_is_not_in_the_table_of_moves_does_not_happen(account, move):
    after = moved(account, move)
    if after is None:
        assert account.state not in MOVES.get(move, {})
    else:
        assert after.state is MOVES[move][account.state]
        assert (after.account, after.role, after.unit) == (
            account.account,
            account.role,
            account.unit,
        )


@given(st.lists(st.sampled_from(sorted(MOVES))))
def test_a_retired_account_stays_retired_whatever_is_tried(moves):
    account = Account("jia", "甲", Role.DUTY_OFFICER, state=AccountState.RETIRED)
    assert all(moved(account, move) is None for move in moves)


@given(st.lists(st.sampled_from(sorted(set(MOVES) - {"choose"}))))
def test_a_one_time_password_stays_one_until_its_holder_chooses(moves):
    account = Account("jia", "甲", Role.DUTY_OFFICER, one_time=True)
    for move in moves:
        account = moved(account, move) or account
        assert account.one_time


@given(ACCOUNTS, ACCOUNTS, st.integers(1, 5))
def test_somebody_stays_in_charge(before, after, administrators):
    takes_away = (
        before.role is Role.ADMINISTRATOR
        and before.state is AccountState.ACTIVE
        and not (after.role is Role.ADMINISTRATOR and after.state is AccountState.ACTIVE)
    )
    assert leaves_nobody_in_charge(before, after, administrators) == (
        takes_away and administrators == 1
    )


@given(st.text(max_size=200))
def test_a_short_or_simple_password_is_weak(password):
    kinds = {(c.islower(), c.isupper(), c.isdigit()) for c in password}
    weak = weaknesses(password, "")
    assert ("short" in weak) == (len(password) < SHORTEST)
    assert len(kinds) < 3 or "classes" not in weak
    if len(kinds) < 3:
        assert "classes" in weak


def test_a_password_that_holds_the_account_is_weak():
    assert weaknesses("Dongshan-2026", "dongshan") == ["name"]
    assert weaknesses("Correct-Horse-9", "dongshan") == []
    assert weaknesses("Aa1" * 50, "") == ["long"]


def test_names_that_could_be_taken_for_another_do_not_fit():
    assert all(map(name_fits, ("jia", "duty-1", "350626", "a.b_c")))
    assert not any(map(name_fits, ("", "a", "Jia", "jiа", "a b", "-a", "x" * 33, "甲甲", "a\n")))


@given(st.lists(st.integers(0, 3600), max_size=40))
def test_a_lock_needs_five_attempts_and_lasts_a_quarter_of_an_hour_at_most(gaps):
    moment, attempts, at = NOON, None, []
    for gap in gaps:
        moment += timedelta(seconds=gap)
        if is_locked(attempts, moment):
            continue
        attempts = counted(attempts, moment)
        at.append(moment)
        if is_locked(attempts, moment):
            assert FIRST_DELAY <= attempts.locked_until - moment <= LOCKED_FOR
            assert len(at) >= TRIES
        assert not is_locked(attempts, moment + LOCKED_FOR)


def test_each_attempt_after_the_fifth_closes_the_door_twice_as_long():
    moment, attempts, minutes = NOON, None, []
    for _ in range(TRIES + 4):
        moment = max(moment, attempts.locked_until or moment) if attempts else moment
        attempts = counted(attempts, moment)
        if attempts.locked_until:
            minutes.append((attempts.locked_until - moment) / timedelta(minutes=1))
    assert minutes == [1, 2, 4, 8, 15]
    assert counted(attempts, attempts.locked_until).count == 1


def test_the_fifth_attempt_locks_and_the_next_quarter_begins_afresh():
    attempts = None
    for number in range(TRIES):
        assert not is_locked(attempts, NOON)
        attempts = counted(attempts, NOON + timedelta(seconds=number))
    assert is_locked(attempts, NOON + FIRST_DELAY)
    later = NOON + LOCKED_FOR + timedelta(minutes=1)
    assert counted(attempts, later).count == 1


@given(st.integers(0, 30 * 60), st.integers(0, 30 * 60))
def test_a_session_is_alive_within_both_limits(began, seen):
    session = Session(
        "k", "jia", NOON - timedelta(minutes=began), NOON - timedelta(minutes=min(began, seen))
    )
    assert is_alive(session, NOON, LIMITS) == (began < 24 * 60 and min(began, seen) < 120)


def test_attempts_sent_together_find_the_lock_in_whatever_order_they_are_counted():
    attempts = None
    for _ in range(TRIES):
        attempts = counted(attempts, NOON)
    assert is_locked(attempts, NOON - timedelta(seconds=5))
    assert not is_locked(attempts, NOON - timedelta(hours=1)), "a clock that was an hour ahead"

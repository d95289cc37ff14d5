from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.terms import Colour, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, severity, valid_at

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def message(name: str, hours: float = 0, lasts: float | None = 6, **fields) -> WarningMessage:
    at = NOON + hours * HOUR
    ends = None if lasts is None else at + lasts * HOUR
    return WarningMessage(
        id=name, kind=WarningKind.WEATHER, event="typhoon", valid_at=at, expires_at=ends,
        **{"colour": Colour.YELLOW} | fields,
    )  # fmt: skip


def standing(*messages: WarningMessage, hours: float) -> list[str]:
    return [m.id for m in valid_at(messages, NOON + hours * HOUR)]


def test_a_warning_stands_from_its_minute_until_it_expires():
    one = message("a")
    assert standing(one, hours=-0.1) == []
    assert standing(one, hours=0) == ["a"]
    assert standing(one, hours=5.99) == ["a"]
    assert standing(one, hours=6) == []


def test_an_update_replaces_what_it_names_and_a_cancellation_ends_it():
    update = message(
        "b", 1, message_type=MessageType.UPDATE, references=("a",), colour=Colour.ORANGE
    )
    cancel = message("c", 2, message_type=MessageType.CANCEL, references=("b",))
    assert standing(message("a"), update, hours=1) == ["b"]
    assert standing(message("a"), update, cancel, hours=2) == []
    assert standing(message("a"), update, cancel, hours=0.5) == ["a"]


def test_messages_that_name_the_first_of_their_chain_only_replace_one_another():
    """The 12379 dialect puts the first message's identifier into every later one."""
    second = message(
        "b", 1, message_type=MessageType.UPDATE, references=("a",), colour=Colour.ORANGE
    )
    third = message("c", 2, message_type=MessageType.UPDATE, references=("a",), colour=Colour.RED)
    end = message("d", 3, message_type=MessageType.CANCEL, references=("a",))
    assert standing(message("a"), second, third, hours=1) == ["b"]
    assert standing(message("a"), second, third, hours=2) == ["c"]
    assert standing(message("a"), second, third, end, hours=3) == []


def test_a_warning_without_an_end_stands_until_it_is_cancelled():
    assert standing(message("a", lasts=None), hours=200) == ["a"]


def test_of_one_id_sent_twice_the_last_counts_once():
    assert standing(message("a"), message("a", 1), hours=6.5) == ["a"]


@given(
    st.lists(
        st.builds(
            message, st.sampled_from("abcdef"), st.integers(0, 9), colour=st.sampled_from(Colour)
        )
    )
)
def test_the_gravest_comes_first_and_nothing_expired_stands(messages):
    moment = NOON + 8 * HOUR
    found = valid_at(messages, moment)
    assert [severity(m) for m in found] == sorted((severity(m) for m in found), reverse=True)
    assert all(m.valid_at <= moment < m.expires_at for m in found)
    assert len({m.id for m in found}) == len(found)

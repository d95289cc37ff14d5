from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind
from ems_dashboard.rules.warnings import (
    WarningMessage,
    ended_by,
    issues,
    part_of,
    rings,
    severity,
    valid_at,
)

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def message(name: str, hours: float = 0, lasts: float | None = 6, **fields) -> WarningMessage:
    at = NOON + hours * HOUR
    ends = None if lasts is None else at + lasts * HOUR
    return WarningMessage(
        id=name, kind=WarningKind.WEATHER, valid_at=at, expires_at=ends,
        **{"event": "typhoon", "colour": Colour.YELLOW} | fields,
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


LIFT = {"message_type": MessageType.CANCEL, "source": "city"}
MINE = {"source": "city", "units": ("350626", "350623")}


def lift(hours=1.0, **fields):
    return message("lift", hours, **LIFT | {"units": ("350626", "350623")} | fields)


def left(lifting, hours=1.0, **fields):
    """The units in which the warning still stands; None where it stands nowhere."""
    found = valid_at([message("a", **MINE | fields), lifting], NOON + hours * HOUR)
    return found[0].units if found else None


def test_a_message_that_only_lifts_ends_the_warning_of_its_sender_event_and_colour():
    assert left(lift()) is None
    assert left(lift(colour=None)) is None  # 解除 without a colour lifts whichever stands
    whole = ("350626", "350623")
    assert left(lift(colour=Colour.RED)) == whole
    assert left(lift(event="rainstorm")) == whole
    assert left(lift(source="province")) == whole
    assert left(lift(hours=2), hours=1) == whole


def test_it_ends_it_in_the_units_that_it_names_and_leaves_the_others():
    assert left(lift(units=("350626",))) == ("350623",)
    assert left(lift(units=("350624",))) == ("350626", "350623")
    assert left(lift(units=())) is None
    assert left(lift(units=("350626",), area="东山"), units=(), area="漳州") == ()
    assert left(lift(units=(), area="东山"), area="漳浦") is None
    assert left(lift(units=(), polygons=("1,1 2,2 3,1",)), polygons=("5,5 6,6 7,5",)) is not None


def test_a_warning_issued_after_the_lifting_stands():
    assert left(lift(hours=-1.0), hours=1) == ("350626", "350623")
    assert left(lift(hours=0.0), hours=0) is None


def test_a_message_that_names_another_does_not_lift_what_it_does_not_name():
    assert left(lift(references=("z",))) == ("350626", "350623")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("A1 (2)", "A1"),
        ("A1 (12)", "A1"),
        ("A1", "A1"),
        ("A1 (x)", "A1 (x)"),
        ("A1 (2", "A1 (2"),
        ("A1 (2x)", "A1 (2x)"),
    ],
)
def test_a_block_bears_the_id_of_its_message_and_a_number(name, stem):
    assert part_of(name) == stem


def test_a_message_that_names_another_ends_all_its_blocks():
    cancel = message("c", 1, message_type=MessageType.CANCEL, references=("a",))
    assert standing(message("a"), message("a (2)"), message("b"), cancel, hours=1) == ["b"]
    one_block = message("c", 1, message_type=MessageType.CANCEL, references=("a (2)",))
    assert standing(message("a"), message("a (2)"), one_block, hours=1) == ["a"]


def test_a_row_that_another_corrects_does_not_count_and_what_names_the_typed_one_means_the_feeds():
    typed, fed = message("H1", seq=1), message("F1", 0.1, seq=2, replaces=1)
    assert standing(typed, fed, hours=1) == ["F1"]
    cancel = message("c", 2, message_type=MessageType.CANCEL, references=("H1",))
    assert standing(typed, fed, cancel, hours=2) == []


def ended(*messages, hours):
    return [
        (e.message.id, (e.at - NOON) / HOUR, e.lifted)
        for e in ended_by(messages, NOON + hours * HOUR)
    ]


def test_what_ended_says_when_and_whether_anybody_lifted_it():
    assert ended(message("a"), hours=5.9) == []
    assert ended(message("a"), hours=6) == [("a", 6.0, False)]
    assert ended(message("a", **MINE), lift(2), hours=9) == [("a", 2.0, True)]
    cancel = message("c", 3, message_type=MessageType.CANCEL, references=("a",))
    update = message("u", 4, message_type=MessageType.UPDATE, references=("a",))
    assert ended(message("a"), cancel, hours=9) == [("a", 3.0, True)]
    assert ended(message("a"), update, hours=9) == [("a", 4.0, False)]
    assert ended(message("a"), cancel, update, hours=3) == [("a", 3.0, True)]


def test_what_nobody_warns_of_but_its_own_office():
    assert issues(WarningKind.WEATHER, "typhoon")
    assert not issues(WarningKind.FLASH_FLOOD, "typhoon")
    assert issues(WarningKind.WEATHER, "an event nobody listed")
    assert not issues(WarningKind.GEOLOGICAL, "an event nobody listed")


def test_a_colour_is_as_grave_as_the_level_of_its_rank_and_neither_is_none():
    graded = [message("x", colour=colour) for colour in Colour]
    graded += [message("x", colour=None, level=level) for level in Level]
    assert [severity(each) for each in graded] == [4, 3, 2, 1, 4, 3, 2, 1]
    assert severity(message("x", colour=None)) == 0


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("23.5,117.5 23.6,117.6 23.4,117.7", 3),
        ("23.5,117.5 23.6,117.6 23.5,117.5", None),  # a line
        ("23.5,117.5 23.6,117.6 nonsense", None),
        ("90,117.5 -90,117.6 0,360", 3),
        ("90.1,117.5 23.6,117.6 23.4,117.7", None),
        ("23.5,360.5 23.6,117.6 23.4,117.7", None),
        ("", None),
    ],
)
def test_a_ring_is_an_area_on_the_globe_or_is_left_out(text, points):
    found = rings([text])
    assert [len(ring) for ring in found] == ([points] if points else [])


def test_a_ring_is_turned_to_longitude_and_latitude():
    (ring,) = rings(["nonsense", "23.5,117.5 23.6,117.6 23.4,117.7"])
    assert ring[0] == (117.5, 23.5)

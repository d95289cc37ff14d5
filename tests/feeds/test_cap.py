import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, read_file
from ems_dashboard.feeds.cap import read
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.terms import Colour, MessageType
from ems_dashboard.rules.warnings import valid_at
from ems_dashboard.text import words

CONTEXT = FeedContext(
    load_city(ROOT / "data" / "zhangzhou"), words("zh"), datetime(2026, 1, 1, tzinfo=UTC), lambda _: None
)
SAMPLES = ROOT / "tests" / "samples" / "cap"
CAP = (SAMPLES / "cap12.xml").read_text(encoding="utf-8")
BODY = CAP.partition("?>\n")[2]


def facts(content: str | bytes):
    (reading,) = read(content.encode() if isinstance(content, str) else content, "a.xml", CONTEXT)
    return reading


def test_an_update_in_two_languages_is_one_warning_in_chinese():
    (reading,) = read_file(SAMPLES / "cap12.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.id, fact.event, fact.colour, fact.units) == ("ZZ-1", "typhoon", Colour.ORANGE, ("350626",))
    assert (fact.message_type, fact.references) == (MessageType.UPDATE, ("ZZ-0",))
    assert fact.headline == "东山县气象台发布台风橙色预警"
    assert fact.expires_at == datetime(2023, 9, 5, 8, tzinfo=UTC)


def test_the_dialect_with_its_own_time_colour_and_list_of_codes():
    (reading,) = read_file(SAMPLES / "dialect_12379.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.event, fact.colour, fact.units) == ("rainstorm", Colour.RED, ("350626", "350624"))
    assert fact.valid_at == datetime(2023, 9, 4, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_other_encodings_read(encoding):
    text = CAP.replace("UTF-8", encoding)
    assert facts(text.encode(encoding)).facts[0].area == "东山县"


@pytest.mark.parametrize("envelope", ["feed", "rss", "EDXLDistribution"])
def test_several_alerts_in_an_envelope(envelope):
    two = BODY + BODY.replace("ZZ-1", "ZZ-2")
    assert [fact.id for fact in facts(f"<{envelope}><entry>{two}</entry></{envelope}>").facts] == ["ZZ-1", "ZZ-2"]


def test_an_exercise_never_counts_as_live_and_a_test_is_not_stored():
    assert facts(BODY.replace("Actual", "Exercise")).facts[0].mode == "exercise"
    reading = facts(BODY.replace("Actual", "Test"))
    assert (reading.facts, reading.rejected) == ((), 1)


def test_an_alert_without_info_still_cancels():
    text = BODY[: BODY.index("<info>")].replace("Update", "Cancel") + "</alert>"
    (fact,) = facts(text).facts
    assert (fact.message_type, fact.references) == (MessageType.CANCEL, ("ZZ-0",))


def standing(path: str, hours: float) -> list[str]:
    """The live warnings of a sample in force, hours after 2023-09-04 08:00 Beijing time."""
    (reading,) = read_file(SAMPLES / path, CONTEXT)
    live = [fact for fact in reading.facts if fact.mode == "live"]
    return [
        fact.id.rpartition("_")[2] for fact in valid_at(live, datetime(2023, 9, 4, tzinfo=UTC) + timedelta(hours=hours))
    ]


def test_an_envelope_whose_update_and_cancellation_act_through_their_references():
    path = "edxl_de_with_alert_update_and_cancel.xml"
    assert [standing(path, hours) for hours in (1, 3, 7, 13)] == [[], ["A"], ["B"], []]


def test_the_dialect_names_the_first_message_of_a_chain_only():
    path = "dialect_12379_chain_naming_the_first_message_only.xml"
    assert [standing(path, hours) for hours in (18, 20, 22, 26)] == [
        ["20230905010000"], ["20230905030000"], ["20230905050000"], []
    ]  # fmt: skip


def test_an_exercise_is_none_of_the_live_ones_and_tests_and_drafts_are_said():
    path = "atom_with_an_exercise_and_a_test.xml"
    (reading,) = read_file(SAMPLES / path, CONTEXT)
    assert [(fact.id, fact.mode) for fact in reading.facts] == [("E", "exercise"), ("A", "live")]
    assert [problem.value for problem in reading.problems] == ["test", "draft"]
    assert (reading.read, reading.rejected) == (4, 2)
    assert standing(path, 3) == ["A"]


def test_it_ends_at_its_expiry_to_the_second():
    path = "atom_with_an_exercise_and_a_test.xml"
    assert standing(path, 26 - 1 / 3600) == ["A"]
    assert standing(path, 26) == []


def test_cap_11_and_no_expiry():
    (reading,) = read_file(SAMPLES / "cap11_without_expires.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.id, fact.expires_at, fact.units, fact.colour) == ("V11", None, ("350623",), Colour.YELLOW)


def test_areas_by_polygon_and_by_circle():
    (reading,) = read_file(SAMPLES / "rss_with_a_polygon_and_a_circle.xml", CONTEXT)
    polygon, circle = reading.facts[0].polygons
    assert polygon == "24.1,117.5 24.2,117.8 23.9,117.9 24.1,117.5"
    ring = [tuple(map(float, point.split(","))) for point in circle.split()]
    assert ring[0] == ring[-1]
    for lat, lon in ring:
        km = hypot((lat - 24.0) * 111.2, (lon - 117.7) * 111.2 * cos(radians(24)))
        assert km == pytest.approx(10, abs=0.1)


@pytest.mark.parametrize("circle", ["24.0,117.7", "24.0,117.7 x", "24 117 9 9", ""])
def test_a_circle_that_cannot_be_read_takes_no_warning_away(circle):
    text = BODY.replace("<geocode>", f"<circle>{circle}</circle><geocode>")
    reading = facts(text)
    assert (reading.facts[0].polygons, reading.rejected) == ((), 0)
    assert [p.value for p in reading.problems] == [circle] * bool(circle)


def test_polygons_that_cannot_be_read_beside_a_geocode_are_told_and_the_warning_is_kept():
    (reading,) = read_file(SAMPLES / "polygons_that_cannot_be_read_beside_a_geocode.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.units, fact.polygons, reading.rejected) == (
        ("350626",),
        ("24.1,117.5 24.2,117.8 23.9,117.9 24.1,117.5",),
        0,
    )
    told = [(p.line, p.column, p.value[:8]) for p in reading.problems]
    assert told == [(6, "polygon", "24.1 117"), (7, "polygon", "117.5,24"), (8, "circle", "23.7;117")]


def test_a_warning_whose_only_area_cannot_be_read_is_not_taken_for_one_of_elsewhere():
    (reading,) = read_file(SAMPLES / "polygons_that_cannot_be_read_and_nothing_else.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.id, fact.units, fact.polygons, len(reading.problems)) == ("P-BADPOLY", (), (), 2)


def test_alerts_for_other_cities_are_passed_over_in_one_sentence():
    reading = facts(BODY.replace("350626000000", "440100000000"))
    assert reading.facts == ()
    assert len(reading.problems) == 1


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("content", [BOMB + BODY, OUTSIDE + BODY.replace("东山县", "&a;"), CAP[:400], "<a/>", "no xml"])
def test_attacks_and_broken_files_are_refused_with_a_sentence(content):
    with pytest.raises(Refused) as refusal:
        facts(content)
    assert "passwd" not in str(refusal.value)
    assert len(str(refusal.value)) > 10


@given(st.integers(0, len(CAP)), st.text(max_size=5))
def test_no_damage_ends_in_anything_but_facts_problems_or_a_refusal(place, put):
    with suppress(Refused):
        reading = facts(CAP[:place] + put + CAP[place:])
        assert len(reading.facts) + reading.rejected <= reading.read


@pytest.mark.parametrize(
    ("event", "code", "kind"),
    [("台风", "typhoon", "weather"), ("暴雨红色预警", "rainstorm", "weather"), ("雷雨大风", "thunder_gale", "weather"),
     ("Typhoon warning", "typhoon", "weather"), ("山洪灾害", "flash_flood", "flash_flood"),
     ("地质灾害气象风险", "geological", "geological"), ("大雪", "大雪", "weather")],
)  # fmt: skip
def test_an_event_by_its_word_alone_is_what_the_plan_knows(event, code, kind):
    text = re.sub(
        r"<event>[^<]*</event>", f"<event>{event}</event>", re.sub(r"(?s)<eventCode>.*?</eventCode>", "", CAP)
    )
    (fact,) = facts(text).facts
    assert (fact.event, fact.kind) == (code, kind)


def test_a_code_of_another_system_does_not_hide_what_is_drawn():
    circle = "<circle>23.7,117.4 30</circle>"
    foreign = re.sub(
        r"(?s)<geocode>.*?</geocode>",
        f"{circle}<geocode><valueName>SAME</valueName><value>999999</value></geocode>",
        CAP,
    )
    assert len(facts(foreign).facts) == 1
    assert facts(foreign.replace("999999", "440500")).facts == ()
    assert (
        facts(
            foreign.replace("23.7,117.4", "33.7,117.4").replace("Update", "Alert").replace("references", "note")
        ).facts
        == ()
    )


def test_a_message_that_names_itself_still_stands():
    (fact,) = facts(CAP).facts
    itself = replace(fact, references=(fact.id,))
    assert valid_at([itself], fact.valid_at) == [itself]

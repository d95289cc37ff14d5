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
from tests.feeds.registers import ONE

CONTEXT = FeedContext(
    load_city(ROOT / "data" / "zhangzhou"), words("zh"), datetime(2026, 1, 1, tzinfo=UTC), ONE
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
    assert (fact.id, fact.event, fact.colour, fact.units) == (
        "ZZ-1",
        "typhoon",
        Colour.ORANGE,
        ("350626",),
    )
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
    assert [fact.id for fact in facts(f"<{envelope}><entry>{two}</entry></{envelope}>").facts] == [
        "ZZ-1",
        "ZZ-2",
    ]


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
        fact.id.rpartition("_")[2]
        for fact in valid_at(live, datetime(2023, 9, 4, tzinfo=UTC) + timedelta(hours=hours))
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
    assert (fact.id, fact.expires_at, fact.units, fact.colour) == (
        "V11",
        None,
        ("350623",),
        Colour.YELLOW,
    )


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
    assert told == [
        (6, "polygon", "24.1 117"),
        (7, "polygon", "117.5,24"),
        (8, "circle", "23.7;117"),
    ]


def test_a_warning_whose_only_area_cannot_be_read_is_not_taken_for_one_of_elsewhere():
    (reading,) = read_file(SAMPLES / "polygons_that_cannot_be_read_and_nothing_else.xml", CONTEXT)
    (fact,) = reading.facts
    assert (fact.id, fact.units, fact.polygons, len(reading.problems)) == (
        "P-BADPOLY",
        ("350626",),
        (),
        2,
    )


def test_alerts_for_other_cities_are_passed_over_in_one_sentence():
    reading = facts(BODY.replace("350626000000", "440100000000"))
    assert reading.facts == ()
    assert len(reading.problems) == 1


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "content", [BOMB + BODY, OUTSIDE + BODY.replace("东山县", "&a;"), CAP[:400], "<a/>", "no xml"]
)
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
        r"<event>[^<]*</event>",
        f"<event>{event}</event>",
        re.sub(r"(?s)<eventCode>.*?</eventCode>", "", CAP),
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
            foreign.replace("23.7,117.4", "33.7,117.4")
            .replace("Update", "Alert")
            .replace("references", "note")
        ).facts
        == ()
    )


def test_a_message_that_names_itself_still_stands():
    (fact,) = facts(CAP).facts
    itself = replace(fact, references=(fact.id,))
    assert valid_at([itself], fact.valid_at) == [itself]


AT_20 = datetime(2023, 9, 4, 12, tzinfo=UTC)


def sample(name, context=CONTEXT):
    (reading,) = read_file(SAMPLES / name, context)
    return reading


def held(reading, moment=AT_20):
    """unit → colours in force."""
    found = {}
    for message in valid_at(reading.facts, moment):
        for unit in message.units:
            found.setdefault(unit, set()).add(str(message.colour))
    return found


def test_two_infos_of_one_language_with_other_areas_and_colours_both_hold():
    reading = sample("two_infos_same_language_other_areas.xml")
    assert held(reading) == {"350602": {"yellow"}, "350626": {"red"}}
    assert [fact.id for fact in reading.facts] == ["A1", "A1 (2)"]


def test_a_message_that_names_an_alert_ends_all_its_blocks():
    both = sample("two_infos_same_language_other_areas.xml").facts
    end = replace(
        both[0], id="Z", message_type=MessageType.CANCEL, references=("A1",), valid_at=AT_20
    )
    assert valid_at([*both, end], AT_20) == []


def test_two_infos_that_say_the_same_of_the_same_ground_are_one_warning():
    info = BODY[BODY.index("<info>") : BODY.index("</info>") + 7].replace("zh-CN", "zh")
    assert len(facts(BODY.replace("<info>", f"{info}<info>", 1)).facts) == 1


@pytest.mark.parametrize("language", ["chi", "zho", "zh-Hans", "cmn", "ZH-cn"])
def test_chinese_by_any_of_its_codes_comes_before_english(language):
    text = (SAMPLES / "lang_chi.xml").read_text(encoding="utf-8").replace("chi<", f"{language}<")
    assert [fact.headline for fact in facts(text).facts] == ["中文"]


@pytest.mark.parametrize("before", ["\n", " \r\n\t", "\ufeff\n"])
def test_what_stands_before_the_declaration_keeps_no_warning_out(before):
    (fact,) = facts(before + CAP).facts
    assert fact.units == ("350626",)
    assert sample("leading_newline.xml").facts[0].units == ("350626",)


@pytest.mark.parametrize(
    "content", ["<feed/>", "<rss><channel><title>无</title></channel></rss>", "<alerts/>"]
)
def test_a_list_without_an_entry_is_a_successful_read_of_nothing(content):
    for reading in (facts(content), sample("empty_feed.atom")):
        assert (reading.kind, reading.read, reading.facts, reading.problems) == (
            "warnings",
            0,
            (),
            (),
        )


def test_one_identifier_of_two_senders_is_two_warnings_also_in_two_files():
    reading = sample("same_identifier_two_senders.xml")
    assert held(reading) == {"350626": {"orange"}, "350623": {"orange"}}
    first, second = reading.facts
    assert (first.id, second.id) == ("20230904001", "b@sl.cn,20230904001")
    alone = (SAMPLES / "same_identifier_two_senders.xml").read_text(encoding="utf-8")
    later = "<alert" + alone.split("<alert")[-1].replace("</alerts>", "")
    known = replace(CONTEXT, warning_called=lambda name: first if name == first.id else None)
    assert read(later.encode(), "b.xml", known)[0].facts == (second,)
    assert read(later.encode(), "b.xml", CONTEXT)[0].facts[0].id == "20230904001"


def test_a_sender_that_ends_its_warning_ends_no_other_senders_of_the_same_identifier():
    two = sample("same_identifier_two_senders.xml").facts
    known = replace(
        CONTEXT, warning_called=lambda name: next((f for f in two if f.id == name), None)
    )
    end = BODY.replace("ZZ-1", "END").replace("Update", "Cancel")
    for sender, left in (("b@sl.cn", {"350626"}), ("a@qx.cn", {"350623"})):
        text = re.sub(
            r"<references>.*?</references>",
            f"<references>{sender},20230904001,2023-09-04T16:00:00+08:00</references>",
            end,
        )
        (cancel,) = read(text.replace("Cancel<", "Cancel<").encode(), "c.xml", known)[0].facts
        assert {
            u for m in valid_at([*two, replace(cancel, valid_at=AT_20)], AT_20) for u in m.units
        } == left


@pytest.mark.parametrize(("written", "named"), [
    ("R1,R2", ("R1", "R2")), ("R1, R2", ("R1", "R2")), ("fj@example.cn,R1,2023-09-04T16:00:00+08:00", ("R1",)),
    ("fj@example.cn,R1,2023-09-04T16:00:00+08:00,fj@example.cn,R2,2023-09-04T16:05:00+08:00", ("R1", "R2")),
    ("fj@example.cn,R1", ("R1",)), ("R1 R2", ("R1", "R2")), ("R1,2023-09-04T16:00:00+08:00", ("R1",)),
])  # fmt: skip
def test_references_however_they_are_divided(written, named):
    text = (
        (SAMPLES / "refs_two_ids_by_comma.xml")
        .read_text(encoding="utf-8")
        .replace(">R1,R2<", f">{written}<")
    )
    assert facts(text).facts[2].references == named


def test_two_references_by_a_comma_end_both():
    reading = sample("refs_two_ids_by_comma.xml")
    assert held(reading, AT_20 - timedelta(hours=3)) == {"350626": {"orange"}, "350623": {"orange"}}
    assert held(reading) == {}


def test_a_release_sent_as_a_new_alert_ends_the_warning_of_its_sender_event_colour_and_area():
    reading = sample("release_as_new_alert.xml")
    assert held(reading, AT_20 - timedelta(hours=2)) == {"350626": {"orange"}}
    assert held(reading) == {}


warning, release = sample("release_as_new_alert.xml").facts


@pytest.mark.parametrize(("other", "left"), [
    ({"source": "zz@example.cn"}, ("350626",)), ({"event": "rainstorm"}, ("350626",)),
    ({"colour": Colour.RED}, ("350626",)), ({"units": ("350623",)}, ("350623",)),
    ({"valid_at": release.valid_at + timedelta(minutes=1)}, ("350626",)),
    ({"units": ("350623", "350626")}, ("350623",)), ({}, None),
])  # fmt: skip
def test_a_release_ends_nothing_else(other, left):
    standing = valid_at([replace(warning, **other), release], AT_20)
    assert [message.units for message in standing] == ([left] if left else [])


@pytest.mark.parametrize(("headline", "ends"), [
    ("东山县气象台解除台风橙色预警", True), ("东山县气象台发布解除台风橙色预警的消息", True),
    ("解除台风橙色预警,发布台风黄色预警", False), ("台风橙色预警变更为黄色,尚未解除", False), ("发布台风橙色预警", False),
])  # fmt: skip
def test_a_headline_that_lifts_and_issues_does_not_only_lift(headline, ends):
    (fact,) = facts(re.sub(r"<headline>[^<]*<", f"<headline>{headline}<", BODY)).facts
    assert (fact.message_type is MessageType.CANCEL) is ends


def test_a_warning_for_the_province_holds_here_and_is_told_apart():
    (fact,) = sample("province_code.xml").facts
    assert (fact.units, fact.provincial) == (("350000", "350600"), True)
    assert not sample("leading_newline.xml").facts[0].provincial


@pytest.mark.parametrize(
    "name", ["areadesc_only_elsewhere_red.xml", "zero_circle_elsewhere_no_code.xml"]
)
def test_a_warning_of_somewhere_else_without_code_and_ground_is_told_and_not_in_force(name):
    reading = sample(name)
    assert (reading.facts, reading.read, reading.rejected) == ((), 1, 0)
    (problem,) = [p for p in reading.problems if p.column == "areaDesc"]
    assert "未列入本市预警" in problem.message


@pytest.mark.parametrize(("area", "units"), [
    ("东山县", ("350626",)), ("福建省漳州市云霄县、东山县", ("350622", "350626")), ("龙海市", ("350604",)),
    ("漳州市", ("350600",)), ("漳州市大部", ("350600",)), ("福建省", ("350000", "350600")),
    ("全省大部分地区", ("350000", "350600")), ("东 山 县", ("350626",)), ("东山县沿海", ("350626",)),
])  # fmt: skip
def test_an_area_in_words_is_read_where_it_names_a_place_of_ours(area, units):
    text = (SAMPLES / "areadesc_only_elsewhere_red.xml").read_text(encoding="utf-8")
    assert facts(text.replace("龙岩市新罗区、漳平市", area)).facts[0].units == units


@pytest.mark.parametrize("area", ["福建省龙岩市", "厦门市", "平和路一带", "宁夏", "广东省"])
def test_an_area_in_words_of_another_city_is_not_ours(area):
    text = (SAMPLES / "areadesc_only_elsewhere_red.xml").read_text(encoding="utf-8")
    assert facts(text.replace("龙岩市新罗区、漳平市", area)).facts == ()


def test_an_update_whose_ground_has_moved_away_ends_what_it_was_here():
    before = replace(warning, id="M1")
    away = BODY.replace("350626000000", "440100000000").replace("ZZ-0", "M1")
    known = replace(CONTEXT, warning_called=lambda name: before if name == "M1" else None)
    (end,) = read(away.encode(), "a.xml", known)[0].facts
    assert (end.message_type, end.references) == (MessageType.CANCEL, ("M1",))
    assert read(away.encode(), "a.xml", CONTEXT)[0].facts == ()

"""The text of a warning bulletin as it is pasted: odd sentences of real offices, and what must stay open in them."""

from datetime import UTC, datetime

import pytest

from ems_dashboard.clock import BEIJING
from ems_dashboard.feeds import warning_text
from ems_dashboard.feeds.bulletins import LONGEST
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.warning_text import read_warning
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
NOW = datetime(2023, 9, 4, 8, 30, tzinfo=UTC)  # 16:30 in Beijing
RAISED = (
    "漳州市气象台2023年9月4日16时12分将台风黄色预警信号升级为台风橙色预警信号:受台风“海葵”影响,"
    "未来12小时我市可能受台风影响,平均风力可达10级以上。"
)


def local(*when):
    return datetime(*when, tzinfo=BEIJING)


def read(text, now=NOW):
    heard = read_warning(text, CITY, now)
    return {name: found.value for name, found in heard.fields.items()}, [
        remark.key for remark in heard.remarks
    ]


def test_a_raised_signal_is_an_update_of_the_one_before():
    fields, _ = read(RAISED)
    assert (fields["event"], fields["colour"], fields["message_type"]) == (
        "typhoon",
        Colour.ORANGE,
        MessageType.UPDATE,
    )
    assert fields["before"].colour is Colour.YELLOW
    assert fields["issuer"] == "漳州市气象台"
    assert fields["valid_at"] == local(2023, 9, 4, 16, 12)
    assert fields["units"] == ("350600",)
    assert (
        fields["headline"]
        == "漳州市气象台2023年9月4日16时12分将台风黄色预警信号升级为台风橙色预警信号"
    )
    assert fields["description"] == RAISED


def test_how_long_the_weather_lasts_is_not_how_long_the_signal_stands():
    fields, remarks = read(RAISED)
    assert "expires_at" not in fields
    assert "window" in remarks


@pytest.mark.parametrize(
    ("text", "event", "colour", "level", "kind"),
    [
        ("漳州市气象台发布暴雨红色预警信号", "rainstorm", Colour.RED, None, MessageType.ALERT),
        ("漳州市气象台继续发布暴雨橙色预警信号", "rainstorm", Colour.ORANGE, None, MessageType.UPDATE),
        ("漳州市气象台变更发布暴雨黄色预警信号", "rainstorm", Colour.YELLOW, None, MessageType.UPDATE),
        ("漳州市气象台解除台风橙色预警信号", "typhoon", Colour.ORANGE, None, MessageType.CANCEL),
        ("漳州市气象台发布台风预警Ⅱ级", "typhoon", None, Level.II, MessageType.ALERT),
        ("漳州市气象台发布台风Ⅰ级预警", "typhoon", None, Level.I, MessageType.ALERT),
        ("漳州市气象台发布暴雨预警(Ⅲ级)", "rainstorm", None, Level.III, MessageType.ALERT),
        ("漳州市气象台发布暴雨四级预警", "rainstorm", None, Level.IV, MessageType.ALERT),
        ("漳州市气象台将台风预警信号由黄色升级为橙色", "typhoon", Colour.ORANGE, None, MessageType.UPDATE),
        ("漳州市气象台将台风橙色预警信号降级为黄色预警信号", "typhoon", Colour.YELLOW, None, MessageType.UPDATE),
        ("漳州市气象台解除暴雨橙色预警信号,发布暴雨黄色预警信号", "rainstorm", Colour.YELLOW, None, MessageType.UPDATE),
        ("漳州市气象台发布雷雨大风黄色预警信号", "thunder_gale", Colour.YELLOW, None, MessageType.ALERT),
        ("漳州市气象台发布台风预警信号(橙色)", "typhoon", Colour.ORANGE, None, MessageType.ALERT),
        ("漳州市气象台发布台风橙色(Ⅱ级)预警信号", "typhoon", Colour.ORANGE, None, MessageType.ALERT),
        ("台风橙色预警信号解除", "typhoon", Colour.ORANGE, None, MessageType.CANCEL),
    ],
)  # fmt: skip
def test_the_verbs_and_grades_of_the_offices(text, event, colour, level, kind):
    fields, _ = read(text)
    assert (fields["event"], fields.get("colour"), fields.get("level")) == (event, colour, level)
    assert fields["message_type"] is kind


def test_full_width_digits_and_broken_lines_read_the_same():
    wide = RAISED.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}).replace(
        "16时", "16时\n"
    )
    assert wide != RAISED
    for name in ("valid_at", "colour", "units", "issuer"):
        assert read(wide)[0][name] == read(RAISED)[0][name]


def test_an_hour_without_a_minute_is_the_full_hour():
    assert read("漳州市气象台9月4日16时发布台风橙色预警信号")[0]["valid_at"] == local(
        2023, 9, 4, 16
    )


@pytest.mark.parametrize(
    ("when", "now", "meant"),
    [
        ("12月31日23时50分", datetime(2023, 12, 31, 16, 5, tzinfo=UTC), local(2023, 12, 31, 23, 50)),
        ("9月3日24时", NOW, local(2023, 9, 4)),
        ("2023-09-04 6:12", NOW, local(2023, 9, 4, 6, 12)),
        ("2023/9/4 16:12", NOW, local(2023, 9, 4, 16, 12)),
        ("今天下午4点", NOW, local(2023, 9, 4, 16)),
        ("昨天23时30分", NOW, local(2023, 9, 3, 23, 30)),
        ("4日16时12分", NOW, local(2023, 9, 4, 16, 12)),
    ],
)  # fmt: skip
def test_the_moment_of_issue(when, now, meant):
    assert read(f"漳州市气象台{when}发布台风橙色预警信号", now)[0]["valid_at"] == meant


@pytest.mark.parametrize(
    "when", ["16时12分", "今天18时", "2023年2月30日16时", "25时10分", "昨天20时"]
)
def test_a_moment_whose_day_cannot_be_told_is_left_open_and_told(when):
    now = (
        datetime(2023, 9, 4, 8, 30, tzinfo=UTC)
        if when != "昨天20时"
        else datetime(2023, 9, 4, 14, 30, tzinfo=UTC)
    )
    fields, remarks = read(f"漳州市气象台{when}发布台风橙色预警信号", now)
    assert "valid_at" not in fields
    assert {"time_open", "no_time"} & set(remarks)


def test_a_day_in_words_is_told_as_the_day_that_was_taken():
    assert "day_meant" in read("漳州市气象台今天16时发布台风橙色预警信号")[1]


def test_a_text_pasted_after_midnight_does_not_move_the_day():
    after = datetime(2023, 9, 4, 16, 30, tzinfo=UTC)  # 00:30 on the 5th
    fields, _ = read("漳州市气象台今天16时12分发布台风橙色预警信号", after)
    assert "valid_at" not in fields


def test_the_signature_gives_the_moment_where_the_sentence_does_not():
    fields, _ = read(
        "漳州市气象台发布暴雨橙色预警信号:预计全市有暴雨。漳州市气象台2023年9月4日16时12分"
    )
    assert fields["valid_at"] == local(2023, 9, 4, 16, 12)
    labelled = "暴雨橙色预警信号。发布单位:漳州市气象台。发布时间:2023-09-04 16:12。有效期至2023-09-05 08:00。"
    fields, _ = read(labelled)
    assert fields["valid_at"] == local(2023, 9, 4, 16, 12)
    assert fields["expires_at"] == local(2023, 9, 5, 8)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("漳州市气象台发布暴雨橙色预警信号:漳浦、云霄、诏安有暴雨", ("350623", "350622", "350624")),
        ("漳州市气象台发布暴雨橙色预警信号:龙海市、长泰县有暴雨", ("350604", "350605")),
        ("漳州市气象台发布暴雨橙色预警信号:漳州开发区、古雷开发区有大风", ("3506Z2", "3506Z3")),
        ("漳浦县气象台发布暴雨橙色预警信号:过去3小时降雨50毫米", ("350623",)),
        ("漳州市气象台发布台风橙色预警信号:全市将受影响", ("350600",)),
        ("福建省气象台发布暴雨预警Ⅱ级:漳州、厦门、泉州有暴雨", ("350600",)),
        ("漳州市气象台发布暴雨橙色预警信号:我市漳州台商投资区除外线路", None),
        ("漳州市气象台发布暴雨橙色预警信号:除东山县外有暴雨", None),
        ("漳州市气象台发布大风黄色预警信号:我市沿海县市区有大风", None),
        ("漳州市气象台发布大风黄色预警信号:全市有大风,其中东山、漳浦阵风11级", None),
        ("漳州市气象台发布大风黄色预警信号:东山岛、东山湾海面有大风", None),
    ],
)  # fmt: skip
def test_the_units_that_are_named_and_no_others(text, units):
    fields, remarks = read(text)
    assert fields.get("units") == units
    assert bool(units) or {"units_open", "no_unit"} & set(remarks)


def test_a_joint_geological_warning_ends_with_its_span():
    text = (
        "市自然资源局和市气象局7月28日10时联合发布地质灾害气象风险红色预警:预计7月28日10时至29日10时,"
        "长泰区、华安县地质灾害气象风险很大。"
    )
    fields, _ = read(text, datetime(2023, 7, 28, 3, tzinfo=UTC))
    assert fields["kind"] is WarningKind.GEOLOGICAL
    assert fields["colour"] is Colour.RED
    assert fields["issuer"] == "市自然资源局和市气象局"
    assert fields["units"] == ("350605", "350629")
    assert fields["expires_at"] == local(2023, 7, 29, 10)


def test_a_flash_flood_warning_for_the_next_day_ends_with_it():
    text = "市水利局和市气象局9月4日16时发布山洪灾害气象橙色预警:未来24小时,南靖、平和发生山洪灾害可能性大。"
    fields, _ = read(text)
    assert fields["kind"] is WarningKind.FLASH_FLOOD
    assert fields["expires_at"] == local(2023, 9, 5, 16)


def test_two_signals_in_one_sentence_are_not_chosen_between():
    fields, remarks = read("漳州市气象台发布台风橙色预警信号和暴雨红色预警信号")
    assert "colour" not in fields
    assert "several" in remarks


def test_a_second_bulletin_in_the_paste_is_told():
    fields, remarks = read(
        "漳州市气象台发布台风橙色预警信号:全市。漳浦县气象台发布暴雨红色预警信号。"
    )
    assert fields["colour"] is Colour.ORANGE
    assert "another" in remarks


def test_a_response_of_headquarters_is_no_warning():
    fields, remarks = read("市防指9月4日12时启动防台风Ⅱ级应急响应")
    assert "event" not in fields
    assert "nothing" in remarks


@pytest.mark.parametrize("text", ["", "  \n", "你好", "。", "999999", "预警", "气象台:" * 50])
def test_any_other_text_is_read_without_a_fault(text):
    assert "colour" not in read(text)[0]


def test_a_table_pasted_by_mistake_is_gone_through_once_and_that_it_was_cut_is_told(monkeypatch):
    """Clause by clause from the beginning, four thousand full stops took half a minute of the server."""
    looked_at = []
    compiled = warning_text._signal()

    class Counted:
        def finditer(self, line):
            looked_at.append(len(line))
            return compiled.finditer(line)

    monkeypatch.setattr(warning_text, "_signal", Counted)
    fields, remarks = read("\u3002;:" * 400_000)
    assert "too_long" in remarks
    assert len(fields["description"]) == LONGEST
    assert sum(looked_at) <= 4 * LONGEST


def test_a_bulletin_at_the_head_of_a_long_paste_is_read():
    fields, remarks = read("漳州市气象台2026年7月1日8时发布台风橙色预警信号。" + "1;" * LONGEST)
    assert fields["event"] == "typhoon"
    assert "too_long" in remarks

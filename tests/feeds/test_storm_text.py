"""The text of a storm's bulletin as it is pasted: one position or many, circles by quadrant or as a span, and what must
stay open."""

from datetime import UTC, datetime

import pytest

from ems_dashboard.clock import BEIJING
from ems_dashboard.feeds.storm_text import read_storm
from ems_dashboard.rules.terms import Grade

NOW = datetime(2023, 9, 4, 1, 0, tzinfo=UTC)  # 09:00 in Beijing
HAIKUI = (
    "今年第11号台风“海葵”(强热带风暴级)的中心今天08时位于福建省东山县东偏南方向约250公里的台湾海峡南部海面上,"
    "就是北纬23.3度、东经119.5度,中心附近最大风力11级(30米/秒),中心最低气压980百帕,"
    "七级风圈半径200-300公里,十级风圈半径80公里。预计,“海葵”将以每小时15公里左右的速度向西偏北方向移动,"
    "强度缓慢减弱。"
)
QUADRANTS = ("ne", "se", "sw", "nw")


def local(*when):
    return datetime(*when, tzinfo=BEIJING)


def read(text, now=NOW):
    bulletin = read_storm(text, now)
    fields = {name: found.value for name, found in bulletin.heard.fields.items()}
    return fields, [remark.key for remark in bulletin.heard.remarks], bulletin.points


def radii(fields, force):
    return tuple(fields.get(f"r{force}_{quadrant}_km") for quadrant in QUADRANTS)


def test_the_standard_sentence_gives_every_field():
    fields, _, points = read(HAIKUI)
    assert (fields["storm"], fields["name_zh"]) == ("2311", "海葵")
    assert fields["valid_at"] == local(2023, 9, 4, 8)
    assert (fields["lat"], fields["lon"]) == (23.3, 119.5)
    assert (fields["wind_ms"], fields["pressure_hpa"]) == (30, 980)
    assert fields["grade"] is Grade.STS
    assert (fields["move_dir_deg"], fields["move_speed_kmh"]) == (292.5, 15)
    assert radii(fields, 10) == (80,) * 4
    assert radii(fields, 12) == (None,) * 4
    assert points == ()


def test_a_span_of_radii_counts_as_the_greater_and_is_told():
    fields, remarks, _ = read(HAIKUI)
    assert radii(fields, 7) == (300,) * 4
    assert "radius_range" in remarks


@pytest.mark.parametrize(
    ("text", "force", "expected"),
    [
        ("七级风圈半径东北方向300公里,东南方向280公里,西南方向200公里,西北方向260公里。", 7, (300, 280, 200, 260)),
        ("7级风圈半径:西北260公里、东北300公里、西南200公里、东南280公里;", 7, (300, 280, 200, 260)),
        ("七级风圈半径东北象限350公里,东南和西南象限各200公里,西北象限300公里,十级风圈半径100公里", 7, (350, 200, 200, 300)),
        ("七级风圈半径东北方向300公里,十级风圈半径100公里", 7, (300, None, None, None)),
        ("七级风圈半径260公里,十级风圈半径100公里,十二级风圈半径50公里", 12, (50,) * 4),
        ("七级风圈半径260公里,十级风圈半径100公里,十二级风圈半径50公里", 10, (100,) * 4),
        ("7级大风圈半径260公里", 7, (260,) * 4),
        ("17级风圈半径60公里", 7, (None,) * 4),
        ("十七级风圈半径60公里", 7, (None,) * 4),
    ],
)  # fmt: skip
def test_circles_are_read_by_quadrant(text, force, expected):
    assert radii(read(text)[0], force) == expected


def test_a_circle_with_some_quadrants_leaves_the_others_open_and_says_so():
    assert "radius_part" in read("七级风圈半径东北方向300公里。")[1]


@pytest.mark.parametrize(
    "position",
    [
        "北纬23.3度、东经119.5度", "东经119.5度、北纬23.3度", "(23.3°N,119.5°E)", "23.3N/119.5E", "北纬23.3度,东经119.5度",
        "北纬 23.3 度\n东经 119.5 度", "23.3N 119.5E",
    ],
)  # fmt: skip
def test_a_position_in_every_way_of_writing_it(position):
    fields, _, _ = read(f"台风中心今天08时位于{position}")
    assert (fields["lat"], fields["lon"]) == (23.3, 119.5)


def test_full_width_figures_and_signs_read_the_same():
    wide = HAIKUI.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert wide != HAIKUI
    assert read(wide)[0] == read(HAIKUI)[0]


@pytest.mark.parametrize(
    "position",
    ["北纬93.3度、东经119.5度", "北纬23.3度", "距东山县250公里", "南纬23.3度、西经119.5度"],
)
def test_what_is_no_position_near_us_is_left_open_and_told(position):
    fields, remarks, _ = read(f"台风中心今天08时位于{position}")
    assert "lat" not in fields
    assert "no_position" in remarks


def test_a_force_without_its_speed_is_not_turned_into_one():
    fields, remarks, _ = read(
        "台风中心今天08时位于北纬23.3度、东经119.5度,中心附近最大风力12级以上,气压970百帕"
    )
    assert "wind_ms" not in fields
    assert "wind_open" in remarks


@pytest.mark.parametrize("said", ["30米/秒", "30m/s", "每秒30米", "30 米/秒"])
def test_the_wind_in_every_way_of_writing_it(said):
    assert read(f"最大风力11级({said})")[0]["wind_ms"] == 30


def test_a_pressure_that_cannot_be_is_no_pressure():
    assert "pressure_hpa" not in read("中心最低气压98百帕")[0]
    assert "pressure_hpa" not in read("中心最低气压1980百帕")[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2022年第11号台风", "2211"),
        ("今年第9号台风", "2309"),
        ("台风编号2311", "2311"),
        ("台风编号:2311", "2311"),
    ],
)
def test_the_national_number(text, number):
    assert read(text)[0]["storm"] == number


def test_the_day_before_midnight_is_not_taken_for_today():
    after = datetime(2023, 9, 4, 16, 20, tzinfo=UTC)  # 00:20 on the 5th
    fields, remarks, _ = read(HAIKUI, after)
    assert "valid_at" not in fields
    assert "time_open" in remarks
    dated = HAIKUI.replace("今天08时", "9月4日23时")
    assert read(dated, after)[0]["valid_at"] == local(2023, 9, 4, 23)


def test_the_last_moment_before_the_position_is_the_analysis():
    text = "中央气象台9月4日10时发布:台风“海葵”的中心4日08时位于北纬23.3度、东经119.5度"
    fields, _, _ = read(text)
    assert fields["valid_at"] == local(2023, 9, 4, 8)
    assert fields["agency"] == "CMA"


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("以每小时15公里的速度向西北方向移动", 315), ("以每小时15公里的速度向西北偏西方向移动", 292.5),
        ("以每小时15公里的速度向偏西方向移动", 270), ("以15公里左右的时速向北偏东方向移动", 22.5),
    ],
)  # fmt: skip
def test_the_direction_by_the_sixteen_points(text, degrees):
    assert read(text)[0]["move_dir_deg"] == degrees


def test_a_span_of_speeds_and_standing_still_stay_open():
    fields, remarks, _ = read("将以每小时10-15公里的速度向西北方向移动")
    assert "move_speed_kmh" not in fields
    assert "speed_open" in remarks
    fields, remarks, _ = read("“海葵”在台湾海峡少动")
    assert "move_dir_deg" not in fields
    assert "still" in remarks


def test_forecast_positions_come_with_their_hours_and_strengths():
    text = (
        HAIKUI
        + "预计12小时后位于北纬23.5度、东经118.4度,中心附近最大风力10级(25米/秒),气压990百帕;"
        "24小时后位于北纬23.6度、东经117.2度,8级(18米/秒);5日20时位于北纬23.9度、东经116.0度。"
    )
    fields, _, points = read(text)
    assert fields["wind_ms"] == 30
    assert [(p.lead_h, p.lat, p.lon, p.wind_ms, p.pressure_hpa) for p in points] == [
        (12, 23.5, 118.4, 25, 990), (24, 23.6, 117.2, 18, None), (None, 23.9, 116.0, None, None),
    ]  # fmt: skip
    assert points[2].at == local(2023, 9, 5, 20)


def test_a_forecast_position_without_an_hour_is_left_out_and_told():
    _, remarks, points = read(HAIKUI + "随后移向北纬24.0度、东经116.0度。")
    assert points == ()
    assert "lead_open" in remarks


def test_a_forecast_hour_that_lies_before_the_analysis_is_none():
    assert read(HAIKUI + "3日20时位于北纬24.0度、东经116.0度。")[2] == ()


def test_lines_of_figures_are_a_table_of_the_forecast():
    table = "12\t23.5\t118.4\t25\t990\n24 23.6 117.2 18\n300 23.6 117.2\n"
    points = read(HAIKUI + "\n" + table)[2]
    assert [(p.lead_h, p.lat, p.lon, p.wind_ms, p.pressure_hpa) for p in points] == [
        (12, 23.5, 118.4, 25, 990), (24, 23.6, 117.2, 18, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "\n", "你好", "9" * 500, "北纬" * 40, "第号台风", "()" * 100, "七级风圈半径"]
)
def test_any_other_text_is_read_without_a_fault(text):
    assert read(text)[2] == ()

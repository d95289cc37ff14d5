import json

import pytest

from ems_dashboard.errors import Refused
from ems_dashboard.feeds import read_content
from ems_dashboard.feeds.tracks import direction
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Grade
from tests.feeds.test_best_track import km, utc

ZHEJIANG = "storm_json/zhejiang_repeated_forecasts_and_missing_values.json"
OLD = "storm_json/zhejiang_of_2018_in_a_call_and_a_list.json"
NMC = "storm_json/nmc_view_utc_single_brackets.json"


def fixes(facts):
    return [fact for fact in facts if isinstance(fact, StormFix)]


def forecasts(facts, agency=None):
    return [
        fact for fact in facts if isinstance(fact, StormForecast) and agency in (None, fact.agency)
    ]


class TestZhejiang:
    def test_strings_in_beijing_time_are_a_fix_of_cma_under_the_national_number(self, sample):
        fix = fixes(sample(ZHEJIANG)[0])[0]
        assert (fix.storm, fix.name_zh, fix.name_en, fix.agency, fix.averaging_min) == (
            "2311",
            "海葵",
            "Haikui",
            "CMA",
            2,
        )
        assert (fix.valid_at, fix.lat, fix.lon) == (utc(2023, 9, 4, 12), 23.0, 119.2)
        assert (fix.wind_ms, fix.pressure_hpa, fix.grade) == (42, 955, Grade.STY)
        assert (fix.move_dir_deg, fix.move_speed_kmh, fix.radius_scale) == (292.5, 15, "force")

    def test_radii_run_ne_se_nw_sw(self, sample):
        fix = fixes(sample(ZHEJIANG)[0])[0]
        assert (fix.r7_ne_km, fix.r7_se_km, fix.r7_nw_km, fix.r7_sw_km) == (280, 260, 180, 220)

    def test_naught_and_nothing_are_missing(self, sample):
        fix = fixes(sample(ZHEJIANG)[0])[1]
        assert km(fix, 10) == km(fix, 12) == [None] * 4
        assert (fix.pressure_hpa, fix.move_speed_kmh, fix.move_dir_deg) == (None, None, None)

    def test_the_first_point_of_a_forecast_is_the_analysis_and_no_forecast(self, sample):
        first = forecasts(sample(ZHEJIANG)[0], "CMA")
        assert [(f.valid_at, f.forecast_at) for f in first] == [
            (utc(2023, 9, 4, 12), utc(2023, 9, 5)), (utc(2023, 9, 4, 12), utc(2023, 9, 5, 12))
        ]  # fmt: skip

    @pytest.mark.parametrize(("agency", "points"), [("CMA", 2), ("JTWC", 1), ("CWA", 2)])
    def test_a_forecast_that_stands_again_at_later_points_is_one_bulletin(
        self, sample, agency, points
    ):
        found = forecasts(sample(ZHEJIANG)[0], agency)
        assert (len(found), {f.valid_at for f in found}) == (points, {utc(2023, 9, 4, 12)})

    def test_hkos_wind_force_in_the_pressure_field_is_no_pressure(self, sample):
        facts, problems = sample(ZHEJIANG)
        (hko,) = forecasts(facts, "HKO")
        assert (hko.pressure_hpa, hko.wind_ms) == (None, 33)
        assert any(problem.message.startswith("1 pressure lies") for problem in problems)

    def test_what_cannot_be_read_is_named_by_its_place(self, sample):
        facts, problems = sample(ZHEJIANG)
        assert len(fixes(facts)) == 2
        assert {(p.column, p.value) for p in problems if p.column} == {
            ("points[1].forecast[3].tm", "火星"), ("points[2].radius7", "280|260|180"), ("points[3].time", ""),
        }  # fmt: skip

    def test_an_old_reply_has_slashes_a_call_and_a_list_around_it(self, sample):
        facts, problems = sample(OLD)
        (fix,) = fixes(facts)
        assert (fix.storm, fix.name_en, fix.valid_at) == ("1808", "Maria", utc(2018, 7, 4, 12))
        assert km(fix, 7) == [200] * 4
        assert [f.forecast_at for f in forecasts(facts)] == [utc(2018, 7, 5)]
        assert problems == []

    def test_a_reply_that_is_cut_off_is_refused(self, sample):
        with pytest.raises(Refused, match="not whole JSON"):
            sample("storm_json/zhejiang_cut_off.json")


class TestNmc:
    def test_the_time_is_utc_and_the_radii_run_ne_se_sw_nw(self, sample):
        fix = fixes(sample(NMC)[0])[0]
        assert (fix.storm, fix.name_zh, fix.valid_at) == ("2311", "海葵", utc(2023, 9, 4, 12))
        assert (km(fix, 7), km(fix, 10), km(fix, 12)) == (
            [280, 260, 180, 220],
            [120, 100, 60, 80],
            [None] * 4,
        )
        assert (fix.move_dir_deg, fix.grade, fix.lon, fix.lat) == (315, Grade.STY, 119.2, 23.0)

    def test_a_time_that_disagrees_with_its_milliseconds_is_not_believed(self, sample):
        facts, problems = sample(NMC)
        assert utc(2023, 9, 4, 22) not in {fix.valid_at for fix in fixes(facts)}
        assert [p.value for p in problems if "disagrees" in p.message] == ["202309042200"]

    def test_leads_count_from_the_base(self, sample):
        found = forecasts(sample(NMC)[0])
        assert [(f.agency, f.valid_at, f.forecast_at) for f in found] == [
            ("CMA", utc(2023, 9, 4, 12), utc(2023, 9, 5)), ("CMA", utc(2023, 9, 4, 12), utc(2023, 9, 5, 12))
        ]  # fmt: skip

    def test_a_lead_of_naught_an_unknown_centre_and_a_short_point_are_named(self, sample):
        _, problems = sample(NMC)
        assert {p.column for p in problems} == {
            "points[2][1]", "points[2][11].BABJ[0]", "points[2][11].BABJ[1]", "points[3]",
        }  # fmt: skip

    def test_double_brackets_open_and_a_depression_without_number_keeps_its_own_id(self, sample):
        (fix,), problems = sample("storm_json/nmc_view_in_double_brackets_and_no_number.json")
        assert (fix.storm, fix.pressure_hpa) == ("NMC1", None)
        assert problems == []

    def test_the_list_of_storms_is_no_track(self, sample):
        with pytest.raises(Refused, match="not the list"):
            sample("storm_json/nmc_list_double_brackets.json")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"tfid":' + "[" * 200_000, "nested deep"), ('{"tfid":"1","points":[NaN]}', "no number of JSON"),
        ('{"tfid":"1","points":' + "9" * 5000 + "}", "a number of 5,000 digits"), ('{"tfid":"1"}', "no points"),
        ('{"tfid":"1","points":[}', "broken"), ("x" * 10 + '"tfid"', "no JSON"),
    ],
)  # fmt: skip
def test_attacks_and_broken_replies_are_refused_with_a_sentence(context, content, why):
    with pytest.raises(Refused) as refusal:
        read_content(content.encode(), "reply.json", context)
    assert len(str(refusal.value)) > 10


@pytest.mark.parametrize(
    "point",
    [
        None,
        1,
        "x",
        [],
        {"time": "2023-09-04 20:00:00", "lat": "95", "lng": "1"},
        {"forecast": [1, {"forecastpoints": 3}]},
    ],
)
def test_a_point_of_another_shape_is_a_problem_and_no_crash(context, point):
    for reply in (
        {"tfid": "202311", "points": [point]},
        {"typhoon": [1, "A", "B", 2311, 0, 0, 0, 0, [point]]},
    ):
        readings = read_content(json.dumps(reply).encode(), "reply.json", context)
        assert sum(reading.rejected for reading in readings) >= 1


def test_the_sixteen_points_in_both_ways_of_writing():
    assert direction("西西北") == direction("西北偏西") == direction("WNW") == 292.5
    assert direction("北") == 0.0
    assert direction("") is None


class TestOddBulletins:
    def test_grades_of_other_agencies_take_no_position_and_no_wind_away_and_are_told(self, sample):
        facts, problems = sample("storm_json/zhejiang_grades_of_other_words.json")
        assert {
            agency: len(forecasts(facts, agency)) for agency in ("HKO", "JMA", "CMA")
        } == dict.fromkeys(("HKO", "JMA", "CMA"), 2)
        assert {(f.wind_ms, f.grade) for f in forecasts(facts, "HKO")} == {(28, None), (15, None)}
        assert {(f.wind_ms, f.grade) for f in forecasts(facts, "JMA")} == {(33, None)}
        (told,) = problems
        assert told.message.startswith("4 grades")
        assert all(word in told.message for word in ("强烈热带风暴", "热带低气压", "null"))

    def test_a_list_without_the_analysis_keeps_its_first_point_and_its_bulletins_time(self, sample):
        facts, problems = sample("storm_json/zhejiang_bulletin_without_its_analysis_point.json")
        assert [(f.valid_at, f.forecast_at) for f in forecasts(facts)] == [
            (utc(2023, 9, 4, 12), utc(2023, 9, day, 12)) for day in (5, 6, 7)
        ]
        assert problems == []

    def test_a_storm_at_the_date_line_lies_where_it_lies(self, sample):
        facts, problems = sample("storm_json/zhejiang_crosses_the_date_line.json")
        assert [f.lon for f in fixes(facts)] == [-179.0, -179.8, 179.4, 178.6]
        assert problems == []

    @pytest.mark.parametrize(
        ("written", "meant"), [("180.0", -180.0), ("180.1", -179.9), ("-179.6", -179.6)]
    )
    def test_a_first_fix_on_the_date_line_is_read(self, context, written, meant):
        point = {
            "time": "2023-08-30 02:00:00",
            "lng": written,
            "lat": "24.0",
            "strong": "",
            "speed": "18",
        }
        content = json.dumps({"tfid": "202308", "enname": "DORA", "points": [point]}).encode()
        (fix,) = read_content(content, "storm.json", context)[0].facts
        assert fix.lon == meant

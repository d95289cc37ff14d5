from datetime import UTC, datetime

import pytest

from ems_dashboard.errors import Refused
from ems_dashboard.feeds import feeds
from ems_dashboard.feeds.tracks import lopsided
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Grade

IBTRACS = "tracks/ibtracs_units_row_blanks_and_longitude_over_180.csv"
CMA = "tracks/cma_crlf_wind_of_9_and_a_storm_without_number.txt"
JMA = "tracks/jma_two_digit_years_and_lopsided_circles.txt"
B_DECK = "tracks/bwp102023_short_lines_full_circles_and_no_pressure.dat"
A_DECK = "tracks/awp102023_leads_models_and_a_past_position.dat"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def of(facts, agency, when):
    (found,) = [fact for fact in facts if fact.agency == agency and fact.valid_at == when]
    return found


def km(fix, force):
    return [getattr(fix, f"r{force}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]


def test_a_table_of_text_is_asked_last_so_that_a_track_in_csv_is_a_track():
    assert [feed.NAME for feed in feeds()][-1] == "csv"


@pytest.mark.parametrize(
    ("path", "name"),
    [(IBTRACS, "IBTrACS v04"), (CMA, "best track"), (JMA, "best track"), (B_DECK, "ATCF")],
)
def test_each_form_is_recognised_by_what_is_in_it(sample, path, name):
    facts, _ = sample(path)
    assert {fact.source for fact in facts} == {name}


class TestIbtracs:
    def test_every_agency_of_a_row_is_a_fix_with_its_own_averaging(self, sample):
        facts, _ = sample(IBTRACS)
        first = {fact.agency: fact for fact in facts if fact.valid_at == utc(2023, 9, 2)}
        assert {name: fix.averaging_min for name, fix in first.items()} == {
            "CMA-BT": 2,
            "JMA-BT": 10,
            "JTWC-BT": 1,
            "HKO-BT": 10,
        }
        assert {name: fix.wind_ms for name, fix in first.items()} == {
            "CMA-BT": 44.8,
            "JMA-BT": 38.6,
            "JTWC-BT": 46.3,
            "HKO-BT": 43.7,
        }
        assert [first[name].grade for name in ("CMA-BT", "JMA-BT", "JTWC-BT")] == [
            Grade.STY,
            Grade.TY,
            None,
        ]

    def test_the_name_and_season_give_the_national_number(self, sample):
        facts, _ = sample(IBTRACS)
        assert {fact.storm for fact in facts if fact.name_en == "Haikui"} == {"2311"}

    def test_a_storm_that_is_not_known_keeps_its_own_id_and_is_said(self, sample):
        facts, problems = sample(IBTRACS)
        assert {fact.storm for fact in facts if fact.name_en == "Dora"} == {"2023210N11165"}
        assert any("DORA" in problem.message and problem.line is None for problem in problems)

    def test_radii_are_miles_by_quadrant_and_a_blank_is_none(self, sample):
        facts, _ = sample(IBTRACS)
        jtwc = of(facts, "JTWC-BT", utc(2023, 9, 2))
        assert km(jtwc, 7) == [222.2, 203.7, 166.7, 185.2]
        assert km(jtwc, 12) == [None] * 4
        assert jtwc.radius_scale == "knots"
        assert of(facts, "JTWC-BT", utc(2023, 9, 2, 3)).pressure_hpa is None

    def test_longitudes_over_180_are_west(self, sample):
        facts, _ = sample(IBTRACS)
        assert of(facts, "JTWC-BT", utc(2023, 8, 12)).lon == -178.6

    def test_other_basins_are_passed_over_and_a_bad_cell_is_named(self, sample):
        _, problems = sample(IBTRACS)
        assert [(p.line, p.column, p.value) for p in problems if p.line] == [(7, "USA_LAT", "2l.9")]
        assert any(p.message.startswith("1 row belongs to other basins") for p in problems)

    def test_a_best_track_is_known_after_its_season_only(self, sample):
        facts, _ = sample(IBTRACS)
        assert {fact.known_at for fact in facts} == {utc(2024, 1, 1)}

    def test_a_file_that_is_cut_off_is_refused(self, sample):
        with pytest.raises(Refused, match="cut off"):
            sample("tracks/ibtracs_cut_off.csv")


class TestCma:
    def test_it_bears_the_national_number_and_its_date_of_publication(self, sample):
        facts, problems = sample(CMA)
        assert [fact.storm for fact in facts] == ["2311", "2311", *["2023TD0016"] * 3]
        assert {fact.known_at for fact in facts} == {utc(2024, 4, 15)}
        assert problems == []

    def test_tenths_of_a_degree_in_utc_and_grades(self, sample):
        facts, _ = sample(CMA)
        fix = of(facts, "CMA-BT", utc(2023, 8, 31))
        assert (fix.lat, fix.lon, fix.pressure_hpa, fix.wind_ms, fix.grade, fix.name_en) == (
            22.5,
            130.0,
            950,
            45,
            Grade.STY,
            "Haikui",
        )

    def test_a_wind_of_9_is_below_10_and_of_0_missing(self, sample):
        facts, _ = sample(CMA)
        assert [fact.wind_ms for fact in facts] == [18, 45, None, None, 15]
        assert facts[-1].grade is Grade.EXTRATROPICAL

    def test_fewer_rows_than_announced_are_refused_whole(self, sample):
        with pytest.raises(Refused, match="cut off"):
            sample("tracks/cma_fewer_rows_than_announced.txt")


class TestJma:
    def test_knots_over_ten_minutes_and_no_wind_for_a_depression(self, sample):
        facts, _ = sample(JMA)
        assert [fact.wind_ms for fact in facts] == [None, 38.6, 43.7, 23.1]
        assert {fact.averaging_min for fact in facts} == {10}
        assert {fact.storm for fact in facts} == {"2311"}

    def test_the_longest_radius_lies_in_its_direction_and_the_shortest_opposite(self, sample):
        facts, _ = sample(JMA)
        fix = of(facts, "JMA-BT", utc(2023, 9, 2))
        assert fix.radius_scale == "jma"
        assert km(fix, 10) == [111.1] * 4
        northeast, southeast, southwest, northwest = km(fix, 7)
        assert northeast == southeast > southwest == northwest
        assert 120 * 1.852 < southwest < northeast < 180 * 1.852

    def test_no_radius_is_none(self, sample):
        facts, _ = sample(JMA)
        assert km(of(facts, "JMA-BT", utc(2023, 9, 5)), 10) == [None] * 4

    def test_years_before_2000(self, sample):
        (fix,), _ = sample("tracks/jma_of_1959.txt")
        assert fix.valid_at == utc(1959, 9, 26)


@pytest.mark.parametrize("towards", [0, 45, 90, 135, 200])
def test_a_lopsided_circle_measures_its_longest_and_shortest_where_said(towards):
    opposite = (towards + 180) % 360
    assert lopsided(200, 100, 45)[0] == 200
    assert lopsided(200, 100, 45)[2] == 100
    assert sorted(lopsided(200, 100, towards)) == sorted(lopsided(100, 200, opposite))


class TestAtcf:
    def test_a_line_per_radius_is_one_fix(self, sample):
        facts, _ = sample(B_DECK)
        fix = of(facts, "JTWC-BT", utc(2023, 9, 2))
        assert (km(fix, 7), km(fix, 10)) == (
            [222.2, 203.7, 166.7, 185.2],
            [111.1, 101.9, 83.3, 92.6],
        )
        assert (fix.lat, fix.lon, fix.wind_ms, fix.averaging_min, fix.radius_scale) == (
            21.6,
            126.9,
            46.3,
            1,
            "knots",
        )

    def test_a_full_circle_fills_all_quadrants(self, sample):
        facts, _ = sample(B_DECK)
        assert km(of(facts, "JTWC-BT", utc(2023, 9, 2)), 12) == [55.6] * 4

    def test_a_short_line_keeps_what_it_has(self, sample):
        facts, _ = sample(B_DECK)
        assert km(of(facts, "JTWC-BT", utc(2023, 9, 2, 6)), 7) == [222.2, 203.7, None, None]
        assert km(of(facts, "JTWC-BT", utc(2023, 8, 27, 12)), 7) == [None] * 4

    def test_the_storm_is_found_by_the_name_of_later_lines_not_by_jtwcs_number(self, sample):
        facts, _ = sample(B_DECK)
        assert {fact.storm for fact in facts} == {"2311"}

    def test_a_bad_position_is_named_and_other_basins_passed_over(self, sample):
        _, problems = sample(B_DECK)
        assert [(p.line, p.column, p.value) for p in problems if p.line] == [(6, "LAT", "2x9N")]
        assert len(problems) == 2

    def test_leads_are_forecasts_of_the_agency_and_models_are_none(self, sample):
        facts, problems = sample(A_DECK)
        forecasts = [fact for fact in facts if isinstance(fact, StormForecast)]
        assert [(f.agency, f.valid_at, f.forecast_at) for f in forecasts] == [
            ("JTWC", utc(2023, 9, 2), at)
            for at in (utc(2023, 9, 2, 12), utc(2023, 9, 3), utc(2023, 9, 7))
        ]
        assert [fact.agency for fact in facts if isinstance(fact, StormFix)] == ["JTWC"]
        assert any(
            problem.message.startswith("2 lines are of numerical models") for problem in problems
        )
        assert {f.pressure_hpa for f in forecasts} == {None}


def test_minutes_of_a_b_deck_are_read_and_a_half_hour_row_is_a_fix_of_its_own(sample):
    facts, _ = sample("tracks/bwp102023_half_hour_row.dat")
    at_six = {fact.valid_at: (fact.lat, fact.lon) for fact in facts if fact.valid_at.hour == 6}
    assert at_six == {
        utc(2023, 9, 3, 6): (22.9, 121.3),
        utc(2023, 9, 3, 6).replace(minute=30): (23.5, 119.0),
    }
    assert len(facts) == 4


def test_a_spur_never_replaces_the_main_track_and_is_told(sample):
    facts, problems = sample("tracks/ibtracs_spur_of_the_same_hour.csv")
    assert [(fact.valid_at, fact.lat, fact.lon) for fact in facts] == [
        (utc(2023, 9, 3, 6), 22.9, 121.3), (utc(2023, 9, 3, 12), 23.0, 120.0),
    ]  # fmt: skip
    assert any(problem.message.startswith("1 row is a spur") for problem in problems)

from bench.backtest import Guess, _line, arrival_guesses
from ems_dashboard.feeds.city_pack import load_city
from tests.conftest import CITY_DIR


def test_a_line_tells_the_cases_the_errors_and_how_often_the_truth_was_in_the_range():
    guesses = [
        Guess(6, -2.0, True),
        Guess(6, 1.0, False),
        Guess(6, 0.5, True),
        Guess(6, None, False),
    ]
    assert _line("x", guesses) == "| x | 4 | 3 | 1.0 h | +0.5 h | 1.0 h | 67% |"
    assert _line("x", [Guess(6, None, False)]) == "| x | 1 | 0 | | | | |"


def test_half_a_day_before_the_gale_its_arrival_is_told_within_three_hours_for_half(demo_store):
    told = [
        guess.error
        for guess in arrival_guesses(demo_store, load_city(CITY_DIR))
        if guess.hours == 12
    ]
    assert len(told) == 32
    assert sum(error is not None and abs(error) <= 3 for error in told) >= 15

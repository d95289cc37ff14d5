"""The year counted from a handful of rows: the last figure of each incident once, corrections in place of what they correct."""

from datetime import timedelta

from ems_dashboard.rules.terms import (
    Category,
    Hazard,
    Level,
    LevelChange,
    MessageType,
    OrderState,
    WarningKind,
)
from ems_dashboard.situation import season
from tests.builders import (
    BEGAN,
    DONGSHAN,
    TONGLING,
    ZHANGPU,
    at,
    cadres,
    evacuation,
    incident,
    messages,
    order,
    response,
    warning,
)
from tests.situation.conftest import CITY

RAIN = "2026-R01"
RAINY = {"hazard": Hazard.RAINSTORM, "storm": None, "began_at": at(100)}


AUTUMN = at(200)


def counted(ledger, moment=AUTUMN, year=2026):
    """As kept with the ledger and as counted again from the rows: they have to agree."""
    kept = season(ledger, CITY, year, moment, now=True)
    again = season(ledger, CITY, year, moment, now=False)
    assert kept == again
    return kept


def test_of_every_incident_the_last_cumulative_figure_counts_once(told):
    year = counted(told(
        incident(), incident(RAIN, **RAINY), evacuation(100, at(1)), evacuation(300, at(2)),
        evacuation(40, at(2), unit=ZHANGPU), evacuation(7, at(101), case=RAIN),
    ))  # fmt: skip
    assert (year.figure("people"), year.typhoons, year.heavy_rain_events) == (347, 1, 1)
    assert [total.evacuation[Category.PEOPLE] for total in year.incidents] == [340, 7]


def test_of_what_nobody_reported_an_incident_has_no_figure_and_of_nobody_to_move_it_has_zero(told):
    year = counted(told(incident(), incident(RAIN, **RAINY), evacuation(0, at(101), case=RAIN)))
    assert [total.evacuation for total in year.incidents] == [{}, {Category.PEOPLE: 0}]
    assert year.figure("people") == 0


def test_townships_stand_for_a_unit_that_did_not_report_itself_and_never_beside_it(told):
    ledger = told(incident(), evacuation(30, at(1), unit=TONGLING))
    assert counted(ledger).figure("people") == 30
    assert counted(told(evacuation(80, at(1), unit=DONGSHAN))).figure("people") == 80


def test_vessels_and_persons_are_counted_apart(told):
    kinds = (Category.FISHING_VESSELS, Category.TOWNSHIP_VESSELS, Category.RAFT_WORKERS)
    rows = [evacuation(n, at(1), category=kind) for n, kind in enumerate(kinds, start=1)]
    year = counted(told(incident(), *rows))
    assert (
        year.figure("people"),
        year.figure("fishing_vessels"),
        year.figure("township_vessels"),
        year.figure("raft_workers"),
    ) == (
        None,
        1,
        2,
        3,
    ), "nobody reported people"


def test_zero_reported_is_zero_and_nothing_reported_is_none(told):
    bare = counted(told(incident()))
    assert (bare.figure("people"), bare.cadres, bare.messages, bare.warnings_weather) == (None,) * 4
    year = counted(told(evacuation(0, at(1), target=0), warning("W1", at(1))))
    assert (year.figure("people"), year.warnings_weather, year.warnings_geological) == (0, 1, 0)


def test_starts_and_raises_of_the_city_are_responses_and_lowering_is_none(told):
    year = counted(told(
        incident(), response(Level.IV, at(0)), response(Level.II, at(1), change=LevelChange.RAISE),
        response(Level.III, at(2), change=LevelChange.LOWER), response(Level.I, at(1), unit=DONGSHAN),
        response(None, at(9), change=LevelChange.END),
    ))  # fmt: skip
    assert (year.typhoon_responses, year.typhoon_highest) == (2, Level.II)
    assert (year.rainstorm_responses, year.rainstorm_highest) == (0, None)


def test_orders_that_were_issued_count_and_a_withdrawn_one_was(told):
    year = counted(told(
        incident(), order("D1"), order("D2", at(1), state=OrderState.DRAFT), order("D3", at(1)),
        order("D3", at(2), state=OrderState.WITHDRAWN),
    ))  # fmt: skip
    assert year.orders == 2
    assert [total.orders for total in year.incidents] == [2]


def test_a_warning_sent_twice_counts_once_and_a_cancellation_never(told):
    flood = WarningKind.FLASH_FLOOD
    year = counted(told(
        incident(), warning("W1"), warning("W1", at(1), message_type=MessageType.UPDATE), warning("W2", kind=flood),
        warning("W3", at(2), message_type=MessageType.CANCEL),
    ))  # fmt: skip
    assert (year.warnings_weather, year.warnings_flash_flood, year.warnings_geological) == (1, 1, 0)


def test_a_batch_of_messages_that_was_corrected_counts_as_corrected(told):
    ledger = told(incident(), messages("B1", 100, at(1)), messages("B2", 7, at(1)))
    assert counted(ledger).messages == 107
    assert counted(told(messages("B1", 90, at(2)))).messages == 97


def test_cadres_are_the_last_figure_of_each_unit(told):
    assert (
        counted(
            told(incident(), cadres(5, at(1)), cadres(9, at(2)), cadres(3, at(1), unit=ZHANGPU))
        ).cadres
        == 12
    )


def test_a_past_moment_is_counted_from_what_was_known_then(told):
    ledger = told(
        incident(),
        evacuation(100, at(1)),
        evacuation(300, at(5)),
        order("D1", at(1)),
        order("D2", at(5)),
    )
    then = season(ledger, CITY, 2026, at(2), now=False)
    assert (then.figure("people"), then.orders) == (100, 1)


def test_the_year_and_the_month_turn_at_midnight_in_beijing(told):
    eve = BEGAN - timedelta(hours=8, minutes=1)  # the last minute of June in Beijing
    year = counted(told(incident(), order("D1", eve), order("D2", eve + timedelta(minutes=1))))
    assert {month.month: month.orders for month in year.months if month.orders} == {6: 1, 7: 1}
    assert (
        counted(told(incident("old", began_at=BEGAN - timedelta(days=300))), year=2025).typhoons
        == 1
    )


def test_an_incident_belongs_to_the_year_in_which_it_began_to_the_minute_in_beijing(told):
    new_year = BEGAN.replace(year=2027, month=1, day=1) - timedelta(hours=8)
    minute = timedelta(minutes=1)
    told(incident("eve", began_at=new_year - minute))
    ledger = told(incident("day", began_at=new_year), evacuation(5, new_year, case="day"))
    moment = new_year + timedelta(days=30)
    assert [t.incident.incident for t in counted(ledger, moment).incidents] == ["eve"]
    following = counted(ledger, moment, year=2027)
    assert [t.incident.incident for t in following.incidents] == ["day"]
    assert {
        m.month: m.evacuation["people"] for m in following.months if m.evacuation["people"]
    } == {1: 5}


def test_an_incident_is_of_the_month_in_which_it_began_whenever_its_figures_came(told):
    year = counted(
        told(
            incident(),
            incident(RAIN, **RAINY | {"began_at": at(24 * 40)}),
            evacuation(7, at(24 * 33)),
            evacuation(2, at(24 * 41), case=RAIN),
        ),
        at(24 * 50),
    )
    assert {m.month: m.evacuation["people"] for m in year.months if m.evacuation["people"]} == {
        7: 7,
        8: 2,
    }


def test_the_highest_level_of_the_year_is_of_each_hazard_over_its_incidents(told):
    year = counted(told(
        incident(), incident(RAIN, **RAINY), response(Level.III, at(1)),
        response(Level.II, at(2), change=LevelChange.RAISE),
        response(None, at(3), change=LevelChange.END),
        response(Level.IV, at(101), hazard=Hazard.RAINSTORM, case=RAIN),
    ))  # fmt: skip
    assert (year.typhoon_highest, year.rainstorm_highest) == (Level.II, Level.IV)
    assert [total.highest for total in year.incidents] == [Level.II, Level.IV]


def test_a_year_with_example_rows_says_so(told):
    assert not counted(told(incident(), evacuation(1, at(1)))).simulated
    assert counted(told(evacuation(2, at(2), source="simulated"))).simulated

"""What was typed and taken back is no figure of any screen, count or document; what stood before it stands again; the
past shows it as it was known then; the row, who took it back and why stay in the ledger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.actions.by_hand import save_by_hand
from ems_dashboard.actions.withdrawing import withdraw
from ems_dashboard.errors import Refused
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Colour, ImpactItem, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.rules.warnings import valid_at as in_force
from ems_dashboard.situation import season, situation
from ems_dashboard.situation.log_sentences import LogSentences
from ems_dashboard.situation.observed import observed
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.store.warnings import messages_before
from ems_dashboard.text import words
from tests.actions.conftest import NOW
from tests.feeds.registers import incident

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
UNIT = "350626"


def impact(hours_ago, amount):
    return Impact(
        incident="t1",
        unit=UNIT,
        item=ImpactItem.DEATHS,
        amount=amount,
        valid_at=NOW - hours_ago * HOUR,
    )


def cadres(hours_ago, sent):
    return Cadres(incident="t1", unit=UNIT, sent=sent, valid_at=NOW - hours_ago * HOUR)


def rain(city, mm, minutes_ago=30):
    station = next(s.code for s in city.stations if s.kind == "rain")
    return Rain(station=station, hours=1.0, rain_mm=mm, valid_at=NOW - minutes_ago * MINUTE)


def warning(name, colour, minutes_ago, **more):
    return WarningMessage(
        id=name, kind=WarningKind.WEATHER, event="typhoon", colour=colour, units=("350600",),
        issuer="漳州市气象台", headline=f"{colour}预警", valid_at=NOW - minutes_ago * MINUTE, **more,
    )  # fmt: skip


@pytest.fixture
def case(store):
    store.append([incident("t1", NOW - 6 * HOUR)], moment=NOW - 6 * HOUR)
    return store


def typed(desk, *rows, agreed=False):
    save_by_hand(desk(), rows, agreed=agreed)


def newest(store, kind):
    with store.reading() as reader:
        rows = reader.as_written(kind, since=NOW - 9 * HOUR, until=NOW + HOUR)
    return max(rows, key=lambda row: row.seq)


def take(office, row, reason):
    return withdraw(office, type(row), row.seq, reason)


def take_back(desk, store, kind, reason="单位报错", minutes=1):
    return take(desk(NOW + minutes * MINUTE), newest(store, kind), reason)


AFTER = NOW + 5 * MINUTE


@pytest.mark.parametrize(
    ("kind", "made", "figure"), [(Impact, impact, "amount"), (Cadres, cadres, "sent")]
)
def test_a_cumulative_figure_goes_back_to_what_was_reported_before(desk, case, kind, made, figure):
    typed(desk, made(2, 3))
    typed(desk, made(1, 50))
    take_back(desk, case, kind)
    (row,) = case.current(kind, as_of=AFTER, incident=["t1"])
    assert (getattr(row, figure), row.valid_at) == (3, NOW - 2 * HOUR)
    (then,) = case.current(kind, as_of=NOW, incident=["t1"])
    assert getattr(then, figure) == 50, "as it was known then"
    take_back_first = case.history(kind)[0]
    take(desk(NOW + 2 * MINUTE), take_back_first, "整份作废")
    assert case.current(kind, as_of=AFTER, incident=["t1"]) == [], "not reported, which is no zero"


def test_losses_taken_back_are_not_in_the_picture_and_can_be_reported_again(desk, case, city):
    typed(desk, impact(1, 50))
    take_back(desk, case, Impact)
    assert observed(case, city, situation(case, city, AFTER)).impacts == ()
    typed(lambda: desk(AFTER), impact(1, 5))
    (row,) = observed(case, city, situation(case, city, AFTER)).impacts
    assert row.amount == 5


def test_a_correction_that_is_taken_back_gives_the_first_figure_its_place_again(desk, case, city):
    typed(desk, rain(city, 20.0))
    typed(desk, rain(city, 200.0), agreed=True)
    shown = lambda: [row.rain_mm for row in observed(case, city, situation(case, city, AFTER)).rain]  # noqa: E731
    assert shown() == [200.0]
    take_back(desk, case, Rain)
    assert shown() == [20.0]
    take(desk(NOW + 2 * MINUTE), case.history(Rain)[-1], "雨量计故障")
    assert shown() == []


def test_a_level_of_a_river_is_gone(desk, case, city):
    station = next(s.code for s in city.stations if s.kind == "river")
    typed(desk, RiverLevel(station=station, level_m=9.9, valid_at=NOW - HOUR))
    take_back(desk, case, RiverLevel)
    assert observed(case, city, situation(case, city, AFTER)).rivers == ()


def test_the_warning_that_a_mistaken_one_replaced_is_in_force_again(desk, case, city):
    typed(desk, warning("y1", Colour.YELLOW, 60))
    typed(desk, warning("r1", Colour.RED, 30, references=("y1",)))
    with case.reading() as reader:
        assert [w.id for w in in_force(messages_before(reader, NOW), NOW)] == ["r1"]
    take_back(desk, case, WarningMessage)
    with case.reading() as reader:
        assert [w.id for w in in_force(messages_before(reader, AFTER), AFTER)] == ["y1"]
    year = season(case, city, NOW.year, AFTER)
    assert year.warnings_weather == 1
    assert season(case, city, NOW.year, AFTER, now=False).warnings_weather == 1


def test_messages_taken_back_are_counted_no_more(desk, case, city):
    typed(
        desk,
        MessageBatch(
            batch="b1", unit=UNIT, channel="sms", sent=7000, subject="转移", valid_at=NOW - HOUR
        ),
    )
    assert season(case, city, NOW.year, NOW).messages == 7000
    take_back(desk, case, MessageBatch)
    assert season(case, city, NOW.year, AFTER).messages is None
    assert case.current(MessageBatch, as_of=AFTER) == []


def test_a_bulletin_goes_with_its_forecast(desk, case):
    at = {"storm": "2611", "agency": "CMA", "valid_at": NOW - HOUR}
    typed(
        desk,
        StormFix(**at, name_zh="测试", lat=22.0, lon=120.0, wind_ms=30.0),
        StormForecast(**at, forecast_at=NOW + 11 * HOUR, lat=23.0, lon=119.0, wind_ms=30.0),
    )
    with case.reading() as reader:
        assert storm_at(reader, "2611", NOW).forecasts
    take_back(desk, case, StormFix)
    with case.reading() as reader:
        assert storm_at(reader, "2611", AFTER) is None
        assert reader.history(StormForecast, storm="2611") == []


def test_a_reason_is_wanted_and_it_is_done_once_by_who_may(desk, case):
    typed(desk, impact(1, 50))
    row = newest(case, Impact)
    with pytest.raises(Refused, match="撤回原因"):
        take(desk(), row, "  ")
    other = replace(desk(), actor=Actor("bing", "填报员丙", Role.COUNTY, UNIT))
    with pytest.raises(Refused, match="只能更正、撤回自己录入的"):
        take(other, row, "不是我的")
    take(desk(NOW + MINUTE), row, "单位报错")
    with pytest.raises(Refused):
        take(desk(NOW + 2 * MINUTE), row, "再撤一次")


def test_the_ledger_names_who_took_it_back_and_why(desk, case, city):
    typed(desk, impact(1, 50))
    take_back(desk, case, Impact, "与水利局重复")
    row = newest(case, Impact)
    assert (row.withdrawal, row.amount) == (("值班员甲", "与水利局重复"), 50)
    assert LogSentences(city, words("zh")).of(row).startswith("撤回:灾情")
    assert "与水利局重复" in LogSentences(city, words("zh")).of(row)


def test_what_was_typed_while_the_clock_ran_ahead_is_taken_back_once_it_is_put_right(
    desk, case, city
):
    """Typed an hour ahead of the true time, taken back at the true time: it comes up in neither hour."""
    ahead = replace(desk(), moment=NOW + HOUR)
    save_by_hand(ahead, [impact(1, 3)], agreed=True)
    (row,) = case.history(Impact)
    assert observed(case, city, situation(case, city, NOW + 2 * HOUR)).impacts
    withdraw(desk(), Impact, row.seq, "时钟走快")
    for later in (MINUTE, HOUR - MINUTE, HOUR + MINUTE, 3 * HOUR):
        picture = situation(case, city, NOW + later)
        assert observed(case, city, picture).impacts == (), later

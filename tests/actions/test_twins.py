"""What was typed and then came by a feed, or the other way round, is one thing: in force, in the counts of the year, on
the track, in the sums of a station. On SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.ingest import context_of, taken
from ems_dashboard.feeds.reading import Reading
from ems_dashboard.rules.facts import BY_HAND
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind
from ems_dashboard.rules.twins import same_office, same_warning
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import situation
from ems_dashboard.situation.observed import observed
from ems_dashboard.situation.season import season
from ems_dashboard.situation.season_rows import warnings as warnings_of
from ems_dashboard.text import words
from tests.actions.desks import CITY

NOW = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
ISSUED = NOW - timedelta(hours=2)
MINUTE = timedelta(minutes=1)
TYPED = f"{BY_HAND}值班员甲"


def warning(name="typed-1", minutes=0, **fields):
    given = {
        "id": name, "kind": WarningKind.WEATHER, "event": "typhoon", "colour": Colour.ORANGE,
        "issuer": "漳州市气象台", "units": ("350600",), "valid_at": ISSUED + minutes * MINUTE,
    }  # fmt: skip
    return WarningMessage(**given | fields)


def typed(store, *facts):
    stamped = [replace(fact, source=TYPED, known_at=fact.known_at or NOW) for fact in facts]
    store.append(stamped, moment=NOW, written_by="jia")


def fed(store, *facts, moment=NOW):
    context = context_of(store, CITY, words("zh"), moment)
    readings = [Reading(fact.KIND, 1, (fact,)) for fact in facts]
    return taken(store, "feed", lambda: readings, context, "feed")


def in_force(store):
    return [(w.id, w.colour) for w in situation(store, CITY, NOW + timedelta(hours=1)).warnings]


def counted(store):
    at = NOW + timedelta(hours=1)
    kept = season(store, CITY, 2026, at)
    again = season(store, CITY, 2026, at, now=False)
    assert kept.warnings_weather == again.warnings_weather
    assert kept.messages == again.messages
    assert len(warnings_of(store, kept)) == (kept.warnings_weather or 0)
    return kept.warnings_weather or 0


def test_a_feed_takes_the_place_of_the_warning_that_was_typed_before(store):
    typed(store, warning())
    fed(store, warning("cap-9", 3, issuer="福建省漳州市气象局"))
    assert in_force(store) == [("cap-9", Colour.ORANGE)]
    assert counted(store) == 1


def test_the_feed_read_again_adds_nothing(store):
    typed(store, warning())
    fed(store, warning("cap-9", 3))
    again = fed(store, warning("cap-9", 3), moment=NOW + 5 * MINUTE)
    assert (again.accepted, again.duplicates) == (0, 1)
    assert counted(store) == 1


def test_before_the_feed_came_the_typed_one_stood(store):
    typed(store, replace(warning(), known_at=ISSUED))
    fed(store, replace(warning("cap-9"), known_at=NOW))
    before = situation(store, CITY, NOW - MINUTE)
    assert [w.id for w in before.warnings] == ["typed-1"]


@pytest.mark.parametrize(
    "other",
    [
        warning("cap-9", colour=Colour.RED),
        warning("cap-9", event="rainstorm"),
        warning("cap-9", issuer="漳浦县气象台", units=("350623",)),
        warning("cap-9", minutes=11),
        warning("cap-9", colour=None, level=Level.II),
    ],
    ids=["graver", "another event", "another office", "another hour", "the other scale"],
)  # fmt: skip
def test_what_is_another_warning_stands_beside_the_typed_one(store, other):
    typed(store, warning())
    fed(store, other)
    assert {name for name, _ in in_force(store)} == {"typed-1", "cap-9"}
    assert counted(store) == 2


def test_two_units_with_the_same_signal_at_the_same_minute_are_two(store):
    typed(store, warning(units=("350623",), issuer=""))
    fed(store, warning("cap-9", units=("350626",), issuer=""))
    assert counted(store) == 2


def test_a_typed_lifting_still_lifts_what_a_feed_brings_late(store):
    typed(store, warning())
    typed(store, warning("typed-2", 60, message_type=MessageType.CANCEL, references=("typed-1",)))
    fed(store, warning("cap-9", 2))
    assert in_force(store) == []
    assert counted(store) == 1


def test_a_corrected_typed_warning_is_one_and_the_feed_takes_the_place_of_the_correction(store):
    typed(store, warning())
    (first,) = store.history(WarningMessage)
    typed(store, replace(warning(colour=Colour.RED, minutes=-5), replaces=first.seq))
    assert in_force(store) == [("typed-1", Colour.RED)]
    fed(store, warning("cap-9", colour=Colour.RED))
    assert in_force(store) == [("cap-9", Colour.RED)]
    assert counted(store) == 1


def test_a_warning_put_right_into_another_month_leaves_the_first_month(store):
    typed(store, warning(valid_at=datetime(2026, 7, 1, 0, 5, tzinfo=UTC)))
    (first,) = store.history(WarningMessage)
    right = warning(valid_at=datetime(2026, 6, 30, 10, 5, tzinfo=UTC))
    typed(store, replace(right, replaces=first.seq))
    months = {m.month: m.warnings["weather"] for m in season(store, CITY, 2026, NOW).months}
    assert (months[6], months[7]) == (1, 0)
    assert counted(store) == 1


@pytest.mark.parametrize("typed_first", [True, False])
def test_a_fix_of_the_same_hour_is_one_point_of_the_track(store, typed_first):
    fix = StormFix(
        storm="2611", name_zh="甲", agency="CMA", lat=23.3, lon=119.5, wind_ms=30, valid_at=ISSUED
    )
    by_feed = replace(fix, lat=23.31, source="浙江")
    writes = [lambda: typed(store, fix), lambda: fed(store, by_feed)]
    for write in writes if typed_first else writes[::-1]:
        write()
    (storm,) = situation(store, CITY, NOW).storms
    assert len(storm.fixes) == 1
    assert storm.position.lat == (23.31 if typed_first else 23.3)


def forecast(hours, lat, **fields):
    base = {"storm": "2611", "agency": "CMA", "lon": 118.0, "wind_ms": 25.0, "valid_at": ISSUED}
    return StormForecast(lat=lat, forecast_at=ISSUED + timedelta(hours=hours), **base | fields)


def points(store):
    (storm,) = situation(store, CITY, NOW).storms
    return [
        (point.forecast_at - point.valid_at, point.lat) for point in storm.forecasts.get("CMA", ())
    ]


def test_a_feeds_bulletin_takes_the_place_of_all_typed_points_of_the_same_hour(store):
    fix = StormFix(storm="2611", agency="CMA", lat=23.3, lon=119.5, valid_at=ISSUED)
    typed(store, fix, forecast(12, 23.5), forecast(36, 24.9))
    fed(store, replace(fix, source="feed"), forecast(12, 23.4), forecast(24, 23.8))
    assert points(store) == [(timedelta(hours=12), 23.4), (timedelta(hours=24), 23.8)]


def test_of_a_bulletin_typed_again_the_last_writing_holds(store):
    fix = StormFix(storm="2611", agency="CMA", lat=23.3, lon=119.5, valid_at=ISSUED)
    typed(
        store,
        replace(fix, known_at=NOW - MINUTE),
        replace(forecast(36, 24.9), known_at=NOW - MINUTE),
    )
    typed(store, fix, forecast(24, 24.1))
    assert points(store) == [(timedelta(hours=24), 24.1)]


def test_a_bulletin_whose_hour_was_put_right_leaves_nothing_at_the_wrong_hour(store):
    wrong = StormFix(
        storm="2611", agency="CMA", lat=23.3, lon=119.5, valid_at=ISSUED + timedelta(hours=1)
    )
    late = replace(forecast(24, 24.1), valid_at=wrong.valid_at)
    typed(store, replace(wrong, known_at=NOW - MINUTE), replace(late, known_at=NOW - MINUTE))
    (row,) = store.history(StormFix)
    typed(store, replace(wrong, valid_at=ISSUED, replaces=row.seq), forecast(24, 24.1))
    (storm,) = situation(store, CITY, NOW).storms
    assert [fix.valid_at for fix in storm.fixes] == [ISSUED]
    assert {point.valid_at for point in storm.forecasts["CMA"]} == {ISSUED}


@pytest.mark.parametrize("typed_first", [True, False])
def test_an_hour_of_a_station_is_summed_once(store, typed_first):
    rain = Rain(station="P08", rain_mm=40, valid_at=ISSUED)
    writes = [
        lambda: typed(store, rain),
        lambda: fed(store, replace(rain, rain_mm=41.5, source="水利")),
    ]
    for write in writes if typed_first else writes[::-1]:
        write()
    seen = observed(store, CITY, situation(store, CITY, NOW)).rain
    assert [row.rain_mm for row in seen] == [41.5 if typed_first else 40]


def test_rain_put_right_to_another_station_leaves_the_first(store):
    typed(store, Rain(station="P08", rain_mm=40, valid_at=ISSUED))
    (row,) = store.history(Rain)
    typed(store, Rain(station="P07", rain_mm=40, valid_at=ISSUED, replaces=row.seq))
    assert [row.station for row in observed(store, CITY, situation(store, CITY, NOW)).rain] == [
        "P07"
    ]


def test_a_batch_of_messages_typed_and_fed_is_sent_once(store):
    batch = MessageBatch(batch="typed", unit="350600", sent=1_200_000, valid_at=ISSUED)
    typed(store, batch)
    fed(store, replace(batch, batch="2026-07", valid_at=ISSUED + 2 * MINUTE))
    assert season(store, CITY, 2026, NOW).messages == 1_200_000
    counted(store)


def test_a_sender_that_is_a_number_may_be_any_office():
    assert same_office("", "漳州市气象台")
    assert same_office("35060041600000", "漳州市气象台")
    assert same_office("福建省漳州市气象局", "漳州市气象台")
    assert not same_office("漳浦县气象台", "漳州市气象台")


def test_a_lifting_is_no_twin_of_what_it_lifts():
    lifted = warning("typed-2", 5, message_type=MessageType.CANCEL)
    assert not same_warning(warning(), lifted, "350600")

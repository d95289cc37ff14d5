"""A headquarters without any feed: what is typed makes storm, race, warnings, exposure, suggestions come alive; and each
refusal of what is typed says why and changes nothing. On SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.by_hand import Clashing, save_by_hand
from ems_dashboard.actions.rows import check_row
from ems_dashboard.actions.storm_bulletin import read_bulletin, save_bulletin
from ems_dashboard.actions.warnings import Wanted, filled, flaws, meant, save_warning
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.storm_text import read_storm
from ems_dashboard.feeds.warning_text import read_warning
from ems_dashboard.rules.facts import BY_HAND
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.suggestions import called_for
from ems_dashboard.rules.terms import Colour, Hazard, ImpactItem, Level, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import situation
from ems_dashboard.situation.exposure import exposure
from ems_dashboard.situation.race import race_of
from ems_dashboard.views.intake.intake_storm import filled as form_of
from tests.actions.desks import CITY, desk

MINUTE = timedelta(minutes=1)
AT = datetime(2023, 9, 4, 1, tzinfo=UTC)  # 09:00 in Beijing
BULLETIN = (
    "今年第11号台风“海葵”(Haikui,强热带风暴级)的中心今天08时位于北纬23.3度、东经119.5度,中心附近最大风力11级(30米/秒),"
    "中心最低气压980百帕,七级风圈半径东北方向300公里,东南方向280公里,西南方向200公里,西北方向260公里,"
    "十级风圈半径80公里。预计将以每小时15公里的速度向西偏北方向移动。"
    "12小时后位于北纬23.5度、东经118.4度,25米/秒,990百帕;24小时后位于北纬23.7度、东经117.2度,20米/秒,995百帕。"
)
WARNING = "漳州市气象台2023年9月4日08时50分发布台风预警Ⅱ级:预计全市将受台风“海葵”影响。"
MET = Actor("met", "气象值班员", Role.MEMBER, "D01")
WATER = Actor("water", "水利值班员", Role.MEMBER, "D02")
CULTURE = Actor("culture", "文旅值班员", Role.MEMBER, "D10")
COUNTY = Actor("zhangpu", "漳浦填报员", Role.COUNTY, "350623")


def typed_bulletin(store, text=BULLETIN, minutes=0, **options):
    at = desk(store, minutes=minutes)
    given = {name: str(value) for name, value in form_of(read_storm(text, at.moment)).items()}
    given |= {"agency": "CMA", "valid_at": "2023-09-04 08:00"}
    given.pop("move_dir_deg", None)
    points = [
        {
            name: given.get(f"{name}__{n}", "")
            for name in ("when", "lat", "lon", "wind_ms", "pressure_hpa")
        }
        for n in range(int(given.pop("lines")))
    ]
    read = read_bulletin(at, given, points)
    assert read.wrong == {}
    return save_bulletin(at, read.fix, read.points, **options)


def wanted(text, moment=AT, in_force=(), **fields):
    given = filled(read_warning(text, CITY, moment), in_force)
    return Wanted(
        **{
            "kind": given.get("kind"), "event": given.get("event", ""), "grade": given.get("grade"),
            "message_type": given.get("message_type"), "issuer": given.get("issuer", ""),
            "valid_at": given.get("valid_at"), "units": given.get("units", ()),
            "about": next((row for row in in_force if row.id == given.get("about")), None),
        } | fields
    )  # fmt: skip


def test_after_a_bulletin_and_a_warning_the_whole_picture_is_alive(store):
    empty = situation(store, CITY, AT)
    assert (empty.storms, empty.warnings) == ((), ())
    typed_bulletin(store)
    save_warning(desk(store), wanted(WARNING))

    now = situation(store, CITY, AT)
    (storm,) = now.storms
    assert (storm.storm, storm.name_zh, storm.position.lat) == ("2311", "海葵", 23.3)
    assert len(storm.forecasts["CMA"]) == 2

    race = race_of(CITY, now)
    assert race.storm is not None
    gales = {
        arrival.unit: arrival
        for arrival in race.arrivals
        if arrival.force == 7 and arrival.arrives_at
    }
    assert {"350626", "350623", "350624"} <= set(gales)

    (warning,) = now.warnings
    assert (warning.level, warning.units) == (Level.II, ("350600",))
    areas = exposure(store, CITY, now).areas
    assert {area.unit for area in areas} == set(CITY.by_code)

    rising = called_for(CITY, CITY.code, Hazard.TYPHOON, None, now.warnings, None, AT)
    assert rising is not None
    assert rising.rises


def test_what_was_typed_is_told_as_typed_and_by_whom(store):
    typed_bulletin(store)
    save_warning(desk(store), wanted(WARNING))
    for kind in (StormFix, WarningMessage):
        (row,) = store.history(kind)
        assert row.by_hand
        assert row.source == f"{BY_HAND}值班员甲"
        assert row.written_by == "duty"
        assert row.known_at == AT


def test_the_same_bulletin_again_adds_nothing_and_a_changed_one_replaces_it(store):
    typed_bulletin(store)
    again = typed_bulletin(store, minutes=5)
    assert again.accepted == 0
    with pytest.raises(Clashing):
        typed_bulletin(store, BULLETIN.replace("30米/秒", "33米/秒"), minutes=6)
    assert len(store.history(StormFix)) == 1
    typed_bulletin(store, BULLETIN.replace("30米/秒", "33米/秒"), minutes=7, agreed=True)
    (storm,) = situation(store, CITY, AT + timedelta(minutes=8)).storms
    assert [fix.wind_ms for fix in storm.fixes] == [33]


def test_a_forecast_point_that_is_left_out_the_second_time_is_gone(store):
    typed_bulletin(store)
    typed_bulletin(store, BULLETIN.partition("24小时后")[0], minutes=5)
    (storm,) = situation(store, CITY, AT + timedelta(minutes=6)).storms
    assert len(storm.forecasts["CMA"]) == 1


def test_the_number_of_a_storm_reaches_the_incident_that_was_opened_without_one(store):
    began = AT - timedelta(hours=3)
    incident = Incident(
        incident="t1",
        hazard=Hazard.TYPHOON,
        name="台风",
        began_at=began,
        valid_at=began,
        known_at=began,
    )
    store.append([incident], moment=began)
    typed_bulletin(store, incident="t1")
    now = situation(store, CITY, AT)
    assert now.lead.storm == "2311"
    assert race_of(CITY, now).storm.storm == "2311"
    with pytest.raises(Refused):
        typed_bulletin(store, BULLETIN.replace("第11号", "第12号"), minutes=2, incident="t1")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lat": "93.3"}, "lat"), ({"lon": "19.5"}, "lon"), ({"wind_ms": "300"}, "wind_ms"),
        ({"pressure_hpa": "98"}, "pressure_hpa"), ({"lat": ""}, "lat"), ({"storm": ""}, "storm"),
        ({"r10_ne_km": "400"}, "r10_ne_km"), ({"valid_at": "2023-09-04 23:00"}, "valid_at"), ({"wind_ms": "大"}, "wind_ms"),
    ],
)  # fmt: skip
def test_a_fix_that_cannot_be_is_named_by_its_field(store, change, field):
    given = {
        "storm": "2311", "agency": "CMA", "valid_at": "2023-09-04 08:00", "lat": "23.3", "lon": "119.5",
        "wind_ms": "30", "pressure_hpa": "980", "r7_ne_km": "300", "r10_ne_km": "80",
    }  # fmt: skip
    assert read_bulletin(desk(store), given, []).wrong == {}
    assert field in read_bulletin(desk(store), given | change, []).wrong


@pytest.mark.parametrize(
    ("point", "field"),
    [
        ({"when": "0", "lat": "23", "lon": "118"}, "when__0"),
        ({"when": "明天", "lat": "23", "lon": "118"}, "when__0"),
        ({"when": "2023-09-04 07:00", "lat": "23", "lon": "118"}, "when__0"),
        ({"when": "24", "lat": "", "lon": "118"}, "lat__0"),
        ({"when": "24", "lat": "23", "lon": "18"}, "lon__0"),
    ],
)
def test_a_forecast_point_that_cannot_be_is_named_by_its_cell(store, point, field):
    given = {
        "storm": "2311",
        "agency": "CMA",
        "valid_at": "2023-09-04 08:00",
        "lat": "23.3",
        "lon": "119.5",
    }
    assert field in read_bulletin(desk(store), given, [point]).wrong


def test_a_point_by_its_hour_or_by_its_moment_is_the_same(store):
    given = {
        "storm": "2311",
        "agency": "CMA",
        "valid_at": "2023-09-04 08:00",
        "lat": "23.3",
        "lon": "119.5",
    }
    place = {"lat": "23.5", "lon": "118"}
    read = read_bulletin(
        desk(store), given, [place | {"when": "24"}, place | {"when": "2023-09-05 08:00"}]
    )
    assert read.points[0].forecast_at == read.points[1].forecast_at
    assert "when__0" in read.wrong


def test_a_warning_is_lifted_by_the_one_that_names_it(store):
    save_warning(desk(store), wanted(WARNING))
    standing = situation(store, CITY, AT).warnings
    text = "漳州市气象台2023年9月4日09时解除台风预警Ⅱ级。"
    lifting = wanted(text, AT + timedelta(minutes=5), standing, units=("350600",))
    assert lifting.about == standing[0]
    save_warning(desk(store, minutes=5), lifting, standing)
    assert situation(store, CITY, AT + timedelta(minutes=6)).warnings == ()


def test_a_raised_signal_takes_the_place_of_the_one_in_force(store):
    save_warning(desk(store), wanted("漳州市气象台9月4日08时发布台风黄色预警信号:全市"))
    standing = situation(store, CITY, AT).warnings
    text = "漳州市气象台9月4日09时将台风黄色预警信号升级为台风橙色预警信号:全市"
    save_warning(
        desk(store, minutes=5), wanted(text, AT + timedelta(minutes=5), standing), standing
    )
    assert [w.colour for w in situation(store, CITY, AT + timedelta(minutes=6)).warnings] == [
        Colour.ORANGE
    ]


def test_of_two_that_fit_none_is_chosen_for_the_writer():
    rows = [
        WarningMessage(id=name, kind=WarningKind.WEATHER, event="typhoon", colour=Colour.YELLOW, valid_at=AT, issuer="漳州市气象台")
        for name in ("a", "b")
    ]  # fmt: skip
    heard = read_warning("漳州市气象台解除台风黄色预警信号", CITY, AT)
    assert meant(heard, rows) is None
    assert meant(heard, rows[:1]) == rows[0]
    assert meant(heard, [replace(rows[0], colour=Colour.RED)]) is None


def test_what_is_missing_in_a_warning_is_named_and_nothing_is_saved(store):
    nothing = Wanted(None, "", None, None, "", None, ())
    assert set(flaws(desk(store), nothing, ())) == {
        "kind", "event", "grade", "message_type", "issuer", "valid_at", "units",
    }  # fmt: skip
    lifting = wanted(WARNING, message_type=MessageType.CANCEL)
    assert "about" in flaws(desk(store), lifting, ())
    early = wanted(WARNING, expires_at=AT - timedelta(days=1))
    assert "expires_at" in flaws(desk(store), early, ())
    for given in (nothing, lifting, early):
        with pytest.raises(Refused):
            save_warning(desk(store), given)
    with pytest.raises(Refused):
        save_warning(desk(store), wanted(WARNING, valid_at=AT + timedelta(hours=2)))
    assert store.history(WarningMessage) == []


def test_a_warning_that_is_there_already_is_not_saved_twice(store):
    save_warning(desk(store), wanted(WARNING))
    with pytest.raises(Refused, match="已有"):
        save_warning(desk(store, minutes=3), wanted(WARNING))
    by_feed = WarningMessage(
        id="cap-1", kind=WarningKind.WEATHER, event="rainstorm", colour=Colour.RED, units=("350600",),
        issuer="漳州市气象局", valid_at=AT, known_at=AT, source="12379",
    )  # fmt: skip
    store.append([by_feed], moment=AT)
    same = wanted(WARNING, event="rainstorm", grade=Colour.RED, valid_at=AT)
    with pytest.raises(Refused, match="12379"):
        save_warning(desk(store, minutes=3), same)
    assert len(store.history(WarningMessage)) == 2


def test_a_correction_strikes_the_wrong_row_and_leaves_it_readable(store):
    save_warning(desk(store), wanted(WARNING))
    (first,) = store.history(WarningMessage)
    right = wanted(WARNING, grade=Level.III, corrects=first)
    save_warning(desk(store, minutes=4), right)
    assert [w.level for w in situation(store, CITY, AT + timedelta(minutes=5)).warnings] == [
        Level.III
    ]
    assert [w.level for w in situation(store, CITY, AT + timedelta(minutes=1)).warnings] == [
        Level.II
    ]
    assert len(store.history(WarningMessage)) == 2


def row(kind, /, **fields):
    return kind(**{"valid_at": AT} | fields)


@pytest.mark.parametrize(
    ("actor", "fact", "allowed"),
    [
        (COUNTY, row(Rain, station="P06", rain_mm=12.5), True),
        (COUNTY, row(Rain, station="P08", rain_mm=12.5), False),
        (COUNTY, row(Impact, incident="t1", unit="350623", item=ImpactItem.DEATHS, amount=0), True),
        (COUNTY, row(Impact, incident="t1", unit="350626", item=ImpactItem.DEATHS, amount=0), False),
        (COUNTY, row(Cadres, incident="t1", unit="350623", sent=20), True),
        (COUNTY, row(StormFix, storm="2311", agency="CMA", lat=23, lon=119), False),
        (MET, row(StormFix, storm="2311", agency="CMA", lat=23, lon=119), True),
        (MET, row(WarningMessage, id="a", kind=WarningKind.WEATHER, event="typhoon", colour=Colour.BLUE), True),
        (WATER, row(WarningMessage, id="a", kind=WarningKind.WEATHER, event="typhoon"), False),
        (WATER, row(WarningMessage, id="a", kind=WarningKind.FLASH_FLOOD, event="flash_flood", colour=Colour.BLUE), True),
        (WATER, row(RiverLevel, station="R01", level_m=7.2), True),
        (CULTURE, row(RiverLevel, station="R01", level_m=7.2), False),
        (MET, row(MessageBatch, batch="a", unit="350600", sent=5), False),
    ],
)  # fmt: skip
def test_each_brings_what_is_its_own(store, actor, fact, allowed):
    if allowed:
        assert save_by_hand(desk(store, actor), [fact]).accepted == 1
        return
    with pytest.raises(Refused):
        save_by_hand(desk(store, actor), [fact])
    assert store.history(type(fact)) == []


def test_the_citys_losses_are_the_sum_of_its_units_and_nobodys_own(store):
    for unit in ("350600", "350623100"):
        with pytest.raises(Refused, match="相加"):
            save_by_hand(
                desk(store),
                [row(Impact, incident="t1", unit=unit, item=ImpactItem.DEATHS, amount=1)],
            )


def test_a_cumulative_figure_that_falls_is_asked_about(store):
    save_by_hand(desk(store), [row(Cadres, incident="t1", unit="350623", sent=200)])
    later = row(Cadres, incident="t1", unit="350623", sent=20, valid_at=AT + timedelta(minutes=30))
    with pytest.raises(Clashing, match="200"):
        save_by_hand(desk(store, minutes=31), [later])
    save_by_hand(desk(store, minutes=31), [later], agreed=True)
    (newest,) = store.current(Cadres, as_of=AT + timedelta(hours=1), incident="t1")
    assert newest.sent == 20


def test_a_feeds_figure_is_put_right_only_by_who_has_seen_it(store):
    fed = row(Rain, station="P08", rain_mm=41.5, source="水利", known_at=AT)
    store.append([fed], moment=AT)
    with pytest.raises(Clashing, match=r"41\.5"):
        save_by_hand(desk(store), [row(Rain, station="P08", rain_mm=4.5)])
    same = save_by_hand(desk(store), [row(Rain, station="P08", rain_mm=41.5)])
    assert (same.accepted, same.duplicates) == (0, 1)
    save_by_hand(desk(store), [row(Rain, station="P08", rain_mm=4.5)], agreed=True)
    assert [r.rain_mm for r in store.history(Rain)] == [41.5, 4.5]


def test_all_or_none(store):
    rows = [row(Rain, station="P06", rain_mm=1), row(Rain, station="P08", rain_mm=1)]
    with pytest.raises(Refused):
        save_by_hand(desk(store, COUNTY), rows)
    assert store.history(Rain) == []


def test_a_table_of_warnings_without_numbers_reads_back_the_same_rows(store):
    given = {
        "kind": "气象预警",
        "event": "台风",
        "colour": "橙色",
        "units": "漳州市",
        "valid_at": "2023-09-04 08:00",
    }
    one, two = (check_row(desk(store), WarningMessage, given).facts[0].id for _ in range(2))
    other = check_row(desk(store), WarningMessage, given | {"colour": "红色"}).facts[0].id
    assert one == two != other


def test_no_twin_of_a_row_is_chosen_across_an_hour(store):
    save_warning(desk(store), wanted(WARNING))
    later = wanted(WARNING, valid_at=AT + timedelta(hours=1))
    save_warning(desk(store, minutes=61), later)
    assert len(store.history(WarningMessage)) == 2


def test_a_row_that_was_put_right_in_another_tab_is_not_put_right_again(store):
    save_warning(desk(store), wanted(WARNING))
    (row,) = store.history(WarningMessage)
    save_warning(desk(store, minutes=3), wanted(WARNING, units=("350623",), corrects=row))
    for minutes in (3, 2):  # of a second server the clock may be behind
        with pytest.raises(Refused):
            save_warning(
                desk(store, minutes=minutes), wanted(WARNING, units=("350624",), corrects=row)
            )
    assert [message.units for message in situation(store, CITY, AT + 5 * MINUTE).warnings] == [
        ("350623",)
    ]


def test_who_did_not_type_a_row_strikes_it_out_neither_openly_nor_by_its_number(store):
    """Forged: the page offers no such row."""
    loss = Impact(
        incident="2023-TY11", unit="350626", item=ImpactItem.HOUSES_COLLAPSED, amount=7, valid_at=AT
    )
    save_by_hand(desk(store), [loss])
    (row,) = store.history(Impact)
    own = replace(loss, unit="350623", amount=0, replaces=row.seq)
    for number in (row.seq, 10_000):
        with pytest.raises(Refused, match="自己录入"):
            save_by_hand(desk(store, COUNTY, 2), [replace(own, replaces=number)], agreed=True)
    assert [found.amount for found in store.history(Impact)] == [7]


def test_a_feeds_row_is_not_struck_out_by_its_number(store):
    store.append([Rain(station="P07", rain_mm=80, valid_at=AT)], moment=AT, written_by="雨量站")
    (row,) = store.history(Rain)
    with pytest.raises(Refused, match="自己录入"):
        save_by_hand(
            desk(store, minutes=2), [Rain(station="P08", rain_mm=1, valid_at=AT, replaces=row.seq)]
        )


@pytest.mark.parametrize("message_type", [MessageType.CANCEL, MessageType.UPDATE])
def test_an_office_lifts_or_replaces_no_warning_of_another(store, message_type):
    """Forged by the address or chosen from the list: a flash flood message that names the typhoon's."""
    save_warning(desk(store), wanted(WARNING))
    standing = situation(store, CITY, AT).warnings
    forged = Wanted(WarningKind.FLASH_FLOOD, "flash_flood", standing[0].level, message_type, "漳州市水利局", AT + MINUTE,
                    (CITY.code,), about=standing[0])  # fmt: skip
    with pytest.raises(Refused, match="另一类"):
        save_warning(desk(store, WATER, 2), forged, standing)
    assert [row.id for row in situation(store, CITY, AT + 5 * MINUTE).warnings] == [standing[0].id]


@pytest.mark.parametrize("forged", [
    {"message_type": MessageType.CANCEL, "references": ("met-1",)},
    {"id": "met-1", "expires_at": AT + MINUTE},
    {"id": "met-1 (2)"},
])  # fmt: skip
def test_a_table_of_one_office_takes_no_warning_of_another_away(store, forged):
    red = WarningMessage(id="met-1", kind=WarningKind.WEATHER, event="typhoon", level=Level.I, units=(CITY.code,),
                         headline="台风红色预警", valid_at=AT)  # fmt: skip
    store.append([red], moment=AT, written_by="预警源")
    own = {"id": "w-1", "kind": WarningKind.FLASH_FLOOD, "event": "flash_flood"}
    row = replace(red, **own | {"valid_at": AT + MINUTE} | forged)
    with pytest.raises(Refused, match="另一类"):
        save_by_hand(desk(store, WATER, 2), [row], agreed=True)
    assert [message.id for message in situation(store, CITY, AT + 5 * MINUTE).warnings] == ["met-1"]
    save_by_hand(desk(store, MET, 3), [replace(red, id="met-2", message_type=MessageType.CANCEL,
                                               references=("met-1",), valid_at=AT + MINUTE)])  # fmt: skip
    assert situation(store, CITY, AT + 5 * MINUTE).warnings == ()


@pytest.mark.parametrize(
    ("actor", "kind", "event"),
    [
        (WATER, WarningKind.FLASH_FLOOD, "typhoon"),
        (WATER, WarningKind.FLASH_FLOOD, "rainstorm"),
        (MET, WarningKind.WEATHER, "typhoon"),
    ],
)
def test_no_office_issues_what_is_another_offices_event(store, actor, kind, event):
    given = wanted(WARNING, kind=kind, event=event)
    at = desk(store, actor)
    if kind is WarningKind.WEATHER:
        assert save_warning(at, given).accepted == 1
        return
    assert "event" in flaws(at, given, ())
    with pytest.raises(Refused, match="山洪"):
        save_warning(at, given)
    row = WarningMessage(
        id="x1", kind=kind, event=event, valid_at=AT, units=(CITY.code,), colour=Colour.BLUE
    )
    with pytest.raises(Refused, match="山洪"):
        save_by_hand(at, [row])
    assert situation(store, CITY, AT).warnings == ()


def test_a_typed_warning_belongs_to_the_incident_that_covers_its_hour_and_to_none_where_two_do(
    store,
):
    def case(name):
        return Incident(
            incident=name, hazard=Hazard.TYPHOON, name=name, began_at=AT - MINUTE * 60, valid_at=AT,
            known_at=AT,
        )  # fmt: skip

    store.append([case("A")], moment=AT)
    save_warning(desk(store), wanted(WARNING))
    store.append([case("B")], moment=AT)
    save_warning(desk(store), wanted(WARNING, event="gale"))
    found = {row.event: row.incident for row in store.history(WarningMessage)}
    assert found == {"typhoon": "A", "gale": None}


def test_a_warning_of_a_file_without_colour_and_level_is_refused_for_nobody_can_tell_how_grave_it_is(
    store,
):
    row = WarningMessage(
        id="row-1", kind=WarningKind.WEATHER, event="typhoon", units=("350600",), valid_at=AT
    )  # fmt: skip
    with pytest.raises(Refused, match=r"颜色.*级别.*模板"):
        save_by_hand(desk(store), [row])
    assert store.history(WarningMessage) == []
    save_by_hand(desk(store), [replace(row, level=Level.II)])
    assert [each.level for each in store.history(WarningMessage)] == [Level.II]

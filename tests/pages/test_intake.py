"""情况录入: what each role is offered, a pasted text that fills the form with its words beneath, saving, putting right."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.clock import beijing
from ems_dashboard.rules.facts import BY_HAND
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Colour, Hazard, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened

VIEWS = ("warnings", "storm", "rain", "rivers", "losses", "cadres", "messages")


@pytest.fixture
def now():
    return clock.minute(clock.now())


@pytest.fixture
def empty(tmp_path):
    return f"sqlite:///{tmp_path / 'own.sqlite'}"


def offered(test):
    return [option.content for group in test.get("button_group") for option in group.proto.options]


def field(test, name):
    """The input of a form's field, by the end of its key."""
    found = [
        e
        for kind in ("text_input", "text_area", "selectbox", "multiselect")
        for e in test.get(kind)
    ]
    found += list(test.get("datetime_input"))
    return next(e for e in found if e.key and e.key.endswith(f"-{name}"))


def warned(at, **fields):
    given = {
        "id": "H1", "kind": WarningKind.WEATHER, "event": "typhoon", "colour": Colour.ORANGE, "units": ("350600",),
        "issuer": "漳州市气象台", "headline": "漳州市气象台发布台风橙色预警信号", "source": f"{BY_HAND}值班员甲",
        "valid_at": at, "known_at": at,
    }  # fmt: skip
    return WarningMessage(**given | fields)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_stands_with_nothing_in_the_ledger(monkeypatch, acting, empty, view, lang):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake", view=view, lang=lang)
    assert len(test.get("file_uploader")) == (2 if view == "storm" else 1)


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (Role.DUTY_OFFICER, "", ["预警", "台风", "雨情", "水情", "灾情", "下沉干部", "短信"]),
        (Role.COUNTY, "350623", ["雨情", "水情", "灾情", "下沉干部", "短信"]),
        (Role.MEMBER, "D01", ["预警", "台风", "雨情", "水情"]),
        (Role.MEMBER, "D02", ["预警", "雨情", "水情"]),
        (Role.MEMBER, "D10", []),
        (Role.LEADER, "", []),
    ],
)
def test_each_is_offered_what_he_may_bring(monkeypatch, acting, empty, role, unit, expected):
    acting(role, unit=unit)
    test = opened(monkeypatch, empty, "intake")
    assert offered(test) == expected
    assert bool(test.button) == bool(expected)


def test_nothing_is_typed_while_looking_back(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake", as_of="2023-09-04T20:24")
    assert not [button for button in test.button if button.key and button.key.startswith("intake")]


def test_a_pasted_warning_fills_the_form_with_its_words_beneath_and_is_saved_after_a_look(
    monkeypatch, acting, empty, now
):
    acting(Role.DUTY_OFFICER)
    at = beijing(now - timedelta(minutes=20))
    text = f"漳州市气象台{at:%Y年%m月%d日%H时%M分}发布台风橙色预警信号:漳浦、东山未来12小时有大风。"
    test = opened(monkeypatch, empty, "intake", view="warnings")
    field(test, "paste").input(text)
    test.button(key="paste-warnings").click().run()
    assert field(test, "issuer").value == "漳州市气象台"
    assert field(test, "units").value == ["350623", "350626"]
    told = html_of(test)
    assert "取自“台风橙色预警信号”,请核对" in told
    assert "是影响时段,不是失效时间" in told
    assert rows_of(empty, WarningMessage) == []

    test.button(key="intake-warning-save").click().run()
    (row,) = rows_of(empty, WarningMessage)
    assert (row.colour, row.units, row.message_type) == (
        Colour.ORANGE,
        ("350623", "350626"),
        MessageType.ALERT,
    )
    assert row.valid_at == at
    assert row.expires_at is None
    assert row.source == f"{BY_HAND}值班员甲"
    assert field(test, "issuer").value == ""


def test_what_the_text_leaves_open_has_to_be_filled_in(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake", view="warnings")
    field(test, "paste").input("漳州市气象台16时12分发布台风橙色预警信号")
    test.button(key="paste-warnings").click().run()
    assert "定不下是哪一天" in html_of(test)
    test.button(key="intake-warning-save").click().run()
    assert html_of(test).count("请填写") >= 2
    assert field(test, "issuer").value == "漳州市气象台"
    assert rows_of(empty, WarningMessage) == []


def test_a_lifting_starts_without_its_time_and_lifts_the_row_of_its_button(
    monkeypatch, acting, own, now
):
    acting(Role.DUTY_OFFICER)
    at = now - timedelta(hours=2)
    url = own(warned(at))
    seq = rows_of(url, WarningMessage)[0].seq
    test = opened(monkeypatch, url, "intake", view="warnings")
    test.button(key=f"cancel-{seq}").click().run()
    assert field(test, "valid_at").value is None
    test.button(key="intake-warning-save").click().run()
    assert len(rows_of(url, WarningMessage)) == 1
    field(test, "valid_at").set_value(beijing(now).replace(tzinfo=None)).run()
    test.button(key="intake-warning-save").click().run()
    lifted = rows_of(url, WarningMessage)[-1]
    assert (lifted.message_type, lifted.references) == (MessageType.CANCEL, ("H1",))


def test_a_typed_warning_is_put_right_and_the_wrong_one_stays_readable(
    monkeypatch, acting, own, now
):
    acting(Role.DUTY_OFFICER)
    url = own(warned(now - timedelta(hours=2)))
    seq = rows_of(url, WarningMessage)[0].seq
    test = opened(monkeypatch, url, "intake", view="warnings")
    test.button(key=f"correct-{seq}").click().run()
    assert field(test, "grade").value == Colour.ORANGE
    field(test, "grade").select(Colour.RED).run()
    test.button(key="intake-warning-save").click().run()
    rows = rows_of(url, WarningMessage)
    assert [(row.colour, row.replaces) for row in rows] == [
        (Colour.ORANGE, None),
        (Colour.RED, seq),
    ]
    assert "已更正" in html_of(test)


def test_a_feeds_warning_can_be_lifted_but_not_rewritten(monkeypatch, acting, own, now):
    acting(Role.DUTY_OFFICER)
    url = own(warned(now - timedelta(hours=2), source="12379"))
    seq = rows_of(url, WarningMessage)[0].seq
    test = opened(monkeypatch, url, "intake", view="warnings", correct=str(seq))
    keys = {button.key for button in test.button}
    assert f"cancel-{seq}" in keys
    assert f"correct-{seq}" not in keys
    assert field(test, "issuer").value == ""


def test_a_pasted_bulletin_is_saved_with_its_forecast_and_leads_the_race(
    monkeypatch, acting, empty, now
):
    acting(Role.DUTY_OFFICER)
    at = beijing(now - timedelta(hours=1)).replace(minute=0)
    text = (
        f"今年第11号台风“海葵”的中心{at:%m月%d日%H时}位于北纬23.3度、东经119.5度,最大风力11级(30米/秒),980百帕,"
        "七级风圈半径200-300公里。24小时后位于北纬23.7度、东经117.2度,20米/秒。"
    )
    test = opened(monkeypatch, empty, "intake", view="storm")
    field(test, "paste").input(text)
    test.button(key="paste-storm").click().run()
    assert field(test, "r7_sw_km").value == "300"
    assert "没有分象限" in html_of(test)
    test.button(key="intake-storm-save").click().run()
    (fix,) = rows_of(empty, StormFix)
    (point,) = rows_of(empty, StormForecast)
    assert (fix.name_zh, fix.wind_ms, fix.valid_at) == ("海葵", 30, at)
    assert point.forecast_at - point.valid_at == timedelta(hours=24)
    race = opened(monkeypatch, empty, "race")
    arrivals = next(frame.value for frame in race.dataframe if "大风到达" in frame.value)
    assert len(arrivals) == 16
    assert '<b class="big">—</b>' in html_of(race)  # nobody has reported: none is no number
    assert "按日常值班" not in html_of(race)


def test_the_storms_number_is_given_to_the_incident_that_has_none(monkeypatch, acting, own, now):
    acting(Role.DUTY_OFFICER)
    began = now - timedelta(hours=3)
    incident = Incident(
        incident="t1",
        hazard=Hazard.TYPHOON,
        name="台风甲",
        began_at=began,
        valid_at=began,
        known_at=began,
    )
    url = own(incident)
    test = opened(monkeypatch, url, "intake", view="storm")
    for name, value in (("storm", "2611"), ("lat", "23.3"), ("lon", "119.5")):
        field(test, name).input(value)
    field(test, "valid_at").set_value(
        beijing(now - timedelta(minutes=30)).replace(tzinfo=None)
    ).run()
    field(test, "incident").select("t1").run()
    test.button(key="intake-storm-save").click().run()
    assert rows_of(url, Incident)[-1].storm == "2611"


def test_a_sheet_saves_what_is_filled_in_and_an_empty_field_is_no_zero(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake", view="rain")
    field(test, "rain_mm__P08").input("45.5")
    field(test, "rain_mm__P06").input("0")
    test.button(key="intake-save-rain").click().run()
    assert {(row.station, row.rain_mm) for row in rows_of(empty, Rain)} == {
        ("P08", 45.5),
        ("P06", 0),
    }


def test_a_county_reports_its_own_stations_alone(monkeypatch, acting, empty):
    acting(Role.COUNTY, unit="350627")
    test = opened(monkeypatch, empty, "intake", view="rivers")
    keys = [e.key for e in test.get("text_input") if e.key]
    assert {key.rpartition("__")[2] for key in keys if "__" in key} == {"R02", "R04"}
    field(test, "level_m__R02").input("7.25")
    test.button(key="intake-save-river_levels").click().run()
    assert [(row.station, row.level_m) for row in rows_of(empty, RiverLevel)] == [("R02", 7.25)]


def test_another_value_of_the_same_hour_is_asked_about_before_it_counts(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    monkeypatch.setattr(
        "ems_dashboard.views.streamlit_internals.pressing.DOUBLE", timedelta(0)
    )  # this hand is quicker than any
    test = opened(monkeypatch, empty, "intake", view="rain")
    for value in ("45.5", "54.5"):
        field(test, "rain_mm__P08").input(value)
        test.button(key="intake-save-rain").click().run()
    assert "45.5 → 54.5" in html_of(test)
    assert len(rows_of(empty, Rain)) == 1
    test.checkbox[0].check().run()
    test.button(key="intake-save-rain").click().run()
    assert [row.rain_mm for row in rows_of(empty, Rain)] == [45.5, 54.5]


def test_messages_sent_are_one_batch(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake", view="messages")
    field(test, "sent__").input("120000")
    field(test, "subject").input("防台风提示")
    test.button(key="intake-save-messages").click().run()
    (row,) = rows_of(empty, MessageBatch)
    assert (row.unit, row.channel, row.sent, row.subject) == ("350600", "sms", 120000, "防台风提示")


@pytest.mark.parametrize(
    ("page", "link"),
    [("warnings", "录入预警"), ("storm", "录入台风报文"), ("race", "录入台风报文")],
)
def test_an_empty_page_leads_to_its_form(monkeypatch, acting, empty, page, link):
    acting(Role.DUTY_OFFICER)
    assert link in html_of(opened(monkeypatch, empty, page))
    acting(Role.LEADER)
    assert link not in html_of(opened(monkeypatch, empty, page))


def test_what_was_typed_says_so_where_it_is_read(monkeypatch, acting, own, now):
    acting(Role.LEADER)
    url = own(warned(now - timedelta(hours=2)))
    (table,) = opened(monkeypatch, url, "warnings").dataframe
    assert list(table.value["来源"]) == ["手工录入(值班员甲)"]


def test_the_first_press_after_another_subject_was_chosen_counts(monkeypatch, acting, empty):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, empty, "intake")
    test.get("button_group")[0].set_value("rain").run()
    field(test, "rain_mm__P08").input("45.5")
    test.button(key="intake-save-rain").click().run()
    assert [row.rain_mm for row in rows_of(empty, Rain)] == [45.5]


def losses(monkeypatch, url, **address):
    test = opened(monkeypatch, url, "intake", view="losses", **address)
    field(test, "amount__deaths").input("0")
    test.button(key="intake-save-impacts").click().run()
    return test


def typhoon(name, now):
    began = now - timedelta(hours=3)
    return Incident(
        incident=name,
        hazard=Hazard.TYPHOON,
        name=name,
        began_at=began,
        valid_at=began,
        known_at=began,
    )


def test_losses_belong_to_the_incident_that_is_open_or_chosen_and_never_to_none(
    monkeypatch, acting, own, now
):
    acting(Role.COUNTY, unit="350623")
    url = own(typhoon("t1", now))
    losses(monkeypatch, url)
    assert [(row.incident, row.amount) for row in rows_of(url, Impact)] == [("t1", 0)]


def test_without_an_incident_losses_are_not_kept_under_none(monkeypatch, acting, empty):
    acting(Role.COUNTY, unit="350623")
    test = losses(monkeypatch, empty)
    assert "ems-error" in html_of(test)
    assert rows_of(empty, Impact) == []


def test_of_two_open_incidents_the_reporter_chooses(monkeypatch, acting, own, now):
    acting(Role.COUNTY, unit="350623")
    url = own(typhoon("t1", now), typhoon("t2", now))
    test = opened(monkeypatch, url, "intake", view="losses")
    (asked,) = [radio for radio in test.radio if radio.key == "incident-of-intake-impacts"]
    assert asked.value is None
    asked.set_value("t1").run()
    field(test, "amount__deaths").input("0")
    test.button(key="intake-save-impacts").click().run()
    assert [row.incident for row in rows_of(url, Impact)] == ["t1"]


def test_every_digit_of_a_large_figure_is_kept_and_comes_back_to_be_put_right(
    monkeypatch, acting, own, now
):
    acting(Role.COUNTY, unit="350623", account="zhangpu")
    url = own(typhoon("t1", now))
    test = opened(monkeypatch, url, "intake", view="losses")
    field(test, "amount__loss_cny_10k").input("1,234,567.89")
    test.button(key="intake-save-impacts").click().run()
    (row,) = rows_of(url, Impact)
    assert row.amount == 1234567.89
    again = opened(monkeypatch, url, "intake", view="losses", correct=str(row.seq))
    assert field(again, "amount__loss_cny_10k").value == "1234567.89"


def test_what_was_typed_by_mistake_is_taken_back_with_a_reason_and_stays_to_be_seen(
    monkeypatch, acting, own, now
):
    acting(Role.DUTY_OFFICER)
    hour = now - timedelta(hours=1)
    opened_at = {"began_at": now - timedelta(hours=5), "valid_at": now - timedelta(hours=5)}
    url = own(
        Incident(incident="t1", hazard=Hazard.TYPHOON, name="台风甲", **opened_at),
        Impact(incident="t1", unit="350626", item="deaths", amount=50, source=f"{BY_HAND}值班员甲",
               valid_at=hour, known_at=hour),
    )  # fmt: skip
    page = opened(monkeypatch, url, "intake", view="losses")
    (button,) = [b for b in page.button if str(b.key).startswith("withdraw-act-")]
    button.click().run()
    assert "请写明撤回原因" in html_of(page)
    field(page, "reason").set_value("单位报错").run()
    (button,) = [b for b in page.button if str(b.key).startswith("withdraw-act-")]
    button.click().run()
    shown = html_of(page)
    assert "撤回:单位报错" in shown
    assert "ems-typed struck" in shown
    assert not [b for b in page.button if str(b.key).startswith("withdraw-act-")]
    assert [row.withdrawn for row in rows_of(url, Impact)] == []

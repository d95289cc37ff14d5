"""Recording a consultation: which time it stands for, who was there, by when a decision is to be carried out."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.clock import beijing
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from tests.pages.conftest import html_of
from tests.pages.test_screens import opened

CASE = "2026-TY01"


@pytest.fixture
def at(monkeypatch, tmp_path):
    """at("01:16", *facts) → the address of a ledger with a typhoon at Ⅱ since yesterday, at that minute of today."""

    def begin(moment, *facts):
        now = clock.parse(moment if "T" in moment else f"2026-07-02T{moment}")
        monkeypatch.setattr("ems_dashboard.clock.now", lambda: now)
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
        store, began = open_store(url), clock.parse("2026-07-01T10:00")
        known = {"valid_at": began, "known_at": began}
        store.append(
            [
                Incident(incident=CASE, hazard=Hazard.TYPHOON, name="台风甲", began_at=began, **known),
                Response(incident=CASE, unit="350600", hazard=Hazard.TYPHOON, level=Level.II, change=LevelChange.START, **known),
                *facts,
            ],
            moment=began,
        )  # fmt: skip
        store.close()
        return url

    return begin


def held_before(**given):
    moment = clock.parse("2026-07-01T20:35")
    return Consultation(
        consultation="C1", incident=CASE, serial=1, held_at=moment, due_at=clock.parse("2026-07-01T20:30"),
        valid_at=moment, known_at=moment, attending=("市气象局", "市水利局"), units=("350626",), host="值班领导甲", **given,
    )  # fmt: skip


def ledger(url, kind):
    store = open_store(url)
    rows = store.history(kind, incident=CASE)
    store.close()
    return rows


def box(test, label, kind="selectbox"):
    return next(widget for widget in test.get(kind) if widget.label == label)


def press(test, label):
    next(button for button in test.button if label in button.label).click().run()
    assert not test.exception
    return test


def write(test, label, text):
    fields = [*test.text_input, *test.text_area]
    next(field for field in fields if field.label == label).set_value(text)
    return test


def test_at_one_in_the_morning_the_consultation_is_an_extra_one_and_half_past_eight_stays_due(
    monkeypatch, acting, at
):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, at("01:16"), "consultations", due="2026-07-02T08:30")
    assert box(test, "对应的会商时次").options == ["临时会商"], (
        "what is seven hours off cannot be chosen"
    )
    said = html_of(test)
    assert "01:16 召开,记为临时会商。" in said
    assert "07-02 08:30 的会商仍须召开。" in said


def test_near_its_time_the_consultation_stands_for_it_as_long_as_the_minute_says_so(
    monkeypatch, acting, at
):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, at("09:10"), "consultations")
    assert "记为 07-02 08:30 的会商" in html_of(test)
    test.get("datetime_input")[0].set_value(
        beijing(clock.parse("2026-07-02T05:00")).replace(tzinfo=None)
    ).run()
    assert "05:00 召开,记为临时会商" in html_of(test)


def test_nobody_was_there_until_he_was_ticked(monkeypatch, acting, at):
    acting(Role.DUTY_OFFICER)
    url = at("08:40", held_before())
    test = opened(monkeypatch, url, "consultations")
    assert box(test, "参加单位", "multiselect").value == []
    assert box(test, "连线县区", "multiselect").value == []
    test = press(write(test, "会商结论", "维持Ⅱ级响应").run(), "记录第2次会商")
    assert "没有勾选的不算到会" in html_of(test)
    assert len(ledger(url, Consultation)) == 1
    test = press(test, "与上次相同(2)")
    assert box(test, "参加单位", "multiselect").value == ["市气象局", "市水利局"]
    press(test, "记录第2次会商")
    second = ledger(url, Consultation)[-1]
    assert (second.serial, second.attending, second.units) == (2, ("市气象局", "市水利局"), ())
    assert second.due_at == clock.parse("2026-07-02T08:30")


def test_all_are_ticked_by_one_press_and_taken_back_by_another(monkeypatch, acting, at):
    acting(Role.DUTY_OFFICER)
    test = press(opened(monkeypatch, at("08:40"), "consultations"), "全选(20)")
    assert len(box(test, "参加单位", "multiselect").value) == 20
    assert box(press(test, "清空"), "参加单位", "multiselect").value == []


def test_a_decision_has_the_plans_deadline_and_the_order_keeps_it(monkeypatch, acting, at):
    acting(Role.DUTY_OFFICER)
    url = at("08:40")
    test = press(opened(monkeypatch, url, "consultations"), "全选(20)")
    for label, text in (
        ("主持人", "值班领导甲"),
        ("会商结论", "维持Ⅱ级响应"),
        ("部署内容", "低洼地带再排查"),
    ):
        write(test, label, text)
    box(test.run(), "责任单位", "multiselect").set_value(["350626"]).run()
    press(test, "记录第1次会商(部署 1 项)")
    (decision,) = ledger(url, Decision)
    assert decision.deadline == clock.parse("2026-07-02T16:40"), "eight hours at Ⅱ"
    made = press(
        opened(monkeypatch, url, "consultations", consultation=decision.consultation),
        "第1项起草指令",
    )
    assert not made.exception
    (order,) = ledger(url, Order)
    assert (order.feedback_due, order.units) == (decision.deadline, ("350626",))


def test_a_row_of_decisions_comes_when_it_is_asked_for_and_by_nothing_else(monkeypatch, acting, at):
    acting(Role.DUTY_OFFICER)
    test = opened(monkeypatch, at("08:40"), "consultations")
    rows = lambda: [field.label for field in test.text_area].count("部署内容")  # noqa: E731
    assert rows() == 1
    box(test, "责任单位", "multiselect").set_value(["350626"]).run()
    test.get("datetime_input")[1].set_value(
        beijing(clock.now() + timedelta(hours=2)).replace(tzinfo=None)
    ).run()
    assert rows() == 1
    press(test, "再加一项部署")
    assert rows() == 2
    assert len([b for b in test.button if "部署 1 项" in b.label]) == 1, (
        "an empty row is no decision"
    )


def test_what_is_not_signed_is_corrected_and_keeps_its_time_its_rows_and_who_was_there(
    monkeypatch, acting, at
):
    acting(Role.DUTY_OFFICER)
    given = {"conclusion": "维持Ⅱ级响应", "state": "held"}
    decision = Decision(
        consultation="C1", number=1, incident=CASE, matter="排查", units=("350626",),
        deadline=clock.parse("2026-07-02T06:00"), valid_at=clock.parse("2026-07-01T20:35"),
        known_at=clock.parse("2026-07-01T20:35"),
    )  # fmt: skip
    url = at("2026-07-01T21:00", held_before(**given), decision)
    test = opened(monkeypatch, url, "consultations", consultation="C1", edit="1")
    assert box(test, "参加单位", "multiselect").value == ["市气象局", "市水利局"]
    assert "记为 07-01 20:30 的会商" in html_of(test)
    press(write(test, "会商结论", "提升至Ⅰ级").run(), "记录第1次会商(部署 1 项)")
    row = ledger(url, Consultation)[-1]
    assert (row.conclusion, row.due_at, row.units) == (
        "提升至Ⅰ级",
        clock.parse("2026-07-01T20:30"),
        ("350626",),
    )
    assert [d.deadline for d in ledger(url, Decision)][-1] == decision.deadline

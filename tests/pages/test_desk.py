"""The pages of levels and orders, as each role sees them on the evening of 4 September."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import DutyStateName, Hazard, OrderKind, OrderState, ReceiptState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import open_store
from tests.pages.test_screens import BUSY, opened, said

EVENING, HALF = clock.parse(BUSY), timedelta(minutes=30)


@pytest.fixture
def evening(monkeypatch, demo_store, tmp_path):
    """(url, store) in which it is now the evening of 4 September, and nothing of what followed is known."""
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: EVENING)
    url = f"sqlite:///{tmp_path / 'evening.sqlite'}"
    store = open_store(url)
    of_case = {"as_of": EVENING, "until": EVENING, "incident": "2023-TY2311"}
    facts = [
        row
        for kind in (Incident, Response, Order, WarningMessage)
        for row in demo_store.history(kind, **of_case)
    ]
    orders = [row.order for row in facts if isinstance(row, Order)]
    facts += demo_store.history(Receipt, as_of=EVENING, until=EVENING, order=orders)
    store.append(facts, moment=EVENING)
    yield url, store
    store.close()


def labels(page) -> str:
    return " ".join(button.label for button in page.button)


def press(page, label):
    next(button for button in page.button if label in button.label).click().run()
    assert not page.exception
    return page


def level_box(page):
    return next(box for box in page.selectbox if box.label == "变动为")


@pytest.mark.parametrize("page", ["responses", "orders"])
def test_a_past_moment_offers_nothing_to_do(monkeypatch, acting, demo_path, page):
    acting(Role.DUTY_OFFICER)
    shown = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY)
    assert not shown.button
    assert not shown.text_input


def test_an_officer_proposes_and_an_approver_sees_what_it_will_do(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses")
    level_box(page).set_value("Ⅰ").run()
    assert "新增职责 1 项" in said(page)
    press(page, "提出:防台风Ⅱ级提升至Ⅰ级")
    assert store.history(LevelProposal)[-1].author == "值班员甲"
    acting(Role.APPROVER, "approver", "审批人乙")
    page = opened(monkeypatch, url, "responses")
    assert "待批 1 条" in said(page)
    press(page, "批准:防台风Ⅱ级提升至Ⅰ级")
    assert "防台风Ⅱ级提升至Ⅰ级" not in labels(page)


def test_the_address_of_a_proposal_shows_what_became_of_it_and_a_refused_one_is_prefilled(
    monkeypatch, acting, evening
):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses")
    level_box(page).set_value("Ⅳ").run()
    next(box for box in page.text_input if box.label.startswith("理由")).set_value(
        "台风已过境"
    ).run()
    press(page, "提出:防台风Ⅱ级降至Ⅳ级")
    name = store.history(LevelProposal)[-1].proposal
    assert "dk-asked" in said(opened(monkeypatch, url, "responses", proposal=name))
    acting(Role.APPROVER, "approver", "审批人乙")
    page = opened(monkeypatch, url, "responses", proposal=name)
    next(box for box in page.text_input if box.label == "不批准的理由").set_value("风雨未停").run()
    press(page, "不批准")
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses", proposal=name)
    assert "未获批准" in said(page)
    assert "风雨未停" in said(page)
    assert level_box(page).value is None, "to lower is chosen by a person each time"
    assert (
        next(box for box in page.text_input if box.label.startswith("理由")).value == "台风已过境"
    )
    assert "没有这条响应建议" in said(opened(monkeypatch, url, "responses", proposal="x"))


def test_what_is_missing_stands_beneath_its_button(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses")
    level_box(page).set_value("Ⅳ").run()
    press(page, "提出:防台风Ⅱ级降至Ⅳ级")
    assert "越级变动须写明理由" in said(page)
    assert store.history(LevelProposal) == []


def test_a_duty_is_ticked_off(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses")
    next(b for b in page.button if b.key == f"350600-duty24-{DutyStateName.DONE}").click().run()
    assert [(row.duty, row.state) for row in store.history(DutyState)] == [
        ("duty24", DutyStateName.DONE)
    ]
    acting(Role.MEMBER, "d10", "值班员丁", "D10")
    keys = {b.key for b in opened(monkeypatch, url, "responses").button}
    assert any("scenic" in key for key in keys if key)
    assert not any("boats" in key for key in keys if key)


def test_a_county_signs_and_answers_its_own_orders_only(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.COUNTY, "350623", "值班员丙", "350623")
    page = press(opened(monkeypatch, url, "orders"), "签收")
    assert "送审批" not in labels(page)
    signed = [row for row in store.history(Receipt) if row.written_by == "350623"]
    assert [(row.unit, row.state) for row in signed] == [("350623", ReceiptState.RECEIVED)]


def test_the_form_of_an_order_names_the_field_that_is_wrong(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "orders", new="1")
    next(t for t in page.text_area if t.label == "正文").set_value(" ").run()
    press(page, "送审批")
    assert "请填写正文" in said(page)
    assert not [o for o in store.history(Order) if o.state is OrderState.DRAFT]


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPROVER])
def test_a_leader_reads_the_line_and_writes_nothing(monkeypatch, acting, evening, role):
    url, _ = evening
    acting(role, "reader", "领导")
    page = opened(monkeypatch, url, "orders")
    assert "签收率" in said(page)
    assert "拟一份指令" not in said(page)
    assert "催办" not in labels(page)


def test_one_order_is_printed_and_corrected_by_a_new_one(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    old = next(o for o in store.history(Order) if o.incident == "2023-TY2311")
    page = opened(monkeypatch, url, "orders", order=old.order)
    assert old.title in said(page)
    page = press(page, "更正(另发")
    body = next(t for t in page.text_area if t.label == "正文")
    assert "更正如下" in body.value
    body.set_value("原件第二项时限改为20时。").run()
    page = press(page, "送审批:更正")
    new = store.history(Order)[-1]
    assert (new.corrects, new.withdraws, new.units, new.state) == (
        old.order,
        False,
        old.units,
        OrderState.DRAFT,
    )
    page = opened(monkeypatch, url, "orders", order=old.order)
    assert "更正稿在途" in said(page)
    assert "撤回" not in labels(page)


def test_an_order_is_withdrawn_with_a_reason_and_its_addressees_see_it(
    monkeypatch, acting, evening
):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    old = next(o for o in reversed(store.history(Order)) if "350623" in o.units)
    page = press(opened(monkeypatch, url, "orders", order=old.order), "撤回(通知")
    page = press(page, "送审批:撤回")
    assert "请写明撤回的原因" in said(page)
    next(t for t in page.text_input if t.label == "撤回原因").set_value("台风路径南偏").run()
    press(page, "送审批:撤回")
    new = store.history(Order)[-1]
    assert (new.corrects, new.withdraws, new.kind) == (old.order, True, OrderKind.NOTICE)
    assert "撤回原因:台风路径南偏" in new.body
    acting(Role.APPROVER, "approver", "审批人乙")
    press(opened(monkeypatch, url, "orders", order=new.order), "批准")
    acting(Role.DUTY_OFFICER)
    press(opened(monkeypatch, url, "orders", order=new.order), "签发")
    document = store.history(Order, order=new.order)[-1].document
    assert f"已被{document}撤回" in said(opened(monkeypatch, url, "orders"))
    acting(Role.COUNTY, "350623", "值班员丙", "350623")
    assert f"已被{document}撤回" in said(opened(monkeypatch, url, "orders"))
    page = opened(monkeypatch, url, "orders", order=old.order)
    assert "本件已被撤回" in said(page)
    assert not {b.label for b in page.button} & {"签收", "反馈落实情况"}
    press(opened(monkeypatch, url, "orders", order=new.order), "签收")
    mine = opened(monkeypatch, url, "orders")
    assert new.title in said(mine)
    assert not [b.key for b in mine.button if b.key and new.order in b.key], (
        "a withdrawal asks for its receipt only"
    )


def test_an_incident_without_a_response_of_the_city_is_closed_by_hand(monkeypatch, acting, evening):
    url, store = evening
    opening = {
        "incident": "2023-R30",
        "hazard": Hazard.RAINSTORM,
        "name": "9月3日暴雨",
        "began_at": EVENING,
    }
    store.append([Incident(**opening, valid_at=EVENING)], moment=EVENING)
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "responses")
    assert "关闭事件:第11号" not in labels(page)
    press(page, "关闭事件:9月3日暴雨")
    assert store.history(Incident, incident="2023-R30")[-1].ended_at == EVENING


def chosen(page, label="发送单位"):
    return next(box for box in page.multiselect if box.label.startswith(label))


@pytest.mark.parametrize(
    ("scope", "count"),
    [("11个县(市、区)", 11), ("10个沿海单位", 10), ("全部16个县级单位", 16), ("20个成员单位", 20)],
)
def test_a_press_chooses_a_group_of_addressees_and_the_button_says_how_many(
    monkeypatch, acting, evening, scope, count
):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    page = press(opened(monkeypatch, url, "orders", new="1"), scope)
    assert len(chosen(page).value) == count
    assert f"拟发 {count} 个单位" in labels(page)
    press(page, "送审批")
    assert len(store.history(Order)[-1].units) == count


def test_the_addressees_of_the_last_order_are_one_press_away_and_can_be_changed(
    monkeypatch, acting, evening
):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    sent = [row for row in store.history(Order) if row.state is OrderState.ISSUED]
    before = max(sent, key=lambda row: row.valid_at)
    narrow = replace(
        before, order="O-last", serial=99, units=("350626", "D03"), valid_at=EVENING, known_at=EVENING, seq=None,
        written_at=None, written_by="",
    )  # fmt: skip
    store.append([narrow], moment=EVENING)
    page = press(opened(monkeypatch, url, "orders", new="1"), "上次指令的2个单位")
    assert chosen(page).value == ["350626", "D03"]
    chosen(page).set_value(["350626"]).run()
    press(page, "送审批(拟发 1 个单位)")
    assert store.history(Order)[-1].units == ("350626",)


def test_nobody_to_receive_it_is_asked(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    before = len(store.history(Order))
    page = opened(monkeypatch, url, "orders", new="1")
    chosen(page).set_value([]).run()
    assert "请选择发送单位" in said(press(page, "送审批(拟发 0 个单位)"))
    assert len(store.history(Order)) == before


def test_calls_of_several_units_are_written_down_in_one_go(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.DUTY_OFFICER)
    sent = Order(
        order="O-new", incident="2023-TY2311", kind=OrderKind.DIRECTIVE, serial=98, document="漳汛指〔2023〕98号",
        title="关于转移的指令", body="请转移。", units=("350626", "350624", "350623"), valid_at=EVENING - HALF,
        known_at=EVENING - HALF,
    )  # fmt: skip
    store.append([sent], moment=EVENING - HALF)
    page = opened(monkeypatch, url, "orders", order="O-new")
    ticks = next(group for group in page.button_group if group.label.startswith("哪些单位"))
    ticks.set_value(["350626", "350624"]).run()
    page = press(page, "代记 2 个单位签收")
    assert [(row.unit, row.state) for row in store.history(Receipt, order="O-new")] == [
        ("350626", ReceiptState.RECEIVED), ("350624", ReceiptState.RECEIVED),
    ]  # fmt: skip
    page = opened(monkeypatch, url, "orders", order="O-new")
    ticks = next(group for group in page.button_group if group.label.startswith("哪些单位"))
    assert ticks.options == ["漳浦"], "who has received it is not asked again"


def test_a_county_is_not_offered_the_calls_of_others(monkeypatch, acting, evening):
    url, store = evening
    acting(Role.COUNTY, "350626", "填报员甲", "350626")
    order = next(row.order for row in store.history(Order) if "350626" in row.units)
    assert "代记" not in labels(opened(monkeypatch, url, "orders", order=order))

"""The county's telephone: what waits, an order that is signed for, figures, all without a script."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, OrderKind, OrderState, ReceiptState
from ems_dashboard.runtime import runtime
from tests.builders import CASE, DONGSHAN, ZHANGPU, incident, response
from tests.web.conftest import browsing
from tests.web.test_sign_in import admit, sign_in

LIGHT_BYTES = 150_000


@pytest.fixture
def began():
    return clock.minute(clock.now()) - timedelta(hours=5)


def order(name, units, at, **more):
    return Order(
        order=name, incident=CASE, kind=OrderKind.DIRECTIVE, serial=1, title=f"关于做好防御工作的指令{name}", units=units,
        body="请立即落实。\n按时反馈。", state=OrderState.ISSUED, receipt_due=at + timedelta(hours=6),
        feedback_due=at + timedelta(hours=9), valid_at=at, known_at=at, **more,
    )  # fmt: skip


@pytest.fixture
def hall(live_database, began):
    """A live case with an order to Dongshan and one to Zhangpu alone."""
    with browsing() as client:
        rows = [incident(began_at=began), response(valid_at=began), order("o1", (DONGSHAN,), began)]
        runtime().store.append([*rows, order("o2", (ZHANGPU,), began)], moment=began)
        yield client


@pytest.fixture
def dongshan(hall):
    admit("dongshan", Role.COUNTY, unit=DONGSHAN)
    sign_in(hall, "dongshan")
    return hall


def receipts():
    return [(row.unit, row.state, row.note) for row in runtime().store.history(Receipt)]


def reported():
    return [
        (r.unit, r.category, r.target, r.moved, r.returned)
        for r in runtime().store.history(Evacuation)
    ]


def hidden(page):
    """The moment and the incident that the form carries."""
    found = {}
    for name in ("incident", "valid_at"):
        found[name] = page.text.split(f'name="{name}" value="')[1].split('"')[0]
    return found


def send(client, **cells):
    form = hidden(client.get("/m/figures")) | {
        name.replace("_", "-"): text for name, text in cells.items()
    }
    return client.post("/m/figures", data=form)


def test_what_waits_is_one_press_away_and_the_page_is_light(dongshan):
    page = dongshan.get("/m")
    assert page.status_code == 200
    assert 'href="/m/orders/o1"' in page.text
    assert 'href="/m/figures"' in page.text
    assert "o2" not in page.text
    assert "Ⅱ级响应" in page.text or "未启动响应" in page.text
    assert "<script" not in page.text
    sheet = dongshan.get("/assets/phone.css")
    assert sheet.status_code == 200
    assert len(page.content) + len(sheet.content) < LIGHT_BYTES / 5


def test_an_order_is_signed_for_taken_in_hand_and_answered(dongshan):
    page = dongshan.get("/m/orders/o1")
    assert "请立即落实。" in page.text
    done = dongshan.post("/m/orders/o1", data={"state": "received"})
    assert (done.status_code, done.headers["location"]) == (303, "/m/orders/o1?done=received")
    assert "已签收" in dongshan.get(done.headers["location"]).text
    refused = dongshan.post("/m/orders/o1", data={"state": "answered", "note": " "})
    assert refused.status_code == 422
    dongshan.post("/m/orders/o1", data={"state": "answered", "note": "已转移 20 人"})
    assert receipts() == [
        (DONGSHAN, ReceiptState.RECEIVED, ""),
        (DONGSHAN, ReceiptState.ANSWERED, "已转移 20 人"),
    ]


def test_two_taps_are_one_receipt(dongshan):
    for _ in range(3):
        assert dongshan.post("/m/orders/o1", data={"state": "received"}).status_code == 303
    assert receipts() == [(DONGSHAN, ReceiptState.RECEIVED, "")]


def test_what_is_refused_is_still_typed(dongshan):
    answer = dongshan.post("/m/orders/o1", data={"state": "verified", "note": "<b>写了很多"})
    assert answer.status_code == 422
    assert "&lt;b&gt;写了很多" in answer.text
    assert dongshan.post("/m/orders/o1", data={"state": "no such"}).status_code == 400
    assert dongshan.post("/m/orders/o1", content=b"x" * 30_000).status_code in (400, 422)
    assert receipts() == []


def test_another_county_s_order_is_not_there(dongshan):
    for address in ("/m/orders/o2", "/m/orders/none"):
        assert dongshan.get(address).status_code == 404
        assert dongshan.post(address, data={"state": "received"}).status_code == 404
    assert receipts() == []


def test_figures_are_reported_and_the_target_stands_from_last_time(dongshan):
    assert "还没有报过" in dongshan.get("/m/figures").text
    done = send(dongshan, people_target="1200", people_moved="900")
    assert done.status_code == 303
    assert done.headers["location"].startswith("/m?sent=1")
    assert "已报送 1 项" in dongshan.get(done.headers["location"]).text
    assert reported() == [(DONGSHAN, Category.PEOPLE, 1200, 900, 0)]
    assert "已转移 900" in dongshan.get("/m/figures").text
    send(dongshan, people_moved="１，０００")
    assert reported()[-1] == (DONGSHAN, Category.PEOPLE, 1200, 1000, 0)


def test_the_same_figures_three_times_after_a_tunnel_are_one_report(dongshan):
    form = hidden(dongshan.get("/m/figures")) | {"people-target": "1200", "people-moved": "900"}
    for _ in range(3):
        assert dongshan.post("/m/figures", data=form).status_code == 303
    assert reported() == [(DONGSHAN, Category.PEOPLE, 1200, 900, 0)]


def test_what_cannot_be_is_told_beside_the_field_and_changes_nothing(dongshan):
    answer = send(dongshan, people_target="很多", people_moved="900")
    assert answer.status_code == 422
    assert 'value="很多"' in answer.text
    assert 'class="error"' in answer.text
    assert reported() == []


def test_what_is_doubtful_wants_a_reason_before_it_is_taken(dongshan):
    send(dongshan, people_target="1200", people_moved="900")
    asked = send(dongshan, people_moved="200")
    assert asked.status_code == 422
    assert 'name="reason"' in asked.text
    assert len(reported()) == 1
    send(dongshan, people_moved="200", reason="此前多报,已核实")
    assert reported()[-1] == (DONGSHAN, Category.PEOPLE, 1200, 200, 0)


def test_nothing_typed_reports_nothing(dongshan):
    assert send(dongshan).headers["location"] == "/m/figures?unchanged=1"
    assert reported() == []


@pytest.mark.parametrize("wrong", [{}, {"valid_at": "soon"}, {"incident": "other"}])
def test_a_form_that_lost_its_moment_or_names_another_case_is_refused(dongshan, wrong):
    form = {
        **(hidden(dongshan.get("/m/figures")) if wrong else {}),
        **wrong,
        "people-moved": "9",
        "people-target": "9",
    }
    assert dongshan.post("/m/figures", data=form).status_code in (400, 422)
    assert reported() == []


def test_without_an_open_case_nobody_is_asked_for_figures(live_database):
    with browsing() as client:
        admit("dongshan", Role.COUNTY, unit=DONGSHAN)
        sign_in(client, "dongshan")
        assert "/m/figures" not in client.get("/m").text
        assert client.get("/m/figures").status_code == 404


def test_a_department_reports_no_figures_and_a_stranger_comes_to_the_door(hall):
    assert (
        hall.get("/m", headers={"Accept": "text/html"})
        .headers["location"]
        .startswith("/sign-in?next=")
    )
    assert hall.post("/m/orders/o1", data={"state": "received"}).status_code in (401, 303)
    admit("weather", Role.MEMBER, unit="D01")
    sign_in(hall, "weather")
    assert hall.get("/m").status_code == 200
    assert hall.get("/m/figures").status_code == 404
    assert hall.post("/m/figures", data={"people-moved": "9"}).status_code == 404
    assert (receipts(), reported()) == ([], [])


def test_another_site_cannot_sign_in_a_county_s_name(dongshan):
    answer = dongshan.post(
        "/m/orders/o1", data={"state": "received"}, headers={"Origin": "http://elsewhere"}
    )
    assert answer.status_code == 403
    assert receipts() == []


def test_the_language_stays_chosen(dongshan):
    assert "Flood duty" in dongshan.get("/m?lang=en").text
    assert "Flood duty" in dongshan.get("/m").text
    assert (
        "防汛值班" in dongshan.get("/m?lang=xx&").text
        or "Flood duty" in dongshan.get("/m?lang=xx").text
    )

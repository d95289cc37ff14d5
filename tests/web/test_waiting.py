"""/waiting tells each account what waits for it, and nobody else anything."""

from datetime import timedelta

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Hazard, OrderKind, OrderState
from ems_dashboard.store import open_store


def order(state, name, began):
    return Order(order=name, incident="i", kind=OrderKind.DIRECTIVE, serial=1, title="t", units=("D03",), state=state,
                 receipt_due=began + timedelta(hours=9), valid_at=began, known_at=began)  # fmt: skip


def test_each_is_told_his_own(client, database):
    store, began = open_store(database), clock.minute(clock.now()) - timedelta(hours=1)
    case = Incident(
        incident="i",
        hazard=Hazard.TYPHOON,
        name="i",
        began_at=began,
        valid_at=began,
        known_at=began,
    )
    rows = [order(OrderState.ISSUED, "sent", began), order(OrderState.APPROVED, "ready", began)]
    store.append([case, *rows, order(OrderState.DRAFT, "draft", began)], moment=began)
    store.close()
    assert client.get("/waiting").json() == []
    for who, keys in {
        "d03": ["receipt:sent"],
        "duty1": ["issue:ready"],
        "approver": ["approval:draft"],
        "d01": [],
    }.items():
        client.post("/sign-in", data={"ready": who})
        assert [item["key"] for item in client.get("/waiting").json()] == keys, who
        assert client.get("/waiting").headers["cache-control"] == "no-store"


def test_a_stranger_of_a_live_database_is_told_nothing(stranger):
    answer = stranger.get("/waiting", headers={"Accept": "*/*"})
    assert answer.status_code == 401

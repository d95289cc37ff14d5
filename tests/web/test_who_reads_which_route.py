"""Every route beside the pages by every account at every level: what another received, answered or drafted comes out of
none of them, and a stranger gets nothing at all. A new route is in it by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.rules.orders import Receipt
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.runtime import runtime
from ems_dashboard.web.site import routes
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU
from tests.web.conftest import browsing
from tests.web.test_sign_in import admit, sign_in

SECRETS = {
    "theirs": "别县收到的指令",
    "answer": "别县反馈的内容",
    "ours": "我县收到的指令",
    "fishery": "海渔收到的指令",
    "draft": "还没有签发的草稿",
}
ORDERS = ("theirs", "ours", "fishery", "draft")
LEVELS = ("", DONGSHAN, ZHANGPU, "350623100", "D03", "359999")
ACCOUNTS = {
    "dongshan": (Role.COUNTY, DONGSHAN, {"ours"}),
    "zhangpu": (Role.COUNTY, ZHANGPU, {"ours", "theirs", "answer"}),
    "lost": (Role.COUNTY, "359999", set()),
    "fishery": (Role.MEMBER, "D03", {"fishery"}),
    "admin": (Role.ADMINISTRATOR, "", set()),
    "duty": (Role.DUTY_OFFICER, "", set(SECRETS)),
}
"""Whose, and what each may come upon."""
ENDLESS = {"/events"}
"""A stream that tells numbers of versions, until the browser leaves: tests/web/test_push.py."""
LAND = "/wall/land"
"""The borders of the country, which are nobody's secret."""
FILLED = {"{order}": ORDERS, "{path:path}": ("nothing.css",)}
"""What a place in a path is filled with."""


def addresses():
    for route in routes:
        assert isinstance(route, Route)
        if "GET" in route.methods and route.path not in ENDLESS:
            yield from filled(route.path)


def filled(path):
    place = next((place for place in FILLED if place in path), None)
    if place is None:
        assert "{" not in path, f"say in FILLED what {path} is asked with"
        return [path]
    return [path.replace(place, value) for value in FILLED[place]]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("routes")
        patch.setenv("EMS_DATABASE_URL", f"sqlite:///{folder / 'ems.sqlite'}")
        patch.setenv("EMS_INBOX", str(folder / "inbox"))
        with browsing() as client:
            runtime().store.append(list(facts()), moment=clock.now(), written_by="test")
            for account, (role, unit, _) in ACCOUNTS.items():
                admit(account, role, unit=unit)
            yield client


def facts():
    began = clock.minute(clock.now()) - timedelta(hours=6)
    due = began + timedelta(days=2)
    yield make.incident(began_at=began)
    yield make.response(valid_at=began)
    sent = {"theirs": (ZHANGPU,), "ours": (DONGSHAN, ZHANGPU), "fishery": ("D03",)}
    for name, units in (sent | {"draft": (DONGSHAN, "D03")}).items():
        state = OrderState.DRAFT if name == "draft" else OrderState.ISSUED
        row = make.order(name, began, units=units, state=state, receipt_due=due, feedback_due=due)
        yield replace(row, title=SECRETS[name], body=f"{SECRETS[name]}。")
    answer = make.receipt("theirs", began, unit=ZHANGPU, state=ReceiptState.ANSWERED)
    yield replace(answer, note=SECRETS["answer"])


def told(client, address, unit=""):
    text = client.get(address, params={"unit": unit} if unit else {}).text
    return {name for name, secret in SECRETS.items() if secret in text}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_route_tells_an_account_what_is_not_its_own_at_any_level(hall, account):
    sign_in(hall, account)
    allowed = ACCOUNTS[account][2]
    for address in addresses():
        for unit in LEVELS:
            assert told(hall, address, unit) <= allowed, (address, unit)


def test_each_reads_its_own_by_a_route(hall):
    """Else the test above would hold for routes that tell nothing."""
    for account, address, wanted in (
        ("dongshan", "/wall/picture", {"ours"}),
        ("dongshan", "/m/orders/ours", {"ours"}),
        ("zhangpu", "/m/orders/theirs", {"theirs"}),
        ("fishery", "/m/orders/fishery", {"fishery"}),
        ("duty", "/wall/picture", {"theirs", "ours", "fishery"}),
    ):
        sign_in(hall, account)
        assert wanted <= told(hall, address), (account, address)


@pytest.mark.parametrize("account", ["dongshan", "lost", "fishery", "admin", "duty"])
@pytest.mark.parametrize("order", ["theirs", "draft", "nowhere"])
def test_nobody_signs_by_telephone_for_what_is_not_theirs(hall, account, order):
    sign_in(hall, account)
    before = runtime().store.history(Receipt)
    answer = hall.post(f"/m/orders/{order}", data={"state": "received"})
    assert answer.status_code in (403, 404)
    assert runtime().store.history(Receipt) == before


def test_a_stranger_is_told_nothing_by_any_route(hall):
    hall.cookies.clear()
    for address in addresses():
        for unit in LEVELS:
            assert told(hall, address, unit) == set(), address
    closed = {address for address in addresses() if address.startswith(("/wall", "/m", "/waiting"))}
    for address in closed - {LAND}:
        assert hall.get(address).status_code in (302, 303, 401, 403), address

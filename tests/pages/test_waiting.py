"""What the bar is told of what waits: for each role its own, with the address where it is seen to; nothing in the past."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import LevelProposal
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import (
    Hazard,
    Level,
    LevelChange,
    OrderKind,
    OrderState,
    ProposalState,
)
from tests.pages.test_screens import opened, said

NOW = clock.minute(clock.now())
BEGAN = NOW - timedelta(hours=3)
AT = {"valid_at": BEGAN, "known_at": BEGAN}
CASE = Incident(incident="i", hazard=Hazard.TYPHOON, name="测试<台风>", began_at=BEGAN, **AT)
PROPOSAL = LevelProposal(proposal="p1", incident="i", unit="350600", hazard=Hazard.TYPHOON, level=Level.II,
                         change=LevelChange.RAISE, effective_at=BEGAN, state=ProposalState.REFUSED, note="依据不足", **AT)  # fmt: skip


def order(name, state, due=NOW + timedelta(hours=1)):
    return Order(order=name, incident="i", kind=OrderKind.DIRECTIVE, serial=1, title=f"指令<{name}>", units=("350626", "D03"),
                 state=state, receipt_due=due, **AT)  # fmt: skip


@pytest.fixture
def bar(monkeypatch):
    """What the bar's component was given last."""
    given = {}
    monkeypatch.setattr(
        "ems_dashboard.views.frame.bar._component", lambda: lambda **kw: given.update(kw["data"])
    )
    return given


@pytest.fixture
def busy(own):
    late = order("late", OrderState.ISSUED, NOW - timedelta(minutes=4))
    return own(CASE, PROPOSAL, late, order("sent", OrderState.ISSUED), order("ready", OrderState.APPROVED),
               order("draft", OrderState.DRAFT))  # fmt: skip


@pytest.mark.parametrize(
    ("role", "unit", "kinds"),
    [
        (Role.COUNTY, "350626", ["待签收", "待签收", "待报送"]),
        (Role.MEMBER, "D03", ["待签收", "待签收"]),
        (Role.MEMBER, "D01", []),
        (Role.DUTY_OFFICER, "", ["待签发", "已审批"]),
        (Role.APPROVER, "", ["待审批"]),
        (Role.LEADER, "", []),
        (Role.ADMINISTRATOR, "", []),
    ],
)
def test_each_role_is_told_its_own(monkeypatch, acting, bar, busy, role, unit, kinds):
    acting(role, unit=unit)
    opened(monkeypatch, busy, "overview")
    assert [item["kind"] for item in bar["waiting"]] == kinds


def test_the_late_order_comes_first_with_its_address_and_says_so(monkeypatch, acting, bar, busy):
    acting(Role.COUNTY, unit="350626")
    page = opened(monkeypatch, busy, "overview", lang="en")
    first, second = bar["waiting"][:2]
    assert (first["late"], first["text"], second["late"]) == (True, "指令<late>", False)
    assert first["due"].startswith("overdue")
    assert first["href"].startswith("/orders?")
    assert "order=late" in first["href"]
    body = said(page)
    assert "ems-home" in body
    assert "指令&lt;late&gt;" in body
    assert "<late>" not in body


def test_nobody_is_told_anything_of_a_past_picture_nor_a_visitor(monkeypatch, acting, bar, busy):
    acting(Role.COUNTY, unit="350626")
    page = opened(monkeypatch, busy, "overview", as_of=(BEGAN + timedelta(minutes=30)).isoformat())
    assert bar["waiting"] == []
    assert "ems-home" not in said(page)
    acting(Role.GUEST, account="")
    opened(monkeypatch, busy, "overview")
    assert bar["waiting"] == []


def test_the_rows_on_a_county_s_form_are_those_of_other_pages(monkeypatch, acting, bar, busy):
    acting(Role.COUNTY, unit="350626")
    body = said(opened(monkeypatch, busy, "entry"))
    assert "ems-home" in body
    home = body[body.index("ems-home") :].partition("</nav>")[0]
    assert "待签收" in home
    assert "待报送" not in home

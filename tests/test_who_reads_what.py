"""Who reads what: every role by every page, every address that names a row, and every route. A unit and a department read
their own and what is addressed to them; what another received, answered or asked for, and every draft, is not theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import Role, may
from ems_dashboard.rules.terms import (
    DispatchState,
    LogCategory,
    OrderState,
    ReceiptState,
)
from ems_dashboard.store import open_store
from ems_dashboard.text import catalogue
from ems_dashboard.views.frame.frame import page_files
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU
from tests.pages.conftest import html_of
from tests.pages.test_screens import opened, said

SECRETS = {
    "ours": "我县收到的指令",
    "ours-answer": "我县反馈的内容",
    "theirs": "别县收到的指令",
    "theirs-answer": "别县反馈的内容",
    "fishery": "海渔收到的指令",
    "draft": "还没有签发的草稿",
    "proposal": "提升响应的理由",
    "declined": "不采纳建议的理由",
    "request": "别县请求的用途",
    "own-request": "我县请求的用途",
    "judgement": "会商的研判意见",
    "log": "值班电话的内容",
}
DUTY = (Role.DUTY_OFFICER, "duty1", "值班员甲", "")
READERS = {
    "county": (
        (Role.COUNTY, DONGSHAN, "东山填报人", DONGSHAN),
        {"ours", "ours-answer", "own-request"},
    ),
    "county of no unit": ((Role.COUNTY, "lost", "填报人", ""), set()),
    "county of an unknown unit": ((Role.COUNTY, "lost", "填报人", "359999"), set()),
    "department": ((Role.MEMBER, "d03", "海渔", "D03"), {"fishery"}),
    "administrator": ((Role.ADMINISTRATOR, "admin", "管理员", ""), set()),
}
"""What each may come upon, wherever it looks."""
ADDRESSES = [
    ("orders", {"order": "ours"}),
    ("orders", {"order": "theirs"}),
    ("orders", {"order": "fishery"}),
    ("orders", {"order": "draft"}),
    ("orders", {"order": "draft", "edit": "1"}),
    ("orders", {"corrects": "theirs", "new": "1"}),
    ("orders", {"rows": "orders", "year": f"{clock.now():%Y}"}),
    ("responses", {"proposal": "P1"}),
    ("overview", {"unit": ZHANGPU}),
    ("orders", {"unit": ZHANGPU}),
    ("responses", {"unit": ZHANGPU}),
    ("means", {"view": "dispatches"}),
    ("means", {"view": "dispatches", "unit": ZHANGPU}),
    ("consultations", {"consultation": "C1"}),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    began = clock.minute(clock.now()) - timedelta(hours=6)
    after = began + timedelta(minutes=30)

    def sent(name, *units, state=OrderState.ISSUED):
        due = began + timedelta(days=2)
        row = make.order(name, after, units=units, state=state, receipt_due=due, feedback_due=due)
        return replace(row, title=SECRETS[name], body=f"{SECRETS[name]}。")

    def answer(name, unit, text):
        row = make.receipt(name, after, unit=unit, state=ReceiptState.ANSWERED)
        return replace(row, note=SECRETS[text])

    def asked(name, unit):
        return Dispatch(
            dispatch=name, incident=make.CASE, unit=unit, state=DispatchState.REQUESTED,
            purpose=SECRETS[name], valid_at=after, known_at=after,
        )  # fmt: skip

    rows = [
        make.incident(began_at=began),
        make.response(valid_at=began),
        sent("ours", DONGSHAN, ZHANGPU),
        sent("theirs", ZHANGPU),
        sent("fishery", "D03"),
        sent("draft", DONGSHAN, "D03", state=OrderState.DRAFT),
        answer("ours", DONGSHAN, "ours-answer"),
        answer("ours", ZHANGPU, "theirs-answer"),
        answer("theirs", ZHANGPU, "theirs-answer"),
        asked("request", ZHANGPU),
        asked("own-request", DONGSHAN),
        replace(make.proposal(valid_at=after), reason=SECRETS["proposal"]),
        replace(make.declined("S1", after), reason=SECRETS["declined"]),
        replace(make.consultation(valid_at=after), judgement=SECRETS["judgement"]),
        LogEntry(
            entry="L1", incident=make.CASE, category=LogCategory.CALL_IN, text=SECRETS["log"],
            valid_at=after, known_at=after,
        ),
    ]  # fmt: skip
    address = f"sqlite:///{tmp_path_factory.mktemp('reads') / 'ems.sqlite'}"
    store = open_store(address)
    store.append(rows, moment=clock.now(), written_by="test")
    store.close()
    return address


def read(test):
    """The secrets on a page: in its elements, and in its tables."""
    text = said(test) + " ".join(table.value.to_string() for table in test.dataframe)
    return {name for name, secret in SECRETS.items() if secret in text}


@pytest.mark.parametrize("reader", READERS)
def test_no_page_tells_anybody_what_is_not_theirs(monkeypatch, acting, url, reader):
    who, allowed = READERS[reader]
    acting(*who)
    for page in page_files():
        assert read(opened(monkeypatch, url, page)) <= allowed, page


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("page", "address"), ADDRESSES, ids=str)
def test_no_address_opens_what_is_not_theirs(monkeypatch, acting, url, reader, page, address):
    who, allowed = READERS[reader]
    acting(*who)
    assert read(opened(monkeypatch, url, page, **address)) <= allowed


def test_headquarters_and_the_addressee_read_what_is_theirs(monkeypatch, acting, url):
    """Else the tests above would hold for pages that show nothing."""
    county, department = READERS["county"][0], READERS["department"][0]
    for who, page, address, names in (
        (DUTY, "orders", {"order": "draft"}, {"draft"}),
        (DUTY, "orders", {"order": "theirs"}, {"theirs", "theirs-answer"}),
        (DUTY, "responses", {}, {"proposal", "declined"}),
        (DUTY, "means", {"view": "dispatches"}, {"request", "own-request"}),
        (DUTY, "consultations", {"consultation": "C1"}, {"judgement"}),
        (DUTY, "log", {}, {"log"}),
        (county, "orders", {"order": "ours"}, {"ours", "ours-answer"}),
        (county, "means", {"view": "dispatches"}, {"own-request"}),
        (department, "orders", {}, {"fishery"}),
    ):
        acting(*who)
        assert names <= read(opened(monkeypatch, url, page, **address)), (page, address)


def test_an_order_of_anothers_is_answered_as_one_that_does_not_exist(monkeypatch, acting, url):
    acting(*READERS["county"][0])
    answers = {name: html_of(opened(monkeypatch, url, "orders", order=name)) for name in
               ("theirs", "draft", "nowhere")}  # fmt: skip
    nothing = catalogue()["orders.no_such_order"]["zh"]
    assert all(nothing in answer for answer in answers.values())


@pytest.mark.parametrize("role", Role)
def test_a_level_in_the_address_opens_no_page_that_the_role_may_not_read(
    monkeypatch, acting, url, role
):
    acting(role, "somebody", "某人", DONGSHAN if role is Role.COUNTY else "")
    for page in page_files():
        if not may(role, f"read:{page}"):
            test = opened(monkeypatch, url, page, unit=ZHANGPU)
            assert catalogue()["frame.refused_page"]["zh"].split("{")[0] in html_of(test), page
            assert not read(test), page

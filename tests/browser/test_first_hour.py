"""The first hour of a headquarters: an empty live database, from the one-time code to the closed case, by the people who
do it, each in a browser of their own. What screens, wall and signed report say meanwhile is true."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import Response
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store
from tests.browser.conftest import Server
from tests.browser.effort import counted
from tests.browser.hands import IDLE, docx, pick

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
PHONE = (390, 844)
PASSWORD = "Correct-Horse-9"
CODE = re.compile(r"([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})")
TYPHOON, RAIN = "第99号台风“测试”", "12月1日暴雨"
MOVED = "漳浦县 陆上危险区域群众 已转移"


class Announced(Server):
    """A server as people start it, with what it prints: the one-time code of the first administrator."""

    def __init__(self, database: str, folder: Path) -> None:
        super().__init__(database, str(folder / "inbox"), cold=True)
        self.printed = folder / "printed.txt"

    def _typed(self) -> int:
        command = [sys.executable, "-u", "-m", "ems_dashboard", "serve"]
        with self.printed.open("w", encoding="utf-8") as out:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | self._environment,
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
        return self._process.pid


@pytest.fixture
def headquarters(tmp_path):
    """Its server, and its ledger, in which nothing stands yet."""
    server = Announced(f"sqlite:///{tmp_path / 'live.sqlite'}", tmp_path)
    server.start()
    server.store = open_store(server.database)
    yield server
    server.store.close()
    server.stop()


def settled(page):
    page.wait_for_timeout(400)
    page.wait_for_function(IDLE)
    return page


def to(page, server, place):
    page.goto(f"{server.base}{place}")
    page.wait_for_selector(".ems-bar")
    return settled(page)


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    settled(page)


def says(page, text):
    try:
        page.wait_for_function("text => document.body.innerText.includes(text)", arg=text)
    except TimeoutError as error:
        raise AssertionError(f"{text!r} is not on {page.inner_text('body')}") from error


def sentence(page):
    page.wait_for_selector(".c-line b")
    return page.locator(".c-line b").last.inner_text()


def become_first(page, server):
    """The one-time code opens the door once; a weak password costs nothing of what was typed."""
    code = CODE.search(server.printed.read_text(encoding="utf-8"))[1]
    page.goto(f"{server.base}/sign-in/first")
    for name, text in (("code", code), ("account", "boss"), ("name", "管理员甲")):
        page.fill(f"input[name={name}]", text)
    for password in ("short", PASSWORD):
        page.fill("input[name=new]", password)
        page.fill("input[name=again]", password)
        page.press("input[name=again]", "Enter")
        page.wait_for_selector(".ems-error:not(:empty), .ems-who")
    page.wait_for_url("**/accounts")
    page.trouble.clear()  # the browser calls the refusal an error
    return settled(page)


def appoint(page):
    """Every account by one press; account → one-time password."""
    page.wait_for_function("window.emsDrafts?.forms.size > 0")  # what is typed is kept from here on
    names = page.get_by_label("账号名单")
    names.fill("jia,值班员甲,值班员\npi,审批人甲,审批人\n" + names.input_value())
    names.press("Tab")
    settled(page)
    press(page, "建立 18 个账号,生成一次性密码")
    says(page, "已建 18 个账号")
    rows = page.locator("tr", has_text=CODE)
    return {row.split()[0]: row.split()[-1] for row in rows.all_inner_texts()}


def display_of(page, server):
    """The address of the hall's display, whole."""
    page.get_by_role("tab", name="大屏令牌").click()
    page.get_by_label("大屏位置", exact=True).fill("指挥大厅")
    page.keyboard.press("Tab")
    settled(page)
    press(page, "新建令牌,生成大屏地址")
    address = page.locator('[data-testid="stCode"] code').inner_text().strip()
    assert address.startswith(f"{server.base}/wall?token=")
    return address


def come(page, server, account, one_time):
    """The first sign-in asks for the one-time password once."""
    page.goto(server.base)
    page.fill('input[name="account"]', account)
    page.fill('input[name="password"]', one_time)
    page.press('input[name="password"]', "Enter")
    page.wait_for_url("**/sign-in/password*")
    assert page.locator("input[name=old]").count() == 0
    page.fill("input[name=new]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.press("input[name=again]", "Enter")
    page.wait_for_selector(".ems-who")
    return settled(page)


def fill(page, label, text):
    field = page.get_by_label(label, exact=False).first
    field.fill(text)
    field.press("Tab")
    settled(page)


def propose(page, server, hazard, change, incident=""):
    to(page, server, "/responses")
    pick(page, "响应", hazard)
    if page.get_by_label("事件", exact=True).count():
        pick(
            page,
            "事件",
            "新事件" if incident else page.get_by_label("事件", exact=True).input_value(),
        )
    pick(page, "变动为", change)
    fill(page, "理由", "会商研判")
    if incident:
        fill(page, "事件名称", incident)
    press(page, "提出:")
    says(page, "已送审批")


def approve(page, server, change):
    to(page, server, "/responses")
    press(page, f"批准:{change}")
    page.get_by_role("button", name=f"批准:{change}").wait_for(state="detached")


def for_the_full_hour(page, server):
    """The moment of the form is set to the last full hour, as the first round of figures has it."""
    to(page, server, "/entry")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    page.locator('[data-testid="stDateTimeInputField"] [role=spinbutton]').first.click()
    page.keyboard.type(f"{clock.beijing(clock.now()):%Y%m%d%H}00")
    page.keyboard.press("Enter")
    return settled(page)


def report(page, moved, target=""):
    if target:
        page.locator(f"input[aria-label='{MOVED.replace('已转移', '应转移')}']").fill(target)
    page.locator(f"input[aria-label='{MOVED}']").fill(moved)
    page.locator(".send").click()
    says(page, "已报送 1 项")


@pytest.mark.parametrize("size", SIZES)
def test_from_the_one_time_code_to_the_closed_case(look, headquarters, size):
    hall, store = headquarters, headquarters.store

    # day one
    boss = become_first(look(*size), hall)
    given = appoint(boss)
    assert len(given) == 18
    wall = look()
    wall.goto(display_of(boss, hall))
    duty, approver, county = look(*size), look(*size), look(*PHONE)
    effort = counted(county)
    come(duty, hall, "jia", given["jia"])
    come(approver, hall, "pi", given["pi"])
    come(county, hall, "zhangpu", given["zhangpu"])
    assert county.url.endswith("/entry"), "a county lands where its work is"

    # before anything: no warning source is no all-clear
    to(duty, hall, "/")
    assert "无气象预警来源" in sentence(duty)

    # the response, with a reason since there is no warning
    propose(duty, hall, "防台风", "启动防台风Ⅲ级响应", TYPHOON)
    approver.wait_for_function("document.title.startsWith('(1)')")
    approve(approver, hall, "启动防台风Ⅲ级响应")
    to(duty, hall, "/responses")
    says(duty, "请先选择变动为哪一级")  # nothing is preset
    assert duty.get_by_role("button", name="提出:").count() == 0
    to(duty, hall, "/")
    assert "16 个单位均未报" in sentence(duty)
    assert "按计划" not in sentence(duty)

    # the first figure, for the full hour before the approval
    for_the_full_hour(county, hall)
    before = effort.so_far()
    report(county, "3500", "12000")
    spent = effort - before
    assert (spent.clicks, spent.keys) <= (4, 12)
    (figure,) = store.history(Evacuation)
    (incident,) = store.current(Incident, as_of=clock.now())
    (response,) = store.history(Response)
    assert figure.valid_at < response.known_at
    assert figure.incident == incident.incident
    to(duty, hall, "/")
    said = sentence(duty)
    assert "漳浦县陆上危险区域群众已转移 29%" in said
    assert "15 个单位未报" in said
    wall.wait_for_function("document.body.innerText.includes('3,500')")

    # an order to the eleven counties; the county's telephone shows that it waits
    to(duty, hall, "/orders?new=1")
    press(duty, "11个县(市、区)")
    press(duty, "送审批(拟发 11 个单位)")
    duty.locator(".dk-paper").wait_for()
    (order,) = {row.order: row for row in store.history(Order)}.values()
    to(approver, hall, f"/orders?order={order.order}")
    press(approver, "批准(将发 11 个单位)")
    to(duty, hall, "/handover")
    says(duty, "已批待签发")
    to(duty, hall, f"/orders?order={order.order}")
    press(duty, "向 11 个单位签发")
    duty.get_by_role("button", name="代记 0 个单位签收").wait_for()
    county.wait_for_function("document.title.startsWith('(')")
    to(county, hall, "/entry")
    county.locator("a:visible", has_text="待签收").first.wait_for()
    to(county, hall, f"/orders?order={order.order}")
    press(county, "签收")
    duty.get_by_text("已签收 1 / 11").wait_for()
    assert {row.unit for row in store.history(Receipt)} == {"350623"}

    # a consultation strikes off none that is due at another time
    to(duty, hall, "/consultations")
    fill(duty, "主持人", "值班领导甲")
    fill(duty, "会商结论", "维持Ⅲ级响应")
    press(duty, "记录第1次会商")
    says(duty, "请勾选参加单位")
    pick(duty, "参加单位", "市气象局")
    duty.keyboard.press("Escape")
    press(duty, "记录第1次会商")
    says(duty, "待签发")
    (held,) = store.history(Consultation)
    assert held.attending == ("市气象局",), "present is who was ticked"
    city = load_city(ROOT / "data" / "zhangzhou")
    met = [due for due in situation(store, city, clock.now()).rhythm if due.done_at]
    window = timedelta(minutes=city.plan.thresholds.due_window_minutes)
    assert [due for due in met if abs(due.due_at - due.done_at) > window] == []

    # a report: no round was asked for yet, so nobody is asked why nothing was told
    to(duty, hall, "/reports")
    pick(duty, "哪一期", "快报(截至现在)")
    press(duty, "取数(截至")
    duty.locator(".mt-figures").wait_for()
    assert "没有疑点" in duty.locator(".mt-ask").inner_text()
    press(duty, "交付签发")
    to(approver, hall, "/reports")
    press(approver, "签发第1期第1版")
    approver.get_by_text("签发 审批人").wait_for()
    text = docx(approver, "公文（.docx）")
    assert "3,500" in text or "3500" in text
    assert "按计划" not in text

    # a response does not end in the minute in which it began
    while clock.minute(clock.now()) <= response.valid_at:
        duty.wait_for_timeout(1000)
    # the end of the typhoon and the start of the rain, approved one after the other
    propose(duty, hall, "防暴雨", "启动防暴雨Ⅳ级响应", RAIN)
    propose(duty, hall, "防台风", "终止防台风Ⅲ级响应")
    approve(approver, hall, "终止防台风")
    approve(approver, hall, "启动防暴雨Ⅳ级响应")
    to(duty, hall, "/")
    assert "按日常值班" not in sentence(duty)
    assert "无启动" not in duty.locator("body").inner_text()
    open_now = [row for row in store.current(Incident, as_of=clock.now()) if row.ended_at is None]
    assert open_now, "rain Ⅳ stands, so a case is open"
    wall.wait_for_function("!document.body.innerText.includes('按日常值班')")

    # the close
    to(duty, hall, "/responses")
    duty.wait_for_timeout(
        max(0, 61 - (clock.now() - clock.minute(clock.now())) / timedelta(seconds=1)) * 1000
    )
    propose(duty, hall, "防暴雨", "终止防暴雨Ⅳ级响应")
    approve(approver, hall, "终止防暴雨")
    wall.wait_for_function("document.body.innerText.includes('按日常值班')")
    said = wall.inner_text("body")
    assert "转移 3,500 人次" in said, "what the closed case came to"
    assert "29%" not in said, "and nothing of it as now"
    assert all(
        page.evaluate("document.documentElement.scrollWidth") <= size[0]
        for page in (duty, approver)
    )
    assert [page.trouble for page in (boss, duty, approver, county, wall)] == [[]] * 5

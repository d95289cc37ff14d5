"""What the desk and the administrator do, from end to end, as they do it."""

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.passwords import hashed
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
PASSWORD = "Correct-Horse-9"
PEOPLE = {
    "jia": ("值班员甲", Role.DUTY_OFFICER),
    "yi": ("值班员乙", Role.DUTY_OFFICER),
    "boss": ("管理员", Role.ADMINISTRATOR),
}


@pytest.fixture
def live(tmp_path):
    """A live database with two officers and an administrator; its server and its address."""
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    store = open_store(url)
    for account, (name, role) in PEOPLE.items():
        given = Account(account, name, role, created_at=clock.now())
        store.write(
            lambda connection, given=given: add_account(connection, given, hashed(PASSWORD))
        )
    server = Server(url, str(tmp_path / "inbox"))
    server.start()
    yield server, store
    server.stop()
    store.close()


def enter(page, server, account, place="/", password=PASSWORD):
    page.goto(f"{server.base}{place}")
    page.fill('input[name="account"]', account)
    page.fill('input[name="password"]', password)
    page.press('input[name="password"]', "Enter")
    return page


def test_a_shift_is_signed_over_by_both_at_one_desk(look, live):
    server, _ = live
    page = enter(look(1366, 900), server, "jia", "/handover")
    page.get_by_role("button", name="交班签字").click()
    page.wait_for_selector("text=接班人在本机签字")
    for password, answer in (("wrong", '.ems-error[role="alert"]'), (PASSWORD, "text=交接完毕")):
        page.locator('[data-testid="stForm"] input[type="text"]').fill("yi")
        page.locator('[data-testid="stForm"] input[type="password"]').fill(password)
        page.locator(".st-key-take-here-sign button").click()
        page.wait_for_selector(answer)
    assert page.locator(".ems-who").inner_text().startswith("值班员甲"), (
        "the desk is still his who left"
    )
    assert page.trouble == []


def test_what_is_to_be_followed_up_is_closed_in_the_log(look, own_server, signed_in):
    page = signed_in(look(1366, 900), own_server, "duty1", "/log")
    page.locator(".st-key-form-log textarea").fill("东山县来电")
    page.get_by_text("单位、对方、跟进").click()
    page.get_by_label("要跟进什么").fill("回电东山县")
    page.get_by_role("button", name="记入日志").click()
    page.wait_for_selector("text=待跟进 1 件")
    page.locator('[class*="st-key-close-"] button').first.click()
    outcome = page.locator('[data-testid="stPopoverBody"] textarea')
    outcome.fill("已回电,人员全部上岸")
    page.locator('[data-testid="stPopoverBody"] [class*="st-key-closing-"] button').click()
    page.wait_for_selector("text=待跟进 1 件", state="detached")
    page.wait_for_function("document.body.innerText.includes('已回电,人员全部上岸')")
    assert page.trouble == []


def test_an_administrator_resets_a_password_and_what_was_open_ends(look, live):
    server, _ = live
    holder = enter(look(), server, "jia", "/log")
    holder.wait_for_selector(".ems-who")
    boss = enter(look(1366, 900), server, "boss", "/accounts")
    boss.get_by_label("选择账号", exact=True).first.click()
    boss.get_by_role("option", name="jia · 值班员甲").click()
    boss.get_by_role("button", name="重置密码").click()
    given = boss.locator('[data-testid="stCode"] code')
    given.wait_for()
    holder.wait_for_url("**/sign-in?next=*")
    again = enter(look(), server, "jia", "/sign-in", given.inner_text().strip())
    again.wait_for_url("**/sign-in/password*")
    boss.get_by_role("tab", name="操作记录").click()
    boss.wait_for_function(
        "document.body.innerText.includes('重置密码') && document.body.innerText.includes('127.0.0.1')"
    )


def test_what_was_typed_is_there_after_the_idle_were_signed_out(look, live):
    server, store = live
    page = enter(look(1366, 900), server, "jia", "/log")
    page.wait_for_selector(".st-key-form-log textarea")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    page.locator(".st-key-form-log textarea").click()
    page.keyboard.type("未及交的一段记录", delay=10)
    page.wait_for_selector('.ems-draft .note[data-state="saved"]')
    store.write(
        lambda c: c.exec_driver_sql(
            "update sessions set seen_at = '2020-01-01 00:00:00.000000', began_at = '2020-01-01 00:00:00.000000'"
        )
    )
    page.reload()
    page.wait_for_url("**/sign-in?next=*")
    page.fill('input[name="account"]', "jia")
    page.fill('input[name="password"]', PASSWORD)
    page.press('input[name="password"]', "Enter")
    page.wait_for_function(
        "document.querySelector('.st-key-form-log textarea')?.value === '未及交的一段记录'"
    )

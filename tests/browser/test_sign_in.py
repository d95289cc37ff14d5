"""Through the door as people go: press, type, come back after a restart, leave."""

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
SIZES = [(1366, 768), (390, 844)]


@pytest.fixture
def live(tmp_path):
    """A live database with a duty officer and an administrator, and no figures yet."""
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    store = open_store(url)
    for account, role in (("jia", Role.DUTY_OFFICER), ("boss", Role.ADMINISTRATOR)):
        given = Account(account, "值班员甲", role, created_at=clock.now())
        store.write(
            lambda connection, given=given: add_account(connection, given, hashed(PASSWORD))
        )
    store.close()
    server = Server(url, str(tmp_path / "inbox"))
    server.start()
    yield server
    server.stop()


def enter(page, account, password=PASSWORD):
    page.fill('input[name="account"]', account)
    page.fill('input[name="password"]', password)
    page.press('input[name="password"]', "Enter")


def test_a_session_outlives_refresh_and_restart_and_ends_in_every_tab_at_once(
    look, own_server, signed_in
):
    page = signed_in(look(), own_server, "duty_officer", "/warnings")
    assert page.locator(".ems-who").inner_text().startswith("值班员甲")
    page.reload()
    page.wait_for_selector(".ems-who")
    own_server.stop()
    own_server.start()
    page.reload()
    page.wait_for_selector(".ems-who")
    other = page.context.new_page()
    other.goto(f"{own_server.base}/evacuation")
    other.wait_for_selector(".ems-who")
    other.click(".ems-who > button")
    other.click(".ems-who form button")
    other.wait_for_url("**/sign-in")
    page.wait_for_selector(".ems-enter")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_a_live_database_asks_who_comes_and_shows_nothing_before(look, live, size):
    page = look(*size)
    page.goto(f"{live.base}/evacuation?unit=350626")
    assert "/sign-in?next=" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    enter(page, "jia", "wrong")
    page.wait_for_selector('[role="alert"]')
    page.trouble.clear()  # the browser calls the refusal an error
    enter(page, "jia")
    page.wait_for_selector(".ems-who")
    assert page.url == f"{live.base}/evacuation?unit=350626"
    page.click(".ems-who > button")
    page.click(".ems-who form button")
    page.wait_for_url("**/sign-in")
    page.go_back()
    page.wait_for_url("**/sign-in*")
    assert page.trouble == []


def test_an_open_page_of_a_live_database_goes_to_the_door_when_its_session_ends(look, live):
    page = look()
    page.goto(live.base)
    enter(page, "jia")
    page.wait_for_selector(".ems-who")
    other = page.context.new_page()
    other.goto(live.base)
    other.wait_for_selector(".ems-who")
    other.click(".ems-who > button")
    other.click(".ems-who form button")
    page.wait_for_url("**/sign-in?next=*")


def test_an_administrator_gives_an_account_and_its_holder_chooses_his_password(look, live):
    page = look(1366, 900)
    page.goto(f"{live.base}/accounts")
    enter(page, "boss")
    form = page.locator(".st-key-form-account")
    for name, text in (("账号", "bing"), ("姓名或岗位", "值班员丙")):
        form.get_by_label(name, exact=True).fill(text)
        page.keyboard.press("Tab")
    form.locator('[data-testid="stSelectbox"]').first.click()
    page.get_by_role("option", name="值班员", exact=True).click()
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="新建账号,生成一次性密码").click()
    given = page.locator('[data-testid="stCode"] code')
    given.wait_for()
    page.wait_for_timeout(3000)  # the new account is pushed to every open page, this one included
    one_time = given.inner_text().strip()
    holder = look(390, 844)
    holder.goto(live.base)
    enter(holder, "bing", one_time)
    holder.wait_for_url("**/sign-in/password*")
    holder.goto(f"{live.base}/warnings")
    holder.wait_for_url("**/sign-in/password*")
    for name, text in (("new", PASSWORD), ("again", PASSWORD)):
        holder.fill(f'input[name="{name}"]', text)
    holder.press('input[name="again"]', "Enter")
    holder.wait_for_selector(".ems-who")
    assert page.trouble == []
    assert holder.trouble == []


def test_the_wall_opens_by_its_token_until_that_is_revoked(look, live):
    admin, wall = look(1366, 900), look()
    admin.goto(f"{live.base}/accounts")
    enter(admin, "boss")
    admin.get_by_role("tab", name="大屏令牌").click()
    admin.get_by_label("大屏位置", exact=True).fill("指挥大厅")
    admin.keyboard.press("Tab")
    admin.wait_for_timeout(800)
    admin.get_by_role("button", name="新建令牌,生成大屏地址").click()
    address = admin.locator('[data-testid="stCode"] code')
    address.wait_for()
    assert address.inner_text().strip().startswith(f"{live.base}/wall?token="), (
        "whole, as it is typed into the display"
    )
    assert admin.locator(".people-qr img").evaluate("image => image.naturalWidth") > 0
    wall.goto(address.inner_text().strip())
    wall.wait_for_selector("#evacuation .card")
    wall.wait_for_timeout(1500)
    assert wall.locator("#lost").is_hidden()
    assert wall.trouble == []
    elsewhere = look()
    elsewhere.goto(f"{live.base}/overview?{address.inner_text().strip().partition('?')[2]}")
    assert "/sign-in" in elsewhere.url
    admin.locator(".st-key-form-revoke [data-testid='stSelectbox']").click()
    admin.get_by_role("option", name="指挥大厅").click()
    admin.get_by_role("button", name="撤销“指挥大厅”的令牌").click()
    admin.wait_for_selector("text=已撤销")
    wall.wait_for_url("**/sign-in*")


def test_day_one_every_county_gets_its_account_by_one_press_and_types_its_password_once(look, live):
    admin, phone = look(1366, 900), look(390, 844)
    admin.goto(live.base)
    enter(admin, "boss")
    admin.wait_for_url("**/accounts*")
    admin.wait_for_selector(".ems-first")
    admin.get_by_role("button", name="建立 16 个账号").click()
    admin.wait_for_selector(".people-once")
    rows = admin.locator(".people-once tbody tr")
    assert rows.count() == 16
    given = dict(row.split("\t")[::2] for row in rows.all_inner_texts())
    phone.goto(live.base)
    enter(phone, "dongshan", given["dongshan"])
    phone.wait_for_url("**/sign-in/password*")
    assert phone.locator("input[name=old]").count() == 0
    phone.fill('input[name="new"]', "kurz")
    assert phone.locator(".rule li.missing").count() == 2, (
        "what is missing is said while it is typed"
    )
    for name in ("new", "again"):
        phone.fill(f'input[name="{name}"]', PASSWORD)
    assert phone.locator(".rule li.met").count() == 4
    phone.press('input[name="again"]', "Enter")
    phone.wait_for_url("**/entry*")
    phone.wait_for_selector(".ems-first")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert admin.trouble == []
    assert phone.trouble == []

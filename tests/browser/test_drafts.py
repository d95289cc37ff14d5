"""What is typed is never lost: two people in one form, a phone without a net, a server that is started anew."""

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import LogCategory
from tests.browser.conftest import CASE

pytestmark = pytest.mark.browser
PHONE = (390, 844)
OFFLINE = 20
SLOW = """() => { const send = window.fetch; window.fetch = (url, options) => url === '/drafts'
  ? new Promise((go) => setTimeout(go, 600)).then(() => send(url, options)) : send(url, options); }"""


def state(page, wanted):
    page.wait_for_selector(f'.ems-draft .note[data-state="{wanted}"]')


def log(look, server, signed_in, who, size=(1366, 768)):
    page = signed_in(look(*size), server, who, "/log")
    page.wait_for_selector(".st-key-form-log textarea")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    return page


def typed(page, text):
    page.locator(".st-key-form-log textarea").click()
    page.keyboard.press("End")
    page.keyboard.type(text, delay=15)


def holds(page, text):
    """The one field there is; while the page changes there are the old one and the new."""
    page.wait_for_function(
        "text => (all => all.length === 1 && all[0].value === text)(document.querySelectorAll('.st-key-form-log textarea'))",
        arg=text,
    )


def test_two_people_in_one_form_are_told_and_a_phone_that_was_offline_loses_nothing(
    look, own_server, signed_in
):
    first = log(look, own_server, signed_in, "duty1")
    phone = log(look, own_server, signed_in, "duty2", PHONE)
    typed(first, "甲:东山县来电")
    state(first, "saved")
    phone.wait_for_function(
        "document.querySelector('.ems-draft .others').textContent.includes('值班员甲')"
    )
    first.wait_for_function(
        "document.querySelector('.ems-draft .others').textContent.includes('值班员乙')"
    )
    typed(phone, "乙:渔排")
    state(phone, "saved")
    phone.context.set_offline(True)
    typed(phone, "有人返回")
    state(phone, "waiting")
    assert "未保存,正在重试" in phone.locator(".ems-draft .note").first.inner_text()
    phone.wait_for_timeout(OFFLINE * 1000)
    typed(phone, ",已劝返")
    phone.context.set_offline(False)
    state(phone, "saved")
    first.get_by_role("button", name="记入日志").click()
    holds(first, "")
    holds(phone, "乙:渔排有人返回,已劝返")
    phone.reload()
    holds(phone, "乙:渔排有人返回,已劝返")
    assert first.trouble == []


def test_the_last_words_before_the_server_is_started_anew_stay_and_are_saved(
    look, own_server, signed_in
):
    page = log(look, own_server, signed_in, "duty1")
    for text in ("第一句。", "第二句。"):  # the second time in a form that was handed in before
        typed(page, text)
        state(page, "saved")
        typed(page, "断线前最后几个字")
        own_server.stop()
        own_server.start()
        page.wait_for_function("!document.querySelector('.st-key-form-log textarea').disabled")
        state(page, "saved")
        holds(page, f"{text}断线前最后几个字")
        page.reload()
        holds(page, f"{text}断线前最后几个字")
        page.get_by_role("button", name="记入日志").click()
        holds(page, "")


def test_a_form_handed_in_while_it_is_being_saved_does_not_come_back(look, own_server, signed_in):
    page = log(look, own_server, signed_in, "duty1")
    page.evaluate(SLOW)
    typed(page, "边写边交")
    page.get_by_role("button", name="记入日志").click()
    holds(page, "")
    page.wait_for_timeout(3000)  # whatever is still under way would come back by now
    holds(page, "")
    page.reload()
    page.wait_for_selector(".st-key-form-log textarea")
    holds(page, "")
    assert page.trouble == []


class Slow:
    """A connection on which what the server says can be held back."""

    def __init__(self, page):
        self.held, self.holding, self.page = [], False, page
        page.route_web_socket("**/_stcore/stream", self._between)

    def _between(self, browser):
        self.browser, server = browser, browser.connect_to_server()
        server.on_message(lambda told: (self.held.append if self.holding else browser.send)(told))

    def release(self):
        self.holding = False
        for told in self.held:
            self.browser.send(told)


def test_what_is_typed_while_a_pushed_run_is_on_its_way_stays(look, own_server, case, signed_in):
    page = look()
    line = Slow(page)
    signed_in(page, own_server, "duty1", "/log")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    page.wait_for_timeout(1000)
    line.holding = True
    now = clock.now()
    case.append(
        [
            LogEntry(entry="乙", incident=CASE, category=LogCategory.CALL_IN, text="乙所记", valid_at=clock.minute(now)),
        ],
        moment=now,
    )  # fmt: skip
    while not line.held:
        page.wait_for_timeout(100)
    page.wait_for_timeout(1500)  # the run that the push asked for has said all it has to say
    page.locator(".st-key-form-log textarea").fill("东山县来电")
    page.keyboard.press("Tab")
    state(page, "saved")
    line.release()
    page.wait_for_function("document.body.innerText.includes('乙所记')")
    holds(page, "东山县来电")

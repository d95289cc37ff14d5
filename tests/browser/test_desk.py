"""The duty desk by hand: drafts that outlive the server, figures by keyboard alone and by paste, the shift handed over."""

import pytest

from tests.browser.hands import IDLE

pytestmark = pytest.mark.browser
PASTED = "单位\t应转移\t已转移\n东山县\t2,100\t1,400\n漳浦\t2600\t1,700\n某县\t1\t2"
PASTE = """text => { const data = new DataTransfer(); data.setData('text', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }"""


MOST_GRIDS = """() => { window.most = 0;
  new MutationObserver(() => { window.most = Math.max(window.most, document.querySelectorAll('.ems-grid').length); })
    .observe(document.body, { childList: true, subtree: true }); }"""
"""window.most: so many grids at most were on the page at once; one that is about to go takes what is typed along."""
FOCUSED = """(() => { const a = document.activeElement; return [a.tagName, a.ariaLabel || (a.tagName === 'BUTTON' ? a.innerText : ''),
  a.id, [...document.querySelectorAll('*')].indexOf(a)].join('|'); })()"""


def cell(page, unit, field, category="陆上危险区域群众"):
    return page.locator(f"input[aria-label='{unit} {category} {field}']")


def grid(page):
    page.wait_for_selector(".ems-grid td input")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    return page


def saved(page):
    page.wait_for_function(
        "/\\d\\d:\\d\\d:\\d\\d/.test(document.querySelector('.ems-draft .note')?.textContent)"
    )


def sent(page):
    page.wait_for_selector("[data-testid='stAlertContainer']")
    return page.locator("[data-testid='stAlertContainer']").inner_text()


def test_what_is_typed_is_there_after_the_server_was_killed(look, own_server, signed_in):
    page = signed_in(look(), own_server, "duty1", "/log")
    page.locator("textarea").click()
    page.keyboard.type("东山县来电,渔排有人返回", delay=20)
    saved(page)
    own_server.stop()
    own_server.start()
    page.goto(f"{own_server.base}/log")
    page.wait_for_function(
        "document.querySelector('textarea')?.value === '东山县来电,渔排有人返回'"
    )


def test_figures_go_in_by_keyboard_alone(look, own_server, case, signed_in):
    page = grid(signed_in(look(1366, 768), own_server, "duty1", "/entry"))
    cell(page, "东山县", "应转移").focus()
    page.keyboard.type("2,000")
    page.keyboard.press("Tab")
    page.keyboard.type("12x")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("input[aria-invalid='true']")
    assert "12x" in page.locator("input[aria-invalid='true'] + small").inner_text()
    page.wait_for_function("document.activeElement.value === '12x'")
    page.keyboard.type("1,250")
    page.keyboard.press("Control+Enter")
    assert "1" in sent(page)
    page.wait_for_function("document.querySelector('.send').disabled")
    assert cell(page, "东山县", "已转移").input_value() == "1,250"
    assert page.trouble == []


def test_a_block_from_excel_finds_its_units_and_what_fell_is_asked(
    look, own_server, case, signed_in
):
    page = grid(signed_in(look(1366, 768), own_server, "duty1", "/entry"))
    cell(page, "芗城区", "应转移").focus()
    page.evaluate(PASTE, PASTED)
    assert cell(page, "漳浦县", "已转移").input_value() == "1,700"
    saved(page)
    page.reload()
    grid(page)
    page.wait_for_function("!document.querySelector('.send').disabled")
    page.evaluate(MOST_GRIDS)
    page.locator(".send").click()
    sent(page)
    page.wait_for_selector(".ems-grid .changed", state="detached")  # the next round's grid
    cell(page, "东山县", "已转移").fill("900")
    page.locator(".send").click()
    page.wait_for_selector("textarea")
    assert "1,400" in page.locator("#root").inner_text()
    assert page.locator("[data-testid='stAlertContainer']").count() == 0, (
        "what is asked is not sent yet"
    )
    page.locator("textarea").fill("核减重复登记")
    page.get_by_text("数据无误").click()
    sent(page)
    assert page.evaluate("window.most") == 1
    page.goto(f"{own_server.base}/log")
    page.wait_for_function("document.body.innerText.includes('核减重复登记')")


def test_a_county_officer_enters_on_a_phone(look, own_server, case, signed_in):
    page = grid(signed_in(look(390, 844), own_server, "350626", "/entry"))
    field = cell(page, "东山县", "已转移")
    assert field.bounding_box()["height"] >= 44
    assert field.get_attribute("inputmode") == "numeric"
    assert not cell(page, "东山县", "已转移", "渔船").is_visible(), "one category at a time"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("input[aria-label^='漳浦县']").count() == 0
    cell(page, "东山县", "应转移").fill("2000")
    field.fill("1200")
    page.locator(".send").click()
    assert "1" in sent(page)


def test_a_call_is_written_down_by_keyboard_alone_and_found_by_kind_and_unit(
    look, own_server, signed_in
):
    page = signed_in(look(1366, 768), own_server, "duty1", "/log")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    page.wait_for_function(IDLE)
    page.locator("textarea").first.focus()
    page.keyboard.type("东山县来电:铜陵渔排已撤离", delay=10)
    saved(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".ems-log td:text('铜陵渔排已撤离')")
    page.wait_for_function("document.querySelector('textarea').value === ''")
    page.goto(f"{own_server.base}/log?kind=log_entries")
    page.wait_for_selector(".ems-log td:text('铜陵渔排已撤离')")
    assert set(page.locator(".ems-log tbody td:nth-child(2)").all_inner_texts()) == {"值班记录"}
    page.goto(f"{own_server.base}/log?kind=log_entries&unit=350623")
    page.wait_for_selector("text=这段时间没有记录")
    assert page.locator(".ems-log").count() == 0


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_shift_is_handed_over_with_what_is_open(look, own_server, signed_in, size):
    leaving = signed_in(look(*size), own_server, "duty1", "/log")
    leaving.locator("textarea").fill("核实东山县渔排返回人员")
    leaving.get_by_text("单位、对方、跟进").click()
    leaving.get_by_label("要跟进什么").fill("回电东山县")
    leaving.get_by_role("button", name="记入日志").click()
    leaving.wait_for_selector("text=待跟进 1 件")
    leaving.goto(f"{own_server.base}/handover")
    leaving.locator("textarea").fill("注意东山县")
    leaving.get_by_role("button", name="交班签字").click()
    leaving.wait_for_selector("text=接班人在本机签字")
    coming = signed_in(look(*size), own_server, "duty2", "/handover")
    coming.wait_for_selector("text=回电东山县")
    coming.wait_for_selector("text=注意东山县")
    coming.get_by_role("button", name="接班签字").click()
    coming.wait_for_selector("text=交接完毕")
    leaving.wait_for_selector("text=交接完毕")
    assert coming.trouble == []


def test_a_column_with_odd_numbers_and_too_many_lines_is_pasted_and_what_was_left_out_is_said(
    look, own_server, case, signed_in
):
    page = grid(signed_in(look(1366, 768), own_server, "duty1", "/entry"))
    cell(page, "芗城区", "应转移").focus()
    page.evaluate(PASTE, "\n".join(["1,200", "1300", "", "约五百", *["7"] * 16]))
    note = page.locator(".ems-grid .note.left")
    note.wait_for()
    assert "4 格超出表格" in note.inner_text()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("input[aria-invalid='true']")
    marked = page.locator("input[aria-invalid='true']").evaluate_all(
        "all => all.map(input => input.getAttribute('aria-label'))"
    )
    wrong = page.evaluate(
        "[...document.querySelectorAll('.ems-grid td input')].find((input) => input.value === '约五百').ariaLabel"
    )
    assert wrong in marked
    assert "约五百" in page.locator(f"input[aria-label='{wrong}'] + small").inner_text()
    assert page.evaluate("document.querySelectorAll('.ems-grid td input')[0].value") == "1,200"


def tab_to(page, wanted, most=80):
    """By Tab alone; every press has to move on."""
    before = None
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if wanted in here:
            return
        assert here != before or here.startswith("BODY"), f"caught in {here}"
        before = here
    pytest.fail(f"{wanted} is not reached by Tab")


def test_an_order_is_written_and_handed_in_by_keyboard_alone(look, own_server, signed_in, case):
    page = signed_in(look(1366, 768), own_server, "duty1", "/orders?new=1")
    page.wait_for_selector(".st-key-submit button")
    page.wait_for_function("window.emsDrafts?.forms.size > 0")
    tab_to(page, "标题")
    page.keyboard.press("Control+A")
    page.keyboard.type("关于人员转移的指令")
    tab_to(page, "正文")
    page.keyboard.press("Control+End")
    page.keyboard.type("四、每两小时报告一次。")
    tab_to(page, "送审批")
    page.keyboard.press("Enter")
    page.wait_for_selector(".dk-paper")
    text = page.locator(".dk-paper").inner_text()
    assert "关于人员转移的指令" in text
    assert "每两小时报告一次" in text
    assert page.trouble == []


def test_figures_are_reached_and_sent_by_tab_and_enter_alone(look, own_server, case, signed_in):
    page = grid(signed_in(look(1366, 768), own_server, "350626", "/entry"))
    tab_to(page, "东山县 陆上危险区域群众 应转移")
    page.keyboard.press("Control+A")
    page.keyboard.type("2000")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("1200")
    tab_to(page, "报送", most=200)
    page.keyboard.press("Enter")
    assert "1" in sent(page)

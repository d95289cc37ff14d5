"""One-time passwords are shown once: what the printer gets is the whole list on white paper, and nothing beside it."""

import pytest

pytestmark = pytest.mark.browser
LINES = "".join(f"printed{n},值班员甲,值班员\n" for n in range(30))
IN_THE_WAY = """() => { const found = [];
  for (let e = document.querySelector('.people-once'); e; e = e.parentElement) {
    const style = getComputedStyle(e);
    if (style.overflowY !== 'visible' || style.position !== 'static' && !e.matches('.people-once') || style.backgroundColor !== 'rgb(255, 255, 255)')
      found.push([e.tagName, e.className, style.overflowY, style.position, style.backgroundColor]);
  } return found; }"""
BESIDE = """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.people-once') && !e.querySelector('.people-once')
  && e.getClientRects().length).map(e => e.outerHTML.slice(0, 80))"""


def test_the_printed_list_is_whole_white_and_alone(look, own_server, signed_in):
    page = signed_in(look(1366, 768), own_server, "administrator", "/accounts")
    page.get_by_text("一次建多个账号").first.click()
    lines = page.locator(".st-key-form-many-accounts textarea")
    lines.fill(LINES)
    lines.press("ControlOrMeta+Enter")
    page.locator(".st-key-create-many button:enabled").click()
    page.wait_for_selector(".people-once")
    page.emulate_media(media="print")
    assert page.evaluate(IN_THE_WAY) == []
    assert page.evaluate(BESIDE) == []
    box = page.locator(".people-once").bounding_box()
    assert (box["x"], box["y"]) == (0, 0)
    assert box["width"] == 1366

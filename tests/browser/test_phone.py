"""On a phone nothing is drawn over a button, on no page and in no form, and each is 40 px high; no page is longer than a dozen screens: what
is older is folded."""

import pytest

from ems_dashboard.views.frame.frame import page_files

pytestmark = pytest.mark.browser
PHONE, SCREENS = (390, 844), 12
BUSY = "as_of=2023-09-04T20:24"
FORMS = {
    "duty_officer": (
        "orders?new=1",
        "responses",
        "log",
        "handover",
        "entry",
        "means",
        "measures",
        "consultations",
    ),
    "county": ("entry", "orders", "means", "responses"),
}
HIGH = "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().height"
# Streamlit's own: the tools of a table come when it is touched, what is in a closed fold is not drawn
COVERED = """async () => {
  const parts = '.stMain :is(button, a.dk-line, a.mt-line, .ems-home a, input[type=checkbox], summary), .ems-bar :is(button, a)';
  const found = new Set();
  for (const element of document.querySelectorAll(parts)) {
    const folded = element.closest('details:not([open])') && element.tagName !== 'SUMMARY';
    if (element.disabled || folded || element.closest('[hidden], [aria-hidden=true], [data-testid=stElementToolbar]')) continue;
    if (getComputedStyle(element).visibility === 'hidden') continue;
    if (!element.closest('.ems-bar')) element.scrollIntoView({ block: 'center', inline: 'nearest' });
    await new Promise(requestAnimationFrame);
    const box = element.getBoundingClientRect();
    for (const share of box.width < 2 || box.height < 2 ? [] : [0.25, 0.5, 0.75]) {
      const [x, y] = [box.left + box.width / 2, box.top + box.height * share];
      if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) continue;
      const top = document.elementFromPoint(x, y), label = top?.closest('label');
      if (!top || element.contains(top) || top.contains(element) || label?.contains(element)) continue;
      found.add(`${element.innerText || element.getAttribute('aria-label') || element.outerHTML.slice(0, 80)} under ${top.outerHTML.slice(0, 80)}`);
    }
  }
  return [...found];
}"""


SMALL = """() => [...document.querySelectorAll('.ems-bar :is(button, a), .stMain :is(.stButton, .stDownloadButton, .stPopover, '
  + '[data-testid=stButtonGroup]) button, .stMain :is(.card h3 a, a.due, a.mt-due, a.dk-unit, a.dk-line, .chips a, .ems-incidents a, summary)')]
  .filter(e => !e.closest('[hidden], [aria-hidden=true]') && e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height < 39.5)
  .map(e => `${e.innerText} ${e.getBoundingClientRect().height}`)"""


def came(page, address):
    page.goto(address)
    page.wait_for_selector(".ems-moment:not(.loading)")  # the picture is whole
    page.wait_for_function(f"{HIGH} > 100")


def test_every_page_is_at_most_a_dozen_screens_high_and_has_its_buttons_free_and_40_px_high(
    look, server, signed_in
):
    page = signed_in(look(*PHONE), server, "duty_officer", f"/log?{BUSY}")
    long, covered, small = {}, {}, {}
    for name in page_files():
        if name == "accounts":
            continue
        came(page, f"{server.base}/{name}?{BUSY}")
        long[name], covered[name] = page.evaluate(HIGH), page.evaluate(COVERED)
        small[name] = page.evaluate(SMALL)
    assert {name: high for name, high in long.items() if high > SCREENS * PHONE[1]} == {}
    assert {name: found for name, found in covered.items() if found} == {}
    assert {name: found for name, found in small.items() if found} == {}


@pytest.mark.parametrize("who", FORMS)
def test_every_form_has_its_buttons_free_also_while_its_draft_is_said_to_be_saved(
    look, own_server, case, signed_in, who
):
    page = signed_in(look(*PHONE), own_server, who, "/orders")
    covered = {}
    for name in FORMS[who]:
        came(page, f"{own_server.base}/{name}")
        typed(page)
        covered[name] = page.evaluate(COVERED)
    assert {name: found for name, found in covered.items() if found} == {}


def typed(page):
    """Something stands in the first field, so that the line of the draft says that it was saved."""
    fields = page.locator('[class*="st-key-draft-"] textarea, .ems-grid td input')
    field = next((each for each in fields.all() if each.is_visible() and each.is_editable()), None)
    if field is not None:
        field.fill("12")
        page.wait_for_selector('.ems-draft .note[data-state="saved"]')


def test_a_fold_of_the_log_opens_by_a_press(look, server, signed_in):
    page = signed_in(look(*PHONE), server, "duty_officer", f"/log?{BUSY}")
    came(page, f"{server.base}/log?{BUSY}")
    before, fold = page.evaluate(HIGH), page.locator(".ems-fold").first
    assert fold.locator("summary").bounding_box()["height"] >= 40
    fold.locator("summary").click()
    page.wait_for_function(f"{HIGH} > {before} + 844")
    assert fold.locator("td").first.is_visible()

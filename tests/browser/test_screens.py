import time
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import Grade, Hazard
from ems_dashboard.screen.map_data import GRADE_COLOURS
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.store import open_store
from ems_dashboard.views.frame.frame import page_files
from tests.services.commands import command

pytestmark = pytest.mark.browser
BUSY = "as_of=2023-09-04T20:24"
MAPS = {"overview": 150, "warnings": 60, "evacuation": 60, "groups": 60}
"""So many shapes at least are on the map of a page; a page that is not named has no map that must be there."""
SIZES = [(1920, 1080), (1366, 768), (390, 844)]
CLIPPED = """() => [...document.querySelectorAll('.big, .kpi b, .wc b, .lv, .due em')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent)"""
COLLISIONS = """() => {
  const seen = [...document.querySelectorAll('.ems-label')].filter(e => e.style.visibility === 'visible');
  const boxes = seen.map(e => [e.textContent, e.getBoundingClientRect()]), hits = [];
  boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    if (a.left < b.right + 6 && b.left < a.right + 6 && a.top < b.bottom - 1 && b.top < a.bottom - 1) hits.push(name + ' / ' + other);
  }));
  return seen.length ? hits : ['no label is shown'];
}"""


def shapes(page) -> int:
    return sum(frame.evaluate("document.querySelectorAll('path.leaflet-interactive, .leaflet-pane path').length")
               for frame in page.frames)  # fmt: skip


WRITTEN = (
    "document.querySelector('[data-testid=stMainBlockContainer]').innerText.trim().length > 40"
)


def opened(page, server, name, query=BUSY):
    page.goto(f"{server.base}/{name}?{query}")
    return whole(page, name)


def whole(page, name):
    """The page once its map is drawn, or there is something to read."""
    page.wait_for_selector(".ems-bar")
    deadline = time.monotonic() + 120
    while shapes(page) < MAPS.get(name, 0) and time.monotonic() < deadline:
        page.wait_for_timeout(250)
    page.wait_for_function(WRITTEN)
    page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
    page.wait_for_timeout(500)
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("name", page_files())
def test_a_page_is_whole_without_internet(look, server, signed_in, name, size):
    who = "administrator" if name == "accounts" else "duty_officer"
    page = whole(signed_in(look(*size), server, who, f"/{name}?{BUSY}"), name)
    assert shapes(page) >= MAPS.get(name, 0)
    assert page.locator(".stMain .stElementContainer").count() > 1
    assert page.locator(".ems-trouble").count() == 0
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.trouble == []


@pytest.mark.parametrize("query", [f"{BUSY}&lang=en", "lang=en", BUSY])
def test_the_bar_keeps_everything_within_the_window(look, server, signed_in, query):
    page = signed_in(look(*SIZES[0]), server, "approver", f"/consultations?{query}")
    page.wait_for_selector(".ems-who")
    right = "Math.max(...[...document.querySelectorAll('.ems-bar > *')].map(e => e.getBoundingClientRect().right))"
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"innerWidth === {width} && {right} <= innerWidth")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_no_two_labels_of_the_map_collide_or_run_together(look, server, size):
    page = opened(look(*size), server, "overview")
    frame = next(frame for frame in page.frames if frame.query_selector(".leaflet-container"))
    assert frame.evaluate(COLLISIONS) == []


def test_the_dots_of_the_map_are_filled_as_its_key_says(look, server):
    page = opened(look(), server, "overview")
    frame = next(frame for frame in page.frames if frame.query_selector(".leaflet-container"))
    text, yellow = TOKENS["text"], GRADE_COLOURS[Grade.STS].lower()
    filled = "colour => [...document.querySelectorAll('path')].filter(e => (e.getAttribute('fill') || '').toLowerCase() === colour).length"
    assert frame.evaluate(filled, text) >= 16  # the leader groups
    assert frame.evaluate(filled, yellow) >= 5  # the fixes of the track


COVERED = """() => { const small = document.querySelector('.ems-inset').getBoundingClientRect();
  return [...document.querySelectorAll('.ems-label')].filter(e => e.style.visibility === 'visible').filter(e => { const b = e.getBoundingClientRect();
    return b.left < small.right && small.left < b.right && b.top < small.bottom && small.top < b.bottom; }).map(e => e.textContent); }"""


@pytest.mark.parametrize(("place", "size"), [*(("", size) for size in SIZES), ("wall", SIZES[0])])
def test_a_storm_beyond_the_edge_is_on_the_small_map_and_covers_no_label(look, server, size, place):
    page = look(*size)
    page.goto(f"{server.base}/{place}?as_of=2023-07-26T20:00")
    page.wait_for_function(
        "[document, ...[...document.querySelectorAll('iframe')].map(f => f.contentDocument)].some(d => d?.querySelector('.ems-inset .ring'))"
    )
    frame = next(frame for frame in page.frames if frame.query_selector(".ems-inset"))
    frame.wait_for_function(
        "[...document.querySelectorAll('.ems-label')].some(e => e.style.visibility === 'visible')"
    )
    assert frame.evaluate(COVERED) == []
    assert (
        frame.evaluate(
            "document.querySelectorAll('.ems-inset .ring, .ems-inset .way, .ems-inset .ahead').length"
        )
        >= 8
    )
    assert "杜苏芮" in frame.locator(".ems-inset figcaption").inner_text()
    box = frame.evaluate(
        "(b => [b.left, b.top, innerWidth - b.right, b.height])(document.querySelector('.ems-inset').getBoundingClientRect())"
    )
    assert min(box) > 0
    assert page.trouble == []


OUTSIDE = """() => [...document.querySelectorAll('.wall header > *, .wall .column > *, .wall .card > *, .wus div, #foot > *')]
  .filter(e => !e.hidden && e.getClientRects().length).map(e => [e, e.getBoundingClientRect(), (e.closest('.column') || document.body).getBoundingClientRect()])
  .filter(([e, own, room]) => own.right > room.right + 1 || own.bottom > room.bottom + 1 || own.right > innerWidth + 1 || own.bottom > innerHeight + 1)
  .map(([e, own, room]) => [e.outerHTML.slice(0, 60), own.right, own.bottom, room.right, room.bottom])"""


@pytest.mark.parametrize("moment", ["2023-09-04T20:24", "2023-07-26T20:00", "2023-09-05T08:24"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_on_the_wall_leaves_its_place(look, server, lang, moment):
    page = look()
    page.goto(f"{server.base}/wall?as_of={moment}&lang={lang}")
    page.wait_for_function("document.querySelectorAll('#map path').length > 150")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CLIPPED) == []
    assert (
        page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.c-head'))")
        <= 1
    )
    assert (
        page.evaluate("document.querySelectorAll('.wus .m').length") == 32
    )  # the levels of 16 units, two hazards
    names = page.evaluate(
        "[...document.querySelectorAll('.ems-label.county')].map(e => e.style.visibility)"
    )
    assert names.count("visible") >= (
        10 if lang == "zh" else 8
    )  # the whole city is on the map; English names are long


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)], ids=["hd", "4k"])
def test_the_wall_is_whole_without_internet_and_readable(look, server, size):
    page = look(*size)
    page.goto(f"{server.base}/wall?{BUSY}")
    page.wait_for_function("document.querySelectorAll('#map path').length > 150")
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(COLLISIONS) == []
    heights = page.evaluate(
        "[...document.querySelectorAll('.big')].map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 60
    city = page.evaluate("""() => { const all = [...document.querySelectorAll('.ems-label.county')].map(e => e.getBoundingClientRect());
      return Math.max(...all.map(b => b.bottom)) - Math.min(...all.map(b => b.top)); }""")
    assert city > size[1] / 4  # the city is large although the storm is in view
    line = page.locator("#bottom .c-line")
    assert line.is_visible()
    assert line.inner_text().strip()
    assert (
        page.evaluate("document.querySelector('#foot').getBoundingClientRect().bottom")
        <= size[1] + 1
    )
    assert page.trouble == []


def report(server, tmp_path, moved):
    path = tmp_path / f"evacuation_{moved}.csv"
    path.write_text(
        f"unit,category,target,moved,valid_at\n350626,people,900,{moved},{clock.full_time(clock.now())}\n"
    )
    done = command("import", path, "--database", server.database, TZ="Asia/Shanghai")
    assert done.returncode == 0, done.stderr


def open_incident(server):
    store, began = open_store(server.database), clock.minute(clock.now()) - timedelta(hours=1)
    incident = Incident(
        incident="T1", hazard=Hazard.TYPHOON, name="示例", began_at=began, valid_at=began
    )
    store.append([incident], moment=clock.now())
    store.close()


def test_a_change_is_on_the_open_page_and_on_the_wall_by_push(look, own_server, tmp_path):
    open_incident(own_server)  # to which the figure belongs
    overview, wall = look(), look()
    overview.goto(own_server.base)
    overview.wait_for_selector(".ems-bar")
    wall.goto(f"{own_server.base}/wall")
    wall.wait_for_selector("#evacuation .card")
    wall.evaluate("document.querySelector('#map').dataset.kept = 'yes'")
    report(own_server, tmp_path, 777)
    overview.wait_for_function("document.body.innerText.includes('777')")
    wall.wait_for_function("document.querySelector('#evacuation').innerText.includes('777')")
    assert wall.evaluate("document.querySelector('#map').dataset.kept") == "yes"


def test_the_wall_says_that_the_server_is_gone_and_comes_back(look, own_server):
    wall = look()
    wall.goto(f"{own_server.base}/wall?{BUSY}")
    wall.wait_for_selector("#evacuation .card")
    own_server.stop()
    wall.wait_for_selector("#lost:not([hidden])")
    own_server.start()
    wall.wait_for_selector("#lost", state="hidden")


MOMENT = "new URLSearchParams(location.search).get('as_of')"
SETTLED = f"""() => document.querySelector('.ems-moment .pill').textContent === {MOMENT}.replace('T', ' ')
  && document.querySelector('.c-line').dataset.asOf.startsWith({MOMENT})"""
PEOPLE = "document.querySelector('[data-figure=people]').textContent"


def test_play_moves_the_picture_and_the_address_and_a_link_shows_the_same(look, server):
    page = opened(look(), server, "overview", "as_of=2023-09-04T10:00")
    before = page.evaluate(PEOPLE)
    play = page.locator(".ems-moment > button.mid", has_text="▶")
    play.click()
    page.wait_for_function(f"{MOMENT} >= '2023-09-04T12:00'")  # an hour a frame
    page.wait_for_function(f"{PEOPLE} !== {before!r}")
    page.locator(".ems-moment > button.mid", has_text="❚❚").click()
    page.wait_for_function(SETTLED)
    page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
    page.wait_for_function(SETTLED)
    other = look()
    other.goto(page.url)
    other.wait_for_selector("[data-figure=people]")
    assert other.evaluate(MOMENT) == page.evaluate(MOMENT)
    assert other.evaluate(PEOPLE) == page.evaluate(PEOPLE) != before
    assert other.locator(".c-line").inner_text() == page.locator(".c-line").inner_text()
    assert page.trouble == []


@pytest.mark.parametrize("name", ["overview", "warnings", "evacuation", "groups", "season", "wall"])
def test_a_past_moment_carries_its_watermark(look, server, name):
    page = look()
    page.goto(f"{server.base}/{name}?{BUSY}")
    mark = page.locator("#mark" if name == "wall" else ".ems-watermark")
    mark.filter(
        has_text="09-04 20:24"
    ).wait_for()  # while the picture comes it says that it is loading
    if name != "wall":
        page.goto(f"{server.base}/{name}")
        page.wait_for_selector(".ems-bar")
        page.locator(".ems-watermark").wait_for(state="hidden")


def test_the_unit_and_the_moment_go_along_from_page_to_page(look, server):
    page = opened(look(), server, "evacuation", f"{BUSY}&unit=350626")
    for name in ("warnings", "season", "overview"):
        address = f'a[href^="/{"" if name == "overview" else name}?"]'
        entry = page.locator(f".ems-nav {address}").first
        if not entry.is_visible():
            page.locator(f".ems-nav .ems-group:has({address}) > button").click()
        entry.click()
        page.wait_for_function(f"location.pathname === '/{'' if name == 'overview' else name}'")
        address = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
        assert (address["as_of"], address["unit"]) == ("2023-09-04T20:24", "350626")
    for sign in ("a.fig", ".chips a", "a.wc"):
        page.wait_for_selector(sign)
    links = page.evaluate(
        "[...document.querySelectorAll('a.fig, a.wc, .chips a')].map(e => e.getAttribute('href'))"
    )
    assert len(links) > 5, "a county's own picture"
    assert all("as_of=2023-09-04T20:24" in link and "unit=" in link for link in links)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "size"),
    [("evacuation", (1920, 1080)), ("warnings", (1366, 768)), ("groups", (1366, 768))],
)
def test_a_full_table_fits_without_scrolling_sideways(look, server, name, size, lang):
    page = opened(look(*size), server, name, f"{BUSY}&lang={lang}")
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    room = size[0] - 120
    page.wait_for_function(
        f"document.querySelector('[data-testid=stDataFrame] .dvn-scroller').clientWidth > {room}"
    )
    page.wait_for_function("""() => { const e = document.querySelector('[data-testid=stDataFrame] .dvn-scroller');
      return e.scrollWidth - e.clientWidth <= 1; }""")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "box"), [("orders", ".dk-matrix"), ("reports", ".mt-figures")])
def test_a_wide_table_of_the_desk_fits_a_laptop(look, server, signed_in, name, box, lang):
    page = signed_in(look(1366, 768), server, "duty_officer", f"/{name}?{BUSY}&lang={lang}")
    page.wait_for_selector(f"{box} td")
    page.wait_for_function(
        f"(e => e.scrollWidth - e.clientWidth <= 1)(document.querySelector('{box}'))"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_wall_names_every_unit_whole(look, server, lang):
    page = look()
    page.goto(f"{server.base}/wall?{BUSY}&lang={lang}")
    page.wait_for_selector(".ems-label.zone")
    page.wait_for_function("""() => { const units = [...document.querySelectorAll('.ems-label:is(.county, .zone)')];
      return units.length === 16 && units.every(e => e.style.visibility === 'visible'); }""")
    assert (
        page.locator(".wus span").count()
        == page.locator(".mx tr:first-child th[title]").count()
        == 16
    )
    assert (
        page.evaluate("""[...document.querySelectorAll('.wus span')].filter(e => e.scrollWidth > e.clientWidth + 1)
      .map(e => e.textContent)""")
        == []
    )
    assert (
        page.evaluate("""[...document.querySelectorAll('.mx tr:first-child th[title]')]
      .filter(e => e.title.split(' ')[0] !== e.textContent || e.firstChild.getBoundingClientRect().height > e.clientHeight)
      .map(e => e.textContent)""")
        == []
    )
    assert page.evaluate(COLLISIONS) == []


SAID = """() => { const e = document.activeElement, style = getComputedStyle(e, '::after'), width = parseFloat(style.width);
  const head = e.closest('.card h3, .c-head').getBoundingClientRect(), left = style.left === '0px' ? head.left : head.right - width;
  return [style.content, getComputedStyle(e).position, left, left + width]; }"""


def test_a_tap_says_where_a_figure_is_from_within_the_window(look, server):
    page = opened(look(390, 844), server, "overview")
    places = page.locator(".lv[tabindex], .asof[tabindex]").all()
    assert len(places) >= 8
    for place in places:
        place.evaluate("e => { e.scrollIntoView({ block: 'center' }); e.focus(); }")
        content, position, left, right = page.evaluate(SAID)
        assert "来源" in content
        assert position == "static"
        assert 0 <= left < right <= 390

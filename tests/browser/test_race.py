"""The pages of a storm and of the race in a browser that reaches nothing but the server."""

import pytest

pytestmark = pytest.mark.browser
BUSY = "as_of=2023-09-04T20:24"


SIZES = [(1920, 1080), (1366, 768), (820, 1180), (390, 844)]
IN_VIEW = """selector => {
  const box = document.querySelector(".ems-storm-canvas").getBoundingClientRect();
  return [...document.querySelectorAll(selector)].every(node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom;
  });
}"""


def storm_page(server, look, width=1920, height=1080, query=BUSY):
    page = look(width, height)
    page.goto(f"{server.base}/storm?{query}")
    page.wait_for_selector(".ems-storm-map[data-drawn]")
    page.wait_for_selector(".leaflet-land-pane path", state="attached")
    return page


def test_the_map_of_a_storm_draws_its_track_circles_forecasts_and_cone(server, look):
    page = storm_page(server, look)
    counted = {name: page.locator(f".ems-storm-canvas path.ems-{name}").count()
               for name in ("track", "circle", "agency", "cone", "earlier")}  # fmt: skip
    assert counted == {"track": 1, "circle": 2, "agency": 5, "cone": 1, "earlier": 0}
    assert page.locator(".ems-storm-canvas path.leaflet-interactive").count() > 100
    assert page.trouble == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_city_and_storm_are_in_view_and_the_key_is_whole(server, look, width, height):
    page = storm_page(server, look, width, height)
    assert page.evaluate(IN_VIEW, ".ems-label.storm")
    city = page.locator(".leaflet-land-pane path[fill='#2d5f62']")
    assert city.count() == 11
    assert page.evaluate(IN_VIEW, ".leaflet-land-pane path[fill='#2d5f62']")
    inside = page.evaluate("""() => {
      const map = document.querySelector(".ems-storm-map").getBoundingClientRect();
      const key = document.querySelector(".ems-storm-key");
      const { bottom, right } = key.getBoundingClientRect();
      return key.scrollHeight <= key.clientHeight && bottom <= map.bottom && right <= map.right;
    }""")
    assert inside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_agencies_are_switched_off_and_an_earlier_storm_on(server, look):
    page = storm_page(server, look)
    page.locator(".ems-storm-key button", has_text="中国台湾").click()
    assert page.locator("path.ems-agency").count() == 4
    page.locator(".ems-storm-key button", has_text="相似历史台风").click()
    assert page.locator("path.ems-earlier").count() == 1
    assert page.trouble == []


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(server, look):
    page = storm_page(server, look)
    page.locator(".ems-storm-canvas").hover()
    page.mouse.wheel(0, 400)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 0")


def test_the_wheel_over_the_overview_s_map_scrolls_the_page_too(server, look):
    page = look(1366, 768)
    page.goto(f"{server.base}/?{BUSY}")
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
    page.locator("iframe").first.hover()
    page.mouse.wheel(0, 400)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 0")


def test_the_replay_of_a_storm_steps_to_the_bulletin_before(server, look):
    page = storm_page(server, look)
    assert page.locator(".ems-storm-replay .ticks i").count() > 150
    newest = page.locator(".ems-storm-map").get_attribute("data-drawn")
    page.locator(".ems-storm-replay button", has_text="上一期").click()
    page.wait_for_selector(f'.ems-storm-map:not([data-drawn="{newest}"])')
    assert page.locator(".ems-storm-map").get_attribute("data-drawn") < newest
    assert page.trouble == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_no_line_of_the_race_is_cut(server, look, width, height):
    page = look(width, height)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector("a.run em")
    cut = page.eval_on_selector_all(
        ".run b, .run strong, .run em, .rx-wind, .changes li, .same td",
        "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1).length",
    )
    assert cut == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.trouble == []


PLACES = """selector => [...document.querySelectorAll(selector)]
  .map(node => node.getBoundingClientRect()).map(({left, right}) => [left, right])"""


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_all_rows_of_the_race_share_one_axis(server, look, width, height):
    page = look(width, height)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector("a.run em")
    nows = [left for left, _ in page.evaluate(PLACES, ".run s.now")]
    assert len(nows) > 5
    assert max(nows) - min(nows) < 1
    ((left, right),) = page.evaluate(PLACES, ".rx-axis b")
    assert abs((left + right) / 2 - nows[0]) < 3, "the word 现在 stands above the line"
    bands = {round(left) for left, _ in page.evaluate(PLACES, ".run s.band.f10")}
    assert len(bands) == 1
    tracks = page.evaluate(PLACES, ".run > i")
    labels = page.evaluate(PLACES, ".run small.end, .run small.gate")
    assert min(left for left, _ in labels) >= min(left for left, _ in tracks) - 60
    assert max(right for _, right in labels) <= width
    gates = page.evaluate(PLACES, ".run small.gate")
    assert not any(left < nows[0] - 1 and right > nows[0] + 1 for left, right in gates)


STICKS = """() => {
  const [bar, axis] = ['.ems-bar', '.rx-axis'].map(name => document.querySelector(name));
  if (!bar || !axis) return false;
  [...document.querySelectorAll('.run')].at(-1).scrollIntoView({ block: 'end' });
  return Math.abs(axis.getBoundingClientRect().top - bar.getBoundingClientRect().bottom) < 2;
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_axis_stays_in_sight_below_the_bar(server, look, width, height):
    page = look(width, height)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector("a.run em")
    page.wait_for_function(STICKS)


def test_on_paper_the_race_is_dark_on_white(server, look):
    page = look(1366, 768)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector("a.run em")
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert page.eval_on_selector(".card.race", style) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

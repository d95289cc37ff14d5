"""The pages of a storm and of the race in a browser that reaches nothing but the server."""

import pytest

pytestmark = pytest.mark.browser
BUSY = "as_of=2023-09-04T20:24"


def test_the_map_of_a_storm_draws_its_track_circles_forecasts_and_cone(server, look):
    page = look()
    page.goto(f"{server.base}/storm?{BUSY}")
    frame = page.frame_locator("iframe").first
    frame.locator("path.leaflet-interactive").first.wait_for()
    assert frame.locator("svg path").count() > 150
    assert frame.locator(".ems-legend u.dash").count() == 5
    assert page.trouble == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_no_line_of_the_race_is_cut(server, look, width, height):
    page = look(width, height)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector(".run em")
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
    page.wait_for_selector(".run em")
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


def test_on_paper_the_race_is_dark_on_white(server, look):
    page = look(1366, 768)
    page.goto(f"{server.base}/race?{BUSY}")
    page.wait_for_selector(".run em")
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert page.eval_on_selector(".card.race", style) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

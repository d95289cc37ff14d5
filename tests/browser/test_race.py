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
        ".run b, .run em, .changes li, .same td",
        "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1).length",
    )
    assert cut == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.trouble == []

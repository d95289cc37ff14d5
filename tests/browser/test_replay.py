"""A replay shows one moment: whatever the load, the clock, the watermark and every block say the same, or the bar says
that the picture is still being loaded."""

import shutil

import pytest

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
FROM = "as_of=2023-09-04T10:00"
SLOWER = 0.12
FRAMES = 3
SEEN = """() => { window.seen = [];
  const minute = (text) => (text || '').slice(0, 16).replace(' ', 'T');
  const marks = (page) => [...page.querySelectorAll('[data-as-of]')].map(e => minute(e.dataset.asOf));
  const look = () => {
    const box = document.querySelector('.ems-moment'), mark = document.querySelector('.ems-watermark');
    const frames = [...document.querySelectorAll('.stMain iframe')].map(f => f.contentDocument).filter(Boolean);
    window.seen.push({ loading: box.classList.contains('loading'), clock: minute(box.querySelector('.pill').textContent),
      mark: mark.firstChild.textContent, blocks: [...new Set([document, ...frames].flatMap(marks))],
      of: document.querySelectorAll('[data-as-of]').length, charts: document.querySelectorAll('.ems-chart').length,
      marked: document.querySelectorAll('.ems-chart[data-as-of]').length });
    requestAnimationFrame(look);
  };
  look(); }"""


@pytest.fixture
def slow_server(demo_path, tmp_path):
    copy = tmp_path / "slow.sqlite"
    shutil.copy(demo_path, copy)
    server = Server(f"sqlite:///{copy}", str(tmp_path / "inbox"), slower=SLOWER)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("name", ["", "storm", "race", "evacuation", "warnings"])
def test_every_block_of_a_frame_bears_the_moment_that_the_bar_says(look, slow_server, name):
    page = look(1366, 768)
    page.goto(f"{slow_server.base}/{name}?{FROM}")
    page.wait_for_selector(".ems-moment.past:not(.loading)")
    page.evaluate(SEEN)
    page.locator(".ems-moment > button.mid", has_text="▶").click()
    whole = "[...new Set(window.seen.filter(s => !s.loading).map(s => s.clock))]"
    page.wait_for_function(f"{whole}.length > {FRAMES}")
    page.locator(".ems-moment > button.mid", has_text="❚❚").click()
    seen = page.evaluate("window.seen")
    certified = [frame for frame in seen if not frame["loading"]]
    torn = [
        frame
        for frame in certified
        if frame["blocks"] != [frame["clock"]] or frame["charts"] != frame["marked"]
    ]
    assert torn == []
    assert all(frame["clock"][5:].replace("T", " ") in frame["mark"] for frame in certified)
    assert min(frame["of"] for frame in certified) >= 2, "there are blocks to compare"
    mixed = [frame for frame in seen if len(frame["blocks"]) > 1]
    assert mixed, "the server is slow enough for a mixed picture to be seen"
    assert all(frame["loading"] and "加载中" in frame["mark"] for frame in mixed)
    assert page.trouble == []


def test_a_single_step_says_that_it_is_loading_until_the_picture_is_whole(look, slow_server):
    page = look(1366, 768)
    page.goto(f"{slow_server.base}/?{FROM}")
    page.wait_for_selector(".ems-moment.past:not(.loading)")
    page.evaluate(SEEN)
    page.locator(".ems-moment .pill").click()
    page.locator(".ems-panel button", has_text="+1 时").click()
    page.wait_for_selector(".ems-moment.loading")
    page.wait_for_selector(".ems-moment:not(.loading)")
    page.locator(".ems-moment > button", has_text="回到实时").click()
    page.wait_for_selector(".ems-moment:not(.past):not(.loading)")
    seen = [
        frame
        for frame in page.evaluate("window.seen")
        if not frame["loading"] and frame["clock"].startswith("20")
    ]
    assert {frame["clock"] for frame in seen} == {"2023-09-04T10:00", "2023-09-04T11:00"}
    assert all(frame["blocks"] == [frame["clock"]] for frame in seen)
    assert page.trouble == []

"""The after-action page: every word of the figure is in it, and a lesson is written down and done."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.terms import Hazard, LessonState
from ems_dashboard.store import open_store
from tests.browser.hands import pick
from tests.browser.test_screens import SIZES

pytestmark = pytest.mark.browser
WAIT = 60_000
OUTSIDE = """() => {
  const plot = document.querySelector('.js-plotly-plot .main-svg').getBoundingClientRect();
  return [...document.querySelectorAll('.js-plotly-plot .annotation-text')]
    .filter(e => { const b = e.getBoundingClientRect(); return b.left < plot.left - 1 || b.right > plot.right + 1; })
    .map(e => e.textContent);
}"""
DRAWN = "document.querySelectorAll('.js-plotly-plot .trace').length > 30"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_every_word_of_the_figure_is_inside_it(look, server, signed_in, size, lang):
    page = signed_in(look(*size), server, "leader", f"/review?incident=2023-TY2305&lang={lang}")
    page.wait_for_function(DRAWN, timeout=WAIT)
    page.wait_for_function(f"({OUTSIDE})().length === 0")
    assert page.locator(".rv-measure").count() == 5
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.trouble == []


@pytest.mark.parametrize(
    "size", [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
)
def test_a_lesson_is_written_down_with_owner_and_deadline_and_done(
    look, own_server, signed_in, size
):
    store, now = open_store(own_server.database), clock.minute(clock.now())
    rain = {
        "incident": "R1",
        "hazard": Hazard.RAINSTORM,
        "name": "示例暴雨",
        "began_at": now - timedelta(days=2),
    }
    store.append(
        [Incident(**rain, valid_at=now - timedelta(days=1), ended_at=now - timedelta(days=1))],
        moment=now,
    )
    page = signed_in(look(*size), own_server, "duty_officer", "/review?incident=R1")
    page.get_by_label("要改进什么").fill("泵站提前试机")
    pick(page, "落实单位", "东山县")
    page.locator('[data-testid="stDateTimeInputField"] [role=spinbutton]').first.click()
    page.keyboard.type(f"{clock.beijing(now + timedelta(days=9)):%Y%m%d%H%M}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="登记 1 条经验教训").click(timeout=WAIT)
    page.locator(".rv-lesson.open", has_text="泵站提前试机").wait_for(timeout=WAIT)
    (lesson,) = store.current(Lesson, as_of=clock.now(), incident="R1")
    assert (lesson.owner, lesson.deadline) == ("350626", now + timedelta(days=9))
    page.get_by_role("button", name="已落实").click(timeout=WAIT)
    page.locator(".rv-lesson.done", has_text="泵站提前试机").wait_for(timeout=WAIT)
    assert [row.state for row in store.current(Lesson, as_of=clock.now(), incident="R1")] == [
        LessonState.DONE
    ]
    store.close()
    assert page.trouble == []

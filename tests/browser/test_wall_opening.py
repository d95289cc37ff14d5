"""A wall fetches no picture twice: one when it opens, one for each commit that it is told of."""

from collections import Counter

import pytest

from tests.browser.test_screens import report

pytestmark = pytest.mark.browser


def test_a_wall_fetches_no_picture_twice(look, own_server, case, tmp_path):
    page, fetched = look(), []

    def keep(answer):
        if "/wall/picture" in answer.url:
            fetched.append(answer)

    page.on("response", keep)
    page.goto(f"{own_server.base}/wall")
    page.wait_for_selector("#evacuation .card")
    report(own_server, tmp_path, 777)
    page.wait_for_function("document.querySelector('#evacuation').innerText.includes('777')")
    # the version of the opening was told before, on the same stream: it has been heard by now
    pictures = Counter(
        (told["version"], told["as_of"]) for told in [each.json() for each in fetched]
    )
    assert len(pictures) > 1, "the commit made another one"
    assert set(pictures.values()) == {1}
    assert page.locator("#lost").is_hidden()

"""Nothing runs where nothing changed; a changed figure runs every open page of the present once, and no page of the past."""

import json
import time
import urllib.request

from tests.browser.test_screens import report

LIVE = {"overview": "/", "evacuation": "/evacuation", "race": "/race", "season": "/season"}
PAST = {"groups": "/groups?as_of=2023-09-04T20:24", "warnings": "/warnings?as_of=2023-09-04T20:24"}
IDLE_SECONDS = 8


def runs(server):
    with urllib.request.urlopen(f"{server.base}/health", timeout=60) as answer:
        return json.load(answer)["runs"]


def at_rest(server):
    """The counts, once they have stayed the same for three seconds: pages are loaded, pushes are answered."""
    before, since = runs(server), time.monotonic()
    deadline = since + 120
    while time.monotonic() - since < 3:
        assert time.monotonic() < deadline, "the pages do not come to rest"
        time.sleep(0.25)
        found = runs(server)
        if found != before:
            before, since = found, time.monotonic()
    return before


def test_nothing_runs_while_nothing_changes_and_a_figure_runs_each_open_page_once(
    look, own_server, case, tmp_path
):
    pages = {name: look() for name in LIVE | PAST}
    for name, address in (LIVE | PAST).items():
        pages[name].goto(own_server.base + address)
        pages[name].wait_for_selector(".ems-bar")
    begun = at_rest(own_server)
    assert set(begun) == set(pages)
    time.sleep(IDLE_SECONDS)
    assert runs(own_server) == begun, "no page runs by itself, however long it is open"

    report(own_server, tmp_path, 777)
    pages["overview"].wait_for_function("document.body.innerText.includes('777')")
    pages["evacuation"].wait_for_function("document.body.innerText.includes('777')")
    after = at_rest(own_server)
    assert {name: after[name] - begun[name] for name in pages} == dict.fromkeys(
        LIVE, 1
    ) | dict.fromkeys(PAST, 0)
    assert all(page.trouble == [] for page in pages.values())


def test_a_chart_keeps_its_node_when_its_figures_change(look, own_server, case, tmp_path):
    report(own_server, tmp_path, 100)
    page = look()
    page.goto(f"{own_server.base}/")
    page.wait_for_selector(".ems-chart .main-svg")
    at_rest(own_server)
    charts = page.evaluate(
        "[...document.querySelectorAll('.ems-chart')].map(node => node.dataset.kept = 'yes').length"
    )
    report(own_server, tmp_path, 777)
    page.wait_for_function(
        "[...document.querySelectorAll('.ems-chart')].some(e => JSON.stringify(e.data).includes('777'))"
    )
    assert (
        charts
        == page.locator(".ems-chart[data-kept]").count()
        == page.locator(".ems-chart").count()
    )
    assert page.trouble == []

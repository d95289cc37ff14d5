"""The routes beside the pages, as each account asks them: the wall in the same scope and with the same sight as the
pages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.store import open_store
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU

THEIRS, OURS = "别县收到的指令", "我县收到的指令"


@pytest.fixture
def busy(client, database):
    began = clock.minute(clock.now()) - timedelta(hours=2)
    store = open_store(database)
    rows = [
        make.incident(began_at=began),
        make.response(valid_at=began),
        replace(make.order("theirs", began, units=(ZHANGPU,)), title=THEIRS),
        replace(make.order("ours", began, units=(DONGSHAN, ZHANGPU)), title=OURS),
    ]
    store.append(rows, moment=clock.now(), written_by="test")
    store.close()
    return client


def orders_of(client, **address):
    return client.get("/wall/picture", params=address).json()["blocks"]["orders"]


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("duty1", {THEIRS, OURS}),
        ("approver", {THEIRS, OURS}),
        (DONGSHAN, {OURS}),
        (ZHANGPU, {THEIRS, OURS}),
        ("d03", set()),
    ],
)
def test_the_wall_shows_each_account_its_own_orders(busy, who, reads):
    assert busy.post("/sign-in", data={"ready": who}).status_code == 303
    shown = orders_of(busy)
    assert {title for title in (THEIRS, OURS) if title in shown} == reads


def test_what_one_account_was_shown_is_not_kept_for_another(busy):
    busy.post("/sign-in", data={"ready": "duty1"})
    assert THEIRS in orders_of(busy)
    busy.post("/sign-in", data={"ready": DONGSHAN})
    assert THEIRS not in orders_of(busy)
    assert THEIRS not in orders_of(busy, unit=ZHANGPU)


@pytest.mark.parametrize("unit", [ZHANGPU, "350623100", "D03"])
@pytest.mark.parametrize("path", ["/waiting", "/drafts", "/stamp"])
def test_no_route_beside_the_wall_tells_of_an_order(busy, path, unit):
    busy.post("/sign-in", data={"ready": DONGSHAN})
    answer = busy.get(path, params={"unit": unit})
    assert THEIRS not in answer.text


@pytest.mark.parametrize("unit", [ZHANGPU, "3506Z1", "350623101", "D03"])
def test_the_wall_stands_at_every_level(busy, unit):
    busy.post("/sign-in", data={"ready": "duty1"})
    answer = busy.get("/wall/picture", params={"unit": unit})
    assert answer.status_code == 200
    name = {
        ZHANGPU: "漳浦县",
        "3506Z1": "漳州台商投资区",
        "350623101": "旧镇镇",
        "D03": "市海洋渔业局",
    }
    assert name[unit] in answer.json()["blocks"]["head"]
    assert busy.get("/wall", params={"unit": unit}).status_code == 200


def test_the_walls_map_of_a_county_is_of_its_townships(busy):
    busy.post("/sign-in", data={"ready": "duty1"})
    whole = busy.get("/wall/picture").json()["map"]
    county = busy.get("/wall/picture", params={"unit": ZHANGPU}).json()["map"]
    labelled = {
        f["properties"]["name"] for f in county["counties"] if "label_at" in f["properties"]
    }
    assert "旧镇镇" in labelled
    assert "平和" not in labelled
    assert county["bounds"] != whole["bounds"]


@pytest.mark.parametrize("path", ["/wall", "/wall/picture"])
def test_a_level_that_the_city_does_not_know_is_said_so(busy, path):
    busy.post("/sign-in", data={"ready": "duty1"})
    answer = busy.get(path, params={"unit": "<b>359999"})
    assert answer.status_code == 404
    assert "没有“&lt;b&gt;359999”" in answer.text


def test_a_departments_wall_calls_nobody_silent_whose_figures_are_not_its_own(busy, database):
    store, at = open_store(database), clock.minute(clock.now())
    store.append([make.evacuation(5, at, unit=ZHANGPU)], moment=at, written_by="test")
    store.close()
    busy.post("/sign-in", data={"ready": "duty1"})
    labels = [
        {
            f["properties"]["code"]: f["properties"]["label"]
            for f in answer.json()["map"]["counties"]
        }
        for answer in (busy.get("/wall/picture"), busy.get("/wall/picture?unit=D03"))
    ]
    assert labels[0] == labels[1]


def test_a_wall_has_no_links_whoever_looks_at_it(busy):
    titles = {}
    for who in ("duty1", DONGSHAN):
        busy.post("/sign-in", data={"ready": who})
        titles[who] = busy.get("/wall/picture").json()["blocks"]["orders"]
    assert not any('class="rows"' in block for block in titles.values())

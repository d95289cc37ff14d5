"""Another city is another folder and nothing else: a pack with two districts, a zone and one township."""

import json
import os
import subprocess
import sys

import pytest

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.config import ROOT
from ems_dashboard.store import open_store
from ems_dashboard.views.frame import page_files
from tests.pages.test_screens import READER, opened
from tests.web.conftest import browsing

PACK = os.path.relpath(ROOT / "tests" / "samples" / "city_tiny", ROOT / "data")
REPORTS = """单位,类别,应转移,已转移,截至时间
思明区,陆上危险区域群众,400,300,2026-11-20 17:00
大同街道,陆上危险区域群众,90,80,2026-11-20 17:00
"""


@pytest.fixture
def database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'tiny.sqlite'}"
    monkeypatch.setenv("EMS_CITY", PACK)
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    (tmp_path / "转移.csv").write_text(REPORTS, encoding="utf-8")
    told = run("import", str(tmp_path / "转移.csv"), "--json")
    assert told["files"][0]["accepted"] == 2, told
    return url


def run(*words):
    command = [sys.executable, "-m", "ems_dashboard", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_its_figures_add_up(database):
    answer = run("situation", "--as-of", "2026-11-20T18:00", "--json")
    assert set(answer["responses"]) == {"350200", "350203", "350212", "3502Z1"}
    moved = {row["unit"]: row["moved"] for row in answer["evacuation"]}
    assert moved == {"350200": 380, "350203": 300, "350212": 80}


@pytest.mark.parametrize("page", page_files())
def test_every_page_opens_and_names_no_other_city(database, monkeypatch, acting, page):
    acting(READER[page])
    test = opened(monkeypatch, database, page)
    shown = " ".join(block.proto.body for block in test.get("html"))
    assert "漳州" not in shown
    assert "东山" not in shown


def test_its_wall_is_drawn(database, tmp_path, monkeypatch):
    monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
    store = open_store(database)
    store.note(NOTE, "350200")
    store.close()
    with browsing() as client:
        answer = client.get("/wall/picture").json()
    names = {feature["properties"]["name"] for feature in answer["map"]["counties"]}
    assert names == {"思明", "同安"}
    assert "380" in answer["blocks"]["evacuation"]

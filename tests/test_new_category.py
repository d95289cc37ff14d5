"""A new category of people or vessels is a row of the plan and nothing else."""

import json
import os
import shutil

import pytest

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation import situation
from ems_dashboard.situation.observed import observed
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.views.frame.frame import page_files
from tests.pages.test_screens import READER, opened, said
from tests.services.commands import command

TINY = ROOT / "tests" / "samples" / "city_tiny"
ROW = """
[[category]]
category = "tourists"
name = "景区游客"
name_en = "Tourists"
short = "游客"
short_en = "Tourists"
done = "景区游客疏散"
done_en = "Tourists out"
force = 7
lead_hours = 8.0
whole_hour = true
measure = "persons"
at_sea = false
reported = true
clause = "示例,待核定"
"""
EIGHT = clock.parse("2025-09-04T08:00")
INCIDENT = Incident(
    incident="2025-TY09", hazard=Hazard.TYPHOON, name="第9号台风", storm="2509", began_at=EIGHT, valid_at=EIGHT,
    known_at=EIGHT,
)  # fmt: skip
FIGURES = """单位,类别,事件,应转移,已转移,截至时间
思明区,景区游客,2025-TY09,400,300,2025-09-04 10:00
同安区,景区游客,2025-TY09,90,80,2025-09-04 10:00
思明区,陆上危险区域群众,2025-TY09,10,9,2025-09-04 10:00
"""
AT = "2025-09-04T11:00"


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack") / "city"
    shutil.copytree(TINY, folder)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def imported(pack, tmp_path_factory):
    """The ledger as the command line made it, kept to be copied."""
    folder = tmp_path_factory.mktemp("tiny")
    url = f"sqlite:///{folder / 'tiny.sqlite'}"
    store = open_store(url)
    store.append([INCIDENT], moment=EIGHT, written_by="test")
    store.close()
    (folder / "转移.csv").write_text(FIGURES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMS_CITY", os.path.relpath(pack, ROOT / "data"))
        told = run("import", folder / "转移.csv", "--database", url, "--json")
    assert [file["accepted"] for file in told["files"]] == [3], told
    return folder / "tiny.sqlite"


@pytest.fixture
def database(pack, imported, tmp_path, monkeypatch):
    url = f"sqlite:///{shutil.copy(imported, tmp_path)}"
    monkeypatch.setenv("EMS_CITY", os.path.relpath(pack, ROOT / "data"))
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    return url


def run(*asked):
    done = command(*asked)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_line_tells_its_figures_and_its_year(database):
    rows = run("situation", "--as-of", AT, "--json")["evacuation"]
    moved = {row["unit"]: row["moved"] for row in rows if row["category"] == "tourists"}
    assert moved == {"350200": 380, "350203": 300, "350212": 80}
    year = run("season", "2025", "--json")
    assert (year["tourists"], year["people"]) == (380, 9)


def test_the_report_tells_it_in_the_paragraph_of_those_on_land(database, pack):
    store, city = open_store(database), load_city(pack)
    picture = situation(store, city, clock.parse(AT))
    text = sections(picture, city, words("zh"), observed=observed(store, city, picture))["people"]
    store.close()
    assert "景区游客" in text
    assert "380" in text


@pytest.mark.parametrize("page", page_files())
def test_every_page_opens_with_it(database, monkeypatch, acting, page):
    acting(READER[page])
    assert not opened(monkeypatch, database, page, as_of=AT).exception


@pytest.mark.parametrize(
    ("page", "lang", "name"),
    [("overview", "zh", "景区游客疏散"), ("overview", "en", "Tourists out"), ("season", "zh", "游客")],
)  # fmt: skip
def test_a_page_calls_it_by_its_name(database, monkeypatch, acting, page, lang, name):
    acting(READER[page])
    shown = said(opened(monkeypatch, database, page, as_of=AT, lang=lang))
    assert name in shown


def test_the_plan_says_who_owes_it_and_what_it_is_counted_in(pack):
    plan = load_city(pack).plan
    tourists = Category("tourists")
    assert tourists in plan.reported
    assert tourists in plan.persons
    assert plan.measure(tourists) == "persons"
    assert tourists not in load_city(TINY).plan.reported


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (ROW.replace('done = "景区游客疏散"\n', ""), "tourists lacks done"),
        (ROW.replace("at_sea = false\n", ""), "tourists lacks at_sea"),
        (ROW.replace('"persons"', '"heads"'), "tourists: measure is persons or vessels"),
        (ROW + ROW, "tourists stands there twice"),
        (ROW.replace('"tourists"', '"Tour ists"'), "Tour ists"),
    ],
)
def test_an_incomplete_row_is_refused_at_the_start_with_what_it_lacks(tmp_path, wrong, named):
    folder = tmp_path / "city"
    shutil.copytree(TINY, folder)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    with pytest.raises(ConfigError, match=named):
        load_city(folder)

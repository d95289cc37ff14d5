"""Another city is another folder and nothing else: a pack with two districts, a zone and one township."""

import json
import os
import re
import shutil
from datetime import timedelta

import pytest
from docx import Document

from ems_dashboard import clock
from ems_dashboard.actions import consultations, orders, reports, responses
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.orders import Content
from ems_dashboard.actions.responses import Wanted
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.prints import Print
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.consultations import Minutes
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Hazard, Level, OrderKind
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.views.frame.frame import page_files
from tests.pages.test_screens import READER, opened, said
from tests.services.commands import command
from tests.web.conftest import browsing

PACK = os.path.relpath(ROOT / "tests" / "samples" / "city_tiny", ROOT / "data")
REPORTS = """单位,类别,应转移,已转移,截至时间
思明区,陆上危险区域群众,400,300,2026-11-20 17:00
大同街道,陆上危险区域群众,90,80,2026-11-20 17:00
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The ledger of the small city as the command line made it, kept to be copied."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "转移.csv").write_text(REPORTS, encoding="utf-8")
    url = f"sqlite:///{folder / 'tiny.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMS_CITY", PACK)
        told = run("import", folder / "转移.csv", "--database", url, "--json")
    assert told["files"][0]["accepted"] == 2, told
    return folder / "tiny.sqlite"


@pytest.fixture
def database(imported, tmp_path, monkeypatch):
    url = f"sqlite:///{shutil.copy(imported, tmp_path)}"
    monkeypatch.setenv("EMS_CITY", PACK)
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    return url


NINE = clock.parse("2025-09-04T09:00")
"""When the desk of the small city raises its response."""
OFFICER, APPROVER = (
    Actor("duty", "值班员甲", Role.DUTY_OFFICER),
    Actor("approver", "审批人甲", Role.APPROVER),
)
FIRST = load_city(ROOT / "data" / "zhangzhou")
NAMES = {part for unit in FIRST.units for part in (unit.code, unit.name, unit.short)} - {
    "高新"
}  # what every city has
FOREIGN = re.compile("|".join([FIRST.name, "zhangzhou", FIRST.code, *sorted(NAMES)]), re.IGNORECASE)


def desk(store, actor=OFFICER, minutes=0):
    return Desk(
        store,
        load_city(ROOT / "data" / PACK),
        actor,
        words("zh"),
        NINE + timedelta(minutes=minutes),
    )


@pytest.fixture
def worked(database):
    """A level, an order, a consultation and a report of the small city, each by two people."""
    store = open_store(database)
    wanted = Wanted(unit="350200", hazard=Hazard.TYPHOON, level=Level.IV, effective_at=NINE + timedelta(minutes=5),
                    incident_name="第9号台风", storm="2509", basis_text="台风预警Ⅳ级")  # fmt: skip
    proposal = responses.propose(desk(store), wanted)
    incident = responses.approve(desk(store, APPROVER, 2), proposal.proposal).incident
    content = Content(incident=incident, kind=OrderKind.DIRECTIVE, title="关于做好防御工作的指令", body="各区落实防御措施。",
                      units=("350203", "350212"), receipt_due=NINE + timedelta(hours=2),
                      feedback_due=NINE + timedelta(hours=8))  # fmt: skip
    order = orders.draft(desk(store, minutes=10), content).order
    orders.approve(desk(store, APPROVER, 11), order)
    orders.issue(desk(store, minutes=12), order)
    held = consultations.hold(desk(store, minutes=40), Minutes(
        incident=incident, held_at=NINE + timedelta(minutes=15), host="值班领导甲", conclusion="维持Ⅳ级响应",
        attending=("市气象局",),
    ))  # fmt: skip
    consultations.sign(desk(store, APPROVER, 50), held.consultation)
    made = taking(store, desk(store).city, words("zh"), incident, NINE + timedelta(hours=2), None,
                  NINE + timedelta(minutes=125))  # fmt: skip
    reports.take(desk(store, minutes=125), made)
    store.close()
    return database


def run(*words):
    done = command(*words)
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


@pytest.mark.parametrize(
    "page", ["responses", "orders", "consultations", "reports", "log", "handover", "overview"]
)
def test_the_desk_at_work_names_no_other_city(worked, monkeypatch, acting, page):
    acting(Role.DUTY_OFFICER)
    shown = said(opened(monkeypatch, worked, page, as_of="2025-09-04T11:30"))
    assert {"responses": "厦汛电", "orders": "厦汛指"}.get(page, "") in shown
    # what the browser is told to run and where the files lie is no text of the page
    assert not FOREIGN.search(re.sub(r"(js|css)_content.*?\n", "", shown))


@pytest.mark.parametrize("kind", Print)
def test_its_documents_bear_its_own_name(worked, tmp_path, kind):
    out = tmp_path / f"{kind}.docx"
    done = command("report", "--kind", kind, "--out", out, "--as-of", "2025-09-04T11:30")
    assert done.returncode == 0, done.stderr
    text = "\n".join(
        node.text or "" for node in Document(out).element.body.iter() if node.tag.endswith("}t")
    )
    assert "厦门市" in text
    assert not FOREIGN.search(text)


def test_the_command_line_answers_for_it(worked):
    at = ("--as-of", "2025-09-04T11:30", "--json")
    (order,) = run("orders", *at)["orders"]
    assert order["document"] == "厦汛指〔2025〕1号"
    assert {duty["unit"] for duty in run("duties", *at)["duties"]} == {"350200"}
    assert [item["kind"] for item in run("rhythm", "--date", "2025-09-04", *at)]
    lines = run("log", "--since", "2025-09-04T00:00", "--until", "2025-09-04T12:00", "--json")[
        "lines"
    ]
    assert len(lines) > 5
    assert not FOREIGN.search(json.dumps(lines, ensure_ascii=False))


def test_an_unknown_unit_is_answered_with_one_of_its_own(database):
    refused = command("situation", "--unit", "东山县", cold=True)
    assert refused.returncode != 0
    assert "350203" in re.sub(r"\s", "", refused.stderr)


def test_the_program_names_no_city():
    files = [path for folder in ("ems_dashboard", "pages") for path in (ROOT / folder).rglob("*")]
    files = [path for path in files if path.suffix in (".py", ".toml", ".css", ".js", ".html")]
    assert len(files) > 200
    named = [
        (path.name, found[0])
        for path in files
        if (found := FOREIGN.search(path.read_text(encoding="utf-8")))
    ]
    assert named == []


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

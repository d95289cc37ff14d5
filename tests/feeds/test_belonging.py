"""Which incident the rows of a file belong to, and what is said where that is not clear."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.feeds import FeedContext
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.csv_folder import read
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.text import words
from tests.feeds.registers import incident, register

CITY = load_city(ROOT / "data" / "zhangzhou")
BEGAN = datetime(2026, 9, 5, 1, 2, tzinfo=UTC)
STORM = incident("ty1", BEGAN, called="台风甲")
RAIN = incident("r1", BEGAN + timedelta(minutes=30), hazard=Hazard.RAINSTORM, called="九月暴雨")
HEAD = "单位,类别,应转移,已转移,截至时间\n"
ROW = "东山县,渔船,10,5,{at}\n"


def reading(text, *incidents, name="evacuation.csv", **given):
    context = FeedContext(CITY, words("zh"), BEGAN + timedelta(days=1), register(*incidents))
    (found,) = read(text.encode(), name, replace(context, **given))
    return found


def test_a_row_of_the_hour_before_the_response_is_the_incidents_without_a_word():
    found = reading(HEAD + ROW.format(at="2026-09-05 09:00"), STORM)
    assert [fact.incident for fact in found.facts] == ["ty1"]
    assert found.problems == ()


def test_a_file_that_nobody_watches_keeps_rows_of_no_incident_and_says_so_once():
    text = (
        HEAD
        + ROW.format(at="2026-09-01 09:00")
        + ROW.format(at="2026-09-01 09:00").replace("东山", "诏安")
    )
    found = reading(text, STORM)
    assert [fact.incident for fact in found.facts] == [UNASSIGNED, UNASSIGNED]
    (problem,) = found.problems
    assert problem.line == 2
    assert "2026-09-01 09:00" in problem.message
    assert "2 行已存为“未归属”" in problem.message


def test_of_two_incidents_neither_is_guessed():
    found = reading(HEAD + ROW.format(at="2026-09-05 10:00"), STORM, RAIN)
    assert [fact.incident for fact in found.facts] == [UNASSIGNED]
    assert "台风甲、九月暴雨" in found.problems[0].message


def test_a_person_is_asked_and_nothing_is_taken_meanwhile():
    found = reading(HEAD + ROW.format(at="2026-09-05 10:00"), STORM, RAIN, watched=True)
    assert (found.facts, found.rejected) == ((), 1)
    assert "请在上方选定" in found.problems[0].message


def test_what_a_person_chose_is_taken_where_it_covers_the_hour():
    text = (
        HEAD
        + ROW.format(at="2026-09-05 10:00")
        + ROW.format(at="2026-09-05 03:10").replace("东山", "诏安")
    )
    found = reading(text, STORM, RAIN, watched=True, chosen="r1")
    assert [fact.incident for fact in found.facts] == ["r1", "ty1"], (
        "before the rain there was only the typhoon"
    )


def test_the_files_own_column_wins_by_id_or_by_name():
    head = HEAD.replace("单位", "事件,单位")
    text = (
        head
        + "九月暴雨,"
        + ROW.format(at="2026-09-05 10:00")
        + "ty1,"
        + ROW.format(at="2026-09-05 10:00")
    )
    found = reading(text, STORM, RAIN)
    assert [fact.incident for fact in found.facts] == ["r1", "ty1"]
    assert found.problems == ()


def test_an_incident_that_is_not_known_is_a_sentence_with_its_name():
    text = HEAD.replace("单位", "事件,单位") + "ty9," + ROW.format(at="2026-09-05 10:00")
    kept, asked = reading(text, STORM), reading(text, STORM, watched=True)
    assert [fact.incident for fact in kept.facts] == [UNASSIGNED]
    assert "没有“ty9”这个事件" in kept.problems[0].message
    assert asked.facts == ()
    assert asked.problems[0].column == "事件"


def test_a_warning_needs_no_incident_but_an_unknown_one_is_told():
    head = "id,kind,event,colour,units,issuer,headline,message_type,valid_at,incident\n"
    row = (
        "w1,weather,rainstorm,yellow,350626,东山县气象台,暴雨黄色预警,alert,2026-09-05 09:00,ty9\n"
    )
    found = reading(head + row, STORM, name="warnings.csv")
    assert [fact.incident for fact in found.facts] == [None]
    assert found.problems[0].message.endswith("1 行照常存入,不归入事件")


@pytest.mark.parametrize("origin", [Origin.INBOX, Origin.FEED])
def test_no_file_from_outside_changes_a_closed_incident(origin):
    over = incident("ty1", BEGAN, BEGAN + timedelta(hours=2), called="台风甲")
    found = reading(HEAD + ROW.format(at="2026-09-05 10:00"), over, origin=origin)
    assert [fact.incident for fact in found.facts] == [UNASSIGNED]
    assert "已结案" in found.problems[0].message
    history = reading(HEAD + ROW.format(at="2026-09-05 10:00"), over, origin=Origin.HISTORY)
    assert [fact.incident for fact in history.facts] == ["ty1"]

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange, LogCategory
from ems_dashboard.situation import timeline as module
from ems_dashboard.situation.timeline import gathered, timeline
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.store.known import known_between
from ems_dashboard.text import catalogue, words
from tests.conftest import asked_of

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CITY = load_city(ROOT / "data" / "zhangzhou")
TOWNSHIP = next(t for t in CITY.townships if t.unit == "350626")


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield opened
    opened.close()


def figure(unit, moved, at):
    return Evacuation(
        incident="x",
        unit=unit,
        category=Category.PEOPLE,
        target=1200,
        moved=moved,
        valid_at=at,
        reporter="值班员甲",
    )


def entry(text, at, unit=""):
    return LogEntry(
        entry=text, incident="x", category=LogCategory.CALL_IN, text=text, unit=unit, valid_at=at
    )


def read(store, since=NOON - 60 * MINUTE, until=NOON + 60 * MINUTE, **more):
    return timeline(store, CITY, words("zh"), since=since, until=until, **more)


def test_lines_stand_in_the_order_in_which_things_became_known_not_happened(store):
    store.append([figure("350626", 900, NOON - 50 * MINUTE)], moment=NOON)
    store.append([entry("来电一", NOON + MINUTE)], moment=NOON + MINUTE, written_by="jia")
    lines = read(store).lines
    assert [(line.kind, line.who) for line in lines] == [
        ("log_entries", "jia"),
        ("evacuation", "值班员甲"),
    ]
    assert lines[1].known_at == NOON
    assert (
        lines[1].sentence == "陆上危险区域群众:已转移 900,应转移 1,200,已返回 0(截至 07-01 11:10)"
    )


def test_the_span_has_its_beginning_and_not_its_end(store):
    store.append([entry("一", NOON), entry("二", NOON + MINUTE)], moment=NOON)
    assert [line.sentence for line in read(store, NOON, NOON + MINUTE).lines] == ["来电:一"]
    assert read(store, NOON + 2 * MINUTE).lines == ()


def test_a_unit_sees_its_townships_and_the_orders_sent_to_it(store, demo_store):
    store.append([figure(TOWNSHIP.code, 5, NOON), figure("350624", 6, NOON)], moment=NOON)
    assert [line.unit for line in read(store, unit="350626").lines] == [TOWNSHIP.code]
    day = datetime(2023, 9, 4, tzinfo=UTC)
    orders = read(demo_store, day - timedelta(days=2), day, unit="350626", kinds=("orders",)).lines
    assert orders
    assert all("发" in line.sentence for line in orders)


def test_where_there_is_too_much_the_answer_says_from_when_on_it_is_complete(store, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    store.append([entry(str(n), NOON + n * MINUTE) for n in range(9)], moment=NOON)
    found = read(store)
    assert [line.known_at for line in found.lines] == [NOON + n * MINUTE for n in (8, 7, 6)]
    assert found.since == NOON + 6 * MINUTE


def test_what_came_in_together_is_one_line(store):
    units = [unit.code for unit in CITY.units]
    store.append([figure(unit, 5, NOON) for unit in units] + [entry("一", NOON)], moment=NOON)
    shown = gathered(read(store).lines, words("zh"))
    assert sorted((line.kind, line.count) for line in shown) == [
        ("evacuation", len(units)),
        ("log_entries", 1),
    ]


def test_a_gathered_line_names_the_unit_and_the_person_that_all_its_lines_share(store):
    four = [replace(figure("350626", n, NOON - n * MINUTE), reporter="值班员甲") for n in range(4)]
    store.append(four, moment=NOON)
    (line,) = gathered(read(store).lines, words("zh"))
    assert (line.count, line.unit, line.who) == (4, "350626", "值班员甲")
    others = [replace(figure(unit, 9, NOON), reporter=unit) for unit in ("350622", "350623")]
    store.append([*others, *(replace(row, moved=50) for row in others)], moment=NOON + 2 * MINUTE)
    newest = gathered(read(store).lines, words("zh"))[0]
    assert (newest.count, newest.unit, newest.who) == (4, "", "")


def test_three_lines_of_a_minute_stand_apart_and_four_are_one(store):
    store.append([figure("350626", n, NOON - n * MINUTE) for n in range(3)], moment=NOON)
    assert len(gathered(read(store).lines, words("zh"))) == 3
    store.append([figure("350626", 9, NOON - 9 * MINUTE)], moment=NOON)
    assert len(gathered(read(store).lines, words("zh"))) == 1


def test_the_past_is_sought_and_not_searched(store):
    store.append([entry("一", NOON)], moment=NOON)
    asked = asked_of(store)
    with store.reading() as reader:
        known_between(reader, LogEntry, NOON, NOON + MINUTE, limit=5)
        (text,) = (text for text in asked if "LIMIT" in text)
        plan = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
    assert (
        "USING COVERING INDEX ix_log_entries_known (mode=? AND known_at>? AND known_at<?)"
        in str(plan)
    )
    assert "TEMP B-TREE" not in str(plan)


def test_every_kind_has_its_words_in_the_log():
    assert [kind for kind in KINDS if f"log.line.{kind}" not in catalogue()] == []
    assert [kind for kind in KINDS if f"terms.kind.{kind}" not in catalogue()] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_busy_day_reads_like_sentences(demo_store, lang):
    day = datetime(2023, 9, 4, tzinfo=UTC)
    found = timeline(demo_store, CITY, words(lang), since=day, until=day + timedelta(hours=12))
    assert len(found.lines) > 300
    assert [
        line.sentence for line in found.lines if not line.sentence or "{" in line.sentence
    ] == []


def test_who_wrote_a_line_is_named_and_the_account_stands_behind_the_name(store):
    held = Account("duty1", "值班员甲", Role.DUTY_OFFICER, created_at=NOON)
    store.write(lambda connection: add_account(connection, held, ""))
    store.append([entry("来电", NOON)], moment=NOON, written_by="duty1")
    store.append([figure("350626", 9, NOON + MINUTE)], moment=NOON + MINUTE, written_by="350626")
    store.append([entry("文件", NOON + 2 * MINUTE)], moment=NOON + 2 * MINUTE, written_by="inbox")
    assert [(line.who, line.account) for line in read(store).lines] == [
        ("inbox", ""),
        ("值班员甲", ""),
        ("值班员甲", "duty1"),
    ]


def test_who_approved_is_named_and_not_who_wrote_what_was_approved(store):
    held = Account("pi", "审批人甲", Role.APPROVER, created_at=NOON)
    store.write(lambda connection: add_account(connection, held, ""))
    begun = Response(incident="x", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.IV, change=LevelChange.START,
                     author="值班员甲", approved_by="审批人甲", valid_at=NOON)  # fmt: skip
    store.append([begun], moment=NOON, written_by="pi")
    assert [line.who for line in read(store).lines] == ["审批人甲"]

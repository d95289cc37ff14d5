"""The demonstration season against what was published, read straight from its files."""

import csv
import json
import random
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.consultations import Decision
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report, ReportFigures, may_move, unanswered
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import season, situation
from ems_dashboard.situation.contract import season_json
from ems_dashboard.situation.freezing import as_json, freeze
from ems_dashboard.situation.handover import sheets
from ems_dashboard.situation.levels import duties_of, level_desk
from ems_dashboard.situation.log import follow_ups
from ems_dashboard.situation.meetings import consultation, decisions, questions
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.rhythm import rhythm_of
from ems_dashboard.text import words

FOLDER = ROOT / "data" / "zhangzhou" / "season2023"
CITY = load_city(FOLDER.parent)


csv.field_size_limit(4 * 1024 * 1024)


def rows(kind: str) -> list[dict[str, str]]:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_year_is_exactly_the_public_report(demo_store):
    counted = season_json(season(demo_store, CITY, 2023, clock.now()))
    published = {report.key: report.value for report in CITY.public_reports if report.year == 2023}
    assert {key: str(counted[key]) for key in published} == published


def test_the_kept_counts_are_those_of_the_rows(demo_store):
    now = clock.now()
    kept, counted = (
        season_json(season(demo_store, CITY, 2023, now, now=fresh)) for fresh in (True, False)
    )
    assert kept == counted


@pytest.mark.parametrize(
    ("moment", "hazard", "level"),
    [
        ("2023-07-24T16:59", "typhoon", None),
        ("2023-07-24T17:00", "typhoon", "Ⅲ"),
        ("2023-07-27T11:59", "typhoon", "Ⅰ"),
        ("2023-08-31T23:00", "typhoon", "Ⅱ"),
        ("2023-08-31T23:00", "rainstorm", "Ⅳ"),
        ("2023-09-02T16:59", "typhoon", None),
        ("2023-09-02T17:00", "typhoon", "Ⅲ"),
        ("2023-09-04T20:24", "typhoon", "Ⅱ"),
    ],
)
def test_known_moments_are_met_to_the_minute(demo_store, moment, hazard, level):
    assert situation(demo_store, CITY, clock.parse(moment)).responses["350600"][hazard] == level


def test_the_stop_of_work_and_schools_begins_at_noon_and_ends_early(demo_store):
    def stops(text):
        moment = clock.parse(text)
        return {
            m.measure for m in situation(demo_store, CITY, moment).measures if m.in_force_at(moment)
        }

    four = {"stop_work", "stop_production", "stop_school", "stop_market"}
    assert not stops("2023-07-27T11:59") & four
    assert stops("2023-07-27T12:00") >= four
    assert not stops("2023-07-28T15:01") & four


def test_published_rows_carry_their_source_and_the_rest_says_simulated():
    sources = {
        row["source"]
        for kind in ("responses", "measures", "incidents", "evacuation")
        for row in rows(kind)
    }
    assert "simulated" in sources
    assert all(source == "simulated" or source.startswith("公开报道") for source in sources)


def test_all_sixteen_leader_groups_are_out_while_level_two_or_above_is_in_force(demo_store):
    for text in (
        "2023-07-26T12:00",
        "2023-07-27T20:00",
        "2023-08-31T12:00",
        "2023-09-04T09:00",
        "2023-09-05T12:00",
    ):
        picture = situation(demo_store, CITY, clock.parse(text))
        out = {d.group for d in picture.deployments if d.state in ("departed", "arrived")}
        assert len(out) == 16, text


def test_no_report_is_impossible_and_some_are_late_and_some_corrected():
    seen, late, corrected = set(), 0, 0
    for row in rows("evacuation"):
        assert 0 <= int(row["returned"]) <= int(row["moved"]) <= int(row["target"])
        key = tuple(row[name] for name in ("incident", "unit", "category", "valid_at"))
        corrected += key in seen
        seen.add(key)
        late += (clock.parse(row["known_at"]) - clock.parse(row["valid_at"])).total_seconds() > 3600
    assert late > 50
    assert corrected > 20


def test_the_last_figure_never_falls_but_for_a_correction():
    last: dict[tuple, tuple[str, int]] = {}
    falls = defaultdict(int)
    for row in rows("evacuation"):
        key = tuple(row[name] for name in ("incident", "unit", "category"))
        before = last.get(key)
        if before and int(row["moved"]) < before[1]:
            falls[before[0] == row["valid_at"]] += 1
        last[key] = (row["valid_at"], int(row["moved"]))
    assert falls[True] > 20
    assert falls[False] < falls[True]


def test_everybody_is_back_and_nothing_is_open_after_the_season(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-12-08T00:00"))
    assert picture.incidents == ()
    assert all(level is None for levels in picture.responses.values() for level in levels.values())


def test_the_maker_writes_the_same_bytes_again(tmp_path):
    from data.zhangzhou.season2023.maker.__main__ import make

    random.seed()
    make(CITY, tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made
    assert all((FOLDER / name).read_bytes() == content for name, content in made.items())


def test_the_evening_the_demonstration_opens_with(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))
    (people,) = [f for f in picture.evacuation if f.unit == "350600" and f.category == "people"]
    assert 0.75 < people.share < 0.95
    assert picture.storms[0].name_zh == "海葵"
    assert set(picture.storms[0].forecasts) >= {"CMA", "JMA"}
    assert {w.colour for w in picture.warnings} >= {"red", "orange", "yellow"}
    assert any(due.state in ("soon", "due") for due in picture.rhythm)
    assert any(status.unreceived for status in picture.orders)
    assert Path(FOLDER / "README.md").exists()


EVENING = clock.parse("2023-09-04T20:24")
HAIKUI = "2023-TY2311"


def test_on_the_evening_duties_are_done_and_one_is_late(demo_store):
    picture = situation(demo_store, CITY, EVENING)
    states = demo_store.history(DutyState, as_of=EVENING, until=EVENING, incident=HAIKUI)
    duties = duties_of(CITY, picture, states)[CITY.code]
    assert {d.duty.code for d in duties if d.state == "done"} == {
        "duty24",
        "leaders_hq",
        "boats",
        "scenic",
        "groups",
    }
    assert [d.duty.code for d in duties if d.late(EVENING)] == ["move"]
    assert [d.duty.code for d in duties if d.late_by] == ["scenic"]


def test_on_the_evening_one_follow_up_is_closed_and_one_is_open_and_the_shift_is_handed_over(
    demo_store,
):
    (waiting,) = follow_ups(demo_store, EVENING)
    assert (waiting.unit, waiting.follow_up_due) == ("350626", clock.parse("2023-09-04T21:00"))
    assert [e.unit for e in follow_ups(demo_store, clock.parse("2023-09-04T16:00"))] == ["350624"]
    assert follow_ups(demo_store, clock.parse("2023-09-04T21:30")) == ()
    sheet, *_ = sheets(demo_store, EVENING, clock.parse("2023-09-03T00:00"))
    assert (sheet.state, sheet.outgoing, sheet.incoming) == ("signed", "duty1", "duty2")
    assert waiting.entry in sheet.open_list


def test_on_the_evening_the_afternoon_consultation_is_signed_and_its_decisions_are_orders(
    demo_store,
):
    held = consultation(demo_store, f"{HAIKUI}-C03", EVENING)
    assert (held.state, held.author, held.signed_by) == ("signed", "值班员甲", "审批人甲")
    assert all((held.facts, held.judgement, held.conclusion, held.units))
    orders = {
        order.order: order for order in demo_store.current(Order, as_of=EVENING, incident=HAIKUI)
    }
    made = [row.order for row in decisions(demo_store, held.consultation, EVENING)]
    assert made == [f"{HAIKUI}-directive-10", f"{HAIKUI}-advisory-07", ""]
    before = decisions(demo_store, held.consultation, orders[made[0]].valid_at.replace(minute=0))
    assert [row.order for row in before] == ["", "", ""]
    assert all(orders[name].valid_at > held.held_at for name in made if name)
    linked = {row.order for row in demo_store.history(Decision, incident=HAIKUI) if row.order}
    assert linked <= set(orders)


def test_every_order_of_the_case_has_its_words_and_a_number_of_its_own(demo_store):
    orders = demo_store.current(Order, as_of=clock.now(), incident=HAIKUI)
    assert len(orders) == 18
    assert all(order.body and order.author != order.approved_by for order in orders)
    assert len({order.document for order in orders} - {""}) == 18
    asked = [order for order in orders if order.category]
    assert {order.category for order in asked} == {
        "people",
        "fishing_vessels",
        "township_vessels",
        "raft_workers",
    }
    assert all(order.complete_by > order.valid_at for order in asked)


def test_every_level_of_the_city_was_proposed_and_approved_by_two_people(demo_store):
    proposals = {p.proposal: p for p in demo_store.current(LevelProposal, as_of=clock.now())}
    changes = demo_store.history(Response, unit=CITY.code)
    assert {change.proposal for change in changes} == proposals.keys()
    for change in changes:
        made = proposals[change.proposal]
        assert (made.hazard, made.level, made.change, made.effective_at) == (
            change.hazard, change.level, change.change, change.valid_at,
        )  # fmt: skip
        assert (made.author, made.approved_by) == (change.author, change.approved_by)
        assert made.state == "approved"
        assert made.author != made.approved_by
        assert made.reason == change.reason
        assert change.known_at == made.valid_at < made.effective_at


def test_a_proposal_rests_on_what_the_observatory_had_said_and_keeps_the_suggestion_beside_it(
    demo_store,
):
    warnings = {w.id: w for w in demo_store.history(WarningMessage)}
    kept = {d.proposal: d for d in demo_store.history(SuggestionDecision)}
    first = {p.proposal: p for p in demo_store.history(LevelProposal) if p.state == "submitted"}
    for proposal in first.values():
        (basis,) = (warnings[name] for name in proposal.basis)
        assert basis.valid_at < proposal.valid_at
        assert basis.headline in proposal.basis_text
        assert (basis.message_type == "cancel") == (proposal.level is None)
        decision = kept.get(proposal.proposal)
        assert (decision is None) == (proposal.suggested_because == "")
        if decision is not None:
            assert decision.level == proposal.suggested
            assert (decision.choice == "followed") == (decision.level == proposal.level)
    choices = Counter(decision.choice for decision in kept.values())
    assert choices["followed"] > 20
    assert choices["declined"] >= 1


def test_what_was_suggested_is_what_the_plan_suggested_in_that_minute(demo_store):
    for proposal in demo_store.history(LevelProposal, incident=HAIKUI):
        if proposal.state == "submitted":
            picture = situation(demo_store, CITY, proposal.valid_at - timedelta(minutes=1))
            desk = level_desk(demo_store, CITY, picture, race_of(CITY, picture))
            found = desk.suggested(CITY.code, proposal.hazard)
            assert (found.level if found else None) == proposal.suggested, proposal.proposal


def test_every_reference_number_is_taken_once_and_in_order_of_time():
    series = defaultdict(list)
    for row in [*rows("orders"), *rows("responses")]:
        if row["document"]:
            prefix, number = re.fullmatch(r"(漳汛\w)〔2023〕(\d+)号", row["document"]).groups()
            series[prefix].append((row["valid_at"], int(number)))
    assert {prefix: len(found) for prefix, found in series.items()} == {
        "漳汛动": 1,
        "漳汛指": 50,
        "漳汛函": 33,
        "漳汛电": 49,
    }
    for found in series.values():
        numbers = [number for _, number in sorted(found)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_order_says_something_of_its_own():
    bodies = [row["body"] for row in rows("orders")]
    assert len(set(bodies)) == len(bodies) == 84
    assert all(len(body) >= 40 and not re.search(r"[{}…X×]|待定|示例", body) for body in bodies)
    minutes = [row for row in rows("consultations") if row["state"] == "signed"]
    assert all(row["facts"] and row["judgement"] and row["conclusion"] for row in minutes)
    assert all(row["author"] != row["signed_by"] for row in minutes)


def test_public_moments_of_the_year_carry_their_source():
    said = [
        (row["valid_at"][5:16], row["source"])
        for row in rows("warnings")
        if row["source"] != "simulated"
    ]
    assert said == [("08-31 16:12", "公开报道")]
    public = {
        (r["unit"], r["valid_at"][5:16])
        for r in rows("responses")
        if r["source"].startswith("公开报道")
    }
    assert public == {("350600", "07-24 17:00"), ("350600", "07-27 09:00"), ("350624", "07-28 10:30"),
                      ("350600", "08-31 09:00"), ("350600", "09-02 17:00")}  # fmt: skip


@pytest.mark.parametrize("text", ["2023-06-15T12:00", "2023-08-31T18:00", "2023-10-04T12:00"])
def test_the_other_cases_tick_off_their_duties_too(demo_store, text):
    moment = clock.parse(text)
    picture = situation(demo_store, CITY, moment)
    states = demo_store.current(DutyState, as_of=moment, incident=picture.lead.incident)
    duties = duties_of(CITY, picture, states)[CITY.code]
    assert {duty.duty.code for duty in duties if duty.late(moment)} <= {"move"}
    assert all(duty.row.note for duty in duties if duty.state == "done" and duty.row)


def reports_of(store, incident=HAIKUI):
    return store.history(Report, incident=incident)


def test_every_frozen_figure_of_the_case_is_the_situation_of_its_cut_off_as_it_was_known_then(
    demo_store,
):
    figures = demo_store.history(ReportFigures, incident=HAIKUI)
    taken = {(r.report, r.version): r.taken_at for r in reports_of(demo_store)}
    assert {(row.report, row.version) for row in figures} == taken.keys()
    for row in figures:
        known = taken[row.report, row.version]
        again = freeze(demo_store, CITY, HAIKUI, row.cut_off, known)
        assert row.figures == as_json(again, CITY), row.report
        assert (row.valid_at, row.known_at) == (known, known)


def test_every_section_of_the_case_is_what_the_templates_write_of_those_figures(demo_store):
    for row in reports_of(demo_store):
        if row.state != "draft" or row.reason:
            continue
        made = taking(demo_store, CITY, words("zh"), HAIKUI, row.cut_off, row.due_at, row.taken_at)
        assert json.loads(row.sections) == made.sections, row.report
        asked = {q.key[2:] for q in questions(demo_store, row, clock.now())}
        assert asked == {q.key for q in made.questions}, row.report


def test_every_report_went_its_way_by_two_people_with_all_questions_answered(demo_store):
    ways = defaultdict(list)
    for row in reports_of(demo_store):
        ways[row.report, row.version].append(row)
    for rows_of_one in ways.values():
        states = [row.state for row in rows_of_one]
        assert all(
            may_move(before, after) for before, after in zip([None, *states], states, strict=False)
        ), states
        signed = next(row for row in rows_of_one if row.state == "signed")
        assert signed.signed_by
        assert signed.signed_by != signed.author
        assert not unanswered(questions(demo_store, signed, clock.now()))
        assert signed.cut_off < signed.taken_at < signed.signed_at


def test_some_reports_are_late_and_one_was_corrected_and_none_is_missed(demo_store):
    days = (date(2023, 9, day) for day in range(2, 7))
    due = [
        item
        for day in days
        for item in rhythm_of(demo_store, CITY, day, clock.parse("2023-09-10T00:00"))
    ]
    assert Counter(item.state for item in due if item.kind == "report") == {
        "done": 13,
        "done_late": 2,
    }
    assert {item.state for item in due if item.kind == "consultation"} == {"done"}
    old, new = sorted(
        demo_store.current(Report, as_of=EVENING, report=f"{HAIKUI}-B07"),
        key=lambda row: row.version,
    )
    assert (old.state, new.state) == ("replaced", "signed")
    assert new.reason
    assert old.cut_off == new.cut_off == clock.parse("2023-09-04T17:00")

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from ems_dashboard.actions import incidents, responses
from ems_dashboard.actions.duties import move_group, set_duty
from ems_dashboard.actions.responses import Wanted
from ems_dashboard.errors import Refused
from ems_dashboard.rules.duties import DutyState, duties_in_force
from ems_dashboard.rules.groups import clocks
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.level_changes import decided_by_unit
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.suggestions import Reason, Suggestion
from ems_dashboard.rules.terms import (
    DutyStateName,
    GroupState,
    Hazard,
    Level,
    LevelChange,
    ProposalState,
    SuggestionChoice,
)
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.race import race_of
from ems_dashboard.store import open_store
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, MEMBER, OFFICER, START, desk

FIRST = Wanted(
    unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.III, effective_at=START, incident_name="第11号台风“海葵”",
    storm="2311", reason="越级启动:形势严峻", basis=("w1",), basis_text="台风预警Ⅲ级",
)  # fmt: skip


def decided(store, wanted, minutes=0.0):
    proposal = responses.propose(desk(store, minutes=minutes), wanted)
    return responses.approve(desk(store, APPROVER, minutes + 1), proposal.proposal)


def then(
    level, hours, hazard=Hazard.TYPHOON, unit=CITY.code, reason="形势变化", incident="2023-TY2311"
):
    return Wanted(
        unit=unit,
        hazard=hazard,
        level=level,
        effective_at=START + timedelta(hours=hours),
        reason=reason,
        incident=incident,
    )


def test_the_first_start_opens_the_incident_and_the_last_end_closes_it(store):
    response = decided(store, FIRST)
    assert (response.document, response.change, response.incident) == (
        "漳汛电〔2023〕1号",
        LevelChange.START,
        "2023-TY2311",
    )
    assert (response.author, response.approved_by, response.basis) == (
        "值班员甲",
        "审批人乙",
        "台风预警Ⅲ级",
    )
    decided(store, then(Level.IV, 2, Hazard.RAINSTORM), 120)
    decided(store, then(None, 4), 240)
    open_ = situation(store, CITY, START + timedelta(hours=5))
    assert open_.responses[CITY.code] == {Hazard.TYPHOON: None, Hazard.RAINSTORM: Level.IV}
    assert [incident.name for incident in open_.incidents] == ["第11号台风“海葵”"]
    decided(store, then(None, 6, Hazard.RAINSTORM), 360)
    assert situation(store, CITY, START + timedelta(hours=7)).incidents == ()
    assert store.history(Incident)[-1].ended_at == START + timedelta(hours=6)


def test_nothing_is_in_force_before_it_is_approved_and_before_its_minute(store):
    proposal = responses.propose(
        desk(store), replace(FIRST, effective_at=START + timedelta(hours=1))
    )
    assert store.history(Response) == []
    responses.approve(desk(store, APPROVER, 5), proposal.proposal)
    assert (
        situation(store, CITY, START + timedelta(minutes=59)).responses[CITY.code][Hazard.TYPHOON]
        is None
    )
    assert (
        situation(store, CITY, START + timedelta(minutes=60)).responses[CITY.code][Hazard.TYPHOON]
        is Level.III
    )


def test_two_persons_decide_and_roles_are_asked(store):
    with pytest.raises(Refused):
        responses.propose(desk(store, LEADER), FIRST)
    proposal = responses.propose(desk(store), FIRST)
    with pytest.raises(Refused):
        responses.approve(desk(store), proposal.proposal)
    same = replace(APPROVER, account=OFFICER.account)
    with pytest.raises(Refused, match="本人"):
        responses.approve(desk(store, same), proposal.proposal)
    with pytest.raises(Refused, match="待批"):
        responses.propose(desk(store), FIRST)
    refused = responses.refuse(desk(store, APPROVER), proposal.proposal, "再等下一报")
    assert (refused.state, refused.note) == (ProposalState.REFUSED, "再等下一报")
    with pytest.raises(Refused, match="审批人乙"):
        responses.approve(desk(store, APPROVER), proposal.proposal)


def test_a_change_that_the_table_does_not_have_is_refused_with_what_to_do(store):
    decided(store, FIRST)
    for wanted, said in (
        (then(Level.III, 1), "改选级别"), (then(Level.I, 1, reason=""), "理由"), (then(Level.II, 0), "09-04 09:00"),
        (Wanted(CITY.code, Hazard.RAINSTORM, Level.IV, START), "事件名称"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            responses.propose(desk(store, minutes=90), wanted)


def test_the_level_that_the_plan_suggests_is_started_approved_and_ended_without_a_reason(store):
    def suggests(level, present=None):
        reasons = (Reason(level, "clause"),) if level else ()
        return Suggestion(CITY.code, Hazard.TYPHOON, level, present, reasons, f"key{level}")

    bare = replace(FIRST, level=Level.II, reason="")
    for other in (bare, replace(bare, suggestion=suggests(Level.III), because="台风预警Ⅲ级")):
        with pytest.raises(Refused, match="越级变动须写明理由"):
            responses.propose(desk(store), other)
    decided(store, replace(bare, suggestion=suggests(Level.II), because="台风预警Ⅱ级"))
    end = then(None, 4, reason="")
    with pytest.raises(Refused, match="越级变动须写明理由"):
        responses.propose(desk(store, minutes=240), end)
    lifted = replace(end, suggestion=suggests(None, Level.II), because="台风预警已解除")
    assert decided(store, lifted, 240).level is None


def test_two_officers_at_once_get_two_numbers_without_a_gap(store, url):
    decided(store, FIRST)
    units = list(CITY.by_code)[:6]
    second = open_store(url)
    numbers, barrier = [], Barrier(2)
    waiting = {
        unit: responses.propose(desk(store), then(Level.IV, 1, unit=unit)).proposal
        for unit in units
    }

    def work(one, mine):
        barrier.wait()
        numbers.extend(
            responses.approve(desk(one, APPROVER, 30), waiting[unit]).document for unit in mine
        )

    threads = [Thread(target=work, args=args) for args in ((store, units[:3]), (second, units[3:]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(numbers) == [f"漳汛电〔2023〕{n}号" for n in range(2, 8)]


def test_of_two_approvers_at_once_one_approves(store, url):
    proposal = responses.propose(desk(store), FIRST).proposal
    second, barrier, outcomes = open_store(url), Barrier(2), []

    def work(one):
        barrier.wait()
        try:
            outcomes.append(responses.approve(desk(one, APPROVER, 1), proposal).document)
        except Refused:
            outcomes.append(None)

    threads = [Thread(target=work, args=(one,)) for one in (store, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(outcomes, key=str) == [None, "漳汛电〔2023〕1号"]
    assert len(store.history(Response)) == 1


def test_a_county_decides_its_own_level_and_no_other(store):
    decided(store, FIRST)
    own = then(Level.II, 1, unit="350626")
    response = responses.decide_own(desk(store, COUNTY, 30), own)
    assert (response.level, response.approved_by) == (Level.II, "值班员丙")
    with pytest.raises(Refused):
        responses.decide_own(desk(store, COUNTY, 30), replace(own, unit="350624"))
    with pytest.raises(Refused):
        responses.decide_own(desk(store, COUNTY, 30), replace(own, unit=CITY.code))


def test_each_unit_counts_its_own_numbers_and_takes_none_of_the_citys(store):
    neighbour = replace(COUNTY, account="zhangpu", unit="350623")
    city = [decided(store, FIRST).document]
    units = [
        responses.decide_own(desk(store, actor, minutes), then(level, hours, unit=actor.unit))
        for actor, level, hours, minutes in (
            (COUNTY, Level.III, 1, 10),
            (neighbour, Level.II, 1, 20),
            (COUNTY, Level.II, 2, 30),
        )
    ]
    city.append(decided(store, then(Level.II, 3), 40).document)
    assert [row.document for row in units] == [
        "东山汛电〔2023〕1号",
        "漳浦汛电〔2023〕1号",
        "东山汛电〔2023〕2号",
    ]
    assert city == ["漳汛电〔2023〕1号", "漳汛电〔2023〕2号"]
    assert all(decided_by_unit(row, CITY) for row in units)


def test_a_unit_whose_plan_gives_no_form_of_number_decides_without_one(store):
    plan = CITY.plan
    silent = replace(plan, levels=replace(plan.levels, unit_prefix=""))
    decided(store, FIRST)
    there = replace(desk(store, COUNTY, 30), city=replace(CITY, plan=silent))
    assert responses.decide_own(there, then(Level.II, 1, unit="350626")).document == ""


def test_a_units_level_that_the_city_approves_bears_the_citys_number(store):
    decided(store, FIRST)
    response = decided(store, then(Level.II, 1, unit="350626"), 10)
    assert response.document == "漳汛电〔2023〕2号"
    assert not decided_by_unit(response, CITY)


def test_what_a_county_decides_changes_nothing_of_the_city(store):
    decided(store, FIRST)
    later = START + timedelta(hours=2)
    before = situation(store, CITY, later)
    responses.decide_own(desk(store, COUNTY, 30), then(Level.I, 1, unit="350626"))
    after = situation(store, CITY, later)
    assert after.responses["350626"][Hazard.TYPHOON] is Level.I
    untouched = [code for code in after.responses if code != "350626"]
    assert {code: after.responses[code] for code in untouched} == {
        code: before.responses[code] for code in untouched
    }
    for part in ("incidents", "evacuation", "evacuation_series", "orders", "measures", "warnings"):
        assert getattr(after, part) == getattr(before, part), part
    desks = [
        level_desk(store, CITY, picture, race_of(CITY, picture)) for picture in (before, after)
    ]
    assert desks[0].counted == desks[1].counted
    assert desks[0].duties[CITY.code] == desks[1].duties[CITY.code]


def test_the_suggestion_and_the_decision_are_both_kept(store):
    cause = Reason(Level.III, "clause", "typhoon", Level.III, basis=("w1",))
    suggestion = Suggestion(CITY.code, Hazard.TYPHOON, Level.III, None, (cause,), "k")
    with pytest.raises(Refused):
        responses.decline(desk(store), suggestion, "台风预警Ⅲ级", " ")
    responses.decline(desk(store), suggestion, "台风预警Ⅲ级", "会商研判路径偏南")
    proposal = responses.propose(
        desk(store, minutes=5), replace(FIRST, suggestion=suggestion, because="台风预警Ⅲ级")
    )
    declined, followed = store.history(SuggestionDecision)
    assert (declined.choice, declined.reason, declined.basis) == (
        SuggestionChoice.DECLINED,
        "会商研判路径偏南",
        ("w1",),
    )
    assert (followed.choice, followed.proposal) == (SuggestionChoice.FOLLOWED, proposal.proposal)
    assert (proposal.suggested, proposal.suggested_because) == (Level.III, "台风预警Ⅲ级")


def test_an_incident_is_closed_by_an_act_only_after_the_city_has_ended(store):
    decided(store, FIRST)
    responses.decide_own(desk(store, COUNTY, 10), then(Level.III, 1, unit="350626"))
    with pytest.raises(Refused):
        incidents.close(desk(store, minutes=90), "2023-TY2311")
    decided(store, then(None, 2), 120)
    assert situation(store, CITY, START + timedelta(hours=3)).incidents
    incidents.close(desk(store, minutes=200), "2023-TY2311")
    assert situation(store, CITY, START + timedelta(hours=4)).incidents == ()
    with pytest.raises(Refused):
        incidents.close(desk(store, minutes=210), "2023-TY2311")
    again = decided(store, then(Level.IV, 10), 600)
    assert again.incident == "2023-TY2311"
    assert situation(store, CITY, START + timedelta(hours=11)).incidents[0].began_at == START


def test_duties_are_reported_by_those_who_have_them(store):
    decided(store, replace(FIRST, level=Level.II))
    duties = {s.duty.code: s for s in duties_in_force(CITY, CITY.code, store.history(Response), [])}
    set_duty(desk(store, MEMBER, 30), duties["boats"], DutyStateName.DONE)
    set_duty(desk(store, COUNTY, 30), duties["move"], DutyStateName.IN_HAND, "350626", "还有两个村")
    for actor, code, owner in (
        (MEMBER, "scenic", ""),
        (COUNTY, "move", "350624"),
        (LEADER, "boats", ""),
    ):
        with pytest.raises(Refused):
            set_duty(desk(store, actor, 30), duties[code], DutyStateName.DONE, owner)
    with pytest.raises(Refused, match="理由"):
        set_duty(desk(store, minutes=30), duties["scenic"], DutyStateName.NOT_APPLICABLE)
    found = {
        s.duty.code: s
        for s in duties_in_force(CITY, CITY.code, store.history(Response), store.history(DutyState))
    }
    assert (found["boats"].state, found["boats"].row.person) == (DutyStateName.DONE, "值班员丁")
    assert found["move"].state is DutyStateName.IN_HAND


def test_the_problems_that_a_group_found_never_fall(store):
    decided(store, replace(FIRST, level=Level.II))
    (clock,) = [c for c in clocks(CITY, store.history(Response), []) if c.group.unit == "350626"]
    sent = move_group(
        desk(store, COUNTY, 60),
        "2023-TY2311",
        clock,
        GroupState.ARRIVED,
        people=6,
        found=3,
        fixed=1,
    )
    assert (sent.place, sent.unit) == ("东山", "350626")
    with pytest.raises(Refused, match="小于"):
        move_group(
            desk(store, COUNTY, 90), "2023-TY2311", clock, GroupState.ARRIVED, people=6, found=2
        )
    with pytest.raises(Refused, match="整改"):
        move_group(
            desk(store, COUNTY, 90),
            "2023-TY2311",
            clock,
            GroupState.ARRIVED,
            people=6,
            found=3,
            fixed=4,
        )


def test_a_proposal_keeps_every_step(store):
    decided(store, FIRST)
    assert [row.state for row in store.history(LevelProposal)] == [
        ProposalState.SUBMITTED,
        ProposalState.APPROVED,
    ]
    assert [row.written_by for row in store.history(LevelProposal)] == ["duty", "approver"]


def test_one_ends_a_level_while_another_raises_it_and_one_of_them_is_told_to_wait(store, url):
    decided(store, FIRST)
    second, barrier, said = open_store(url), Barrier(2), []

    def propose(one, level):
        barrier.wait()
        try:
            said.append(responses.propose(desk(one, minutes=60), then(level, 1)))
        except Refused as refusal:
            said.append(str(refusal))

    threads = [Thread(target=propose, args=args) for args in ((store, None), (second, Level.II))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    (made,) = (each for each in said if isinstance(each, LevelProposal))
    (refusal,) = (each for each in said if isinstance(each, str))
    assert "待批" in refusal
    done = responses.approve(desk(store, APPROVER, 61), made.proposal)
    assert (done.level, done.document) == (made.level, "漳汛电〔2023〕2号")


def test_two_incidents_that_are_both_to_be_opened_wait_side_by_side_and_one_of_a_name_waits_once(
    store,
):
    """Neither has a number yet: they are told apart by their names."""
    one = replace(FIRST, storm="")
    responses.propose(desk(store), one)
    with pytest.raises(Refused):
        responses.propose(
            desk(store, minutes=1), replace(one, incident_name=f" {one.incident_name} ")
        )
    other = responses.propose(desk(store, minutes=2), replace(one, incident_name="第12号台风"))
    assert other.incident == "2023-TY02"

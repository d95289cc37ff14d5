from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.roles import ALLOWED, OWN_UNIT_ONLY, PAGES, Actor, Role, may, may_for

ACTS = sorted({act for acts in ALLOWED.values() for act in acts})


@given(st.sampled_from(Role), st.text())
def test_what_is_not_in_the_table_is_refused(role, act):
    assert may(role, act) == (act in ALLOWED[role])


@given(
    st.sampled_from(sorted(OWN_UNIT_ONLY)),
    st.sampled_from(ACTS),
    st.sampled_from(["350626", "350624", ""]),
)
def test_a_county_and_a_department_write_for_themselves_only(role, act, unit):
    actor = Actor("a", "A", Role(role), "350626")
    assert may_for(actor, act, unit) == (may(role, act) and unit == "350626")


def test_nobody_both_drafts_and_approves():
    for role in Role:
        for subject in ("responses", "orders"):
            assert not (
                may(role, f"approve:{subject}")
                and (may(role, f"propose:{subject}") or may(role, f"draft:{subject}"))
            )


def test_the_administrator_and_the_wall_decide_nothing():
    verbs = {act.partition(":")[0] for role in (Role.WALL, Role.LEADER) for act in ALLOWED[role]}
    assert verbs == {"read"}
    assert {act for act in ALLOWED[Role.ADMINISTRATOR] if not act.startswith("read:")} == {
        "manage:accounts",
        "set:clock",
    }


def test_a_leader_reads_every_page():
    assert all(may(Role.LEADER, f"read:{page}") for page in PAGES)

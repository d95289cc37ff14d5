"""The rows behind the figures: of the last hours, the newest first."""

from ems_dashboard.rules.terms import GroupState
from ems_dashboard.situation.listings import deployment_rows, evacuation_rows, warning_rows
from tests.builders import ZHANGPU, at, deployment, evacuation, incident, warning


def test_warnings_and_deployments_of_the_last_hours_with_both_ends(told):
    store = told(
        warning("old", at(-3)), warning("edge", at(-2)), warning("now", at(0)), warning("later", at(1)),
        deployment(GroupState.DEPARTED, at(-3)), deployment(GroupState.ARRIVED, at(-1)),
    )  # fmt: skip
    assert [row.id for row in warning_rows(store, at(0), 2)] == ["now", "edge"]
    assert [row.state for row in deployment_rows(store, at(0), 2)] == [GroupState.ARRIVED]


def test_the_newest_report_comes_first_and_a_corrected_one_is_there_too(seen):
    picture = seen(
        at(3), incident(), evacuation(10, at(1)), evacuation(20, at(2), unit=ZHANGPU), evacuation(12, at(1))
    )  # fmt: skip
    assert [row.moved for row in evacuation_rows(picture)] == [20, 12, 10]

"""Many open questions of a report on one screen: the first ones with their fields, the others folded, one answer for all."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import reports as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.reports import ReportQuestion
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import QuestionState
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.pages.conftest import rows_of
from tests.pages.test_incident_drafts import case
from tests.pages.test_screens import opened

CITY = load_city(ROOT / "data" / "zhangzhou")


@pytest.fixture
def report(own):
    """Nobody reported anything: every unit of the city is asked why."""
    url, now = own(*case("甲", 30)), clock.minute(clock.now())
    store = open_store(url)
    desk = Desk(store, CITY, Actor("duty1", "值班员甲", Role.DUTY_OFFICER), words("zh"), now)
    hour = timedelta(hours=1)
    made = acts.take(desk, taking(store, CITY, words("zh"), "甲", now - hour, now + hour, now))
    store.close()
    return url, made.report


def test_the_first_three_stand_open_and_one_line_counts_the_others(monkeypatch, acting, report):
    url, name = report
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "reports", report=name)
    fold = next(box for box in page.expander if "待说明" in box.label)
    assert fold.label == f"其余{len(CITY.units) - 3}项待说明"
    inside = [button for button in fold.button if str(button.key).startswith("accepted-")]
    every = [button for button in page.button if str(button.key).startswith("accepted-")]
    assert (len(inside), len(every)) == (len(CITY.units) - 3, len(CITY.units))
    page.text_input[0].set_value("已电话核实").run()
    next(button for button in page.button if button.key == "accept-all").click().run()
    states = {row.unit: row.state for row in rows_of(url, ReportQuestion)}
    assert set(states.values()) == {QuestionState.ACCEPTED}
    assert len(states) == len(CITY.units)

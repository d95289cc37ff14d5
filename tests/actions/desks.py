"""People at their desks, for the tests of acts."""

from datetime import UTC, datetime, timedelta

from ems_dashboard.actions.acting import Desk
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
START = datetime(2023, 9, 4, 1, tzinfo=UTC)
OFFICER = Actor("duty", "值班员甲", Role.DUTY_OFFICER)
APPROVER = Actor("approver", "审批人乙", Role.APPROVER)
COUNTY = Actor("dongshan", "值班员丙", Role.COUNTY, "350626")
MEMBER = Actor("fisheries", "值班员丁", Role.MEMBER, "D03")
LEADER = Actor("leader", "领导", Role.LEADER)


def desk(store, actor=OFFICER, minutes: float = 0) -> Desk:
    return Desk(store, CITY, actor, words("zh"), START + timedelta(minutes=minutes))

"""The text that an order begins with fits what the incident is."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard
from tests.pages.test_screens import opened


@pytest.mark.parametrize(
    ("hazard", "there", "absent"),
    [(Hazard.RAINSTORM, "山洪", "渔船"), (Hazard.TYPHOON, "渔船进港", "易涝路段")],
)
def test_an_order_in_a_heavy_rain_says_nothing_of_vessels(
    monkeypatch, acting, own, hazard, there, absent
):
    acting(Role.DUTY_OFFICER)
    began = clock.minute(clock.now()) - timedelta(hours=2)
    url = own(
        Incident(
            incident="t1",
            hazard=hazard,
            name="某次",
            began_at=began,
            valid_at=began,
            known_at=began,
        )
    )
    page = opened(monkeypatch, url, "orders", new="1")
    body = max((area.value for area in page.text_area), key=len)
    assert "某次" in body
    assert there in body
    assert absent not in body

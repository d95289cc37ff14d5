"""From a red warning to the handover: who must be called, three calls, one unit that nobody could
reach, and the officer who comes reads it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.terms import CallOutcome, Colour
from ems_dashboard.store import open_store
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 60_000
THIS_YEAR = clock.parse("2024-01-01T00:00")
"""The demonstration and its calls lie before it."""
PEOPLE = ((DONGSHAN, "值班员乙", 1), (DONGSHAN, "值班员丙", 2), (ZHANGPU, "值班员丁", 1))


@pytest.fixture
def store(own_server):
    """A red warning of two minutes ago for two units, in which others are called than in the
    demonstration, while nothing else is open."""
    store, at = open_store(own_server.database), clock.minute(clock.now()) - timedelta(minutes=2)
    red = make.warning("w1", at, units=(DONGSHAN, ZHANGPU))
    red = replace(red, colour=Colour.RED, headline="台风红色预警", incident=None, expires_at=None)
    people = [
        Contact(
            contact=f"c{number}", unit=unit, name=name, place=place, post="值班室",
            telephones=(f"000-0000-000{number}",), valid_at=at, known_at=at,
        )
        for number, (unit, name, place) in enumerate(PEOPLE, 1)
    ]  # fmt: skip
    shown = store.current(Contact, as_of=at, unit=(DONGSHAN, ZHANGPU))
    gone = [replace(row, until=at, valid_at=at, known_at=at, seq=None) for row in shown]
    store.append([red, *gone, *people], moment=at, written_by="test")
    yield store
    store.close()


def row(page, unit):
    return page.locator(f'[class*="st-key-run-call-{unit}"]').first


def dialled(page, unit, number):
    row(page, unit).locator(f'a[href="tel:{number}"]').wait_for(timeout=WAIT)


@pytest.mark.parametrize("size", SIZES)
def test_a_red_warning_is_called_until_somebody_answers_and_who_never_did_is_handed_over(
    look, own_server, signed_in, store, size
):
    page = signed_in(look(*size), own_server, "duty1", "/calls")
    dialled(page, DONGSHAN, "000-0000-0001")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    row(page, DONGSHAN).get_by_role("button", name="未接").click(timeout=WAIT)
    dialled(page, DONGSHAN, "000-0000-0002")
    row(page, ZHANGPU).get_by_role("button", name="叫通").click(timeout=WAIT)
    row(page, ZHANGPU).wait_for(state="detached", timeout=WAIT)
    row(page, DONGSHAN).get_by_role("button", name="未接").click(timeout=WAIT)
    row(page, DONGSHAN).get_by_text("全部未接").wait_for(timeout=WAIT)
    dialled(page, DONGSHAN, "000-0000-0001")
    outcomes = [(call.unit, call.outcome) for call in store.history(Call, since=THIS_YEAR)]
    assert outcomes == [
        (DONGSHAN, CallOutcome.MISSED),
        (ZHANGPU, CallOutcome.REACHED),
        (DONGSHAN, CallOutcome.MISSED),
    ]
    page.goto(f"{own_server.base}/handover")
    listed = page.locator("tr", has_text="待叫应").filter(has_text="全部未接")
    listed.wait_for(timeout=WAIT)
    assert "东山" in listed.inner_text()
    assert "漳浦" not in listed.inner_text()
    assert page.trouble == []

"""The review of an incident of which little was received says what is unknown: no circle is no calm, no wind no zero."""

import pytest

from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.reports.review_measures import measured
from ems_dashboard.rules.terms import Level
from ems_dashboard.situation.review import incidents_known, review
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.reports.test_documents import text_of
from tests.situation.rows import CITY, NOON, figure, fix, incident, response, warning

ZH = words("zh")
GALE = {f"r7_{side}_km": 100.0 for side in ("ne", "se", "sw", "nw")}
NO_RADII = "没有收到风圈半径"


@pytest.fixture
def told():
    store = open_store("sqlite://")

    def look(*facts):
        """The document, and why the share moved before the gale cannot be measured."""
        rows = [incident(), response(Level.II), figure(CITY.units[0].code, 100, 50, 2), *facts]
        store.append(rows, moment=NOON, written_by="test")
        (case,) = incidents_known(store, NOON)
        found = review(store, CITY, case, NOON)
        look.measures = {each.subject: each for each in measured(found, CITY, ZH)}
        document = printed(Print.REVIEW, store, CITY, ZH, NOON, "i1").document
        return text_of(document), look.measures["moved"].said

    yield look
    store.close()


def test_fixes_without_any_radius_do_not_say_that_no_gale_came(told):
    text, moved = told(fix(3), fix(1, lat=21.0))
    assert NO_RADII in text
    assert "风圈未到达" not in text
    assert moved.startswith(NO_RADII)


def test_a_typhoon_without_a_fix_does_not_say_that_no_gale_came(told):
    text, moved = told()
    assert "没有台风定位" in text
    assert "风圈未到达" not in text
    assert moved == "没有收到台风定位,大风到达时刻不明"


def test_the_basis_of_no_radius_counts_no_unit_that_the_gale_reached(told):
    told(fix(3))
    assert told.measures["moved"].basis == "1 个台风定位 · 无风圈半径"


def test_without_a_warning_nobody_is_said_to_have_been_ahead_of_it(told):
    told()
    assert told.measures["levels"].said == "1 次启动或升级,未收到预警,无用时可计"


def test_ahead_of_a_warning_is_who_started_before_it(told):
    told(warning(hours=6, incident="i1"))
    assert "先于预警" in told.measures["levels"].said


def test_radii_that_stay_off_shore_say_that_it_did_not_come(told):
    text, moved = told(fix(3, **GALE), fix(1, **GALE))
    assert "7级风圈未到达市域" in text
    assert moved == "7 级风圈未到达任何单位"


def test_fixes_without_a_wind_are_no_wind_of_zero(told):
    text, _ = told(fix(3, wind_ms=None))
    assert "距市域最近" in text
    assert "米/秒" not in text


def test_the_strongest_wind_is_that_of_the_fix_that_gave_it(told):
    text, _ = told(fix(3, wind_ms=None), fix(1, wind_ms=42.0))
    assert "近中心风速最大，为42米/秒" in text

"""Clocks that jump: nothing acknowledged is lost, what was written last is what is seen, past pictures stay."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.clocks import clock_notice, keep_up, put_right
from ems_dashboard.actions.evacuation import Entered, report
from ems_dashboard.errors import Asked, Refused
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from ems_dashboard.situation import situation
from ems_dashboard.text import words
from tests.actions.desks import CITY

UNITS = ("350622", "350623")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
YEARS = count(2030, 2)
OFFICER = Actor("jia", "值班员甲", Role.DUTY_OFFICER)


class Headquarters:
    """A ledger with an incident of its own, and a machine whose clock is `off` the true time."""

    def __init__(self, store, monkeypatch):
        self.store, self.true, self.off = (
            store,
            datetime(next(YEARS), 7, 1, 2, 30, tzinfo=UTC),
            timedelta(),
        )
        monkeypatch.setattr(clock, "wall", lambda: self.true + self.off)
        self.incident = f"{self.true.year}-TY"
        begin = (
            self.true - 100 * HOUR
        )  # whatever hour a clock that is behind says lies in the incident
        begun = {"valid_at": begin, "known_at": begin}
        store.append(
            [
                Incident(incident=self.incident, hazard=Hazard.TYPHOON, name="台风甲", began_at=begin, **begun),
                Response(incident=self.incident, unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.III,
                         change=LevelChange.START, **begun),
            ],
            moment=self.true,
        )  # fmt: skip
        keep_up(store)

    def desk(self, actor=OFFICER):
        back = clock.set_back(tolerated=timedelta())
        return Desk(
            self.store, CITY, actor, words("zh"), clock.now(), "", back[0] if back else None
        )

    def report(self, unit, moved):
        hour = clock.wall().replace(minute=0, second=0)
        row = Evacuation(incident=self.incident, unit=unit, category=Category.PEOPLE, target=9999, moved=moved,
                         valid_at=hour)  # fmt: skip
        report(self.desk(), Entered((row,), {}, ()))
        keep_up(self.store)

    def shown(self, at=None):
        picture = situation(self.store, CITY, at or clock.now())
        found = {unit: picture.figure(unit, Category.PEOPLE) for unit in UNITS}
        return {unit: figure.moved for unit, figure in found.items() if figure}


@pytest.fixture
def headquarters(store, monkeypatch):
    yield lambda: Headquarters(store, monkeypatch)
    clock.hold(None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 7, -7, 63, -63, 480, -480]),  # minutes that the clock jumps
        st.integers(1, 50),  # minutes that pass
        st.sampled_from(UNITS),
        st.booleans(),  # whether somebody says that the clock is right now
    ),
    min_size=2,
    max_size=9,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_the_clock_does_the_last_report_is_seen_and_none_is_lost(headquarters, steps):
    here, last = headquarters(), {}
    for number, (jump, pass_, unit, right) in enumerate(steps, start=1):
        here.true += pass_ * MINUTE
        here.off += jump * MINUTE
        assert here.shown() == last, "a jump of the clock alone changes nothing"
        if right and here.desk().clock_at:
            past = clock.wall() - MINUTE
            before = here.shown(past)
            put_right(here.desk(), agreed=True)
            assert clock.set_back(tolerated=timedelta()) is None
            assert here.shown(past) == before, "a past picture stays as it was"
            assert here.shown() == last, "putting the clock right loses nothing"
        here.report(unit, number)
        last[unit] = number
        assert here.shown() == last


def test_a_clock_that_was_an_hour_ahead_is_told_until_it_is_put_right(headquarters):
    here = headquarters()
    here.off = HOUR
    here.report(UNITS[0], 500)
    assert clock_notice(words("zh")) == ""
    here.off = timedelta()
    assert "2" in clock_notice(words("zh"))
    assert clock.set_back() is not None
    put_right(here.desk())
    assert clock_notice(words("zh")) == ""
    (act,) = here.store.history(Act)
    assert (act.verb, act.subject, act.account) == ("set", "clock", "jia")


def test_after_it_is_put_right_no_figure_claims_an_hour_that_has_not_come(headquarters):
    here = headquarters()
    here.off = HOUR
    here.report(UNITS[0], 500)
    here.off, here.true = timedelta(), here.true + 5 * MINUTE
    put_right(here.desk())
    (row,) = here.store.current(Evacuation, as_of=clock.now(), incident=here.incident)
    assert row.valid_at <= clock.wall()
    assert row.known_at <= clock.wall()
    here.true += 2 * HOUR
    here.report(UNITS[1], 1)
    assert here.shown() == {UNITS[0]: 500, UNITS[1]: 1}
    assert len(here.store.history(Evacuation, incident=here.incident)) == 2, (
        "the misdated row is read no more"
    )


def test_a_late_figure_for_an_earlier_hour_replaces_nothing_while_the_clock_is_behind(headquarters):
    here = headquarters()
    here.off = HOUR
    here.report(UNITS[0], 500)
    here.off = timedelta()
    late = Evacuation(incident=here.incident, unit=UNITS[0], category=Category.PEOPLE, target=9999, moved=100,
                      valid_at=here.true - 5 * HOUR)  # fmt: skip
    report(here.desk(), Entered((late,), {}, ()))
    assert here.shown() == {UNITS[0]: 500}


def test_a_clock_that_contradicts_nothing_cannot_be_put_right_and_a_county_cannot_do_it(
    headquarters,
):
    here = headquarters()
    with pytest.raises(Refused):
        put_right(here.desk())
    here.off = HOUR
    here.report(UNITS[0], 500)
    here.off = timedelta()
    with pytest.raises(Refused):
        put_right(here.desk(Actor("ds", "填报人", Role.COUNTY, UNITS[0])))
    assert here.store.history(Act) == []


def seen(here):
    """Everything that is shown now and was shown an hour ago."""
    return here.shown(), here.store.history(Evacuation, incident=here.incident)


def season_of(here, hours):
    for number in range(hours):
        here.report(UNITS[0], number)
        here.true += HOUR


def test_a_clock_with_an_empty_battery_is_not_taken_for_right(headquarters):
    """It stands in the midst of a season, or before all of it: one press would have dated every later row to it."""
    here = headquarters()
    season_of(here, 100)
    before = seen(here)
    for off in (-90 * HOUR, -900 * HOUR, -24 * 365 * HOUR):
        here.off = off
        with pytest.raises(Refused, match="不可能"):
            put_right(here.desk(), agreed=True)
        assert seen(here) == before


def test_a_clock_that_was_set_back_wrongly_by_hours_is_asked_about(headquarters):
    here = headquarters()
    season_of(here, 6)
    before = seen(here)
    here.off = -4 * HOUR
    with pytest.raises(Asked, match="多半"):
        put_right(here.desk())
    assert seen(here) == before
    assert put_right(here.desk(), agreed=True) > 0


def test_a_clock_that_was_ahead_by_a_year_for_a_day_is_put_right_by_one_press(headquarters):
    here = headquarters()
    here.off = 24 * 365 * HOUR
    season_of(here, 20)
    here.off = timedelta()
    assert put_right(here.desk()) >= 20
    assert here.shown() == {UNITS[0]: 19}


def test_pressed_in_two_tabs_the_second_changes_nothing_of_what_came_between(headquarters):
    here = headquarters()
    here.off = HOUR
    here.report(UNITS[0], 500)
    here.off = timedelta()
    first, second = here.desk(), here.desk()
    put_right(first)
    here.true += 5 * MINUTE
    late = Desk(here.store, CITY, OFFICER, words("zh"), clock.now(), "", clock.wall())
    with pytest.raises(Refused, match="没有矛盾"):
        put_right(late)
    with pytest.raises(Refused, match="没有矛盾"):
        put_right(second)
    assert [act.verb for act in here.store.history(Act)] == ["set"]


def test_a_demonstration_binds_no_clock(headquarters):
    here = headquarters()
    here.off = HOUR
    here.report(UNITS[0], 500)
    here.off = timedelta()
    here.store.note("demonstration", CITY.code)
    keep_up(here.store)
    assert clock.set_back() is None
    assert clock.now() == clock.wall()

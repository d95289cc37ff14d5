"""The course and the measures of incidents of the demonstration season."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.review import together
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.situation.review import incidents_known, review
from ems_dashboard.store import open_store
from tests.conftest import CITY_DIR, asked_of

CITY = load_city(CITY_DIR)
AFTER, EVENING = clock.parse("2023-12-08T00:00"), clock.parse("2023-09-04T20:24")


def of(store, name, as_of=AFTER):
    incident = next(row for row in incidents_known(store, as_of) if row.incident == name)
    return review(store, CITY, incident, as_of)


@pytest.fixture(scope="module")
def haikui(demo_store):
    return of(demo_store, "2023-TY2311")


def test_an_incident_is_read_in_the_same_few_statements_however_much_it_holds(demo_path):
    store = open_store(f"sqlite:///{demo_path}")
    said = asked_of(store)
    counts = []
    for name in ("2023-TY2311", "2023-TY2314"):
        incident = next(row for row in incidents_known(store, AFTER) if row.incident == name)
        review(store, CITY, incident, AFTER)
        said.clear()  # what was read once is remembered: what remains is asked for each time
        review(store, CITY, incident, AFTER)
        counts.append(sum(text.lstrip().startswith("SELECT") for text in said))
    store.close()
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize(("name", "km"), [("2023-TY2311", 3), ("2023-TY2305", 48)])
def test_the_centre_was_as_near_as_it_is_known_to_have_been(demo_store, name, km):
    assert min(away for _, away in of(demo_store, name).storm) == pytest.approx(km, abs=2)


def test_every_receipt_that_was_due_is_counted_once(haikui):
    assert together(haikui.work.receipts.values()).cases == sum(
        len(order.units) for order in haikui.orders
    )


def test_the_final_figures_are_those_of_the_season(demo_store, haikui):
    end = situation(demo_store, CITY, haikui.until - timedelta(minutes=1))
    figures = {f.category: f.moved for f in end.evacuation if f.unit == CITY.code}
    assert {category: course[-1][2] for category, course in haikui.people.items()} == figures


def test_fewer_were_in_safety_when_the_gale_came_first_than_when_it_came_last(haikui):
    work = haikui.work
    assert len(haikui.gale) == 16
    for category in (
        Category.PEOPLE,
        Category.FISHING_VESSELS,
        Category.TOWNSHIP_VESSELS,
        Category.RAFT_WORKERS,
    ):
        assert work.first[category].moved <= work.own[category].moved <= work.last[category].moved


def test_of_the_past_only_what_was_known_then_is_in_it(demo_store, haikui):
    then = of(demo_store, "2023-TY2311", EVENING)
    assert then.incident.ended_at is None
    assert then.until == EVENING
    for rows in (then.changes, then.warnings, then.orders, then.deployments):
        assert rows
        assert all(row.valid_at <= EVENING and row.known_at <= EVENING for row in rows)
    assert all(
        point[0] <= EVENING for course in (*then.people.values(), then.shelters) for point in course
    )
    assert all(fix.valid_at <= EVENING for fix, _ in then.storm)
    assert len(then.work.levels) < len(haikui.work.levels)


def test_a_rain_has_no_storm_and_says_so_by_empty_shares(demo_store):
    rain = of(demo_store, "2023-R05")
    assert (rain.storm, dict(rain.gale), dict(rain.work.own)) == ((), {}, {})
    assert rain.people[Category.PEOPLE]


def test_a_report_is_late_beyond_the_grace_of_the_plan(demo_store):
    found = [
        of(demo_store, incident.incident).work.late
        for incident in incidents_known(demo_store, AFTER)
    ]
    late = [span for each in found for span in each.taken]
    assert late
    assert min(late) > timedelta(minutes=CITY.plan.thresholds.grace_minutes)

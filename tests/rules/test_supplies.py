from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.plan import Norm
from ems_dashboard.rules.supplies import SupplyState, holdings, needs
from ems_dashboard.rules.terms import SupplyMove

COUNTED = datetime(2023, 9, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(move, quantity, unit="", hours=1, depot="W1"):
    return SupplyState(
        depot=depot,
        item="帐篷",
        move=move,
        unit=unit,
        quantity=quantity,
        measure="顶",
        valid_at=COUNTED + hours * HOUR,
    )


STOCK = row(SupplyMove.STOCK, 100.0, hours=0)
amounts = st.integers(0, 1000).map(float)


@given(amounts, amounts, amounts)
def test_what_is_on_hand_is_what_was_counted_less_what_left_plus_what_came_back(
    counted, left, back
):
    rows = [
        replace(STOCK, quantity=counted),
        row(SupplyMove.DISPATCHED, left, "A"),
        row(SupplyMove.RETURNED, back, "A"),
    ]
    (holding,) = holdings(rows)
    assert holding.on_hand == counted - left + back


def test_a_movement_before_the_count_is_already_in_it():
    (holding,) = holdings([STOCK, row(SupplyMove.DISPATCHED, 30, "A", hours=-2)])
    assert (holding.on_hand, holding.dispatched) == (100, 0)


def test_a_depot_that_was_never_counted_has_no_figure():
    (holding,) = holdings([row(SupplyMove.DISPATCHED, 30, "A")])
    assert holding.on_hand is None


TENTS = Norm("帐篷", "Tents", "顶", "sheltered", 0.02, "示例")


@given(st.integers(0, 100_000))
def test_a_need_is_rounded_up_and_never_falls_below_the_norm(sheltered):
    (need,) = needs([TENTS], sheltered, "A", {"W1": "A"}, holdings([STOCK]))
    assert 0 <= need.needed - 0.02 * sheltered < 1
    assert need.short == max(0, need.needed - 100)


def test_pumps_are_counted_per_county():
    (need,) = needs([replace(TENTS, item="移动水泵", per="unit", amount=2.0)], 0, "A", {}, ())
    assert (need.needed, need.short) == (2, 2)


def test_what_arrived_from_elsewhere_counts_for_the_county_and_its_own_is_not_counted_twice():
    found = holdings(
        [
            STOCK,
            row(SupplyMove.ARRIVED, 7, "B"),
            row(SupplyMove.DISPATCHED, 7, "B"),
            row(SupplyMove.ARRIVED, 5, "A"),
        ]
    )
    there = {unit: needs([TENTS], 50, unit, {"W1": "A"}, found)[0].there for unit in "AB"}
    assert there == {"A": 93, "B": 7}

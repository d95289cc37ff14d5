"""What is read as of a moment is what plain Python finds in all that was told: three hours, two units, so that every edge
is met (the same hour twice, known late, corrected, set back)."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard.rules.evacuation import Evacuation
from tests.builders import BEGAN, DONGSHAN, ZHANGPU, at, evacuation
from tests.store.test_derived import assert_derived, forget_rows

LATER = BEGAN + timedelta(days=2)
HOURS = (0, 1, 2)
moments = st.sampled_from([at(hour) for hour in HOURS])
dense = st.builds(
    evacuation,
    st.integers(0, 2),
    moments,
    unit=st.sampled_from([DONGSHAN, ZHANGPU]),
    target=st.just(9),
    returned=st.just(0),
    sheltered=st.none(),
    cleared=st.none(),
    case=st.just("a"),
    category=st.just("people"),
    known_at=moments,
    source=st.just(""),
)
batches = st.lists(st.lists(dense, min_size=1, max_size=5), min_size=1, max_size=4)
once = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(store, given):
    """The rows of this example alone; the numbers go on, since a store remembers the rows of a number."""
    store.write(forget_rows)
    for batch in given:
        store.append(batch, moment=LATER)
    return store.history(Evacuation)


@once
@given(batches)
def test_the_latest_figures_are_derived_from_the_rows_at_every_edge(store, given):
    told(store, given)
    assert_derived(store)


@once
@given(batches, moments, st.sampled_from([DONGSHAN, ZHANGPU, (DONGSHAN, ZHANGPU)]))
def test_the_current_figure_is_the_newest_that_was_true_and_known(store, given, moment, unit):
    rows = [
        row
        for row in told(store, given)
        if row.unit in unit and max(row.valid_at, row.known_at) <= moment
    ]
    newest = {row.unit: row for row in sorted(rows, key=lambda row: (row.valid_at, row.seq))}
    assert store.current(Evacuation, as_of=moment, unit=unit) == [
        newest[key] for key in sorted(newest)
    ]


@once
@given(batches, moments, moments)
def test_the_figures_of_an_hour_as_known_later(store, given, moment, known):
    """The two bounds are two: what is true for the cut-off, and what had arrived by the minute of the report."""
    rows = [row for row in told(store, given) if row.valid_at <= moment and row.known_at <= known]
    newest = {row.unit: row for row in sorted(rows, key=lambda row: (row.valid_at, row.seq))}
    with store.reading(known=known) as reader:
        assert reader.current(Evacuation, as_of=moment) == [newest[key] for key in sorted(newest)]


@once
@given(batches, moments, moments, moments)
def test_the_history_until_a_moment_holds_what_is_true_for_it_oldest_first(
    store, given, moment, since, until
):
    rows = [row for row in told(store, given) if row.known_at <= moment and since <= row.valid_at]
    rows.sort(key=lambda row: (row.valid_at, row.seq))
    span = {"as_of": moment, "since": since}
    reached = [row for row in rows if row.valid_at <= until]
    assert store.history(Evacuation, **span, until=until) == reached
    earlier = [row for row in rows if row.valid_at < until]
    assert store.history(Evacuation, **span, before=until) == earlier


@once
@given(batches, st.integers(0, 5))
def test_how_far_a_commit_reaches_back_is_the_earliest_that_came_after_it(store, given, version):
    before = store.version()
    rows = told(store, given)
    later = [row.known_at for row in rows if row.seq > before + version]
    if version <= len(rows):
        assert store.added_since(before + version) == (before + len(rows), min(later, default=None))

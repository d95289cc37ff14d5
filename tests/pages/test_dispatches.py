"""The dispatches on screen: a county asks, the officer's button beside the row sends, the county's says that it arrived."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.supplies import SupplyState, holdings
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import DispatchState, SupplyMove, TeamStateName
from ems_dashboard.store import open_store
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import BUSY, opened

DONGSHAN, PUMPS = "350626", "移动水泵"


@pytest.fixture
def url(tmp_path):
    """A ledger in which the depot of Zhao'an has five pumps."""
    address = f"sqlite:///{tmp_path / 'own.sqlite'}"
    at = clock.minute(clock.now()) - timedelta(days=1)
    store = open_store(address)
    rows = [
        SupplyState(
            depot="W07",
            item=PUMPS,
            move=SupplyMove.STOCK,
            quantity=5.0,
            measure="台",
            valid_at=at,
            known_at=at,
        )
    ]
    store.append(rows, moment=at, written_by="test")
    store.close()
    return address


def asked(url, state=DispatchState.REQUESTED, minutes=45, **given):
    at = clock.minute(clock.now()) - timedelta(minutes=minutes)
    row = Dispatch(
        dispatch="d1", incident=UNASSIGNED, unit=DONGSHAN, state=state, item=PUMPS, quantity=2.0, measure="台",
        purpose="西埔内涝点排水", person="东山填报员", valid_at=at, known_at=at, **given,
    )  # fmt: skip
    store = open_store(url)
    store.append([row], moment=at, written_by="dongshan")
    store.close()


def test_a_county_sees_what_it_lacks_and_asks(monkeypatch, acting, url):
    acting(Role.COUNTY, account="dongshan", name="东山填报员", unit=DONGSHAN)
    test = opened(monkeypatch, url, "means", view="dispatches")
    {box.label: box for box in test.selectbox}["需要什么"].select(PUMPS).run()
    assert "东山 需要 2 台,已有 0,缺 2" in html_of(test)
    test.button(key="ask-dispatch").click().run()
    assert "大于零的数量" in html_of(test)
    fields = {field.label: field for field in test.text_input}
    fields["数量 台"].input("2")
    fields["用在何处、做什么"].input("西埔内涝点排水")
    test.run()
    test.button(key="ask-dispatch").click().run()
    (row,) = rows_of(url, Dispatch)
    assert (row.unit, row.item, row.quantity, row.person) == (DONGSHAN, PUMPS, 2.0, "东山填报员")


def test_the_officer_sends_from_the_nearest_depot_that_has_enough(monkeypatch, acting, url):
    acting(Role.DUTY_OFFICER)
    asked(url)
    test = opened(monkeypatch, url, "means", view="dispatches")
    assert "超时 1" in html_of(test)
    chosen = test.selectbox(key="from-d1")
    assert "公里" in chosen.options[0]
    test.button(key="send-d1").click().run()
    newest = rows_of(url, Dispatch)[-1]
    assert (newest.state, newest.origin, newest.person) == (
        DispatchState.DISPATCHED,
        "W07",
        "值班员甲",
    )
    table = test.dataframe[0].value
    assert table["调度"].str.contains("值班员甲").all()


def test_the_county_says_that_it_arrived_and_the_officers_buttons_are_not_offered_to_it(
    monkeypatch, acting, url
):
    acting(Role.COUNTY, account="dongshan", name="东山填报员", unit=DONGSHAN)
    asked(url)
    asked(url, DispatchState.DISPATCHED, 20, origin="W07")
    test = opened(monkeypatch, url, "means", view="dispatches")
    keys = {button.key for button in test.button}
    assert "arrived-d1" in keys
    assert "declined-d1" not in keys
    test.button(key="arrived-d1").click().run()
    assert [row.state for row in rows_of(url, Dispatch)][-1] is DispatchState.ARRIVED


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_reader_sees_the_row_and_no_button(monkeypatch, acting, url, lang):
    acting(Role.LEADER)
    asked(url)
    test = opened(monkeypatch, url, "means", view="dispatches", lang=lang)
    assert "西埔内涝点排水" in html_of(test)
    assert not [button for button in test.button if "d1" in (button.key or "")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demonstration_has_dispatches_and_the_nearest_free_team_is_named(
    monkeypatch, acting, demo_path, lang
):
    acting(Role.LEADER)
    test = opened(
        monkeypatch, f"sqlite:///{demo_path}", "means", as_of=BUSY, view="dispatches", lang=lang
    )
    assert html_of(test).count('class="ems-run"') == 8
    table, near = (frame.value for frame in test.dataframe[:2])
    assert len(table) == 8
    distances = near.iloc[:, 3].tolist()
    assert len(distances) > 3
    assert distances == sorted(distances)


def test_in_the_demonstration_a_team_and_a_depot_are_where_their_dispatches_say(demo_store):
    rows = demo_store.history(Dispatch)
    states = {
        row.team: row.state
        for row in demo_store.current(TeamState, as_of=clock.parse("2023-09-05T06:15"))
    }
    on_site = [row.origin for row in rows if row.of_team and row.state is DispatchState.ARRIVED]
    assert on_site
    assert {states[team] for team in on_site} == {TeamStateName.ON_SITE}
    ended = holdings(demo_store.current(SupplyState, as_of=clock.parse("2023-12-01T00:00")))
    assert all(holding.dispatched == holding.returned for holding in ended)

"""What draft_values.py relies on in Streamlit: in which form a widget gives and takes its value."""

from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

from ems_dashboard import clock
from ems_dashboard.views.streamlit_internals import draft_values


def widgets():
    from datetime import datetime

    import streamlit as st

    from ems_dashboard.rules.terms import Colour

    st.session_state.setdefault("at", datetime(2023, 9, 4, 20, 24))
    st.session_state.setdefault("one", Colour.RED)
    st.session_state.setdefault("many", [Colour.RED])
    st.session_state.given = {
        "at": st.datetime_input("t", key="at", step=60),
        "one": st.selectbox("t", list(Colour), key="one", format_func=lambda c: f"word {c}"),
        "many": st.multiselect("t", list(Colour), key="many", format_func=lambda c: f"word {c}"),
    }


def given():
    test = AppTest.from_function(widgets, default_timeout=20).run()
    assert not test.exception
    return test.session_state.given


def test_a_moment_comes_without_a_zone_as_it_was_put():
    assert given()["at"].tzinfo is None
    kept = draft_values.kept_as(clock.parse("2023-09-04T20:24"))
    assert given()["at"] == draft_values.beijing_of(kept)


def test_a_choice_comes_as_the_option_itself_and_not_as_its_word():
    from ems_dashboard.rules.terms import Colour

    assert given()["one"] is Colour.RED
    assert given()["many"] == [Colour.RED]


def test_what_a_draft_keeps_is_found_among_the_options_again():
    options = [1, 2, 10]
    assert draft_values.member(draft_values.kept_as(2), options) == 2
    assert draft_values.members(draft_values.kept_as([10, 2]), options) == [2, 10]


def test_an_option_that_is_offered_no_more_is_no_choice():
    assert draft_values.member("3", [1, 2]) is None
    assert draft_values.members(["3", "1"], [1, 2]) == [1]
    assert draft_values.members("12", [1, 2]) == []


def test_a_moment_is_kept_with_its_zone():
    moment = datetime(2023, 9, 4, 12, 24, 31, tzinfo=UTC)
    kept = draft_values.kept_as(moment)
    assert draft_values.beijing_of(kept) == datetime(2023, 9, 4, 20, 24)
    assert draft_values.beijing_of("") is None


def test_names_are_a_mapping_or_a_function_and_an_option_without_one_is_itself():
    named = draft_values.naming({"a": "甲"})
    assert (named("a"), named(2)) == ("甲", "2")
    assert draft_values.naming(str.upper)("a") == "A"

"""What kept_draft.py relies on in Streamlit: what is put into the session under a name of our own
stays there from run to run, whatever widgets the page has."""

from streamlit.testing.v1 import AppTest


def kept():
    import streamlit as st

    st.session_state.setdefault("draft-1-ticket", ("ticket", None, 3))
    if "gone" in st.query_params:
        st.session_state.taken = st.session_state.pop("draft-1-ticket", None)
        st.session_state.twice = st.session_state.pop("draft-1-ticket", None)
    elif "widget" not in st.query_params:
        st.text_input("t", key="draft-1-t-title")


def test_a_ticket_stays_while_the_page_lives_and_is_taken_once():
    test = AppTest.from_function(kept, default_timeout=20).run()
    test.query_params["widget"] = "0"
    test.run()
    assert test.session_state["draft-1-ticket"] == ("ticket", None, 3)
    test.query_params["gone"] = "1"
    test.run()
    assert test.session_state.taken == ("ticket", None, 3)
    assert test.session_state.twice is None


def test_a_field_that_is_not_drawn_is_forgotten_so_that_its_draft_restores_it():
    test = AppTest.from_function(kept, default_timeout=20).run()
    test.text_input(key="draft-1-t-title").input("typed").run()
    test.query_params["widget"] = "0"
    test.run()
    assert "draft-1-t-title" not in test.session_state

"""What draft_line.py relies on in Streamlit: a component of our own, whose script answers."""

from streamlit.testing.v1 import AppTest


def opened(script):
    test = AppTest.from_function(script, default_timeout=20).run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def a_component():
    import streamlit as st

    made = st.components.v2.component(
        "contract_line", html="<i></i>", js="export default () => {}", css="", isolate_styles=False
    )
    shown = made(
        key="line",
        data={"prefix": "draft-1"},
        on_renew_change=lambda: None,
        on_given_change=lambda: None,
    )
    st.session_state.shown = (shown.renew, shown.given)
    st.session_state.within = st.session_state["line"].given


def test_a_component_answers_with_what_its_script_sets_none_before_it_did():
    state = opened(a_component).session_state
    assert state.shown == (None, None)
    assert state.within is None

"""What drafts.py relies on in Streamlit. When one of these fails after an upgrade, what somebody
typed may be lost or put over something newer: read drafts.py and drafts.js again first."""

from streamlit.testing.v1 import AppTest

from tests.views.streamlit_internals.bundle import bundled


def opened(script):
    test = AppTest.from_function(script, default_timeout=20).run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def restored():
    from datetime import datetime

    import streamlit as st

    kept = {
        "text": "甲", "area": "乙", "one": "b", "many": ["c"], "pills": ["a"], "side": "b",
        "at": datetime(2023, 9, 4, 20, 24),
    }  # fmt: skip
    if "begun" not in st.session_state:
        st.session_state.begun = True
        st.session_state.update(kept)
    options = ["a", "b", "c"]
    st.session_state.given = {
        "text": st.text_input("t", key="text"),
        "area": st.text_area("t", key="area"),
        "one": st.selectbox("t", options, index=None, key="one"),
        "many": st.multiselect("t", options, key="many"),
        "pills": st.pills("t", options, selection_mode="multi", key="pills"),
        "side": st.segmented_control("t", options, required=True, key="side"),
        "at": st.datetime_input("t", value=None, step=60, key="at"),
    }
    st.session_state.kept = kept


def test_what_is_put_into_the_session_before_a_widget_is_made_is_its_value():
    state = opened(restored).session_state
    assert state.given == state.kept


def put_too_late():
    import streamlit as st

    st.text_input("t", key="text")
    try:
        st.session_state.text = "over it"
    except st.errors.StreamlitAPIException:
        st.session_state.refused = True


def test_after_the_widget_is_made_its_value_cannot_be_put():
    assert opened(put_too_late).session_state.refused


def chosen():
    import streamlit as st

    def note(name):
        st.session_state.noted = (name, st.session_state.one, st.session_state.get("ran", 0))

    st.session_state.ran = st.session_state.get("ran", 0) + 1
    st.selectbox("t", ["a", "b"], index=None, key="one", on_change=note, args=("kind",))


def test_a_choice_calls_back_with_its_new_value_before_the_run():
    test = opened(chosen)
    test.selectbox(key="one").select("b").run()
    assert test.session_state.noted == ("kind", "b", 1)


def typed():
    import streamlit as st

    # "ignore": the script drafts.js saves what is typed, without a run of the page
    st.session_state.typed = st.text_input("t", key="text", on_change="ignore")
    st.text_area("t", key="area", on_change="ignore")


def test_what_was_typed_without_a_run_is_there_in_the_next_one():
    test = opened(typed)
    test.text_input(key="text").input("1,250").run()
    assert test.session_state.typed == "1,250"


def test_the_browser_finds_a_field_by_the_class_that_its_key_gives_it():
    assert "st-key-" in bundled()

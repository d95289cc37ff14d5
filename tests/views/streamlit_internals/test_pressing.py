"""What pressing.py relies on in Streamlit. When one of these fails after an upgrade, a press may go
unanswered or be answered twice: read pressing.py again before the version is pinned."""

from streamlit.testing.v1 import AppTest


def opened(script):
    test = AppTest.from_function(script, default_timeout=20).run()
    assert not test.exception
    return test


def a_button():
    import streamlit as st

    steps = st.session_state.setdefault("steps", [])
    steps.append("run begins")
    st.button("press", key="b", on_click=steps.append, args=("callback",))
    steps.append("run ends")


def test_the_callback_of_a_press_comes_before_the_run_that_the_press_causes():
    test = opened(a_button)
    test.session_state.steps.clear()
    test.button(key="b").click().run()
    assert test.session_state.steps == ["callback", "run begins", "run ends"]


def a_press_kept():
    from ems_dashboard.views.streamlit_internals import pressing

    pressing.begin("page", pushed=False)
    import streamlit as st

    st.session_state.same = st.session_state[pressing.KEY] is pressing.pending_press()
    st.session_state.ids = [
        *st.session_state.get("ids", []),
        id(st.session_state[pressing.KEY]),
    ]


def test_what_lies_in_the_session_is_the_thing_itself_in_every_run_and_no_copy():
    test = opened(a_press_kept).run()
    first, second = test.session_state.ids
    assert first == second
    assert test.session_state.same


def ended_early():
    import streamlit as st

    if "seen" not in st.session_state:
        st.session_state.seen = 1
        st.rerun()
    st.session_state.seen += 1


def test_rerun_leaves_the_script_at_once_and_runs_it_anew():
    assert opened(ended_early).session_state.seen == 2


def a_form():
    import streamlit as st

    steps = st.session_state.setdefault("steps", [])
    with st.form("f"):
        st.form_submit_button("send", key="s", on_click=steps.append, args=("sent",))


def test_the_button_of_a_form_takes_a_callback_with_values_as_any_other():
    test = opened(a_form)
    test.button(key="s").click().run()
    assert test.session_state.steps == ["sent"]


def an_address():
    import streamlit as st

    st.query_params.from_dict({"unit": "350602", "edit": "1"})
    st.session_state.address = st.query_params.to_dict()


def test_the_address_is_put_and_read_as_a_whole():
    assert opened(an_address).session_state.address == {"unit": "350602", "edit": "1"}


def after_an_end():
    import streamlit as st

    from ems_dashboard.views.streamlit_internals import pressing

    pressing.begin("page", pushed="pushed" in st.query_params)
    if pressing.pressed(st, "act", key="act"):
        st.session_state.answered = st.session_state.get("answered", 0) + 1
        pressing.conclude(lambda: None, "done")
    pressing.end()


def test_a_press_is_answered_once():
    test = opened(after_an_end)
    test.button(key="act").click().run()
    test.run()
    assert test.session_state.answered == 1

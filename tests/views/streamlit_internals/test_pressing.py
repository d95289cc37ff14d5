"""What pressing.py relies on in Streamlit. When one of these fails after an upgrade, a press may go
unanswered or be answered twice: read pressing.py again before the version is pinned."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ems_dashboard import clock


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


def an_act_that_leads_on():
    import streamlit as st

    from ems_dashboard.views.streamlit_internals import pressing

    pressing.begin("page", pushed=st.session_state.get("pushed", False))
    if pressing.pressed(st, "act", key="act"):
        pressing.conclude(lambda: st.query_params.from_dict({"order": "7"}))
    st.session_state.address = st.query_params.to_dict()
    pressing.end()


@pytest.mark.parametrize(
    ("pushed", "seconds_later", "onward"),
    [(False, 2, True), (False, 4, False), (True, 2, True), (True, 60, True)],
)
def test_at_the_address_that_an_act_has_left_a_push_leads_on_and_the_viewer_is_let_back_in_time(
    monkeypatch, pushed, seconds_later, onward
):
    test = opened(an_act_that_leads_on)
    test.query_params["new"] = "1"
    test.run().button(key="act").click().run()
    acted = clock.running()
    monkeypatch.setattr(clock, "running", lambda: acted + timedelta(seconds=seconds_later))
    test.query_params.clear()
    test.query_params["new"] = "1"  # the browser has not heard yet
    test.session_state.pushed = pushed
    test.run()
    assert test.session_state.address == ({"order": "7"} if onward else {"new": "1"})


def test_who_went_back_of_his_own_will_is_not_led_on_by_a_push(monkeypatch):
    test = opened(an_act_that_leads_on)
    test.query_params["new"] = "1"
    test.run().button(key="act").click().run()
    acted = clock.running()
    monkeypatch.setattr(clock, "running", lambda: acted + timedelta(seconds=4))
    for pushed in (False, True):
        test.query_params.clear()
        test.query_params["new"] = "1"
        test.session_state.pushed = pushed
        test.run()
    assert test.session_state.address == {"new": "1"}

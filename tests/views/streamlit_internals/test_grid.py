"""What grid.py relies on in Streamlit: a press in a component calls back before the run, and is
found where its key is. And that nothing of what a browser sends is believed beyond the grid's
own cells."""

import inspect

import streamlit as st
from streamlit.components.v2 import component
from streamlit.testing.v1 import AppTest

from ems_dashboard.rules.terms import Category
from ems_dashboard.views.streamlit_internals.grid import cells_of


def a_grid():
    import streamlit as st

    made = st.components.v2.component(
        "contract_grid", html="<div></div>", js="export default () => {}"
    )
    made(key="grid", data={"rows": [["350602", 3]], "asked": False}, on_check_change=lambda: None)
    st.session_state.pressed = st.session_state["grid"].check


def test_what_is_pressed_in_a_component_lies_in_the_session_under_its_key():
    test = AppTest.from_function(a_grid, default_timeout=20).run()
    assert not test.exception
    assert test.session_state.pressed is None


def test_a_component_is_made_of_markup_script_and_style_without_a_build():
    assert st.components.v2.component is component
    assert {"html", "css", "js", "isolate_styles"} <= set(inspect.signature(component).parameters)


def test_only_cells_that_the_grid_has_are_read():
    sent = {
        "cells": {
            "cell__350602__people__moved": 12,
            "cell__350602__people__secret": "1",
            "cell__350602__nobody__moved": "1",
            "350602__people__moved": "1",
        }
    }
    assert cells_of(sent) == {("350602", Category.PEOPLE): {"moved": "12"}}


def test_a_press_without_cells_is_empty_whatever_stands_there():
    assert cells_of({}) == cells_of({"cells": None}) == cells_of({"cells": "x"}) == {}

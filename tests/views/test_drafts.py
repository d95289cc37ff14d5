"""Forms as AppTest: what was typed is there again in another session, and what to do about a change underneath."""

import pytest
from streamlit.testing.v1 import AppTest

from ems_dashboard import clock
from ems_dashboard.runtime import runtime
from ems_dashboard.store.drafts import DraftKey, save_draft
from ems_dashboard.text import catalogue


def page():
    from types import SimpleNamespace

    import streamlit as st

    from ems_dashboard.rules.roles import Actor, Role
    from ems_dashboard.runtime import runtime
    from ems_dashboard.text import words
    from ems_dashboard.views.streamlit_internals import drafts

    actor = Actor(st.query_params.get("who", "jia"), "值班员", Role.DUTY_OFFICER)
    here = SimpleNamespace(actor=actor, store=runtime().store, words=words("zh"))
    base = int(st.query_params.get("base", "1"))
    form = drafts.open(here, "order", "D1", {"title": f"标题{base}", "moved": 1200}, base=base)
    form.text("title", "title")
    form.whole("moved", "moved")
    form.choose("kind", "kind", ["a", "b"], {"a": "甲", "b": "乙"})
    form.choose_many("units", "units", ["a", "b", "c"])
    form.moment("due", "due")
    if st.button("send"):
        form.clear()
        st.rerun()
    st.session_state.found = dict(form.values)
    st.session_state.others = [other.name for other in form.others]


@pytest.fixture
def opened(monkeypatch, tmp_path):
    monkeypatch.setenv("EMS_DATABASE_URL", f"sqlite:///{tmp_path / 'ems.sqlite'}")

    def start(**address) -> AppTest:
        test = AppTest.from_function(page, default_timeout=30)
        for name, value in address.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, [error.value for error in test.exception]
        return test

    return start


def said(test) -> str:
    return " ".join(
        getattr(element.proto, "body", "") for element in test.main if hasattr(element, "proto")
    )


def type_into(test, name, text):
    """As /drafts does it, where no browser is."""
    now = clock.now()
    given = {"name": "值班员", "moment": now, "issued": now, "base": 1}
    runtime().store.write(
        lambda c: save_draft(c, DraftKey("jia", "order", "D1"), {name: text}, **given)
    )


def test_what_was_typed_and_chosen_is_there_in_a_new_session(opened):
    first = opened()
    first.selectbox[0].select("b").run()
    first.multiselect[0].select("c").run()
    type_into(first, "moved", "1,250")
    found = opened().session_state.found
    assert (found["title"], found["moved"], found["kind"], found["units"]) == (
        "标题1",
        1250,
        "b",
        ["c"],
    )


def test_a_draft_is_its_writers_alone_but_others_are_told_of_him(opened):
    type_into(opened(), "title", "我的")
    other = opened(who="yi").session_state
    assert other.found["title"] == "标题1"
    assert other.others == ["值班员"]


def test_what_cannot_be_read_is_named_beneath_its_field(opened):
    type_into(opened(), "moved", "十二x")
    again = opened()
    assert again.session_state.found["moved"] is None
    assert "十二x" in said(again)


def test_a_form_that_was_handed_in_is_fresh(opened):
    type_into(opened(), "title", "我的")
    again = opened()
    again.button[0].click().run()
    assert again.session_state.found["title"] == "标题1"
    assert opened().session_state.found["title"] == "标题1"


def test_a_fact_that_moved_on_stands_beside_what_was_typed(opened):
    type_into(opened(), "title", "我的")
    moved_on = opened(base="2")
    assert moved_on.session_state.found["title"] == "我的"
    assert catalogue()["drafts.stands"]["zh"].format(value="标题2") in said(moved_on)
    moved_on.button[0].click().run()  # keeps what was typed
    kept = opened(base="2")
    assert kept.session_state.found["title"] == "我的"
    assert catalogue()["drafts.changed"]["zh"] not in said(kept)
    opened(base="3").button[1].click().run()  # takes what stands
    assert opened(base="3").session_state.found["title"] == "标题3"


def test_a_new_default_is_taken_where_nobody_typed(opened):
    test = opened()
    test.query_params["base"] = "2"
    assert test.run().session_state.found["title"] == "标题2"


def test_a_run_that_nobody_asked_for_leaves_every_field_to_who_is_typing(opened):
    """What a run sets anew overwrites in the browser what was typed or chosen while that run was on its way."""
    test = opened()
    test.run()
    fields = [*test.text_input, *test.selectbox, *test.multiselect]
    assert len(fields) == 4
    assert [field.label for field in fields if field.proto.set_value] == []
    test.query_params["base"] = "2"
    assert test.run().text_input[0].value == "标题2", "nobody typed: the newer default is shown"
    assert test.text_input[0].proto.set_value

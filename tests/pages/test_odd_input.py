"""What nobody expects to be typed, into every field of every form at once: no page falls over, and what
is kept has no sign that nobody can see."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard, OrderKind, OrderState
from ems_dashboard.rules.typed import clean
from ems_dashboard.store import open_store
from tests.builders import CASE, DONGSHAN, incident, response
from tests.pages.test_screens import opened

ODD = {
    "control": "坏\x0b字\x00\u2028行\u202e反\ufeff",
    "formula": "=cmd|'/c calc'!A1\t@SUM(1)",
    "markup": "<script>alert(1)</script>{{7*191}}${1}`",
    "number": "-12,5万",
    "hour": "25:61",
    "emoji": "👨‍👩‍👧‍👦😀",
    "long": "长" * 4000,
}
FORMS = {
    "responses": {},
    "orders": {"new": "1"},
    "consultations": {},
    "log": {},
    "handover": {},
    "intake warnings": {"view": "warnings"},
    "intake storms": {"view": "storms"},
    "intake rain": {"view": "rain"},
    "intake impacts": {"view": "impacts"},
    "intake messages": {"view": "messages"},
    "means shelters": {"view": "shelters"},
    "means dispatches": {"view": "dispatches"},
    "vessels": {},
    "measures": {},
    "contacts": {},
    "accounts": {},
    "review": {},
}
HARMLESS = ("下载", "删", "清", "停用", "撤")
"""What takes away or gives away is no form that is handed in."""


@pytest.fixture
def url(own):
    began = clock.minute(clock.now()) - timedelta(hours=5)
    order = Order(
        order="o1", incident=CASE, kind=OrderKind.MOBILISATION, serial=1, title="关于做好防御工作的指令",
        units=(DONGSHAN,), state=OrderState.ISSUED, valid_at=began, known_at=began,
    )  # fmt: skip
    return own(incident(began_at=began), response(hazard=Hazard.TYPHOON, valid_at=began), order)


def contents(url):
    """Every fact's own fields, and how many there are."""
    store = open_store(url)
    rows = [asdict(row) for kind in KINDS.values() for row in store.history(kind)]
    store.close()
    return rows


def texts_of(row):
    for value in row.values():
        yield from (
            part
            for part in (value if isinstance(value, tuple) else [value])
            if isinstance(part, str)
        )


def type_everywhere(page, text):
    typed = [*page.text_input, *page.text_area]
    for box in typed:
        if not box.disabled:
            box.set_value(text)
    return len(typed)


def handing_in(page):
    return [
        button.key
        for button in page.button
        if not button.disabled and not button.label.startswith(HARMLESS)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_falls_over_and_nothing_unprintable_is_kept(monkeypatch, acting, url, form):
    acting(Role.ADMINISTRATOR if form == "accounts" else Role.DUTY_OFFICER)
    name = form.split()[0]
    page = opened(monkeypatch, url, name, **FORMS[form])
    fields = 0
    for what, text in ODD.items():
        fields += type_everywhere(page, text)
        page.run()
        for key in handing_in(page):
            button = next((each for each in page.button if each.key == key), None)
            if button is None or button.disabled:
                continue
            button.click()
            page.run()
            assert not page.exception, (form, what, key, [e.value for e in page.exception])
    assert fields, "a form has fields"
    for row in contents(url):
        for text in texts_of(row):
            assert clean(text) == text, (form, row)

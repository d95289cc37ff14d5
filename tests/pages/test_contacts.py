"""The page of contacts: numbers for whoever calls, masked for the rest; and no number on any other
page, on the wall, or in a file that nobody asked numbers of."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.roles import Role, may
from ems_dashboard.views.frame.frame import page_files
from tests import builders as make
from tests.builders import DONGSHAN, ZHANGPU
from tests.pages.conftest import html_of, rows_of
from tests.pages.test_screens import opened, said

NUMBER, ADDRESS = "000-0000-0421", "mail:secret@example.org"
DUTY = (Role.DUTY_OFFICER, "duty1", "值班员甲", "")


def contact(unit=DONGSHAN, **more):
    at = clock.minute(clock.now()) - timedelta(hours=1)
    said = {"name": "值班员乙", "telephones": (NUMBER,), "addresses": (ADDRESS,)} | more
    return Contact(contact=f"c-{unit}", unit=unit, valid_at=at, known_at=at, **said)


@pytest.fixture
def url(own):
    began = clock.minute(clock.now()) - timedelta(hours=6)
    return own(make.incident(began_at=began), make.response(valid_at=began), contact())


def test_the_duty_officer_calls_from_the_list(monkeypatch, acting, url):
    acting(*DUTY)
    html = html_of(opened(monkeypatch, url, "contacts"))
    assert f'href="tel:{NUMBER}"' in html
    assert "值班员乙" in html


def test_a_guest_of_the_demonstration_sees_the_number_masked(monkeypatch, acting, url):
    acting(Role.GUEST, "", "", "")
    page = opened(monkeypatch, url, "contacts")
    assert "000-****-**21" in html_of(page)
    assert NUMBER not in said(page)
    assert "secret" not in said(page)


def test_another_county_is_not_told_who_it_is(monkeypatch, acting, url):
    acting(Role.COUNTY, ZHANGPU, "漳浦填报人", ZHANGPU)
    assert "值班员乙" not in html_of(opened(monkeypatch, url, "contacts"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STRANGER])
def test_no_other_page_tells_a_number(monkeypatch, acting, url, role):
    acting(role, "x", "某", DONGSHAN if role is Role.COUNTY else "")
    for page in page_files():
        if page not in ("contacts", "calls") and may(role, f"read:{page}"):
            shown = said(opened(monkeypatch, url, page))
            assert NUMBER not in shown, page
            assert "secret@" not in shown, page


def test_a_file_holds_no_number_until_they_are_asked_for(monkeypatch, acting, url):
    offered = {}
    monkeypatch.setattr(
        "ems_dashboard.views.frame.downloads.file",
        lambda place, label, make, name, mime=None, **more: offered.__setitem__(name, make),
    )
    acting(*DUTY)
    page = opened(monkeypatch, url, "contacts")
    (csv,) = (make() for name, make in offered.items() if name.endswith(".csv"))
    assert NUMBER.encode() not in csv
    assert "值班员乙".encode() in csv
    page.checkbox(key="contacts-numbers").check().run()
    (csv,) = (make() for name, make in offered.items() if name.endswith(".csv"))
    assert NUMBER.encode() in csv


def test_a_list_is_pasted_and_taken_in(monkeypatch, acting, own):
    url = own()
    acting(*DUTY)
    page = opened(monkeypatch, url, "contacts")
    area = next(each for each in page.text_area if "lines" in each.key)
    area.input("东山县\t1\t值班室\t值班员甲\t000-0000-0001\n东山县\t2\t\t值班员乙\t12").run()
    assert "第 2 行" in html_of(page)
    assert page.button(key="contacts-take").disabled
    area = next(each for each in page.text_area if "lines" in each.key)
    area.input("东山县\t1\t值班室\t值班员甲\t000-0000-0001\n东山县\t2\t\t值班员乙\t66001").run()
    page.button(key="contacts-take").click().run()
    assert [row.name for row in rows_of(url, Contact)] == ["值班员甲", "值班员乙"]

"""Who may not open a page is told which, keeps the bar and is shown the way to their own."""

import pytest

from ems_dashboard.rules.roles import Role
from ems_dashboard.views.frame.bar import STEP
from tests.pages.test_screens import opened, said


@pytest.mark.parametrize(
    ("role", "page", "name", "home"),
    [
        (Role.ADMINISTRATOR, "orders", "指令", "/accounts"),
        (Role.COUNTY, "log", "值班日志", "/entry"),
    ],
)
def test_the_way_out_of_a_page_that_is_not_for_the_viewer(
    monkeypatch, acting, tmp_path, role, page, name, home
):
    acting(role, "somebody", "某", "350626" if role is Role.COUNTY else "")
    shown = said(opened(monkeypatch, f"sqlite:///{tmp_path / 'own.sqlite'}", page))
    assert f"您的账号不能查看“{name}”" in shown
    assert f'href=\\"{home}\\"' in shown or f'href="{home}"' in shown


def test_the_language_is_changed_on_a_page_that_is_not_for_the_viewer(
    monkeypatch, acting, tmp_path
):
    acting(Role.COUNTY, "somebody", "某", "350626")
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    page = opened(monkeypatch, url, "log")
    assert "您的账号不能查看" in said(page)
    page.session_state[STEP] = {"lang": "en"}
    page.run()
    assert not page.exception
    assert page.query_params["lang"] == "en"
    assert "您的账号不能查看" not in said(page)
    assert "log" in said(page).lower()

"""The overview of each level: empty, in the middle of a typhoon, in English; every block is of the level in the address."""

import pytest

from ems_dashboard.rules.roles import Role
from ems_dashboard.text import catalogue
from tests.pages.conftest import html_of
from tests.pages.test_screens import BUSY, opened

ZHANGPU, PINGHE, JIUZHEN, OF_PINGHE = "350623", "350628", "350623101", "350628100"
LEVELS = [ZHANGPU, PINGHE, "3506Z1", JIUZHEN, OF_PINGHE, "D03", "D11"]


@pytest.fixture
def empty_url(tmp_path):
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.mark.parametrize("unit", LEVELS)
def test_a_level_stands_with_nothing_in_the_ledger(monkeypatch, acting, empty_url, unit):
    acting(Role.DUTY_OFFICER)
    opened(monkeypatch, empty_url, "overview", unit=unit)


@pytest.mark.parametrize("unit", LEVELS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_level_stands_in_the_middle_of_a_typhoon(monkeypatch, acting, demo_path, unit, lang):
    acting(Role.DUTY_OFFICER)
    url = f"sqlite:///{demo_path}"
    html = html_of(opened(monkeypatch, url, "overview", unit=unit, as_of=BUSY, lang=lang))
    assert 'class="crumb"' in html
    assert "62,260" not in html, "the city's figure has no place below the city"


def test_the_crumb_leads_back_up(monkeypatch, demo_path):
    url = f"sqlite:///{demo_path}"
    html = html_of(opened(monkeypatch, url, "overview", unit=JIUZHEN, as_of=BUSY))
    crumb = html[html.index('class="crumb"') : html.index("</nav>")]
    places = [crumb.index(name) for name in ("漳州市", "漳浦县", "旧镇镇")]
    assert places == sorted(places)
    assert f"unit={ZHANGPU}" in crumb
    assert f"unit={JIUZHEN}" not in crumb


@pytest.mark.parametrize("unit", ["359999", "350623999", "D99", "<b>"])
@pytest.mark.parametrize("page", ["overview", "evacuation"])
def test_a_level_that_the_city_does_not_know_is_said_so_with_a_way_back(
    monkeypatch, empty_url, acting, page, unit
):
    acting(Role.DUTY_OFFICER)
    html = html_of(opened(monkeypatch, empty_url, page, unit=unit))
    first = catalogue()["scope.unknown"]["zh"].split("{")[0]
    assert first in html
    assert 'href="/overview' in html
    assert "<b>”" not in html


def test_a_county_shows_its_own_figures_and_not_the_citys(monkeypatch, demo_path):
    url = f"sqlite:///{demo_path}"
    of_city = html_of(opened(monkeypatch, url, "overview", as_of=BUSY))
    of_county = html_of(opened(monkeypatch, url, "overview", unit=PINGHE, as_of=BUSY))
    assert "62,260" in of_city
    for township in ("小溪镇", "山格镇"):
        assert township in of_county
        assert township not in of_city


def test_a_county_whose_townships_do_not_report_apart_has_none_that_is_missing(
    monkeypatch, demo_path
):
    url = f"sqlite:///{demo_path}"
    html = html_of(opened(monkeypatch, url, "overview", unit=ZHANGPU, as_of=BUSY))
    assert "各乡镇未单独上报" in html
    townships = html[html.index("漳浦县各乡镇") : html.index("各乡镇未单独上报")]
    assert townships.count("未分报") > 20
    assert "未报<" not in townships

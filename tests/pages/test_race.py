"""The pages of a storm and of the race, pressed as a viewer presses them."""

import pytest

from ems_dashboard import clock
from ems_dashboard.views.storms.storm_map import CHOSEN
from tests.pages.test_screens import BUSY, opened, said


def test_the_map_goes_back_to_any_past_bulletin(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY)
    assert "23.5°N 118.8°E" in said(page)
    page.session_state[CHOSEN] = clock.iso(clock.parse("2023-08-28T08:20"))
    page.run()
    assert not page.exception
    assert "23.5°N 118.8°E" not in said(page)
    assert "18.4°N 142.9°E" in said(page)


def test_a_bulletin_that_is_not_known_yet_is_not_shown(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY)
    page.session_state[CHOSEN] = clock.iso(clock.parse("2023-09-05T08:20"))
    page.run()
    assert "23.5°N 118.8°E" in said(page)


def test_another_storm_can_be_looked_at(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY)
    page.selectbox[0].set_value("2305").run()
    assert not page.exception
    assert "晋江市" in said(page)


def test_an_earlier_storm_and_a_category_can_be_chosen(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=BUSY)
    assert "赶不上 20:00" in said(page)
    earlier = next(box for box in page.selectbox if box.key == "earlier")
    earlier.set_value(next(option for option in earlier.options if "杜苏芮" in option)).run()
    assert not page.exception
    assert "第5号台风“杜苏芮”" in said(page)


@pytest.mark.parametrize(
    "moment", ["2023-07-26T20:00", BUSY, "2023-09-05T05:00", "2023-07-25T08:00"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_says_a_verb_and_no_decimals_of_an_hour(monkeypatch, demo_path, moment, lang):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=moment, lang=lang)
    verbs = page.dataframe[0].value.iloc[:, 2]
    assert len(verbs)
    assert verbs.map(bool).all()
    assert not verbs.str.contains(r"\d\.\d|−|None").any(), set(verbs)


def test_the_axis_says_now_when_the_wind_comes_and_how_sure_that_is(monkeypatch, demo_path):
    text = said(opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of="2023-07-26T20:00"))
    assert "现在 20:00" in text
    assert "5/5 家预计影响,历史" in text
    assert "令 07-27 18:00" in text
    assert "尚未用本指挥部真实上报校准" in text


def test_in_english_too(monkeypatch, demo_path):
    page = opened(
        monkeypatch, f"sqlite:///{demo_path}", "race", as_of="2023-07-26T20:00", lang="en"
    )
    assert "5/5 agencies, in the past" in said(page)
    assert "will be in force-10 wind" in said(page)


def test_a_county_s_race_is_its_own(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=BUSY, unit="350626")
    assert set(page.dataframe[0].value.iloc[:, 0]) == {"东山县"}


def test_with_nothing_in_the_ledger_the_page_says_that_no_deadline_can_be_told(
    monkeypatch, acting, tmp_path
):
    acting()
    page = opened(monkeypatch, f"sqlite:///{tmp_path / 'empty.sqlite'}", "race")
    assert "未收到台风定位" in said(page)
    assert "rx-axis" not in said(page)


def banner(page):
    return said(page).split("▲ 抢时间")[1].split("</div>")[0]


def test_the_banner_names_the_many_who_are_late_before_six_who_are_back(monkeypatch, demo_path):
    text = banner(opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY))
    assert text.index("诏安 2,645 人赶不上") < text.index("漳浦 1,949 人赶不上")
    assert text.index("漳浦 1,949 人赶不上") < text.index("另:东山县渔排劳动力有 6 人")
    assert "县级未确认" in text, "who has not reported is named"


def test_a_county_s_banner_is_its_own(monkeypatch, demo_path):
    text = banner(
        opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY, unit="350626")
    )
    assert "东山 277 人赶不上" in text
    assert "诏安" not in text


@pytest.mark.parametrize(
    ("lang", "helped", "nearest"), [("zh", "再派", "最近可派"), ("en", "vehicles", "nearest free")]
)
def test_beside_what_would_help_stands_who_is_nearest_and_free(
    monkeypatch, demo_path, lang, helped, nearest
):
    moment = "2023-07-26T20:00"
    text = said(opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=moment, lang=lang))
    assert helped in text
    assert nearest in text
    overview = opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=moment, lang=lang)
    assert nearest not in said(overview), "there is no room on the card"

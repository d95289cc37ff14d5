"""The page of the after-action review."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.reports.review_measures import UNMEASURED, measured
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard, LessonState
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.views.charts import review_figure
from tests.pages.test_desk import labels, press
from tests.pages.test_screens import opened, said
from tests.situation.test_review import CITY, of


@pytest.fixture
def quiet(tmp_path):
    """(url, store) of a rain that is over and left nothing but a lesson."""
    url = f"sqlite:///{tmp_path / 'quiet.sqlite'}"
    store, now = open_store(url), clock.now()
    began = now - timedelta(days=2)
    rain = {"incident": "R1", "hazard": Hazard.RAINSTORM, "name": "第1场暴雨", "began_at": began}
    over = Incident(**rain, valid_at=now - timedelta(days=1), ended_at=now - timedelta(days=1))
    learnt = {
        "incident": "R1",
        "matter": "泵站提前试机",
        "owner": "350602",
        "deadline": now + timedelta(days=9),
    }
    store.append(
        [
            Incident(**rain, valid_at=began),
            over,
            Lesson(lesson="L1", **learnt, valid_at=over.valid_at),
        ],
        moment=now,
    )
    yield url, store
    store.close()


def test_the_measures_of_an_incident_lead_to_their_rows(monkeypatch, acting, demo_path, demo_store):
    acting(Role.LEADER)
    shown = said(opened(monkeypatch, f"sqlite:///{demo_path}", "review", incident="2023-TY2311"))
    for measure in measured(of(demo_store, "2023-TY2311"), CITY, words("zh")):
        assert measure.value != UNMEASURED
        assert all(
            text in shown for text in (measure.title, measure.value, measure.said, measure.basis)
        )
    assert "as_of=2023-09-07T17:59" in shown
    assert "/orders?" in shown


def test_what_cannot_be_told_says_so(monkeypatch, acting, quiet):
    acting(Role.LEADER)
    page = opened(monkeypatch, quiet[0], "review")
    for text in (
        "市级没有启动或升级响应",
        "未达到 Ⅱ 级",
        "没有发出指令",
        "不是台风事件",
        "没有应报的动态报告",
    ):
        assert text in said(page)
    assert not page.button
    assert not page.text_area


def test_a_lesson_is_done_by_a_press_and_a_new_one_wants_all_three_fields(
    monkeypatch, acting, quiet
):
    url, store = quiet
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, url, "review")
    press(page, "已落实")
    assert [row.state for row in store.current(Lesson, as_of=clock.now())] == [LessonState.DONE]
    assert labels(page).count("已落实") == 0
    assert "写明要改进什么" in said(press(page, "登记 1 条经验教训"))
    page.text_area[0].set_value("排涝设备前置").run()
    assert "从名单中选择落实单位" in said(press(page, "登记 1 条经验教训"))


def test_nothing_is_written_from_the_past(monkeypatch, acting, demo_path):
    acting(Role.DUTY_OFFICER)
    page = opened(
        monkeypatch,
        f"sqlite:///{demo_path}",
        "review",
        incident="2023-TY2311",
        as_of="2023-09-04T20:24",
    )
    assert not page.text_area
    assert "进行中" in said(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_holds_no_facts_has_words_and_no_axis(demo_store, lang):
    word = words(lang)
    figure, empty = review_figure.course(of(demo_store, "2023-R01"), CITY, word)
    titles = " ".join(note.text for note in figure.layout.annotations)
    for subject in ("storm", "vessels", "shelters"):
        assert (word(f"review.row.{subject}"), word(f"review.row.{subject}_none")) in empty
        assert word(f"review.row.{subject}") not in titles
    _, none = review_figure.course(of(demo_store, "2023-TY2311"), CITY, word)
    assert none == ()


def test_open_shelters_with_nobody_in_them_have_no_scale_of_people(demo_store):
    found = of(demo_store, "2023-TY2311", clock.parse("2023-09-03T20:00"))
    assert max(people for _, people, _ in found.shelters) == 0
    figure, _ = review_figure.course(found, CITY, words("zh"))
    assert figure.get_subplot(9, 1).yaxis.showticklabels is False
    assert any(note.text.startswith("0 人 · ") for note in figure.layout.annotations)


def test_wind_and_distance_stand_each_on_a_visible_axis_with_its_unit(demo_store):
    figure, _ = review_figure.course(of(demo_store, "2023-TY2311"), CITY, words("zh"))
    axes = {axis.ticksuffix: axis for axis in figure.select_yaxes() if axis.ticksuffix}
    assert set(axes) == {" m/s", " km"}
    assert all(
        axis.visible is not False and axis.overlaying is None for axis in figure.select_yaxes()
    )
    drawn = {
        unit: [t for t in figure.data if t.hovertemplate and f"{unit}<extra>" in t.hovertemplate]
        for unit in axes
    }
    (wind,), (away,) = drawn[" m/s"], drawn[" km"]
    assert wind.yaxis != away.yaxis
    assert max(ms for ms in wind.y if ms is not None) < 100 < max(away.y)

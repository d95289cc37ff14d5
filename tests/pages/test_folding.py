"""A long list is folded and says how much is folded; nothing of it is lost, and the file beside it holds everything."""

import re
from datetime import timedelta

from ems_dashboard import clock
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import LogCategory
from ems_dashboard.views.frame.folding import AT_ONCE, LISTED, shortened
from tests.pages.conftest import html_of
from tests.pages.test_screens import opened

MIDNIGHT = clock.beijing(clock.now()).replace(
    hour=0, minute=0, second=0, microsecond=0
) - timedelta(days=2)


class Words:
    lang = "zh"
    words = staticmethod(lambda key, **said: f"{key} {said}")


def entries(first, n, name):
    """`n` entries of as many minutes."""
    moments = [first + timedelta(minutes=minute) for minute in range(n)]
    return [LogEntry(incident="i", category=LogCategory.NOTE, entry=f"{name}{at:%d%H%M}", text=f"{name}{number:03}", valid_at=at, known_at=at)
            for number, at in enumerate(moments)]  # fmt: skip


def shown(monkeypatch, acting, own, *facts):
    acting(Role.DUTY_OFFICER)
    asked = (MIDNIGHT + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    return html_of(opened(monkeypatch, own(*facts), "log", as_of=asked))


def folds(html):
    """Each fold: what its line says, and what lies in it."""
    return re.findall(
        r'<details class="ems-fold"><summary>(.*?)</summary>(.*?)</details>', html, re.S
    )


def test_an_earlier_day_is_one_line_with_its_count_and_holds_every_row(monkeypatch, acting, own):
    today, before = entries(MIDNIGHT, 5, "今"), entries(MIDNIGHT - timedelta(hours=3), 30, "昨")
    html = shown(monkeypatch, acting, own, *today, *before)
    ((title, folded),) = folds(html)
    day = f"{MIDNIGHT - timedelta(days=1):%m-%d}"
    assert f"{day} · 30 条" in title
    assert "值班记录 30" in title
    assert all(row.text in folded for row in before)
    open_part = html.replace(folded, "")
    assert all(row.text in open_part for row in today)
    assert not any(row.text in open_part for row in before)


def test_of_a_busy_day_the_newest_lines_are_open_and_the_rest_is_counted(monkeypatch, acting, own):
    today = entries(MIDNIGHT, AT_ONCE + 7, "今")
    html = shown(monkeypatch, acting, own, *today)
    ((title, folded),) = folds(html)
    assert "当日更早 7 条" in title
    assert [row.text in folded for row in today] == [True] * 7 + [False] * AT_ONCE
    assert all(row.text in html for row in today)


def test_where_nothing_came_in_today_the_newest_day_is_open(monkeypatch, acting, own):
    html = shown(monkeypatch, acting, own, *entries(MIDNIGHT - timedelta(hours=3), 5, "昨"))
    assert folds(html) == []
    assert "昨004" in html


def test_a_list_is_folded_after_its_first_lines_and_a_short_one_is_not():
    listed = "".join
    assert shortened(Words, ["a"] * LISTED, listed) == "a" * LISTED
    said = shortened(Words, [f"<i>{n}</i>" for n in range(LISTED + 3)], listed)
    ((title, folded),) = folds(said)
    assert "'n': 3" in title.replace("&#39;", "'")
    assert folded.count("<i>") == 3
    assert said.count("<i>") == LISTED + 3

"""The pages of warnings, evacuation, groups and the season: filters, what a number leads to, where figures are from."""

import re
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from ems_dashboard.reports.workbook import as_csv
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Colour, Level
from ems_dashboard.text import words
from ems_dashboard.views.frame import downloads
from tests.pages.test_screens import BUSY, opened, said
from tests.situation.rows import CITY

word = words("zh")
TITLE = {"cadres": "cadres", "messages": "sent"}
SEASON_END = "2023-12-08T00:00"


def column(name: str) -> str:
    return word(f"screens.table.{name}")


def numbers(test) -> dict[str, tuple[str, int | str]]:
    """What each number of the season's page leads to, and the number."""
    found = re.findall(
        r'data-figure="(\w+)" href="([^"]+)".*?<b>([^<]+)</b>',
        "".join(b.proto.body for b in test.get("html")),
    )
    return {key: (href.replace("&amp;", "&"), number) for key, href, number in found}


def shown(test, key: str) -> pd.DataFrame:
    return test.dataframe[1 if key == "cadres" else 0].value


@pytest.mark.parametrize("role", [Role.GUEST, Role.DUTY_OFFICER])
def test_each_number_of_the_season_leads_to_its_very_rows(monkeypatch, acting, demo_path, role):
    acting(role)
    url = f"sqlite:///{demo_path}"
    found = numbers(opened(monkeypatch, url, "season", as_of=SEASON_END, unit="350626"))
    assert len(found) == 16
    for key, (href, number) in found.items():
        address = urlsplit(href)
        query = dict(parse_qsl(address.query))
        assert query["as_of"] == SEASON_END
        assert "unit" not in query  # the number is the whole city's
        test = opened(monkeypatch, url, address.path.strip("/"), **query)
        table = shown(test, key)
        if key in {"cadres", "messages", *CITY.plan.reported}:
            assert f"{table[column(TITLE.get(key, 'moved'))].sum():,}" == number, key
        elif key.endswith("_highest"):
            assert set(table[column("level")]) == {number}, key
        else:
            assert f"{len(table):,}" == number, key
        active = {box.value for box in test.selectbox} | (
            {"rows"} if "ems-chosen" in said(test) else set()
        )
        assert active & {"2023", "rows"}, key
        assert active >= set(query.values()) - {SEASON_END, "zh", "2023", query.get("rows")}, key


def test_rows_that_nobody_asks_of_this_page_are_not_shown(monkeypatch, demo_path):
    test = opened(
        monkeypatch, f"sqlite:///{demo_path}", "season", as_of=BUSY, rows="orders", year="twenty"
    )
    assert len(numbers(test)) == 16


def test_the_groups_are_filtered_by_unit_kind_state_and_time(monkeypatch, demo_path):
    def table(**chosen):
        return (
            opened(monkeypatch, f"sqlite:///{demo_path}", "groups", as_of=BUSY, **chosen)
            .dataframe[0]
            .value
        )

    everybody = table()
    assert len(everybody) == 26
    assert len(table(kind="defence")) == 10
    assert set(table(unit="350624")[column("unit")]) == {"诏安县"}
    assert len(table(kind="leader", state="arrived")) == 16
    assert len(table(kind="defence", state="not_applicable")) == 10
    recent = table(period="24h")
    assert len(recent) > 16  # who departed and arrived: each state is a row
    assert (recent[column("valid_at")] > "2023-09-03 20:24").all()
    assert len(table(period="2023")) > len(recent)


@pytest.mark.parametrize("page", ["warnings", "evacuation", "groups"])
def test_the_file_is_what_is_on_the_screen(monkeypatch, demo_path, page):
    offered = []
    monkeypatch.setattr(downloads, "offer", lambda table, here, name: offered.append(table))
    test = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY, unit="350624")
    assert offered
    for table, on_screen in zip(offered[-len(test.dataframe) :], test.dataframe, strict=True):
        assert len(table)
        assert as_csv(table) == as_csv(on_screen.value)


@pytest.mark.parametrize("page", ["warnings", "evacuation", "groups", "season"])
def test_every_row_says_for_when_it_is_true_when_it_was_known_how_old_it_is_and_where_it_is_from(
    monkeypatch, demo_path, page
):
    table = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY).dataframe[0].value
    names = ["issued_at" if page == "warnings" else "valid_at", "age", "known_at", "source"]
    told = table[[column(name) for name in names]].head(16)
    assert (told != "").all(axis=None)
    assert all(source.startswith(("示例", "公开报道")) for source in told[column("source")])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_colour_of_a_warning_is_seen_and_said(monkeypatch, demo_path, lang):
    element = opened(
        monkeypatch, f"sqlite:///{demo_path}", "warnings", as_of=BUSY, lang=lang
    ).dataframe[0]
    said, styles = (
        element.value[words(lang)("screens.table.colour")],
        element.proto.arrow_data.styler.styles,
    )
    for level, colour, ground in zip(
        Level, Colour, ("#b3261e", "#b8501c", "#f2c94c", "#1f5f93"), strict=True
    ):
        name = words(lang)(f"terms.colour.{colour}")
        rows = [n for n, word_of in enumerate(said) if word_of == name]
        assert rows
        rows += [
            n
            for n, word_of in enumerate(said)
            if word_of == words(lang)("screens.table.of_level", level=level)
        ]
        assert all(f"_row{n}_col0" in styles for n in rows)
        assert ground in styles
    assert any("Ⅱ" in word_of for word_of in said), "a warning by level bears its level"
    assert all(said)


def test_all_reports_have_the_columns_of_the_stages(monkeypatch, demo_path):
    after = opened(
        monkeypatch, f"sqlite:///{demo_path}", "evacuation", as_of="2023-05-28T20:30", period="all"
    )
    table = after.dataframe[0].value
    stages = [column(name) for name in ("sheltered", "dispersed", "checked", "cleared")]
    assert table[stages].notna().any().all()


@pytest.mark.parametrize("page", ["overview", "warnings", "evacuation"])
def test_a_chart_without_anything_on_it_says_so_in_words(monkeypatch, acting, tmp_path, page):
    acting()
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    for lang in ("zh", "en"):
        test = opened(monkeypatch, url, page, lang=lang)
        assert "ems_chart" not in said(test)
        assert words(lang)(
            "charts.no_evacuation" if page == "evacuation" else "charts.no_warnings"
        ) in said(test)


def test_a_chart_with_something_on_it_is_drawn(monkeypatch, demo_path):
    assert "ems_chart" in said(
        opened(monkeypatch, f"sqlite:///{demo_path}", "evacuation", as_of=BUSY)
    )


def test_the_header_says_what_is_due_next(monkeypatch, demo_path):
    head = next(b.proto.body for b in opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY).get("html")
                if "c-head" in b.proto.body)  # fmt: skip
    assert re.search(r'c-next soon"><b>20:30</b> 会商', head)


def test_a_quiet_day_shows_the_warnings_and_what_came_last(monkeypatch, demo_path):
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of="2023-07-10T09:00")
    text = said(test)
    assert word("screens.quiet.came_last", year=2023) in text
    assert (
        word("screens.overview.people_out") not in text
    )  # nobody is to be moved: no rows of dashes
    links = re.findall(r"as_of=(2023-0\d-\d\dT\d\d:\d\d)", text)
    assert links
    assert max(links) <= "2023-07-10T09:00"  # nothing of what is still to come


def test_a_quiet_day_of_evacuation_shows_the_year_instead_of_empty_charts(monkeypatch, demo_path):
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "evacuation", as_of="2023-07-10T09:00")
    text = said(test)
    for key in ("screens.quiet.came_last", "screens.quiet.year"):
        assert word(key, year=2023) in text
    assert word("screens.overview.example") in text  # whose rows are simulated
    assert word("screens.overview.course") not in text


def test_every_card_of_the_overview_leads_to_the_rows_behind_it(monkeypatch, demo_path):
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY)
    body = "".join(block.proto.body for block in test.get("html"))
    titles = re.findall(r'<h3><a class="rows" href="/(\w+)\?[^"]*as_of=2023', body)
    pages = {
        "calls",
        "consultations",
        "evacuation",
        "groups",
        "measures",
        "orders",
        "responses",
        "warnings",
    }
    assert set(titles) == pages
    assert len(re.findall(r'<a class="rows" href="/orders\?[^"]*order=', body)) > 4
    for page in pages:
        assert not opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY).error

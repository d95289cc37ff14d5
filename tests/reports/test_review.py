"""The after-action report, opened again and as LibreOffice prints it."""

import pytest

from ems_dashboard import clock
from ems_dashboard.errors import Refused
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.reports.review_measures import measured
from ems_dashboard.text import words
from tests.reports.test_documents import CITY, opened, text_of
from tests.reports.test_printed_pages import beside, text
from tests.services.pages import rendered
from tests.situation.test_review import AFTER, EVENING, of


def made(store, lang="zh", as_of=AFTER, item="2023-TY2311"):
    return printed(Print.REVIEW, store, CITY, words(lang), as_of, item)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_measure_level_order_and_lesson_is_in_it(demo_store, lang):
    found, word = of(demo_store, "2023-TY2311"), words(lang)
    document = made(demo_store, lang).document
    said = text_of(document)
    for measure in measured(found, CITY, word):
        assert full_width(measure.value) in said
        assert full_width(measure.basis) in said
    rows = [len(table.rows) - 1 for table in opened(document).tables]
    assert rows == [5, 4, len(found.work.levels), len(found.orders), len(found.lessons)]
    assert all(full_width(lesson.matter) in said for lesson in found.lessons)


def test_of_the_past_it_is_a_draft_that_knows_no_lesson(demo_store):
    said = text_of(made(demo_store, as_of=EVENING).document)
    assert "送审稿" in said
    assert "尚未结束" in said
    assert "尚未登记经验教训" in said


def test_a_rain_says_what_it_has_not(demo_store):
    said = text_of(made(demo_store, item="2023-R01").document)
    for sentence in ("没有台风定位", "没有避灾点上报", "不是台风事件"):
        assert sentence in said


def test_without_an_id_it_is_the_incident_in_hand_and_an_unknown_one_is_refused(demo_store):
    assert "海葵" in made(demo_store, as_of=EVENING, item="").name
    with pytest.raises(Refused, match="没有可复盘的事件"):
        made(demo_store, as_of=clock.parse("2023-01-01T00:00"))


def test_it_fits_its_pages_and_its_type_area(demo_store, tmp_path):
    pages = rendered(made(demo_store).document, tmp_path)
    assert 3 <= len(pages) <= 5
    assert not beside(pages)
    assert "印发" in text(pages[-1])

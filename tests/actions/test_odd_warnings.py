"""Odd CAP files through the ledger: what stands afterwards, whom it warns, what the plan makes of it."""

import shutil
from datetime import UTC, datetime

import pytest

from ems_dashboard.actions.ingest import ingest
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.suggestions import called_for
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.situation import situation
from ems_dashboard.situation.contract import situation_json
from ems_dashboard.situation.season import season
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.feeds.conftest import SAMPLES

CITY = load_city(CITY_DIR)
ZH = words("zh")
AT_20 = datetime(2023, 9, 4, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/ems.sqlite")
    yield opened
    opened.close()


def taken(store, name):
    """The file's outcome, and the picture at 20:00."""
    (result,) = ingest(
        store, CITY, [SAMPLES / "cap" / name], moment=AT_20, words=ZH, written_by="import"
    )
    return result, situation(store, CITY, AT_20)


def suggested(picture):
    found = called_for(CITY, CITY.code, Hazard.TYPHOON, None, picture.warnings, None, AT_20)
    return found and (found.level, found.reasons[0].provincial)


@pytest.mark.parametrize(("name", "warned"), [
    ("two_infos_same_language_other_areas.xml", {("350602", "yellow"), ("350626", "red")}),
    ("bow_tie_polygon_no_code.xml", {("350622", "orange"), ("350623", "orange"), ("350626", "orange")}),
    ("same_identifier_two_senders.xml", {("350626", "orange"), ("350623", "orange")}),
    ("province_code.xml", {("350000", "orange"), ("350600", "orange")}),
    ("areadesc_only_elsewhere_red.xml", set()), ("zero_circle_elsewhere_no_code.xml", set()),
    ("refs_two_ids_by_comma.xml", set()), ("release_as_new_alert.xml", set()),
    ("lang_chi.xml", {("350626", "orange")}), ("leading_newline.xml", {("350626", "orange")}),
])  # fmt: skip
def test_who_is_warned_afterwards_and_a_second_read_adds_nothing(store, name, warned):
    _, picture = taken(store, name)
    assert {(unit, str(w.colour)) for w in picture.warnings for unit in w.units} == warned
    again, _ = taken(store, name)
    assert again.accepted == 0


def test_an_empty_list_is_no_failure(store):
    result, picture = taken(store, "empty_feed.atom")
    assert (result.refused, result.kind, result.read, result.problems) == (False, "warnings", 0, ())
    assert picture.warnings == ()


def test_the_plan_sees_a_provincial_warning_and_says_whose_it_is(store):
    _, picture = taken(store, "province_code.xml")
    assert suggested(picture) == (Level.II, True)
    (said,) = situation_json(picture, CITY, None)["warnings"]
    assert said["units"] == ["350000", "350600"]
    (of_unit,) = situation_json(picture, CITY, "350626")["warnings"]
    assert of_unit["id"] == said["id"]


def test_a_provincial_warning_is_none_of_the_city_s_own_in_the_year(store):
    taken(store, "province_code.xml")
    assert season(store, CITY, 2023, AT_20).warnings_weather is None
    taken(store, "two_infos_same_language_other_areas.xml")
    assert season(store, CITY, 2023, AT_20).warnings_weather == 2


@pytest.mark.parametrize(
    "name", ["areadesc_only_elsewhere_red.xml", "zero_circle_elsewhere_no_code.xml"]
)
def test_a_warning_of_somewhere_else_suggests_no_level_and_is_told(store, name):
    result, picture = taken(store, name)
    assert (suggested(picture), result.accepted, len(result.problems)) == (None, 0, 1)


def test_a_release_in_a_file_of_its_own_ends_what_an_earlier_file_brought(store, tmp_path):
    both = (SAMPLES / "cap" / "release_as_new_alert.xml").read_text(encoding="utf-8")
    body = both[both.index("<alerts>") + 8 : both.index("</alerts>")]
    for n, alert in enumerate(f"<alert{part}" for part in body.split("<alert")[1:]):
        path = tmp_path / f"{n}.xml"
        path.write_text(alert, encoding="utf-8")
        ingest(store, CITY, [path], moment=AT_20, words=ZH)
        assert len(situation(store, CITY, AT_20).warnings) == 1 - n


def test_a_second_sender_s_warning_in_a_later_file_does_not_replace_the_first(store, tmp_path):
    taken(store, "same_identifier_two_senders.xml")
    later = tmp_path / "again.xml"
    shutil.copy(SAMPLES / "cap" / "same_identifier_two_senders.xml", later)
    ingest(store, CITY, [later], moment=AT_20, words=ZH)
    assert len(situation(store, CITY, AT_20).warnings) == 2

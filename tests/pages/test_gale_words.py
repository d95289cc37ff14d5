"""What is said of the gale stands in the same words on the overview, the race page and the wall."""

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.reports.danger import danger_label, danger_number, uncounted
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Level
from ems_dashboard.situation import situation
from ems_dashboard.situation.race import race_of
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.pages.test_screens import opened, said
from tests.situation.rows import CITY, NOON, incident, response
from tests.situation.test_gale_state import BULLETIN, HOUR, PASSAGE, PEOPLE
from tests.web.conftest import browsing

WORD = words("zh")


@pytest.fixture
def url(monkeypatch, tmp_path, acting):
    acting(Role.DUTY_OFFICER)
    url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
    store = open_store(url)
    store.note(NOTE, CITY.code)  # as a demonstration the wall needs no account
    store.append([incident(), response(Level.II), PEOPLE, *PASSAGE, *BULLETIN], moment=NOON)
    store.close()
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    monkeypatch.setenv("EMS_INBOX", str(tmp_path / "inbox"))
    return url


@pytest.mark.parametrize(("hours", "counted"), [(1, True), (12, True), (27, False)])
def test_every_screen_says_the_same(monkeypatch, url, hours, counted):
    moment = NOON + hours * HOUR
    store = open_store(url)
    picture = situation(store, CITY, moment)
    race = race_of(CITY, picture)
    store.close()
    at = clock.beijing(moment).strftime("%Y-%m-%dT%H:%M")
    with browsing() as client:
        blocks = client.get(f"/wall/picture?as_of={at}").json()["blocks"]
    screens = {
        "wall": blocks["race"],
        "overview": said(opened(monkeypatch, url, "overview", as_of=at)),
        "race": said(opened(monkeypatch, url, "race", as_of=at)),
    }
    others = {
        WORD(f"race.danger.{state}") for state in ("to_come", "here", "over", "none", "unknown")
    }
    others -= {danger_label(race, WORD)}
    for name, screen in screens.items():
        assert danger_label(race, WORD) in screen, name
        assert [label for label in others if label in screen] == [], name
        assert (uncounted(picture, CITY, WORD) in screen) or not counted, name
        assert (danger_number(race).replace(" ", "") in screen.replace(" ", "")) or not counted, (
            name
        )

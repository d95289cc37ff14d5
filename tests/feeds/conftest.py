from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.feeds import FeedContext, read_file
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.text import words
from tests.feeds.registers import ONE

SAMPLES = ROOT / "tests" / "samples"
NUMBERS = {("HAIKUI", 2023): "2311"}


@pytest.fixture(scope="session")
def context():
    """A city that knows 海葵 of 2023, in English and in 2026."""
    city = load_city(ROOT / "data" / "zhangzhou")
    plain = FeedContext(city, words("en"), datetime(2026, 1, 1, tzinfo=UTC), ONE)
    return replace(plain, storm_called=lambda name, season: NUMBERS.get((name.upper(), season)))


@pytest.fixture
def sample(context):
    """Facts and problems of a sample file, whatever kinds it holds."""

    def read(path):
        readings = read_file(SAMPLES / path, context)
        return [fact for r in readings for fact in r.facts], [
            p for r in readings for p in r.problems
        ]

    return read

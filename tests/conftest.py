import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from services.postgres import running_postgres


@pytest.fixture(scope="session")
def postgres_url():
    with running_postgres() as url:
        yield url

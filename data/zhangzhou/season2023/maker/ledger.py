"""A ledger of the maker's own, into which files of the season are read as the demonstration reads them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ems_dashboard.actions.ingest import ingest
from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.city import City
from ems_dashboard.store import Store, open_store
from ems_dashboard.text import words

AFTER = datetime(2024, 1, 1, tzinfo=BEIJING)


@contextmanager
def loaded(city: City, files: Iterable[Path]) -> Iterator[Store]:
    """In the order of their names, as actions.demo reads them: every row gets the number that it has there."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/season.sqlite")
        given = sorted(files, key=lambda path: path.name)
        for path in given:
            (result,) = ingest(store, city, [path], moment=AFTER, words=words("zh"), together=given)
            if result.refused or result.problems:
                raise SystemExit(f"{path}: {[problem.message for problem in result.problems]}")
        yield store
        store.close()

"""The demonstration: the season of the city pack, loaded into a database that holds nothing
else."""

from collections.abc import Callable
from pathlib import Path

from ems_dashboard.actions.ingest import FileResult, ingest
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.origins import Origin
from ems_dashboard.store import Store
from ems_dashboard.text import Words

NOTE = "demonstration"
BEGUN = "begun"
"""The note of a database that somebody made with `init`: it waits for live figures, and `start`
leaves it alone."""


def begin(store: Store, city: City) -> None:
    store.note(BEGUN, city.code)


def is_fresh(store: Store) -> bool:
    """Nobody has wanted anything of this database yet."""
    with store.reading() as reader:
        return reader.version() == 0 and reader.note(BEGUN) is None


def season_files(city_dir: Path) -> list[Path]:
    """The files of every season of a city pack, in the order in which they are read."""
    return sorted(city_dir.glob("season*/*.csv"))


def load_demonstration(
    store: Store,
    city: City,
    city_dir: Path,
    *,
    moment: Moment,
    words: Words,
    progress: Callable[[FileResult], None] = lambda result: None,
) -> list[FileResult]:
    """Reads the pack's seasons; a second time adds nothing. Raises Refused where the database
    holds live figures."""
    with store.reading() as reader:
        if reader.version() and reader.note(NOTE) is None:
            raise Refused(words("cli.demo_refused"))
    store.note(NOTE, city.code)
    results = []
    files = season_files(city_dir)
    for path in files:
        (result,) = ingest(
            store,
            city,
            [path],
            together=files,
            moment=moment,
            words=words,
            written_by=NOTE,
            origin=Origin.SEASON,
        )
        results.append(result)
        progress(result)
    return results

"""Every projected finish of a ledger beside the one that came: python -m bench.projections [DATABASE]."""

import sys
from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from ems_dashboard.config import settings
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.situation.projections import Projection, projections
from ems_dashboard.store import open_store

HOUR = timedelta(hours=1)
AHEAD = ((0, 6), (6, 12), (12, 24), (24, 72))
"""Hours from the projection to the finish that was told."""


def lines(found: Iterable[Projection]) -> list[str]:
    """A table, printed and kept."""
    told = [one for one in found if one.told.likely is not None]
    made = ["", "| projected finish, told | projections | came out | median error | too late (median) | in the range |",
            "|---|---|---|---|---|---|"]  # fmt: skip
    for begin, end in AHEAD:
        mine = [one for one in told if begin <= _ahead(one) < end]
        made.append(_line(f"{begin}–{end} h ahead", mine))
    return [*made, _line("in all", told)]


def _ahead(one: Projection) -> float:
    assert one.told.likely is not None
    return (one.told.likely - one.projected_at) / HOUR


def _line(name: str, found: list[Projection]) -> str:
    errors = [one.error / HOUR for one in found if one.error is not None]
    if not errors:
        return f"| {name} | {len(found)} | 0 | | | |"
    inside = sum(one.inside for one in found) / len(errors)
    return (
        f"| {name} | {len(found)} | {len(errors)} | {median(map(abs, errors)):.1f} h | "
        f"{median(errors):+.1f} h | {inside:.0%} |"
    )


def main() -> None:
    database = sys.argv[1] if len(sys.argv) > 1 else settings().database_url
    store = open_store(database)
    print(*lines(projections(store, load_city(settings().city_dir))), sep="\n")
    store.close()


if __name__ == "__main__":
    main()

"""Which kind of fact a table holds, and which of its first rows is the header: above it people
write titles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise, zip_longest

from ems_dashboard.caching import made_once
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.columns import fields_named, heading, names_of, required
from ems_dashboard.feeds.naming import heard_words
from ems_dashboard.feeds.reading import FeedContext, Reading
from ems_dashboard.feeds.rows import Cells, rows_of, table_of
from ems_dashboard.feeds.totals import Totals
from ems_dashboard.feeds.values import plain
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.text import LANGS, catalogue

TITLES = 10
"""How many rows may stand above the header, itself included."""


def read_table(name: str, rows: Iterable[Cells], context: FeedContext) -> Reading:
    """A table with its titles, its header and an optional row of HXL tags below it. Raises
    Refused."""
    rest = iter(rows)
    first = list(islice(rest, TITLES))
    if not first:
        raise Refused(context.words("feeds.empty", name=name))
    named = _kind_said(name, context)
    kinds = [named] if named else list(KINDS.values())
    place, header = _header(first, kinds)
    line = first[place][0]
    kind = named or _kind_of(name, header, context)
    below = _without_foot(_without_tags(chain(first[place + 1 :], rest)))
    table = table_of(kind, header, context)
    totals = Totals(table)
    reading = rows_of(table, header, totals.without(below), line)
    return replace(reading, problems=(*reading.problems, *totals.problems()))


def known_titles(cells: Iterable[str]) -> int:
    """How many of the cells are titles of columns of some kind."""
    return sum(heading(cell) in _titles() for cell in cells)


def _header(first: Sequence[Cells], kinds: Sequence[type[Fact]]) -> tuple[int, Sequence[str]]:
    """The place of the header's last row, and its cells: one row, or two of which the upper
    groups columns of the lower; the first row where none fits."""
    for i, (_, cells) in enumerate(first):
        if _fitting(kinds, cells):
            return i, cells
    for i, ((_, upper), (_, lower)) in enumerate(pairwise(first)):
        both = [below.strip() or above for above, below in zip_longest(upper, lower, fillvalue="")]
        if _fitting(kinds, both):
            return i + 1, both
    return 0, first[0][1]


def _without_foot(rows: Iterable[Cells]) -> Iterator[Cells]:
    """Who filled the table in and who checked it, and its notes, are no rows of it."""
    for line, cells in rows:
        begins = next((plain(cell) for cell in cells if cell.strip()), "")
        word, colon, _ = begins.partition(":")
        if not colon or "".join(word.split()).lower() not in heard_words("table.foot"):
            yield line, cells


@made_once
def _titles() -> frozenset[str]:
    return frozenset(title for kind in KINDS.values() for title in names_of(kind))


def _without_tags(rows: Iterable[Cells]) -> Iterable[Cells]:
    rest = iter(rows)
    first = next(rest, None)
    if first is None:
        return ()
    tags = all(plain(cell).startswith("#") for cell in first[1] if cell.strip())
    return rest if tags else chain([first], rest)


def _kind_said(name: str, context: FeedContext) -> type[Fact] | None:
    """What the user said, else what the file's name says."""
    if context.kind:
        found = _kind_named(context.kind)
        if found is None:
            raise Refused(
                context.words(
                    "feeds.no_such_kind", kind=context.kind, kinds=context.words.listed(KINDS)
                )
            )
        return found
    return _kind_named(plain(name.rpartition("/")[2].partition(".")[0]).lower())


def _kind_of(name: str, header: Sequence[str], context: FeedContext) -> type[Fact]:
    """The kind whose columns these are."""
    fitting = _fitting(KINDS.values(), header)
    if not fitting:
        titles = context.words.listed(cell for cell in header if cell.strip())
        raise Refused(context.words("feeds.no_kind", name=name, header=titles[:200]))
    return max(fitting, key=lambda kind: len(fields_named(kind, header)))


def _fitting(kinds: Iterable[type[Fact]], header: Sequence[str]) -> list[type[Fact]]:
    return [kind for kind in kinds if required(kind) <= fields_named(kind, header)]


def _kind_named(text: str) -> type[Fact] | None:
    for name, kind in KINDS.items():
        titles = catalogue().get(f"columns.kind.{name}", {})
        known = [
            name,
            *(plain(t).lower() for lang in LANGS for t in titles.get(lang, "").split("|") if t),
        ]
        if any(text == title or text.startswith((f"{title}_", f"{title}-")) for title in known):
            return kind
    return None

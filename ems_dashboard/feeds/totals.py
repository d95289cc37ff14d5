"""Total rows (合计, 小计, 全市 …) of a table are no unit's figures: they are set aside, told once, and
compared with what they are the total of. The city's evacuation is by rule the sum of its units:
a row that names the city is one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args, get_type_hints

from ems_dashboard.caching import made_once
from ems_dashboard.feeds.naming import PLACES, REGISTERS
from ems_dashboard.feeds.reading import Problem
from ems_dashboard.feeds.rows import Cells, Table
from ems_dashboard.feeds.values import Unreadable, blank, plain, whole
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.text import LANGS, catalogue

SUBTOTAL, TOTAL = "subtotal_names", "total_names"
MOST_ROWS, MOST_TOTALS = 20_000, 200
"""Tables that are larger were made by programs: their totals are passed over and told, but not
added up again."""


@dataclass(frozen=True, slots=True)
class Row:
    """`named`: what stands where a place is named; `told`: the cells that say what is counted,
    and for when; `above`: how many rows of data stand above."""

    line: int
    named: str
    told: dict[str, str]
    counts: dict[str, str]
    above: int


@dataclass(slots=True)
class Totals:
    """Passes on the rows that are data, and remembers them for the comparison."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    found: list[Row] = field(default_factory=list)
    passed: int = 0
    set_aside: int = 0

    def without(self, rows: Iterable[Cells]) -> Iterable[Cells]:
        kind = self.table.kind
        return self._data(rows) if _naming(kind) and _figures(kind) else rows

    def _data(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        naming = [i for i, name in self.table.places.items() if name in _naming(self.table.kind)]
        for line, cells in rows:
            named = next((cells[i] for i in naming if i < len(cells) and not blank(cells[i])), None)
            named = (named or next((cell for cell in cells if cell.strip()), "")).strip()
            if self._is_total(named):
                self.found += (
                    [self._row(line, cells, named)] if len(self.found) < MOST_TOTALS else []
                )
                self.set_aside += 1
                continue
            if self.passed < MOST_ROWS:
                self.rows.append(self._row(line, cells, named))
            self.passed += 1
            yield line, cells

    def problems(self) -> Iterator[Problem]:
        """Only after the rows have been gone through."""
        if not self.found:
            return
        first = self.found[0]
        place = _naming(self.table.kind)[0]
        yield self.table.problem(
            first.line, place, first.named, "feeds.totals_passed", n=self.set_aside
        )
        above: int | None = 0 if first.above else None
        for total in self.found if self.passed <= MOST_ROWS else ():
            yield from self._compared(total, self._parts(total, above))
            above = None if above is None else total.above

    def _row(self, line: int, cells: Sequence[str], named: str) -> Row:
        kind = self.table.kind
        given = {
            name: cells[i]
            for i, name in self.table.places.items()
            if i < len(cells) and not blank(cells[i])
        }
        told = {name: plain(given[name]) for name in _telling(kind) if name in given}
        return Row(
            line,
            named,
            told,
            {name: given[name] for name in _counts(kind) if name in given},
            self.passed,
        )

    def _is_total(self, named: str) -> bool:
        if not _called(named, SUBTOTAL) and not _called(named, TOTAL):
            return (
                self.table.kind is Evacuation and self._place(named) == self.table.context.city.code
            )
        return self._place(named) is None

    def _place(self, named: str) -> str | None:
        return self.table.context.city.find(plain(named))

    def _parts(self, total: Row, above: int | None) -> list[Row]:
        """The rows that it is the total of: of a subtotal those since the one before, `above`
        (None: subtotals stand over their rows). None where the same place stands there twice:
        successive reports are never added."""
        if _called(total.named, SUBTOTAL):
            within = [] if above is None else self.rows[above : total.above]
        else:
            within = self.rows
        alike = [
            row
            for row in within
            if all(row.told.get(name) == text for name, text in total.told.items())
        ]
        keys = {
            (row.named, *(row.told.get(n) for n in _telling(self.table.kind) if n != "valid_at"))
            for row in alike
        }
        return self._apart(alike) if len(keys) == len(alike) else []

    def _apart(self, rows: list[Row]) -> list[Row]:
        """Without the townships of a county that stands there itself."""
        city = self.table.context.city
        codes = [self._place(row.named) or "" for row in rows]
        return [
            row
            for row, code in zip(rows, codes, strict=True)
            if city.county_of.get(code) not in codes
        ]

    def _compared(self, total: Row, parts: list[Row]) -> Iterator[Problem]:
        for name, written in total.counts.items() if parts else ():
            try:
                said, added = (
                    whole(written),
                    sum(whole(row.counts[name]) for row in parts if name in row.counts),
                )
            except Unreadable:  # told at its row, where it is one of data
                continue
            if said != added:
                told = {"named": total.named, "written": f"{said:,}", "added": f"{added:,}"}
                yield self.table.problem(total.line, name, written, "feeds.total_differs", **told)


@made_once
def _naming(kind: type[Fact]) -> tuple[str, ...]:
    """Several units in one cell are addressees and not figures."""
    return tuple(
        name for name in own_fields(kind) if name in (PLACES | REGISTERS.keys()) - {"units"}
    )


@made_once
def _figures(kind: type[Fact]) -> tuple[str, ...]:
    return _of_type(kind, int, float)


@made_once
def _counts(kind: type[Fact]) -> tuple[str, ...]:
    """What may be added up: a level or an amount of rain may not."""
    return _of_type(kind, int)


@made_once
def _telling(kind: type[Fact]) -> tuple[str, ...]:
    keys = [name for name in kind.KEY if name not in _naming(kind) and name != "valid_at"]
    return (*keys, "valid_at")


def _of_type(kind: type[Fact], *types: type) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        n for n in own_fields(kind) if hints[n] in types or set(types) & set(get_args(hints[n]))
    )


def _called(text: str, entry: str) -> bool:
    """合 计, 全市合计: and Grand total are totals."""
    written = "".join(plain(text).lower().split()).rstrip(":")
    return written.endswith(_names(entry))


@made_once
def _names(entry: str) -> tuple[str, ...]:
    found = catalogue()[f"feeds.{entry}"]
    return tuple(name for lang in LANGS for name in found[lang].split("|"))

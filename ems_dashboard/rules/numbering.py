"""Reference numbers (发文字号): counted without a gap per prefix and year, written in the form that
the plan gives."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sequence:
    """`form` has the places {prefix}, {year} and {number}."""

    form: str
    prefix: str
    year: int

    def reference(self, number: int | str) -> str:
        return self.form.format(prefix=self.prefix, year=self.year, number=number)

    def number_of(self, document: str) -> int | None:
        """The running number of a reference of this sequence, None for any other text."""
        before, after = self.reference("\0").split("\0")
        middle = document.removeprefix(before).removesuffix(after)
        fits = middle.isdecimal() and middle.isascii() and self.reference(middle) == document
        return int(middle) if fits else None

    def following(self, documents: Iterable[str]) -> str:
        """The next reference after those given."""
        numbers = (self.number_of(document) for document in documents)
        return self.reference(
            max((number for number in numbers if number is not None), default=0) + 1
        )

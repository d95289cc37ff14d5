"""Every word on screen and in documents: `<subject>.toml`, each entry with its Chinese and its English side by side."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel.lists import format_list

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
ENGLISH = "en_GB"


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if "zh" in value:
            yield key, value
        else:
            yield from _flatten(key, value)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """key → {"zh": …, "en": …}; the key is `<file>.<entry>`."""
    entries: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        entries.update(_flatten(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))))
    return entries


def add(entries: Mapping[str, dict[str, str]]) -> None:
    """Words that the city pack brings for what it alone has."""
    catalogue().update(entries)


class Words:
    """The catalogue in one language. `words("cards.age_hours", n=3)` fills the placeholders of the
    entry; where `n` is one, English takes `en_one`, if the entry has it."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, key: str, **values: object) -> str:
        entry = catalogue()[key]
        if not values:
            return entry[self.lang]
        text = entry[self.lang]
        if str(values.get("n")) == "1":
            text = entry.get(f"{self.lang}_one", text)
        return text.format(**values)

    def listed(self, names: Iterable[str], *, more: bool = False) -> str:
        """a, b and c; official Chinese has its sign 、 before the last one as well. `more`: others
        follow, as in “a, b and others”."""
        parts = list(names)
        if self.lang == "zh":
            return "、".join(parts)
        return format_list(parts, "unit" if more else "standard", locale=ENGLISH)

    def either(self, key: str, fallback: str) -> str:
        """The entry's text, or `fallback` where the catalogue has none (names that come from data)."""
        entry = catalogue().get(key)
        return entry[self.lang] if entry else fallback


@cache
def words(lang: Lang = "zh") -> Words:
    return Words(lang)

"""A fact as a sentence of the log: the catalogue's template of its kind, filled with its fields."""

import re
import string
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import City, Group, Place
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.plan import MeasureRule
from ems_dashboard.text import Words

NAMED = {
    "unit",
    "units",
    "group",
    "station",
    "shelter",
    "team",
    "depot",
    "measure",
    "attending",
    "order",
    "duty",
    "origin",
}
"""Fields whose value is the code of something in the city pack."""
LISTED = {
    "event": "terms.event",
    "agency": "terms.agency",
    "verb": "log.verb",
    "subject": "log.object",
    "outcome": "log.result",
}
"""Texts for which the catalogue has words."""

EDGES = " ,;:\uff0c\uff1b\uff1a"
"""What an empty field may leave at an end."""


class LogSentences:
    def __init__(self, city: City, words: Words, orders: Iterable[Order] = ()) -> None:
        """`orders`: those that receipts speak of; a log says 指令第 3 号 and no id."""
        self.words = words
        places: tuple[Place | Group | MeasureRule, ...] = (
            *city.shelters,
            *city.teams,
            *city.depots,
            *city.stations,
            *city.groups,
            *city.plan.measures,
        )
        self._names = {p.code: p.name if words.lang == "zh" else p.name_en for p in places}
        self._names |= {code: city.name_of(code, words.lang) for code in (city.code, *city.by_code)}
        self._names |= {
            duty.code: duty.text if words.lang == "zh" else duty.text_en
            for duty in city.plan.duties
        }
        self._names |= {township.code: township.name for township in city.townships}
        self._names |= {order.order: self._order(order) for order in orders}

    def _order(self, order: Order) -> str:
        return self.words("log.order", kind=self._listed(order.kind), serial=order.serial)

    def of(self, fact: Fact) -> str:
        said = self._of(fact)
        if not fact.withdrawn:
            return said
        return self.words("log.withdrawn", said=said, reason=fact.withdrawal[1])

    def _of(self, fact: Fact) -> str:
        template = self.words.either(f"log.line.{fact.KIND}", "")
        if getattr(fact, "serial", None) == 0:
            template = self.words.either(f"log.unnumbered.{fact.KIND}", template)
        if not template:
            return next(
                (
                    str(said)
                    for name in ("title", "headline", "text")
                    if (said := getattr(fact, name, ""))
                ),
                "",
            )
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        own = names & {*own_fields(type(fact)), "valid_at"}
        shown = {name: self._shown(name, getattr(fact, name)) for name in own}
        shown.setdefault("name", getattr(fact, f"name_{self.words.lang}", ""))
        said = template.format(**dict.fromkeys(names, "") | shown)
        closed_up = re.sub(r" +(?=[:,;])", "", said)  # what stood before the sign was empty
        return re.sub(r"\s{2,}", " ", closed_up).strip(EDGES)

    def _shown(self, name: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, StrEnum):
            return self._listed(value)
        if isinstance(value, datetime):
            return short_time(value)
        if isinstance(value, tuple):
            return self._several(name, value)
        if isinstance(value, int | float):
            return (
                f"{value:,}" if isinstance(value, int) or value != int(value) else f"{int(value):,}"
            )
        if name in LISTED:
            return self.words.either(f"{LISTED[name]}.{value}", str(value))
        return self._names.get(str(value), str(value)) if name in NAMED else str(value)

    def _listed(self, value: StrEnum) -> str:
        """GroupState → terms.group_state, LevelChange → terms.change."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(value).__name__.removesuffix("Name")).lower()
        return self.words.either(f"terms.{name.removeprefix('level_')}.{value}", value.value)

    def _several(self, name: str, values: tuple[object, ...]) -> str:
        names = [
            self._names.get(str(value), str(value)) if name in NAMED else str(value)
            for value in values
        ]
        return (
            self.words("log.several", first=names[0], n=len(names))
            if len(names) > 3
            else self.words.listed(names)
        )

"""Orders as a list: a line for each, which a press opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class OrderLine:
    """`mood` colours the chip; `struck`: another order ended it."""

    title: str
    href: str
    note: str
    chip: str
    mood: str
    struck: bool = False


def listed(lines: Sequence[OrderLine]) -> Markup:
    return rendered("orders/list.html", lines=lines)

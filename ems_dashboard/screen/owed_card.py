"""The card of what a county or a department owes, and its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.owed import OwedItem, OwedKind, owed
from ems_dashboard.situation.sight import seen_book
from ems_dashboard.templating import rendered

SHOWN = 8
PAGES = {
    OwedKind.FIGURES: "entry",
    OwedKind.RECEIPT: "orders",
    OwedKind.FEEDBACK: "orders",
    OwedKind.DUTY: "responses",
}


@dataclass(frozen=True, slots=True)
class OwedLine:
    at: str
    name: str
    state: str
    mood: str
    href: str


def owed_here(here: Here) -> tuple[OwedItem, ...]:
    """By the level that the page shows, made once for all who see the same."""
    of = here.own
    key = ("owed", of.version, of.as_of, of.lead and of.lead.incident, here.scope.code)
    return here.cache.once((*key, here.sight.codes), lambda: _owed(here))


def _owed(here: Here) -> tuple[OwedItem, ...]:
    book = seen_book(here.cache.orders(here.situation), here.sight)
    return owed(here.own, here.city, here.scope, book, here.cache.levels(here.situation))


def owed_card(here: Here) -> Markup:
    items = owed_here(here)
    late, rest = sum(item.late for item in items), len(items) - SHOWN
    return rendered(
        "scope/owed.html",
        title=here.words("scope.owed"),
        aside=here.words("scope.owed_note", n=len(items), late=late),
        items=[_line(here, item) for item in items[:SHOWN]],
        nothing=here.words("scope.owed_none"),
        more=here.words("scope.owed_more", n=rest) if rest > 0 else "",
    )


def _line(here: Here, item: OwedItem) -> OwedLine:
    return OwedLine(
        at=when(item.due, here) if item.due else "",
        name=item_name(here, item),
        state=state_said(here, item),
        mood="late" if item.late else "due",
        href=_href(here, item),
    )


def item_name(here: Here, item: OwedItem) -> str:
    if item.kind is OwedKind.FIGURES:
        names = [here.words(f"terms.category.{category}") for category in item.categories]
        return here.words("scope.figures", what=here.words.listed(names))
    title = item.subject if here.lang == "zh" else item.subject_en or item.subject
    return here.words(f"scope.{item.kind}", title=title)


def state_said(here: Here, item: OwedItem) -> str:
    if item.due is None:
        return here.words("scope.untimed")
    span = duration(abs(item.due - here.as_of), here.words)
    return here.words("scope.late" if item.late else "scope.left", n=span)


def _href(here: Here, item: OwedItem) -> str:
    page = PAGES[item.kind]
    if not may(here.role, f"read:{page}"):
        return ""
    return link(here, page, order=item.reference) if item.reference else link(here, page)


def late_said(here: Here, items: Sequence[OwedItem]) -> str:
    """How many are late, and the first of them."""
    late = [item for item in items if item.late]
    if not late:
        return ""
    return here.words("scope.late_items", n=len(late), first=item_name(here, late[0]))

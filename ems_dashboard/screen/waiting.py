"""What waits for the viewer: for the bar of every page, for the title of the tab, and on top of a county's home."""

from typing import TypedDict

from ems_dashboard.clock import short_time
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, Actor
from ems_dashboard.rules.waiting import Waiting
from ems_dashboard.runtime import Runtime, runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.situation.waiting import waiting_for
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words


class BarItem(TypedDict):
    """An item as the browser takes it. `notice`: it is told until the viewer has seen `page`; `here`: said instead of
    leading to the page that is open already."""

    key: str
    kind: str
    text: str
    due: str
    late: bool
    notice: bool
    page: str
    href: str
    here: str


def waiting_now(home: Runtime, actor: Actor, words: Words) -> tuple[Waiting, ...]:
    """Of the present; asked once a version and minute for all who see the same."""
    if not actor.account:
        return ()
    situation = home.cache.at()
    key = ("waiting", situation.version, situation.as_of, actor.role, actor.unit, words.lang)
    book = home.cache.orders(situation)
    return home.cache.once(
        key, lambda: waiting_for(home.store, home.city, situation, book, actor, words)
    )


def standing(here: Here) -> tuple[Waiting, ...]:
    return () if here.past else waiting_now(runtime(), here.actor, here.words)


def bar_items(here: Here) -> list[BarItem]:
    """For the bar's component."""
    return [_bar_item(here, item) for item in standing(here)]


def _bar_item(here: Here, item: Waiting) -> BarItem:
    return BarItem(
        key=item.key, kind=here.words(f"waiting.kind.{item.kind}"), text=item.subject, due=_due(here, item),
        late=item.late, notice=item.notice, page=item.page, href=_href(here, item), here=_here(here, item),
    )  # fmt: skip


def _href(here: Here, item: Waiting) -> str:
    about = {item.parameter: item.reference} if item.parameter else {}
    if item.incident:
        about["incident"] = item.incident
    return link(here, item.page, **about)


def _here(here: Here, item: Waiting) -> str:
    return (
        here.words("waiting.on_this_page") if item.page == here.page and not item.parameter else ""
    )


def _due(here: Here, item: Waiting) -> str:
    if item.due_at is None:
        return ""
    return here.words("waiting.late" if item.late else "waiting.by", at=short_time(item.due_at))


def home_rows(here: Here) -> str:
    """On top of the home of who acts for one unit: a large row for each that is seen to elsewhere, one press from its
    form."""
    if here.role not in OWN_UNIT_ONLY:
        return ""
    items = [
        _bar_item(here, item)
        for item in standing(here)
        if not item.notice and item.page != here.page
    ]
    if not items:
        return ""
    return rendered(
        "waiting_home.html", title=here.words("waiting.home", n=len(items)), items=items
    )

"""After-action review on the screen: which incident, its measures, its course, its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from ems_dashboard.clock import beijing, short_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.reports.review_measures import UNMEASURED, Measured, lasting, measured, shares
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.review import Answered
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.links import link
from ems_dashboard.situation.review import Review, incidents_known, review
from ems_dashboard.templating import rendered
from ems_dashboard.views.charts import plot, review_figure
from ems_dashboard.views.frame import acting, documents
from ems_dashboard.views.frame.sheets import apply_sheet

ROWS_OF = {
    "levels": "responses",
    "groups": "groups",
    "receipts": "orders",
    "moved": "evacuation",
    "late": "reports",
}
"""The page on which a measure's rows are read."""


@dataclass(frozen=True, slots=True)
class Row:
    """The last `cells`, so many as `figures` says, are to the right; `href`: where the first
    leads."""

    cells: Sequence[str]
    figures: int = 1
    href: str = ""

    @property
    def texts(self) -> Sequence[str]:
        return self.cells[: -self.figures]

    @property
    def numbers(self) -> Sequence[str]:
        return self.cells[-self.figures :]


def style() -> None:
    apply_sheet("review.css")


def choose(here: Here) -> Review | None:
    """The incident in the address, else the one in hand, else the newest."""
    known = {row.incident: row for row in incidents_known(here.store, here.as_of)}
    if not known:
        return None
    wish = st.query_params.get("incident", "")
    names = list(known)
    first = _first(here, wish, names)
    chosen = st.selectbox(
        here.words("review.which"),
        names,
        index=names.index(first),
        key=f"incident-{wish}",
        format_func=lambda name: f"{known[name].name} {beijing(known[name].began_at):%Y-%m-%d}",
    )
    if chosen != first:
        st.query_params["incident"] = chosen
    key = ("review", here.situation.version, here.as_of, chosen)
    return here.cache.once(key, lambda: review(here.store, here.city, known[chosen], here.as_of))


def _first(here: Here, wish: str, names: Sequence[str]) -> str:
    lead = here.situation.lead
    wishes = (wish, lead.incident if lead else "", *names)
    return next(name for name in wishes if name in names)


def document(here: Here, found: Review) -> None:
    documents.offer(here, Print.REVIEW, found.incident.incident)


@dataclass(frozen=True, slots=True)
class MeasureCard:
    title: str
    value: str
    text: str
    basis: str
    href: str
    unmeasured: bool


def measures(here: Here, found: Review) -> Markup:
    """Each measure leads to the rows that it was counted from."""
    cards = [_measure(here, found, each) for each in measured(found, here.city, here.words)]
    return rendered("review/measures.html", measures=cards, hint=here.words("review.rows"))


def _measure(here: Here, found: Review, each: Measured) -> MeasureCard:
    href = _rows(here, found, ROWS_OF[each.subject])
    missing = each.value == UNMEASURED
    return MeasureCard(each.title, each.value, each.said, each.basis, href, missing)


def _rows(here: Here, found: Review, page: str, **filters: str) -> str:
    """At the last minute of the incident, when all of its rows stand on the page."""
    ended = found.incident.ended_at
    if ended is None or ended > here.as_of:
        return link(here, page, **filters)
    return link(here, page, as_of=address(ended - timedelta(minutes=1)), **filters)


def course(here: Here, found: Review) -> None:
    """One figure, and beneath it in words what has no row in it."""
    word, begins, until = here.words, short_time(found.incident.began_at), short_time(found.until)
    ended_at = found.incident.ended_at
    ended = ended_at is not None and ended_at <= here.as_of
    example = rendered("review/sample.html", text=word("screens.overview.example"))
    sample = example if found.simulated else ""
    note = word("review.from_to" if ended else "review.going_on", begins=begins, until=until)
    acting.heading(word("review.course"), note, sample)
    key = ("review figure", here.situation.version, here.as_of, found.incident.incident, here.lang)
    figure, empty = here.cache.once(key, lambda: review_figure.course(found, here.city, word))
    with st.container(key="rv-course"):
        if figure is not None:
            plot.show(figure, f"course-{found.incident.incident}")
        if empty:
            st.html(rendered("review/without_rows.html", empty=empty))


def levels(here: Here, found: Review) -> None:
    heads = ("at", "hazard", "level", "warned_at", "took")
    _section(here, "levels", heads, [_answer(here, each) for each in found.work.levels])


def _answer(here: Here, answer: Answered) -> Row:
    word, change = here.words, answer.change
    return Row(
        (
            short_time(change.valid_at),
            word(f"terms.hazard.{change.hazard}"),
            f"{word(f'terms.change.{change.change}')} {change.level}",
            short_time(answer.warned_at) if answer.warned_at else word("review.ahead"),
            "" if answer.took is None else lasting(answer.took, word),
        )
    )


def moved(here: Here, found: Review) -> None:
    rows = [
        Row((here.words(f"terms.category.{category}"), *parts), figures=3)
        for category, parts in shares(found, here.city.plan.reported)
    ]
    if rows:
        _section(here, "shares", ("category", "first", "own", "last"), rows, figures=3)


def reports(here: Here, found: Review) -> None:
    heads = ("cut_off", "due", "done", "state", "late")
    _section(here, "reports", heads, [_report(here, due) for due in found.reports])


def _report(here: Here, due: Due) -> Row:
    late = ""
    if due.done_at and due.done_at > due.due_at:
        late = lasting(due.done_at - due.due_at, here.words)
    return Row(
        (
            short_time(due.cut_off),
            short_time(due.due_at),
            short_time(due.done_at) if due.done_at else UNMEASURED,
            here.words(f"terms.due_state.{due.state}"),
            late,
        )
    )


def orders(here: Here, found: Review) -> None:
    heads = ("order", "at", "units", "middle", "ninety", "missing")
    rows = [_order(here, found, order) for order in found.orders]
    _section(here, "orders", heads, rows, figures=4)


def _order(here: Here, found: Review, order: Order) -> Row:
    times = found.work.receipts[order.order]
    name = f"{here.words(f'terms.order_kind.{order.kind}')} {order.serial}"
    middle, ninety = (_span(here, span) for span in (times.middle, times.ninety))
    cells = (name, short_time(order.valid_at), str(times.cases), middle, ninety, str(times.missing))
    return Row(cells, figures=4, href=_rows(here, found, "orders", order=order.order))


def _span(here: Here, span: timedelta | None) -> str:
    return UNMEASURED if span is None else lasting(span, here.words)


def _section(
    here: Here, subject: str, heads: Sequence[str], rows: Sequence[Row], *, figures: int = 1
) -> None:
    """A table under its heading, the last `figures` columns to the right."""
    word = here.words
    grace = here.city.plan.thresholds.grace_minutes
    acting.heading(word(f"review.{subject}_title"), word(f"review.{subject}_note", grace=grace))
    if not rows:
        acting.calm(word(f"review.no_{subject}"))
        return
    titles = [word(f"review.column.{head}") for head in heads]
    body = rendered("review/rows.html", rows=rows)
    st.html(acting.table(titles, [body], figures))

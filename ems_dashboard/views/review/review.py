"""After-action review on the screen: which incident, its measures, its course, its rows."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

import streamlit as st

from ems_dashboard.clock import beijing, short_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.reports.review_measures import UNMEASURED, Measured, lasting, measured, shares
from ems_dashboard.screen.cards import link
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.situation.review import Review, incidents_known, review
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


def style() -> None:
    apply_sheet("review.css")


def choose(here: Here) -> Review | None:
    """The incident in the address, else the one in hand, else the newest."""
    known = {row.incident: row for row in incidents_known(here.store, here.as_of)}
    if not known:
        return None
    lead = here.situation.lead
    wish = st.query_params.get("incident", "")
    first = next(name for name in (wish, lead.incident if lead else "", *known) if name in known)
    chosen = st.selectbox(
        here.words("review.which"), list(known), index=list(known).index(first), key=f"incident-{wish}",
        format_func=lambda name: f"{known[name].name} {beijing(known[name].began_at):%Y-%m-%d}",
    )  # fmt: skip
    if chosen != first:
        st.query_params["incident"] = chosen
    key = ("review", here.situation.version, here.as_of, chosen)
    return here.cache.once(key, lambda: review(here.store, here.city, known[chosen], here.as_of))


def document(here: Here, found: Review) -> None:
    documents.offer(here, Print.REVIEW, found.incident.incident)


def measures(here: Here, found: Review) -> str:
    """Each measure leads to the rows that it was counted from."""
    cards = "".join(_measure(here, found, each) for each in measured(found, here.city, here.words))
    return f'<div class="rv-measures">{cards}</div>'


def _measure(here: Here, found: Review, each: Measured) -> str:
    untold = " untold" if each.value == UNMEASURED else ""
    href, title = _rows(here, found, ROWS_OF[each.subject]), here.words("review.rows")
    return (
        f'<a class="rv-measure{untold}" href="{href}" title="{title}">'
        f"<label>{escape(each.title)}</label><b>{escape(each.value)}</b><p>{escape(each.said)}</p>"
        f"<small>{escape(each.basis)} ›</small></a>"
    )


def _rows(here: Here, found: Review, page: str, **filters: str) -> str:
    """At the last minute of the incident, when all of its rows stand on the page."""
    ended = found.incident.ended_at
    if ended is None or ended > here.as_of:
        return link(here, page, **filters)
    return link(here, page, as_of=address(ended - timedelta(minutes=1)), **filters)


def course(here: Here, found: Review) -> None:
    """One figure, and beneath it in words what has no row in it."""
    word, begins, until = here.words, short_time(found.incident.began_at), short_time(found.until)
    ended = found.incident.ended_at is not None and found.incident.ended_at <= here.as_of
    sample = (
        f'<em class="sample">{word("screens.overview.example")}</em>' if found.simulated else ""
    )
    note = word("review.from_to" if ended else "review.going_on", begins=begins, until=until)
    acting.heading(word("review.course"), note, sample)
    key = ("review figure", here.situation.version, here.as_of, found.incident.incident, here.lang)
    figure, empty = here.cache.once(key, lambda: review_figure.course(found, here.city, word))
    with st.container(key="rv-course"):
        if figure is not None:
            plot.show(figure, f"course-{found.incident.incident}")
        if empty:
            st.html(
                "".join(
                    f'<p class="rv-none"><b>{name}</b> {escape(said)}</p>' for name, said in empty
                )
            )


def levels(here: Here, found: Review) -> None:
    word = here.words
    _section(
        here, "levels", ("at", "hazard", "level", "warned_at", "took"),
        [
            (
                short_time(answer.change.valid_at),
                word(f"terms.hazard.{answer.change.hazard}"),
                f"{word(f'terms.change.{answer.change.change}')} {answer.change.level}",
                short_time(answer.warned_at) if answer.warned_at else word("review.ahead"),
                "" if answer.took is None else lasting(answer.took, word),
            )
            for answer in found.work.levels
        ],
    )  # fmt: skip


def moved(here: Here, found: Review) -> None:
    rows = shares(found)
    if rows:
        said = [(here.words(f"terms.category.{category}"), *parts) for category, parts in rows]
        _section(here, "shares", ("category", "first", "own", "last"), said, figures=3)


def reports(here: Here, found: Review) -> None:
    word = here.words
    rows = [
        (
            short_time(due.cut_off), short_time(due.due_at), short_time(due.done_at) if due.done_at else UNMEASURED,
            word(f"terms.due_state.{due.state}"),
            lasting(due.done_at - due.due_at, word) if due.done_at and due.done_at > due.due_at else "",
        )
        for due in found.reports
    ]  # fmt: skip
    _section(here, "reports", ("cut_off", "due", "done", "state", "late"), rows, figures=1)


def orders(here: Here, found: Review) -> None:
    word = here.words
    rows, links = [], []
    for order in found.orders:
        times = found.work.receipts[order.order]
        name = f"{word(f'terms.order_kind.{order.kind}')} {order.serial}"
        took = (
            UNMEASURED if span is None else lasting(span, word)
            for span in (times.middle, times.ninety)
        )
        rows.append((name, short_time(order.valid_at), str(times.cases), *took, str(times.missing)))
        links.append(_rows(here, found, "orders", order=order.order))
    heads = ("order", "at", "units", "middle", "ninety", "missing")
    _section(here, "orders", heads, rows, figures=4, links=links)


def _section(
    here: Here, subject: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, figures: int = 1,
    links: Sequence[str] = (),
) -> None:  # fmt: skip
    """A table under its heading, the last `figures` columns to the right. `links`: where the first cells lead."""
    word = here.words
    grace = here.city.plan.thresholds.grace_minutes
    acting.heading(word(f"review.{subject}_title"), word(f"review.{subject}_note", grace=grace))
    if not rows:
        acting.calm(word(f"review.no_{subject}"))
        return
    lines = []
    for number, row in enumerate(rows):
        cells = [escape(cell) for cell in row]
        if links:
            cells[0] = f'<a href="{links[number]}">{cells[0]}</a>'
        words = "".join(f"<td>{cell}</td>" for cell in cells[:-figures])
        numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells[-figures:])
        lines.append(f"<tr>{words}{numbers}</tr>")
    st.html(acting.table([word(f"review.column.{head}") for head in heads], lines, figures))

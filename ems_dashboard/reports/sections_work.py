"""The last sections: forces, losses, publicity, what comes next."""

from collections import Counter

from ems_dashboard.reports.sections_deployment import issued, sent_of
from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.terms import DueState
from ems_dashboard.rules.terms import TeamStateName as TeamAt

ENGAGED = (TeamAt.PREPOSITIONED, TeamAt.DISPATCHED, TeamAt.ON_SITE)


def forces(telling: Telling) -> str | None:
    if telling.observed is None:
        return None
    rows = telling.of_incident(telling.observed.teams)
    engaged = [row for row in rows if row.state in ENGAGED]
    if not engaged:
        return telling.word("report.forces.none")
    states = Counter(row.state for row in engaged)
    counts = telling.listed(
        telling.word(
            "report.forces.state", n=states[state], state=telling.word(f"terms.team_state.{state}")
        )
        for state in ENGAGED
        if states[state]
    )
    return telling.word(
        "report.forces.teams",
        n=len(engaged),
        people=number(sum(row.people for row in engaged)),
        counts=counts,
    )


def losses(telling: Telling) -> str | None:
    if telling.observed is None:
        return None
    totals = _sums(telling, telling.observed.impacts)
    if not totals:
        return telling.word("report.losses.none")
    before = _sums(telling, telling.told.impacts) if telling.told else None
    parts = [_loss(telling, item, amount, before) for item, amount in totals.items()]
    units = {row.unit for row in telling.of_incident(telling.observed.impacts)}
    return telling.word("report.losses.told", n=len(units), items=telling.listed(parts))


def _loss(telling: Telling, item: str, amount: float, before: dict[str, float] | None) -> str:
    """`before`: what the last report said, None for the first."""
    was = before.get(item) if before else None
    name = telling.word.either(f"report.impact.{item}", item)
    change = telling.change(amount, was)
    return telling.word("report.losses.item", item=name, n=number(amount), change=change)


def _sums(telling: Telling, rows: tuple[Impact, ...]) -> dict[str, float]:
    """Item → Σ of the county-level units' latest cumulative figures."""
    totals: dict[str, float] = {}
    for row in telling.of_incident(rows):
        if row.unit in telling.city.by_code:
            totals[row.item] = totals.get(row.item, 0) + row.amount
    return totals


def publicity(telling: Telling) -> str | None:
    if telling.observed is None:
        return None
    rows = telling.of_incident(telling.observed.messages)
    if not rows:
        return telling.word("report.publicity.none")
    sent = sent_of(rows)
    before = sent_of(telling.of_incident(telling.told.messages)) if telling.told else None
    change = telling.change(sent, before, telling.word("report.publicity.measure"))
    batches = len(rows)
    return telling.word("report.publicity.sent", n=number(sent), batches=batches, change=change)


def next_steps(telling: Telling) -> str:
    parts = [*_next_dues(telling), _next_feedback(telling)]
    return telling.say(parts) or telling.word("report.next.none")


def _next_dues(telling: Telling) -> list[str]:
    """The next consultation and the next report."""
    word, now = telling.word, telling.now
    # the report that is owed for this cut-off is the one that is being written
    ahead = [due for due in now.rhythm if (due.cut_off or due.due_at) > now.as_of]
    coming = [due for due in ahead if due.state in (DueState.SOON, DueState.DUE)]
    first = {due.kind: due for due in reversed(coming)}
    return [
        word(f"report.next.{kind}", moment=moment(due.due_at, word))
        for kind, due in sorted(first.items())
    ]


def _next_feedback(telling: Telling) -> str:
    orders = issued(telling, telling.now)
    deadlines = [order.feedback_due for order in orders if order.feedback_due]
    ahead = [at for at in deadlines if at > telling.now.as_of]
    if not ahead:
        return ""
    said = moment(min(ahead), telling.word)
    return telling.word("report.next.feedback", moment=said, n=len(ahead))

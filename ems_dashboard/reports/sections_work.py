"""Sections 7 to 14 of a report: what was decided and done, losses, publicity, what comes next."""

from collections import Counter
from collections.abc import Iterable

from ems_dashboard.reports.telling import Telling, called, moment, number
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.groups import Cadres, Deployment, called_for_since
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.terms import (
    Category,
    DueState,
    GroupKind,
    GroupState,
    OrderKind,
    ShelterStateName,
)
from ems_dashboard.rules.terms import TeamStateName as TeamAt
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.text import Words

OUT = (GroupState.DEPARTED, GroupState.ARRIVED)
ENGAGED = (TeamAt.PREPOSITIONED, TeamAt.DISPATCHED, TeamAt.ON_SITE)
BEHIND = 3


def deployment(telling: Telling) -> str:
    return telling.say(
        [_consultations(telling), _orders(telling), _unreceived(telling), _groups(telling)]
    )


def _consultations(telling: Telling) -> str:
    held = telling.of_incident(telling.now.consultations)
    if not held:
        return telling.word("report.deployment.no_consultation")
    last = max(held, key=lambda row: row.began_at)
    concluded = last.conclusion.rstrip("。.") or telling.word("report.deployment.no_conclusion")
    held_at = moment(last.began_at, telling.word)
    return telling.word(
        "report.deployment.consultations", n=len(held), moment=held_at, conclusion=concluded
    )


def _orders(telling: Telling) -> str:
    word, orders = telling.word, _issued(telling, telling.now)
    if not orders:
        return word("report.deployment.no_order")
    kinds = Counter(order.kind for order in orders)
    counts = telling.listed(
        word("report.deployment.kind", kind=word(f"terms.order_kind.{kind}"), n=kinds[kind])
        for kind in OrderKind
        if kinds[kind]
    )
    parts = [word("report.deployment.orders", n=len(orders), counts=counts)]
    new = _new_titles(telling, orders)
    if new:
        titles = _quoted(telling, new)
        parts.append(word("report.deployment.new_orders", n=len(new), titles=titles))
    return telling.say(parts)


def _new_titles(telling: Telling, orders: list[Order]) -> list[str]:
    """Of those that the last report could not tell of."""
    if telling.before is None:
        return []
    known = {order.order for order in _issued(telling, telling.before)}
    return [order.title for order in orders if order.order not in known]


def _quoted(telling: Telling, titles: list[str]) -> str:
    """Chinese book marks stand side by side without a comma (GB/T 15834)."""
    between = "" if telling.word.lang == "zh" else ", "
    return between.join(telling.word("report.quoted", title=title) for title in titles)


def _issued(telling: Telling, situation: Situation) -> list[Order]:
    return telling.of_incident(status.order for status in situation.orders)


def _unreceived(telling: Telling) -> str:
    issued = _issued(telling, telling.now)
    waiting = [s for s in telling.now.orders if s.unreceived and s.order in issued]
    units = dict.fromkeys(unit for status in waiting for unit in status.unreceived)
    if not units:
        return ""
    return telling.word("report.deployment.unreceived", n=len(waiting), units=telling.units(units))


def _groups(telling: Telling) -> str:
    ever = telling.of_incident(telling.now.deployments)
    out = [row for row in ever if row.state in OUT]
    said = _groups_out(telling, out) if out else [_none_out(telling, ever)]
    silent = _silent_groups(telling, ever) if ever else ""
    return telling.say([*said, silent, _problems(telling, out), _cadres(telling)])


def _none_out(telling: Telling, ever: list[Deployment]) -> str:
    """That groups are back is said of those that were out, not of those that wait; that none was
    reported, where the level calls for them."""
    if not ever:
        return telling.word(
            f"report.deployment.{'no_group' if _called_for(telling) else 'not_called'}"
        )
    waiting = sum(row.state is GroupState.STANDBY for row in ever)
    if waiting:
        return telling.word("report.deployment.standby", n=waiting)
    return telling.word("report.deployment.groups_back", n=len(ever))


def _called_for(telling: Telling) -> bool:
    levels = telling.of_incident(telling.now.levels)
    return called_for_since(telling.city, levels) is not None


def _silent_groups(telling: Telling, ever: list[Deployment]) -> str:
    """The leader groups that the level calls for and nobody reported."""
    if not _called_for(telling):
        return ""
    leaders = {group.code for group in telling.city.groups if group.kind == GroupKind.LEADER}
    silent = leaders - {row.group for row in ever}
    return telling.word("report.deployment.groups_silent", n=len(silent)) if silent else ""


def _groups_out(telling: Telling, out: list[Deployment]) -> list[str]:
    word, kinds = telling.word, {group.code: group.kind for group in telling.city.groups}
    leaders = [row for row in out if kinds.get(row.group) == GroupKind.LEADER]
    arrived = sum(row.state is GroupState.ARRIVED for row in leaders)
    others = len(out) - len(leaders)
    parts = []
    if leaders:
        parts.append(word("report.deployment.leaders", n=len(leaders), arrived=arrived))
    if others:
        parts.append(word("report.deployment.defence", n=others))
    return parts


def _problems(telling: Telling, out: list[Deployment]) -> str:
    found = sum(row.problems_found for row in out)
    fixed = sum(row.problems_fixed for row in out)
    if not found:
        return ""
    return telling.word("report.deployment.problems", found=number(found), fixed=number(fixed))


def _cadres(telling: Telling) -> str:
    sent = _sent(telling.of_incident(telling.now.cadres))
    if not sent:
        return ""
    before = _sent(telling.of_incident(telling.before.cadres)) if telling.before else None
    change = telling.change(sent, before, telling.word("terms.measure_unit.person_times"))
    return telling.word("report.deployment.cadres", n=number(sent), change=change)


def sea(telling: Telling) -> str | None:
    """Left out where nothing is to be moved at sea; what is owed and nobody has reported is
    said."""
    ferries = [m for m in _in_force(telling) if m.measure == "ferries_stopped"]
    rules = [rule for rule in telling.city.plan.categories if rule.at_sea and rule.reported]
    parts = [part for rule in rules for part in _at_sea(telling, rule)]
    if ferries:
        parts.append(telling.word("report.sea.ferries", where=_where(telling, ferries)))
    return telling.say(parts) if parts else None


def _at_sea(telling: Telling, rule: CategoryRule) -> list[str]:
    figure = _city(telling, telling.now, rule.category)
    incident = telling.incident
    owed = incident is not None and rule.owed_in(telling.now.hazards_of(incident.incident))
    if figure is None and owed:
        category = telling.word(f"terms.category.{rule.category}")
        return [telling.word("report.sea.none", category=category)]
    if figure is None or not figure.target:
        return []
    return [_progress(telling, figure), *_by_how_many(telling, figure)]


def _by_how_many(telling: Telling, figure: Figure) -> list[str]:
    """A sum in which units are missing says so, and which."""
    missing = _missing(telling, figure)
    if not missing:
        return []
    return [
        telling.word("report.people.reported", reported=figure.reported, owed=figure.owed),
        *missing,
    ]


def _city(telling: Telling, situation: Situation | None, category: Category) -> Figure | None:
    if situation is None:
        return None
    for figure in situation.evacuation:
        own = telling.incident is None or figure.incident == telling.incident.incident
        if own and figure.unit == telling.city.code and figure.category is category:
            return figure
    return None


def _progress(telling: Telling, figure: Figure) -> str:
    """One category's figures of the city: what should move, has moved and is back, to the digit of
    the screen."""
    word, before = telling.word, _city(telling, telling.before, figure.category)
    unit = word(f"terms.measure_unit.{telling.city.plan.measure(figure.category)}")
    said = word(
        f"report.progress.{'some' if figure.target else 'nothing'}",
        moment=moment(figure.valid_at, word),
        category=word(f"terms.category.{figure.category}"),
        target=number(figure.target),
        moved=number(figure.moved),
        unit=unit,
        share=f"{(figure.share or 0) * 100:.1f}",
        change=telling.change(figure.moved, before.moved if before else None, unit),
    )
    return said + _back(figure, word, unit) + word("report.stop")


def _back(figure: Figure, word: Words, unit: str) -> str:
    if not figure.returned:
        return ""
    returned, now = number(figure.returned), number(figure.now)
    return word("report.progress.back", returned=returned, now=now, unit=unit)


def people(telling: Telling) -> str:
    figure = _city(telling, telling.now, Category.PEOPLE)
    if figure is None:
        return telling.word("report.people.none")
    reported = telling.word("report.people.reported", reported=figure.reported, owed=figure.owed)
    return telling.say(
        [
            _progress(telling, figure),
            reported,
            *_missing(telling, figure),
            _behind(telling),
            *_others_on_land(telling),
            _shelters(telling),
        ]
    )


def _others_on_land(telling: Telling) -> list[str]:
    """What else the plan has reported on land, where anybody has a figure of it."""
    rules = (rule for rule in telling.city.plan.categories if rule.reported and not rule.at_sea)
    others = (rule.category for rule in rules if rule.category is not Category.PEOPLE)
    figures = (_city(telling, telling.now, category) for category in others)
    parts: list[str] = []
    for figure in figures:
        if figure is not None:
            parts += [_progress(telling, figure), *_by_how_many(telling, figure)]
    return parts


def _missing(telling: Telling, city: Figure) -> list[str]:
    """Who has not reported what the city's figure is of, not for the moment that it is told for, or
    only by its townships; all by name. That nobody renewed for the cut-off, that moment says."""
    found = reporting(telling.now, telling.city)
    outdated = found.of(FigureState.OUTDATED, city.category)
    named = {
        "silent": found.units(FigureState.NOT_REPORTED, city.category),
        "late": [
            row.unit for row in outdated if row.figure and row.figure.valid_at < city.valid_at
        ],
        "unconfirmed": found.units(FigureState.UNKNOWN, city.category),
    }
    return [
        telling.word(f"report.people.{key}", units=telling.units(units))
        for key, units in named.items()
        if units
    ]


def _behind(telling: Telling) -> str:
    left = sorted(_left(telling), reverse=True)
    if not left:
        return ""
    names = telling.listed(
        telling.word("report.people.left", unit=telling.units([unit]), n=number(n))
        for n, unit in left[:BEHIND]
    )
    return telling.word("report.people.behind", n=number(sum(n for n, _ in left)), units=names)


def _left(telling: Telling) -> list[tuple[int, str]]:
    """How many people a unit has still to move, and which unit."""
    return [
        (figure.target - figure.moved, figure.unit)
        for figure in telling.of_incident(telling.now.evacuation)
        if figure.category is Category.PEOPLE
        and figure.unit != telling.city.code
        and figure.moved < figure.target
    ]


def _shelters(telling: Telling) -> str:
    rows = telling.of_incident(telling.now.shelters)
    opened = [row for row in rows if row.state is ShelterStateName.OPEN]
    if not opened:
        return ""
    inside = sum(row.occupancy for row in opened)
    return telling.word("report.people.shelters", n=number(len(opened)), people=number(inside))


def _in_force(telling: Telling) -> list[Measure]:
    return [
        m for m in telling.of_incident(telling.now.measures) if m.in_force_at(telling.now.as_of)
    ]


def measures(telling: Telling) -> str:
    word, standing = telling.word, _in_force(telling)
    coming = [m for m in telling.of_incident(telling.now.measures) if m not in standing]
    if not standing and not coming:
        return word("report.measures.none")
    return telling.say([*_told(telling, "standing", standing), *_told(telling, "coming", coming)])


def _told(telling: Telling, key: str, rows: list[Measure]) -> list[str]:
    return [
        telling.word(
            f"report.measures.{key}",
            measure=_measure(telling, code),
            where=_where(telling, same),
            moment=moment(min(row.starts_at for row in same), telling.word),
        )
        for code, same in _by_code(rows).items()
    ]


def _by_code(rows: list[Measure]) -> dict[str, list[Measure]]:
    by_code: dict[str, list[Measure]] = {}
    for row in rows:
        by_code.setdefault(row.measure, []).append(row)
    return by_code


def _measure(telling: Telling, code: str) -> str:
    rules = {rule.code: rule for rule in telling.city.plan.measures}
    return called(rules[code], telling.word) if code in rules else code


def _where(telling: Telling, rows: list[Measure]) -> str:
    """The whole city with the scope, or the units."""
    units = [row.unit for row in rows]
    scopes = telling.listed(dict.fromkeys(row.scope for row in rows if row.scope))
    whole = telling.city.code in units
    place = telling.word("report.whole_city") if whole else telling.units(units)
    if not scopes or scopes == place:
        return place
    return telling.word("report.with_scope", place=place, scope=scopes)


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
    sent = _sent(rows)
    before = _sent(telling.of_incident(telling.told.messages)) if telling.told else None
    change = telling.change(sent, before, telling.word("report.publicity.measure"))
    batches = len(rows)
    return telling.word("report.publicity.sent", n=number(sent), batches=batches, change=change)


def _sent(rows: Iterable[Cadres | MessageBatch]) -> int:
    return sum(row.sent for row in rows)


def next_steps(telling: Telling) -> str:
    word, now = telling.word, telling.now
    # the report that is owed for this cut-off is the one that is being written
    ahead_of_it = [due for due in now.rhythm if (due.cut_off or due.due_at) > now.as_of]
    coming = [due for due in ahead_of_it if due.state in (DueState.SOON, DueState.DUE)]
    first = {due.kind: due for due in reversed(coming)}
    deadlines = [order.feedback_due for order in _issued(telling, now) if order.feedback_due]
    ahead = sorted(at for at in deadlines if at > now.as_of)
    parts = [
        word(f"report.next.{kind}", moment=moment(due.due_at, word))
        for kind, due in sorted(first.items())
    ]
    if ahead:
        parts.append(word("report.next.feedback", moment=moment(ahead[0], word), n=len(ahead)))
    return telling.say(parts) if parts else word("report.next.none")

"""The section on deployment: consultations held, orders issued, groups and cadres sent out."""

from collections import Counter
from collections.abc import Iterable

from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.groups import Cadres, Deployment, called_for_since
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import GroupKind, GroupState, OrderKind
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words

OUT = (GroupState.DEPARTED, GroupState.ARRIVED)


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
    word, orders = telling.word, issued(telling, telling.now)
    if not orders:
        return word("report.deployment.no_order")
    kinds = Counter(order.kind for order in orders)
    counts = [_of_kind(word, kind, kinds[kind]) for kind in OrderKind if kinds[kind]]
    listed = telling.listed(counts)
    parts = [word("report.deployment.orders", n=len(orders), counts=listed)]
    new = _new_titles(telling, orders)
    if new:
        titles = _quoted(telling, new)
        parts.append(word("report.deployment.new_orders", n=len(new), titles=titles))
    return telling.say(parts)


def _of_kind(word: Words, kind: OrderKind, n: int) -> str:
    return word("report.deployment.kind", kind=word(f"terms.order_kind.{kind}"), n=n)


def _new_titles(telling: Telling, orders: list[Order]) -> list[str]:
    """Of those that the last report could not tell of."""
    if telling.before is None:
        return []
    known = {order.order for order in issued(telling, telling.before)}
    return [order.title for order in orders if order.order not in known]


def _quoted(telling: Telling, titles: list[str]) -> str:
    """Chinese book marks stand side by side without a comma (GB/T 15834)."""
    between = "" if telling.word.lang == "zh" else ", "
    return between.join(telling.word("report.quoted", title=title) for title in titles)


def issued(telling: Telling, situation: Situation) -> list[Order]:
    return telling.of_incident(status.order for status in situation.orders)


def _unreceived(telling: Telling) -> str:
    own = issued(telling, telling.now)
    waiting = [s for s in telling.now.orders if s.unreceived and s.order in own]
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
        key = "no_group" if _called_for(telling) else "not_called"
        return telling.word(f"report.deployment.{key}")
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
    sent = sent_of(telling.of_incident(telling.now.cadres))
    if not sent:
        return ""
    before = sent_of(telling.of_incident(telling.before.cadres)) if telling.before else None
    change = telling.change(sent, before, telling.word("terms.measure_unit.person_times"))
    return telling.word("report.deployment.cadres", n=number(sent), change=change)


def sent_of(rows: Iterable[Cadres | MessageBatch]) -> int:
    return sum(row.sent for row in rows)

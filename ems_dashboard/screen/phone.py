"""The county's telephone (/m): what waits, an order, the figures, one thing at a time, as pages of
plain HTML that need no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions.evacuation import Entered, asked, standing
from ems_dashboard.clock import iso, short_time
from ems_dashboard.rules.entering import cut_off_at
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.order_moves import BY_ADDRESSEE, receipt_allowed
from ems_dashboard.rules.roles import HOMES
from ems_dashboard.rules.terms import Category, Hazard, ReceiptState
from ems_dashboard.rules.waiting import Waiting
from ems_dashboard.runtime import runtime
from ems_dashboard.screen import cards
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.theme import DESK, variables
from ems_dashboard.screen.waiting import waiting_now
from ems_dashboard.situation.evacuation import hazards_then, owing
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.templating import rendered

TYPED = ("target", "moved", "returned")
Wrong = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """What stands above a page: what was done, or what is wrong."""

    said: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """The figures that are asked for: of which incident, true for which moment."""

    incident: Incident
    valid_at: datetime
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A form of figures as it came, with what stands against it."""

    cells: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    wrong: Wrong = field(default_factory=dict)
    entered: Entered | None = None


def page(here: Here, body: Markup, told: Told | None = None) -> str:
    word, actor, shown = here.words, here.actor, told or Told()
    other = "en" if here.lang == "zh" else "zh"
    return rendered(
        "phone/page.html",
        lang="zh-CN" if here.lang == "zh" else "en",
        title=word("phone.title"),
        waiting=len(_waiting(here)) or "",
        style=Markup(variables(DESK.name)),
        name=here.city.name_of(actor.unit, here.lang) if actor.unit else actor.name,
        practice=word("phone.practice", at=short_time(here.as_of)) if clock.pace() else "",
        said=shown.said,
        error=shown.error,
        body=body,
        desk=HOMES.get(actor.role, "/"),
        to_desk=word("phone.desk"),
        other=word("frame.bar.other_language"),
        other_href=f"/m?lang={other}",
        sign_out=word("phone.sign_out"),
    )


def _waiting(here: Here) -> tuple[Waiting, ...]:
    return waiting_now(runtime(), here.actor, here.words)


def home(here: Here) -> Markup:
    word, items = here.words, _waiting(here)
    reports = here.actor.unit in here.city.by_code and round_of(here) is not None
    return rendered(
        "phone/home.html",
        levels=list(_levels(here)),
        sentence=cards.sentence(here),
        as_of=word("phone.as_of", at=short_time(here.as_of)),
        title=word("phone.waiting", n=len(items)) if items else "",
        items=[_item(here, item) for item in items],
        nothing=word("phone.nothing"),
        figures=word("phone.figures") if reports else "",
    )


def _levels(here: Here) -> list[dict[str, str]]:
    """Of the level that the person belongs to."""
    word, levels = here.words, here.situation.responses[here.scope.levelled]
    found = []
    for hazard in Hazard:
        level = levels[hazard]
        text = word("phone.level", level=level.value) if level else word("phone.no_level")
        found.append({"name": word(f"terms.hazard.{hazard}"), "text": text})
    return found


def _item(here: Here, item: Waiting) -> dict[str, object]:
    word, due = here.words, ""
    if item.due_at is not None:
        due = word("waiting.late" if item.late else "waiting.by", at=short_time(item.due_at))
    kind = word(f"waiting.kind.{item.kind}")
    return {
        "kind": kind,
        "subject": item.subject,
        "due": due,
        "late": item.late,
        "href": _href(item),
    }


def _href(item: Waiting) -> str:
    """Where it is seen to: here, or on the desk's page."""
    if item.page == "orders" and item.parameter == "order":
        return f"/m/orders/{quote(item.reference)}"
    if item.page == "entry":
        return "/m/figures"
    about = f"?{item.parameter}={quote(item.reference)}" if item.parameter else ""
    return f"/{item.page}{about}"


def order(here: Here, file: OrderFile, typed: str = "") -> Markup:
    word, sent = here.words, file.issued or file.order
    cell = file.cell(here.actor.unit)
    steps = steps_of(file, here.actor.unit)
    return rendered(
        "phone/order.html",
        number=_number(here, file),
        order_title=sent.title,
        lines=[line for line in sent.body.splitlines() if line.strip()],
        facts=list(_facts(here, file)),
        note=word("phone.note") if typed or ReceiptState.ANSWERED in steps else "",
        typed=typed,
        steps=[{"state": step.value, "label": word(f"phone.do.{step}")} for step in steps],
        nothing=word("phone.no_steps" if cell else "phone.no_order"),
    )


def _number(here: Here, file: OrderFile) -> str:
    sent = file.issued or file.order
    if sent.document or not sent.serial:
        return sent.document
    return here.words(
        "phone.number", kind=here.words(f"terms.order_kind.{sent.kind}"), n=sent.serial
    )


def _facts(here: Here, file: OrderFile) -> list[dict[str, str]]:
    sent, cell, word = file.issued or file.order, file.cell(here.actor.unit), here.words
    state = word(f"terms.receipt_state.{cell.state}") if cell else ""
    found = {
        word("phone.state"): state,
        word("orders.fact.receipt_due"): short_time(sent.receipt_due),
        word("orders.fact.feedback_due"): short_time(sent.feedback_due),
    }
    return [{"name": name, "text": text} for name, text in found.items() if text]


def steps_of(file: OrderFile, unit: str) -> list[ReceiptState]:
    """What an addressee may do next with an order in force."""
    cell = file.cell(unit)
    if cell is None or file.issued is None or file.successor is not None:
        return []
    states = (step for step in ReceiptState if step in BY_ADDRESSEE)
    return [step for step in states if receipt_allowed(cell.state, step)]


def round_of(here: Here) -> Round | None:
    """None where nothing is open. Figures of a case that is not the leading one are typed at the
    desk, where it is chosen."""
    lead = here.situation.lead
    if lead is None:
        return None
    hazards = hazards_then(here.store, lead.incident)
    rules = (here.city.plan.category(name) for name in here.city.plan.reported)
    unit = here.actor.unit
    kinds = [r.category for r in rules if r and unit in owing(here.city, r.category, hazards)]
    return Round(lead, cut_off_at(here.situation.rounds, here.as_of), tuple(kinds))


def figures(here: Here, asked_for: Round, typed: Typed) -> Markup:
    word, unit = here.words, here.actor.unit
    stands = standing(here.desk(), asked_for.incident.incident, here.as_of)
    at = short_time(asked_for.valid_at)
    doubts = typed.entered.doubts if typed.entered and not typed.wrong else ()
    return rendered(
        "phone/figures.html",
        heading=word("phone.figures_title", unit=here.city.name_of(unit, here.lang), at=at),
        for_incident=word("phone.for_incident", name=asked_for.incident.name),
        incident=asked_for.incident.incident,
        valid_at=iso(asked_for.valid_at),
        rows=[_row(here, each, stands.get((unit, each)), typed) for each in asked_for.categories],
        doubts=[asked(here.desk(), doubt) for doubt in doubts],
        doubts_title=word("entry.doubts", n=len(doubts)) if doubts else "",
        reason_label=word("phone.reason"),
        reason=typed.reason,
        send=word("phone.send_sure" if doubts else "phone.send"),
    )


def _row(
    here: Here, category: Category, before: Evacuation | None, typed: Typed
) -> dict[str, object]:
    return {
        "name": here.words(f"terms.category.{category}"),
        "before": _before(here, before),
        "fields": [_field(here, category, name, typed) for name in TYPED],
    }


def _before(here: Here, row: Evacuation | None) -> str:
    if row is None:
        return here.words("phone.never")
    told = {name: f"{getattr(row, name):,}" for name in TYPED}
    return here.words("phone.before", at=short_time(row.valid_at), **told)


def _field(here: Here, category: Category, name: str, typed: Typed) -> dict[str, str]:
    key = f"{category.value}-{name}"
    return {
        "name": key,
        "label": here.words(f"entry.field.{name}"),
        "value": typed.cells.get(key, ""),
        "wrong": typed.wrong.get((here.actor.unit, category, name), ""),
    }


def filled(
    cells: Mapping[str, str], categories: Sequence[Category], stands: Mapping[Category, Evacuation]
) -> dict[Category, dict[str, str]]:
    """The rows in which anything was typed; what was left empty in them stays as it was."""
    found: dict[Category, dict[str, str]] = {}
    for category in categories:
        typed = {name: cells.get(f"{category.value}-{name}", "").strip() for name in TYPED}
        if not any(typed.values()):
            continue
        before = stands.get(category)
        kept = {name: str(getattr(before, name)) if before else "" for name in TYPED}
        found[category] = {name: typed[name] or kept[name] for name in TYPED}
    return found

"""What stands in the form of an order before anybody types."""

from collections.abc import Mapping
from datetime import timedelta

from ems_dashboard.clock import rounded
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Hazard, OrderKind
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.orders import OrderFile

OF_RAIN = (OrderKind.MOBILISATION, OrderKind.DIRECTIVE, OrderKind.ADVISORY)
"""The kinds with a text of their own for a heavy rain."""
KEPT = ("kind", "title", "body", "receipt_due", "feedback_due", "category", "complete_by")
"""What is taken over from the order that is written again or ended."""


def of(here: Here, written: Order | None) -> dict[str, object]:
    if written is not None:
        return {name: getattr(written, name) for name in KEPT} | {"units": list(written.units)}
    lead = here.situation.lead
    return {
        "kind": OrderKind.DIRECTIVE,
        "units": list(here.city.by_code),
        "incident": lead.incident if lead else None,
    }


def ending_texts(here: Here, old: OrderFile, ending: str) -> Mapping[str, object]:
    sent = old.issued or old.order
    said = {"title": sent.title, "document": sent.document or sent.title, "body": sent.body}
    return {name: here.words(f"orders.form.{ending}_{name}", **said) for name in ("title", "body")}


def texts(here: Here, kind: OrderKind, incident: str) -> Mapping[str, object]:
    """What a heavy rain asks for is not what a typhoon does: no word of vessels and gales."""
    about = next((row for row in here.situation.incidents if row.incident == incident), None)
    name = about.name if about else ""
    rain = about is not None and about.hazard is Hazard.RAINSTORM
    body = f"orders.body_of_rain.{kind}" if rain and kind in OF_RAIN else f"orders.body.{kind}"
    return {
        "title": here.words(f"orders.title.{kind}", name=name),
        "body": here.words(body, name=name),
    }


def deadlines(here: Here, kind: OrderKind) -> Mapping[str, object]:
    rule = here.city.plan.order_rule(kind)
    return {
        "receipt_due": rounded(here.as_of + timedelta(minutes=rule.receipt_minutes)),
        "feedback_due": rounded(here.as_of + timedelta(hours=rule.feedback_hours)),
    }

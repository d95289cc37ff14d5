"""An order as an official document: 动员令 and 命令 in the form of an order, 提示函 as a letter, the rest
in the common form; and the short text for a message."""

from ems_dashboard.reports import official, qr
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import addressees, corner, headquarters, named_units
from ems_dashboard.reports.paper import Paper
from ems_dashboard.reports.telling import day, moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.orders import EVER_ISSUED, Order
from ems_dashboard.rules.terms import OrderKind, OrderState
from ems_dashboard.text import Words

FORMS = {
    OrderKind.MOBILISATION: official.order,
    OrderKind.COMMAND: official.order,
    OrderKind.ADVISORY: official.letter,
}


def document(order: Order, city: City, word: Words, corrected: Order | None = None) -> bytes:
    """`corrected`: the order that this one names in `corrects`."""
    organ, date = headquarters(city, word), day(order.valid_at, word)
    form = FORMS.get(order.kind, official.common)
    paper = Paper(order.title, word, order.valid_at)
    form(paper, _head(order, city, word, organ, form is official.order))
    for text in _texts(order, word, corrected):
        official.body(paper, text)
    if form is official.order and order.approved_by:
        official.signed_by(paper, word("document.order.signer"), order.approved_by, date)
    else:
        official.signed(paper, organ, date)
    if form is not official.letter:
        names = named_units(city, order.units, word) if form is official.order else ""
        official.imprint(paper, organ, date, names and word("document.sent_to", names=names))
    official.code(paper, qr.address("orders", "order", order.order), letter=form is official.letter)
    paper.number_pages(first=form is not official.letter)
    return paper.as_bytes()


def _head(order: Order, city: City, word: Words, organ: str, is_order: bool) -> Head:
    kind = word(f"terms.order_kind.{order.kind}")
    return Head(
        mark=word("document.order.mark", organ=organ, kind=kind) if is_order else organ,
        number=_number(order, word, kind, is_order),
        title="" if is_order else order.title,
        addressees=addressees(city, order.units, word),
        corner=corner(
            order,
            word,
            draft=order.state not in EVER_ISSUED,
            withdrawn=order.state is OrderState.WITHDRAWN,
        ),
    )


def _number(order: Order, word: Words, kind: str, is_order: bool) -> str:
    if is_order and order.serial:
        return word("document.order.number", n=order.serial)
    if order.document:
        return order.document
    if order.serial:
        return word("document.order.serial", kind=kind, n=order.serial)
    return word("document.no_number")


def _texts(order: Order, word: Words, corrected: Order | None) -> list[str]:
    """The hours by which it is to be received and answered are part of the order, not a note
    beneath it."""
    body = order.body or word("document.order.no_body", title=order.title)
    due = deadlines(order, word)
    return [
        text
        for text in (_ends(order, word, corrected), body, due and due + word("report.stop"))
        if text
    ]


def _ends(order: Order, word: Words, corrected: Order | None) -> str:
    if corrected is None:
        return ""
    kind = word(f"terms.order_kind.{corrected.kind}")
    way = "withdraws" if order.withdraws else "corrects"
    return word(f"document.order.{way}", title=corrected.title, n=corrected.serial, kind=kind)


def deadlines(order: Order, word: Words) -> str:
    category = word(f"terms.category.{order.category}") if order.category else ""
    safe = (
        word(
            "document.order.complete_by", category=category, moment=moment(order.complete_by, word)
        )
        if order.complete_by
        else ""
    )
    parts = [safe] if safe else []
    parts += [
        word(f"document.order.{name}", moment=moment(at, word))
        for name, at in (("receipt_due", order.receipt_due), ("feedback_due", order.feedback_due))
        if at is not None
    ]
    return word("report.comma_clause").join(parts)


def message(order: Order, city: City, word: Words) -> str:
    """Ready to paste into a message: who, what, by when."""
    return word(
        "document.order.message",
        organ=headquarters(city, word),
        kind=word(f"terms.order_kind.{order.kind}"),
        n=order.serial,
        title=order.title,
        moment=moment(order.valid_at, word),
        body=order.body.strip() and word("document.order.message_body", body=order.body.strip()),
        due=(due := deadlines(order, word)) and word("document.order.message_due", due=due),
        address=qr.address("orders", "order", order.order),
    )

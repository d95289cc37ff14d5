"""`orders` and `duties`: what was sent to whom and what became of it; what the levels in force
oblige."""

import typer
from rich.console import Console
from rich.table import Table

from ems_dashboard.cli.shell import AsJson, AsOf, Database, app, asked, moment_of, print_json
from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import City
from ems_dashboard.rules.terms import OrderState
from ems_dashboard.situation import situation
from ems_dashboard.situation.desk_contract import duties_json, orders_json
from ems_dashboard.situation.levels import LevelDesk, level_desk
from ems_dashboard.situation.orders import OrderBook, order_book
from ems_dashboard.situation.race import race_of
from ems_dashboard.text import Words, words


@app.command("orders", help=words("en")("cli.help_orders"))
def show_orders(
    context: typer.Context, as_of: AsOf = None, as_json: AsJson = False, database: Database = ""
) -> None:
    with asked(context, database) as (store, city, say):
        picture = situation(store, city, moment_of(as_of, say))
        book = order_book(store, picture)
    if as_json:
        print_json(orders_json(book, picture))
    else:
        Console().print(_orders(book, city, say))


@app.command("duties", help=words("en")("cli.help_duties"))
def show_duties(
    context: typer.Context, as_of: AsOf = None, as_json: AsJson = False, database: Database = ""
) -> None:
    with asked(context, database) as (store, city, say):
        picture = situation(store, city, moment_of(as_of, say))
        desk = level_desk(store, city, picture, race_of(city, picture))
    if as_json:
        print_json(duties_json(desk, picture, city))
    else:
        Console().print(_duties(desk, city, say))


def _orders(book: OrderBook, city: City, say: Words) -> Table:
    table = Table(
        *(
            say(f"orders.column.{name}")
            for name in ("document", "title", "issued_at", "signed", "late")
        )
    )
    for file in book.of_state(OrderState.ISSUED, OrderState.WITHDRAWN):
        issued = file.issued or file.order
        late = say.listed(city.short_of(cell.unit, say.lang) for cell in file.cells if cell.late)
        signed = f"{sum(cell.signed_at is not None for cell in file.cells)}/{len(file.cells)}"
        table.add_row(issued.document, issued.title, short_time(issued.valid_at), signed, late)
    return table


def _duties(desk: LevelDesk, city: City, say: Words) -> Table:
    table = Table(
        *(
            say(f"responses.column.{name}")
            for name in ("unit", "duty", "owner", "deadline", "state")
        )
    )
    for unit, duties in desk.duties.items():
        for status in duties:
            duty = status.duty
            text, owner = (
                (duty.text, duty.owner) if say.lang == "zh" else (duty.text_en, duty.owner_en)
            )
            state = say(f"terms.duty_state.{status.state}")
            table.add_row(
                city.name_of(unit, say.lang), text, owner, short_time(status.deadline), state
            )
    return table

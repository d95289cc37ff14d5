"""`rhythm`: what a day asked for, and what became of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ems_dashboard.cli.shell import AsJson, AsOf, Database, app, asked, moment_of, print_json
from ems_dashboard.clock import beijing, parse, short_time
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.situation.contract import rhythm_json
from ems_dashboard.situation.rhythm import rhythm_of
from ems_dashboard.text import Words, words


@app.command("rhythm", help=words("en")("cli.help_rhythm"))
def show_rhythm(
    context: typer.Context,
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help=words("en")("cli.help_date"))
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    database: Database = "",
) -> None:
    with asked(context, database) as (store, city, say):
        moment = moment_of(as_of, say)
        items = rhythm_of(store, city, _day(day, moment, say), moment)
    if as_json:
        print_json(rhythm_json(items))
    else:
        Console().print(_table(items, say))


def _day(text: str | None, moment: datetime, say: Words) -> date:
    if text is None:
        return beijing(moment).date()
    try:
        return beijing(parse(date.fromisoformat(text).isoformat())).date()
    except ValueError:
        raise typer.BadParameter(say("cli.bad_date", text=text)) from None


def _table(items: Iterable[Due], say: Words) -> Table:
    table = Table(
        *(say(f"cli.column_{name}") for name in ("due_at", "item", "cut_off", "state", "done_at"))
    )
    for due in items:
        table.add_row(short_time(due.due_at), say(f"terms.due_kind.{due.kind}"), short_time(due.cut_off),
                      say(f"terms.due_state.{due.state}"), short_time(due.done_at))  # fmt: skip
    return table

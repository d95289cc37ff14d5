"""`log`: what became known in a span of time."""

from typing import Annotated

import typer
from rich.console import Console

from ems_dashboard.cli.shell import AsJson, Database, app, asked, moment_of, print_json, unit_of
from ems_dashboard.clock import short_time
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.situation.contract import timeline_json
from ems_dashboard.situation.timeline import timeline
from ems_dashboard.text import words


@app.command("log", help=words("en")("cli.help_log"))
def show_log(
    context: typer.Context,
    since: Annotated[str, typer.Option(metavar="ISO", help=words("en")("cli.help_since"))],
    until: Annotated[
        str | None, typer.Option(metavar="ISO", help=words("en")("cli.help_until"))
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="CODE", help=words("en")("cli.help_unit"))
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help=words("en")("cli.help_log_kind"))] = None,
    as_json: AsJson = False,
    database: Database = "",
) -> None:
    with asked(context, database) as (store, city, say):
        if unknown := [name for name in kind or () if name not in KINDS]:
            raise typer.BadParameter(
                say("feeds.no_such_kind", kind=unknown[0], kinds=say.listed(KINDS))
            )
        found = timeline(
            store,
            city,
            say,
            since=moment_of(since, say),
            until=moment_of(until, say),
            kinds=kind or (),
            unit=unit_of(unit, city, say) or "",
        )
    if as_json:
        print_json(timeline_json(found))
        return
    out = Console()
    for line in found.lines:
        out.print(
            f"{short_time(line.known_at)}  {line.who}  {line.sentence}",
            markup=False,
            highlight=False,
        )

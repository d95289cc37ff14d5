"""`report`: an official document as a file."""

from pathlib import Path
from typing import Annotated

import typer

from ems_dashboard.cli.shell import AsOf, Database, app, asked, console, moment_of
from ems_dashboard.errors import Refused
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.text import words


@app.command("report", help=words("en")("cli.help_report"))
def make_report(
    context: typer.Context,
    kind: Annotated[Print, typer.Option(help=words("en")("cli.help_report_kind"))],
    out: Annotated[Path, typer.Option(metavar="F.docx", help=words("en")("cli.help_report_out"))],
    as_of: AsOf = None,
    item: Annotated[
        str, typer.Option("--id", "--incident", help=words("en")("cli.help_report_id"))
    ] = "",
    database: Database = "",
) -> None:
    with asked(context, database) as (store, city, say):
        made = printed(kind, store, city, say, moment_of(as_of, say), item)
    try:
        out.write_bytes(made.document)
    except OSError as error:
        raise Refused(say("cli.not_written", path=out, reason=error.strerror)) from error
    console.print(
        say("cli.report_written", name=made.name, path=out), markup=False, highlight=False
    )

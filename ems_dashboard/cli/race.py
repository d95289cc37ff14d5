"""`arrivals`, `race` and `projections`: when the wind circles come, who will be late, and how good
that was."""

import csv
import sys
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ems_dashboard.cli.shell import AsJson, AsOf, Database, app, asked, moment_of, print_json
from ems_dashboard.clock import short_time
from ems_dashboard.reports.race_words import verb
from ems_dashboard.rules.arrival import Arrival
from ems_dashboard.rules.city import City
from ems_dashboard.rules.race import Runner
from ems_dashboard.situation import situation
from ems_dashboard.situation.contract import arrivals_json, projections_json, race_json
from ems_dashboard.situation.projections import projections
from ems_dashboard.situation.race import lead_storm, race_of, storm_arrivals
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.text import Words, words


@app.command("arrivals", help=words("en")("cli.help_arrivals"))
def show_arrivals(
    context: typer.Context,
    storm: Annotated[
        str | None, typer.Option(metavar="ID", help=words("en")("cli.help_storm"))
    ] = None,
    as_of: AsOf = None,
    agency: Annotated[
        str | None, typer.Option(metavar="A", help=words("en")("cli.help_agency"))
    ] = None,
    as_json: AsJson = False,
    database: Database = "",
) -> None:
    with asked(context, database) as (store, city, say):
        moment = moment_of(as_of, say)
        if storm is None:
            chosen = lead_storm(situation(store, city, moment))
        else:
            with store.reading() as reader:
                chosen = storm_at(reader, storm, moment)
            if chosen is None:
                raise typer.BadParameter(say("cli.bad_storm", text=storm))
    found = storm_arrivals(chosen, city, moment) if chosen is not None else ()
    rows = [arrival for arrival in found if agency is None or agency.upper() == arrival.agency]
    if as_json:
        print_json(arrivals_json(rows))
    else:
        none = say("race.not_within" if chosen is None or chosen.circles_known else "race.untold")
        Console().print(_arrivals_table(rows, city, say, none))


@app.command("race", help=words("en")("cli.help_race"))
def show_race(
    context: typer.Context, as_of: AsOf = None, as_json: AsJson = False, database: Database = ""
) -> None:
    with asked(context, database) as (store, city, say):
        runners = race_of(city, situation(store, city, moment_of(as_of, say))).runners
    if as_json:
        print_json(race_json(runners))
    else:
        Console().print(_race_table(runners, city, say))


@app.command("projections", help=words("en")("cli.help_projections"))
def show_projections(
    context: typer.Context, as_json: AsJson = False, database: Database = ""
) -> None:
    with asked(context, database) as (store, city, _):
        rows = projections_json(projections(store, city))
    if as_json:
        print_json(rows)
        return
    names = [field for row in rows[:1] for field in row]
    table = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)


def _arrivals_table(rows: Iterable[Arrival], city: City, say: Words, none: str) -> Table:
    table = _titled(("unit", "agency", "force", "arrives_at", "leaves_at", "basis"), say)
    for row in rows:
        arrives = short_time(row.arrives_at) or none
        basis = say(f"race.basis.{row.basis}")
        table.add_row(
            city.name_of(row.unit, say.lang),
            row.agency,
            str(row.force),
            arrives,
            short_time(row.leaves_at),
            basis,
        )
    return table


def _race_table(runners: Iterable[Runner], city: City, say: Words) -> Table:
    columns = ("unit", "category", "target", "moved", "ordered", "planned", "finish", "verb")
    table = _titled(columns, say)
    for r in runners:
        table.add_row(
            city.name_of(r.unit, say.lang),
            say(f"terms.category.{r.category}"),
            f"{r.target:,}",
            f"{r.moved:,}",
            short_time(r.ordered),
            short_time(r.planned),
            short_time(r.finish.likely),
            verb(r, city, say),
        )
    return table


def _titled(columns: Iterable[str], say: Words) -> Table:
    return Table(*(say(f"race.column.{name}") for name in columns))

"""The command line: `python -m ems_dashboard …`. A subject with commands of its own is a module
beside this one."""

import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from ems_dashboard import clock
from ems_dashboard.actions.demo import begin, is_fresh, load_demonstration, season_files
from ems_dashboard.actions.ingest import FileResult, ingest
from ems_dashboard.actions.polling import Poller
from ems_dashboard.actions.practice import practised
from ems_dashboard.cli import keeping, learning, log, orders, race, report, rhythm
from ems_dashboard.cli.shell import (
    ALL_READ,
    FILE_REFUSED,
    SOME_REJECTED,
    AsJson,
    AsOf,
    Database,
    app,
    asked,
    console,
    database_url,
    main,
    moment_of,
    opened,
    print_json,
    unit_of,
)  # fmt: skip
from ems_dashboard.clock import FIRST_YEAR, LAST_YEAR, full_time
from ems_dashboard.config import ROOT, settings
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.sources import load_sources
from ems_dashboard.reports.headline import headline, source_said
from ems_dashboard.rules.city import City
from ems_dashboard.rules.feed_runs import FeedState
from ems_dashboard.rules.scope import Scope, Sight, scope_of, whole_city
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import Situation, season, situation
from ems_dashboard.situation.contract import season_json, situation_json, winds_json
from ems_dashboard.situation.feeds import run_json
from ems_dashboard.situation.levels import rises
from ems_dashboard.situation.narrowing import of_lead
from ems_dashboard.situation.observed import observed
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.reporting import beside
from ems_dashboard.situation.scoped import answered, scoped
from ems_dashboard.store import Store
from ems_dashboard.text import Words, words

Year = Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR)]


@app.command(help=words("en")("cli.help_init"))
def init(context: typer.Context, database: Database = "") -> None:
    with opened(context, database, anew=True) as (store, city, say):
        begin(store, city)
        console.print(say("cli.ready", city=city.name, version=store.version()))


@app.command(help=words("en")("cli.help_demo"))
def demo(context: typer.Context, database: Database = "") -> None:
    with opened(context, database) as (store, city, say):
        results = _load(store, city, say)
    raise typer.Exit(_code(results))


def _load(store: Store, city: City, say: Words) -> list[FileResult]:
    folder = settings().city_dir
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(say("cli.demo_loading"), total=len(season_files(folder)))
        results = load_demonstration(
            store, city, folder, moment=clock.now(), words=say, progress=lambda _: bar.advance(task)
        )
    added = sum(result.accepted for result in results)
    console.print(say("cli.demo_loaded", added=f"{added:,}", version=f"{store.version():,}"))
    return results


@app.command(help=words("en")("cli.help_start"))
def start(context: typer.Context, database: Database = "") -> None:
    """What `make run` calls: a new database gets the demonstration, an old one is only brought
    up to date. Served is a copy of the demonstration, with a clock of its own."""
    with opened(context, database) as (store, city, say):
        if is_fresh(store):
            _load(store, city, say)
        copied = practised(store, settings().city_dir, database_url(context, database))
    if copied is not None:
        os.environ["EMS_PRACTICE_OF"] = database_url(context, database)
    serve(context, f"sqlite:///{copied}" if copied else database)


@app.command("import", help=words("en")("cli.help_import"))
def import_files(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    kind: Annotated[str | None, typer.Option(help=words("en")("cli.help_kind"))] = None,
    as_json: AsJson = False,
    database: Database = "",
) -> None:
    with opened(context, database) as (store, city, say):
        results = ingest(
            store, city, paths, kind=kind, moment=clock.now(), words=say, written_by="import"
        )
    if as_json:
        print_json({"files": [_file_json(result) for result in results]})
    else:
        _print_results(results, say)
    raise typer.Exit(_code(results))


@app.command("poll", help=words("en")("cli.help_poll"))
def poll_sources(context: typer.Context, as_json: AsJson = False, database: Database = "") -> None:
    with opened(context, database) as (store, city, say):
        poller = Poller(store, city, say)
        runs = [
            poller.poll(source, clock.now()) for source in load_sources(settings().sources, say)
        ]
    if as_json:
        print_json({"feeds": [run_json(run, run.valid_at) for run in runs]})
    for run in [] if as_json else runs:
        counts = {"read": run.read, "accepted": run.accepted, "rejected": run.rejected}
        state = say(f"people.source_state.{run.state}")
        result = say("cli.feed_result", feed=run.feed, state=state, **counts)
        console.print(result, run.problems, sep="\n", markup=False)
    failing = any(run.failing for run in runs)
    doubtful = any(run.rejected or run.state is not FeedState.WORKING for run in runs)
    raise typer.Exit(FILE_REFUSED if failing else SOME_REJECTED if doubtful else ALL_READ)


@app.command("situation", help=words("en")("cli.help_situation"))
def show_situation(
    context: typer.Context,
    as_of: AsOf = None,
    unit: Annotated[
        str | None, typer.Option(metavar="CODE", help=words("en")("cli.help_unit"))
    ] = None,
    as_json: AsJson = False,
    database: Database = "",
) -> None:
    with asked(context, database) as (store, city, say):
        code = unit_of(unit, city, say)
        scope = scope_of(city, code or "") or whole_city(city)
        picture = situation(store, city, moment_of(as_of, say))
        if as_json:
            winds = [w for w in race_of(city, picture).winds if w.unit in scope.area]
            told = {"winds": winds_json(winds, picture.as_of, say)}
            seen = observed(store, city, picture)
            print_json(situation_json(picture, city, code, seen) | told)
        else:
            part = scoped(picture, city, scope, Sight())
            _print_situation(answered(part, city, scope), city, scope, say)
            Console().print(_sentence(store, city, picture, scope, say), markup=False)


@app.command("season", help=words("en")("cli.help_season"))
def show_season(
    context: typer.Context, year: Year, as_json: AsJson = False, database: Database = ""
) -> None:
    with asked(context, database) as (store, city, say):
        figures = season_json(season(store, city, year, clock.now()))
    if as_json:
        print_json(figures)
    else:
        table = Table(title=say("cli.season_title", year=year), show_header=False)
        for key, value in figures.items():
            table.add_row(
                say(f"screens.figure.{key}"),
                f"{value:,}" if isinstance(value, int) and key != "year" else str(value or "—"),
            )
        Console().print(table)


@app.command(help=words("en")("cli.help_serve"))
def serve(context: typer.Context, database: Database = "") -> None:
    chosen = settings()
    with opened(context, database) as (
        _,
        _,
        say,
    ):  # a database that cannot be used is said here, not by a trace
        _free(chosen.host, chosen.port, say)
    url = database or context.obj
    environment = os.environ | {"TZ": "Asia/Shanghai", "FORWARDED_ALLOW_IPS": chosen.proxies}
    environment |= {"EMS_DATABASE_URL": url} if url else {}
    console.print(words(chosen.lang)("cli.serving", address=f"http://{chosen.host}:{chosen.port}"))
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += [f"--server.port={chosen.port}", f"--server.address={chosen.host}"]
    command += [f"--server.allowedHosts={host}" for host in chosen.hosts]
    os.chdir(ROOT)
    os.execve(sys.executable, command, environment)


def _free(host: str, port: int, say: Words) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            told = {"host": host, "port": port, "other": port + 1, "reason": error.strerror}
            raise ConfigError(say("cli.no_port", **told)) from error


def _code(results: list[FileResult]) -> int:
    if any(result.refused for result in results):
        return FILE_REFUSED
    return SOME_REJECTED if any(result.rejected for result in results) else ALL_READ


def _file_json(result: FileResult) -> dict[str, Any]:
    keys = ("path", "kind", "read", "accepted", "duplicates", "rejected")
    return {key: getattr(result, key) for key in keys} | {
        "problems": [asdict(p) for p in result.problems]
    }


def _print_results(results: list[FileResult], say: Words) -> None:
    for result in results:
        console.print(
            say(
                "cli.file_result",
                path=result.path,
                read=result.read,
                accepted=result.accepted,
                duplicates=result.duplicates,
                rejected=result.rejected,
            ),
            markup=False,
        )
        for problem in result.problems:
            place = (
                say("cli.problem_place", line=problem.line, column=problem.column)
                if problem.line
                else ""
            )
            console.print(f"  {place}{problem.message}", markup=False, highlight=False)


def _print_situation(picture: Situation, city: City, scope: Scope, say: Words) -> None:
    """`picture`: the level's own part."""
    out = Console()
    name = city.name_of(scope.code, say.lang)
    out.print(say("cli.situation_title", name=name, moment=full_time(picture.as_of)))
    for incident in picture.incidents:
        out.print(f"  {incident.name}")
    for hazard, level in picture.responses[scope.levelled].items():
        out.print(f"  {say(f'terms.hazard.{hazard}')} {level or say('cli.no_response')}")
    table = Table(
        *(
            say(f"cli.column_{name}")
            for name in ("unit", "category", "moved", "target", "change", "reported")
        )
    )
    for figure in picture.evacuation:
        if figure.unit == scope.totalled:
            change = "" if figure.change is None else f"{figure.change:+,}"
            category = say(f"terms.category.{figure.category}")
            moved, target = f"{figure.moved:,}", f"{figure.target:,}"
            reported = f"{figure.reported}/{figure.owed}"
            table.add_row(name, category, moved, target, change, reported)
    out.print(table)
    out.print(
        say("cli.situation_counts", warnings=len(picture.warnings), orders=len(picture.orders))
    )
    for source, kind in (
        (picture.warnings_from, WarningMessage),
        (picture.storms_from, StormFix),
    ):
        if said := source_said(source, kind, say):
            out.print(said, markup=False)


def _sentence(store: Store, city: City, picture: Situation, scope: Scope, say: Words) -> str:
    """As the overview has it. `picture`: the whole city's."""
    race = race_of(city, of_lead(picture, city))
    rising = rises(store, city, picture, race) if scope.is_city else ()
    shown = (picture, *(picture.showing(each.incident) for each in picture.others))
    parts = (scoped(of_lead(each, city), city, scope, Sight()) for each in shown)
    lead, *others = beside((answered(each, city, scope) for each in parts), city, scope)
    near = race.within(scope.area)
    return headline(lead.picture, city, say, near, rising, lead.asked, others)


__all__ = ["app", "keeping", "learning", "log", "main", "orders", "race", "report", "rhythm"]

"""What every command needs: the application, its options, the ledger, and how answers are
printed. JSON alone goes to stdout; sentences for people go to stderr."""

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from ems_dashboard import clock
from ems_dashboard.actions.practice import folder_of, kept_pace, newest
from ems_dashboard.config import ROOT, BadSetting, settings
from ems_dashboard.errors import ConfigError, EmsError
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.store import Store, open_store
from ems_dashboard.store.errors import explained
from ems_dashboard.text import Words, words

ALL_READ, SOME_REJECTED, FILE_REFUSED = 0, 1, 2

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
console = Console(stderr=True)

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"{VERSION}\n")
        raise typer.Exit


ShowVersion = Annotated[
    bool,
    typer.Option(
        "--version", callback=_print_version, is_eager=True, help=words("en")("cli.help_version")
    ),
]
Database = Annotated[
    str, typer.Option("--database", metavar="URL", help=words("en")("cli.help_database"))
]


class ClockOf(StrEnum):
    WALL = "wall"
    INSTANCE = "instance"


InstanceClock = Annotated[ClockOf, typer.Option("--clock", help=words("en")("cli.help_clock"))]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="ISO", help=words("en")("cli.help_as_of"))
]
AsJson = Annotated[bool, typer.Option("--json", help=words("en")("cli.help_json"))]


def main() -> None:
    try:
        app()
    except BadSetting as error:
        lang = "en" if os.environ.get("EMS_LANG") == "en" else "zh"
        _stop(words(lang)("cli.bad_setting", name=error.name, value=error.value, most=error.most))
    except EmsError as error:
        _stop(str(error))


def _stop(sentence: str) -> None:
    console.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(FILE_REFUSED)


@app.callback()
def before(
    context: typer.Context,
    database: Database = "",
    instance_clock: InstanceClock = ClockOf.WALL,
    show_version: ShowVersion = False,
) -> None:
    context.obj = database
    if instance_clock is ClockOf.INSTANCE:
        context.obj = _by_its_own_clock(database or settings().database_url)


def _by_its_own_clock(url: str) -> str:
    """The ledger that `start` serves for the demonstration at `url`; from now on now is what its
    clock says."""
    found = newest(folder_of(url))
    if found is None:
        raise ConfigError(words(settings().lang)("cli.no_instance_clock"))
    served = f"sqlite:///{found}"
    store = open_store(served)
    try:
        clock.run_by(kept_pace(store))
    finally:
        store.close()
    return served


def database_url(context: typer.Context, database: str) -> str:
    return database or context.obj or settings().database_url


@contextmanager
def opened(
    context: typer.Context, database: str, *, anew: bool = False
) -> Iterator[tuple[Store, City, Words]]:
    """`anew`: an empty ledger may be made where one was expected."""
    chosen = settings()
    url = database_url(context, database)
    say = words(chosen.lang)
    if not chosen.city_dir.is_dir():
        raise ConfigError(say("cli.no_city", folder=chosen.city_dir))
    city, store = load_city(chosen.city_dir), open_store(url, anew=anew)
    try:
        with explained(url):
            yield store, city, say
    finally:
        store.close()


@contextmanager
def asked(context: typer.Context, database: str) -> Iterator[tuple[Store, City, Words]]:
    """`opened` for a question: that nothing at all is there may mean that the address is wrong,
    and looks like calm."""
    with opened(context, database) as (store, city, say):
        if not store.version():
            console.print(say("cli.empty", url=store.engine.url.render_as_string()), style="yellow", markup=False,
                          highlight=False, soft_wrap=True)  # fmt: skip
        yield store, city, say


def moment_of(text: str | None, say: Words) -> Moment:
    if text is None:
        return clock.now()
    try:
        return clock.parse(text)
    except ValueError:
        raise typer.BadParameter(say("cli.bad_moment", text=text)) from None


def unit_of(text: str | None, city: City, say: Words) -> str | None:
    if text is None:
        return None
    code = city.find(text)
    if code is None:
        first = next(iter(city.units))
        raise typer.BadParameter(say("cli.bad_unit", text=text, code=first.code, name=first.name))
    return code


def print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

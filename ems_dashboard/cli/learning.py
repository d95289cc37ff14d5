"""`learn-arrivals`: what an archive of storms says about told arrivals and forecast centres, and its
tracks, for the city pack."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ems_dashboard.cli.shell import app, console
from ems_dashboard.config import settings
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.storm_archive import read_archive
from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError
from ems_dashboard.rules.similar_tracks import PastFix
from ems_dashboard.rules.track_errors import TrackError
from ems_dashboard.text import words


@app.command("learn-arrivals", help=words("en")("cli.help_learn_arrivals"))
def learn_arrivals(
    fixes: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    bulletins: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    source: Annotated[str, typer.Option(help=words("en")("cli.help_archive_source"))],
) -> None:
    folder = settings().city_dir
    say = words(settings().lang)
    try:
        # the statistics it rests on are not needed to serve: requirements.learning.txt
        from ems_dashboard.situation.arrival_learning import learn
        from ems_dashboard.situation.track_learning import past_fixes, track_errors
    except ModuleNotFoundError as error:
        raise typer.BadParameter(say("cli.learning_missing", name=error.name)) from error
    archive = read_archive(fixes, bulletins, source)
    errors, chances = learn(archive, load_city(folder))
    _write(folder / "arrival_errors.csv", errors)
    _write(folder / "arrival_chances.csv", chances)
    _write(folder / "track_errors.csv", track_errors(archive))
    _write(folder / "past_tracks.csv", past_fixes(archive))
    console.print(say("cli.learnt", errors=len(errors), chances=len(chances), folder=folder))


Learnt = ArrivalError | ArrivalChance | TrackError | PastFix


def _write(path: Path, rows: Sequence[Learnt]) -> None:
    cells = [{name: _cell(value) for name, value in asdict(row).items()} for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, cells[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return int(value) if isinstance(value, bool) else value

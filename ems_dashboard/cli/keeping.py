"""`verify`, `backup`, `restore`, `migrate`: that nothing is lost and nothing was changed."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ems_dashboard import clock
from ems_dashboard.cli.shell import (
    ALL_READ,
    FILE_REFUSED,
    AsJson,
    Database,
    app,
    console,
    database_url,
    opened,
    print_json,
)
from ems_dashboard.config import settings
from ems_dashboard.store import Store, copying, open_store
from ems_dashboard.store.errors import explained, shown
from ems_dashboard.store.verifying import verified
from ems_dashboard.text import words

TOLD = 20
File = Annotated[Path, typer.Argument(metavar="FILE")]


@app.command("verify", help=words("en")("cli.help_verify"))
def verify(context: typer.Context, as_json: AsJson = False, database: Database = "") -> None:
    with opened(context, database) as (store, _, say):
        found = verified(store)
    if as_json:
        findings = [asdict(one) for one in found.findings]
        print_json({"seq": found.seq, "link": found.link, "findings": findings})
    for one in [] if as_json else found.findings[:TOLD]:
        what = say(f"cli.verify.{one.what}", kind=one.kind, seq=one.seq)
        console.print(what, style="red", markup=False, highlight=False, soft_wrap=True)
    if not as_json:
        end = {"rows": f"{found.seq:,}", "link": found.link, "at": clock.iso(clock.wall())}
        key = "cli.verify.broken" if found.first else "cli.verify.whole"
        console.print(say(key, n=len(found.findings), **end), markup=False, soft_wrap=True)
    raise typer.Exit(FILE_REFUSED if found.first else ALL_READ)


@app.command("backup", help=words("en")("cli.help_backup"))
def back_up(context: typer.Context, file: File, database: Database = "") -> None:
    with opened(context, database) as (store, _, say):
        copying.backup(store, file.absolute())
        console.print(say("cli.backed_up", path=file, version=f"{store.version():,}"), markup=False)


@app.command("restore", help=words("en")("cli.help_restore"))
def restore(context: typer.Context, file: File, database: Database = "") -> None:
    url, say = database_url(context, database), words(settings().lang)
    with explained(url):
        copying.restore(file.absolute(), url)
        store = open_store(url)
    console.print(say("cli.restored", url=shown(url), version=f"{store.version():,}"), markup=False)
    _require_whole(store)


@app.command("migrate", help=words("en")("cli.help_migrate"))
def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="URL", help=words("en")("cli.help_to"))],
    database: Database = "",
) -> None:
    with opened(context, database) as (store, _, say), explained(to):
        target = open_store(to)
        copying.move(store, target)
        told = say("cli.migrated", url=shown(to), version=f"{target.version():,}")
        console.print(told, markup=False)
        _require_whole(target)


def _require_whole(store: Store) -> None:
    try:
        broken = verified(store).first
    finally:
        store.close()
    if broken:
        say = words(settings().lang)
        told = say(f"cli.verify.{broken.what}", kind=broken.kind, seq=broken.seq)
        console.print(told, style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(FILE_REFUSED)

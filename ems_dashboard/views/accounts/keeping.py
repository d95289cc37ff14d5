"""For the administrator: how old the last copy of the ledger is, and whether anything was changed."""

from datetime import datetime, timedelta

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.keeping import KEPT, newest_backup
from ems_dashboard.clock import full_time
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.store.verifying import Finding

LATE = timedelta(hours=26)
"""A daily copy is late by then."""
Line = tuple[str, str, str, datetime | None, str]
"""What, its state, how that is coloured, when, and what there is to say of it."""


def lines(here: Here) -> list[Line]:
    return [_backup(here), _verified(here)]


def _backup(here: Here) -> Line:
    word, folder = here.words, runtime().settings.backups
    made, what = newest_backup(folder), here.words("people.keeping.backup")
    if KEPT.backup_error:
        return what, word("people.keeping.failed"), "late", made, KEPT.backup_error
    if made is not None and clock.wall() - made < LATE:
        return what, word("people.keeping.done"), "done", made, str(folder)
    with here.store.reading() as reader:
        demonstration = bool(reader.note(NOTE))
    if demonstration:
        return what, word("people.keeping.none_needed"), "open", made, ""
    mood = "late" if made else "soon"
    return what, word("people.keeping.none"), mood, made, word("people.keeping.by_hand")


def _verified(here: Here) -> Line:
    word, found = here.words, KEPT.verified
    what = word("people.keeping.verified")
    if found.first:
        told = [_said(here, one) for one in found.findings[:3]]
        return what, word("people.keeping.broken"), "late", KEPT.verified_at, ";".join(told)
    if KEPT.verified_at is None:
        return what, word("people.keeping.running"), "open", None, ""
    closing = word("people.keeping.closing", rows=f"{found.seq:,}", link=found.link)
    return what, word("people.keeping.whole"), "done", KEPT.verified_at, closing


def _said(here: Here, one: Finding) -> str:
    return here.words(f"cli.verify.{one.what}", kind=one.kind, seq=one.seq)


def at(moment: datetime | None) -> str:
    return full_time(moment) if moment else "—"

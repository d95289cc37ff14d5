"""The card of the warnings in force: how many of each colour, or why nobody can tell."""

from collections.abc import Sequence
from html import escape

from ems_dashboard.reports.headline import warnings_heard
from ems_dashboard.rules.terms import Colour
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.screen.cards import link, to_rows
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note, when


def warnings(here: Here, *, gravest: bool = True) -> str:
    """`gravest`: with the headline of the gravest of them, red or orange. 0 is said of a living source only."""
    found, heard = _concerning(here), here.situation.warnings_from.sound
    counts = "".join(
        f'<a class="wc {colour}" href="{link(here, "warnings", colour=colour)}">'
        f"<b>{_counted_warnings(found, colour, heard)}</b><span>{here.words(f'terms.colour.{colour}')}</span></a>"
        for colour in Colour
    )
    first = found[0] if gravest and found and severity(found[0]) >= 3 else None
    line = (
        f'<p class="line">{_headline(here, first)} · {when(first.valid_at, here)}</p>'
        if first
        else ""
    )
    if not heard or not found:
        said = escape(warnings_heard(here.situation, here.words))
        line += f'<p class="line{"" if heard else " warn"}">{said}</p>'
    title, levelled = here.words("screens.overview.warnings"), sum(w.colour is None for w in found)
    total = len(found) if found or heard else "—"
    said = (
        here.words("screens.overview.warnings_levelled", n=len(found), levelled=levelled)
        if levelled
        else total
    )
    head = f"{to_rows(here, 'warnings', title)}<span>{said}</span>{note(here, found)}"
    return f'<section class="card"><h3>{head}</h3><div class="wcs">{counts}</div>{line}</section>'


def _counted_warnings(found: Sequence[WarningMessage], colour: Colour, heard: bool) -> str:
    """Nothing received is no zero."""
    count = sum(message.colour is colour for message in found)
    return str(count) if count or heard else "—"


def _headline(here: Here, message: WarningMessage) -> str:
    """With 省级 before it where it is not the city's own."""
    if not message.provincial:
        return escape(message.headline)
    return escape(here.words("screens.overview.provincial", headline=message.headline))


def _concerning(here: Here) -> list:
    return [
        w
        for w in here.situation.warnings
        if here.unit is None or here.unit in w.units or here.city.code in w.units
    ]

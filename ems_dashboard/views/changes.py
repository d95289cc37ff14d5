"""What changed, and the same hour in an earlier storm."""

from datetime import datetime, timedelta
from html import escape

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.reports.changes import sentence
from ems_dashboard.rules.changes import Change
from ems_dashboard.rules.race import GaleState
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import REPORTED, Category, LevelChange
from ems_dashboard.screen import race
from ems_dashboard.screen.cards import badge, when
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.changes import changed
from ems_dashboard.situation.earlier import SameHour, Standing, earlier_storms, same_hour
from ems_dashboard.situation.race import Race

HOURS = (1, 3, 6, 12, 24)
RISES = (LevelChange.START, LevelChange.RAISE)
USUAL = 3
"""The main bulletins come every three hours."""


def of(here: Here, hours: int = USUAL) -> tuple[Change, ...]:
    before = clock.minute(here.as_of - timedelta(hours=hours))
    key = ("changes", here.situation.version, here.as_of, hours)
    return here.cache.once(
        key, lambda: changed(here.cache.race(here.cache.at(before)), race.of(here), here.city)
    )


def card(here: Here, hours: int = USUAL, shown: int = 6) -> str:
    word, found = here.words, of(here, hours)
    at = when(here.as_of - timedelta(hours=hours), here)
    levels = _levels(here, here.as_of - timedelta(hours=hours))
    lines = levels + "".join(
        f'<li class="{"bad" if change.bad else "good"}">{escape(sentence(change, here.city, word))}</li>'
        for change in found[:shown]
    )
    rest = (
        f'<li class="rest">{word("changes.more", n=len(found) - shown)}</li>'
        if len(found) > shown
        else ""
    )
    none = word(f"changes.{_why_none(race.of(here))}", at=at)
    body = f'<ul class="changes">{lines}{rest}</ul>' if lines else f'<p class="calm">{none}</p>'
    return f'<section class="card"><h3>{word("changes.title")}<span>{word("changes.against", at=at)}</span></h3>{body}</section>'


def _why_none(now: Race) -> str:
    """Where nothing is known, or nothing newer, it is not said that nothing changed."""
    if now.storm is None and not now.runners:
        return "nothing_known"
    return "not_renewed" if now.storm and now.gale is GaleState.UNKNOWN else "none"


def _levels(here: Here, since: datetime) -> str:
    """What was decided for the city meanwhile."""
    rows = [r for r in here.situation.levels if r.unit == here.city.code and r.valid_at > since]
    return "".join(
        f'<li class="{"bad" if row.change in RISES else "good"}">{escape(_level(here, row))}</li>'
        for row in rows
    )


def _level(here: Here, row: Response) -> str:
    word = here.words
    hazard, change = word(f"terms.hazard.{row.hazard}"), word(f"terms.change.{row.change}")
    return word(
        "changes.level",
        at=when(row.valid_at, here),
        hazard=hazard,
        change=change,
        level=row.level or "—",
    )


def choose_hours(here: Here) -> int:
    names = {n: here.words("changes.hours", n=n) for n in HOURS}
    chosen = st.segmented_control(here.words("changes.compare"), HOURS, default=USUAL, format_func=names.get,
                                  key="changes-hours", label_visibility="collapsed", required=True)  # fmt: skip
    return chosen or USUAL


def earlier(here: Here) -> str:
    """The card of the earlier storm that the viewer picks."""
    word = here.words
    found = earlier_storms(here.store, here.as_of, here.situation.lead)
    if not found:
        return f'<section class="card"><h3>{word("changes.earlier.title")}</h3><p class="calm">{word("changes.earlier.none")}</p></section>'
    chosen = st.selectbox(
        word("changes.earlier.choose"),
        found,
        format_func=lambda incident: incident.name,
        key="earlier",
    )
    key = ("same hour", here.situation.version, here.as_of, chosen.incident)
    told = here.cache.once(
        key, lambda: same_hour(here.store, here.city, here.situation, race.of(here), chosen)
    )
    if told is None:
        return f'<section class="card"><h3>{word("changes.earlier.title")}</h3><p class="calm">{word("changes.earlier.none")}</p></section>'
    return _compared(told, here)


def _compared(told: SameHour, here: Here) -> str:
    word = here.words
    key = "hour" if told.hours_before >= 0 else "hour_after"
    hour = word(f"changes.earlier.{key}", hours=f"{abs(told.hours_before):.1f}")
    sides = (told.now, told.then)
    rows = [
        ("", *(f"<b>{escape(side.name)}</b><small>{when(side.at, here)}</small>" for side in sides))
    ]
    rows.append((word("changes.earlier.level"), *(badge(side.level, "") for side in sides)))
    rows += [
        (word(f"terms.category_done.{c}"), *(_figure(side, c) for side in sides)) for c in REPORTED
    ]
    rows += [
        (word(f"changes.earlier.{name}"), *(f"{getattr(side, name):,}" for side in sides))
        for name in ("orders", "warnings")
    ]
    body = "".join(
        f"<tr><th>{title}</th><td>{now}</td><td>{then}</td></tr>" for title, now, then in rows
    )
    return f'<section class="card"><h3>{word("changes.earlier.title")}<span>{hour}</span></h3><table class="same">{body}</table></section>'


def _figure(side: Standing, category: Category) -> str:
    figure = side.figures.get(category)
    if figure is None:
        return "—"
    share = "" if figure.share is None else f"<small>{int(figure.share * 100)}%</small>"
    return f"{figure.moved:,}{share}"

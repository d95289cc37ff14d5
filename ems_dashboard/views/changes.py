"""What changed, and the same hour in an earlier storm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.reports.changes import sentence
from ems_dashboard.rules.changes import Change, ChangeKind
from ems_dashboard.rules.race import GaleState
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Category, Hazard, LevelChange
from ems_dashboard.screen import race
from ems_dashboard.screen.header import level_badge
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.changes import changed, first_figures, levels_since
from ems_dashboard.situation.earlier import SameHour, Standing, earlier_storms, same_hour
from ems_dashboard.situation.picture import whole_percent
from ems_dashboard.situation.race import Race
from ems_dashboard.templating import rendered

HOURS = (1, 3, 6, 12, 24)
RISES = (LevelChange.START, LevelChange.RAISE)
USUAL = 3
"""The main bulletins come every three hours."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Cell:
    figure: str
    share: str = ""


def of(here: Here, hours: int = USUAL) -> tuple[Change, ...]:
    key = ("changes", here.situation.version, here.as_of, hours)
    return here.cache.once(key, lambda: _since(here, hours))


def _since(here: Here, hours: int) -> tuple[Change, ...]:
    """What is danger, then the first figures of a unit, then the rest."""
    before = here.cache.at(clock.minute(here.as_of - timedelta(hours=hours)))
    first = first_figures(before, here.situation, here.city)
    of_race = changed(here.cache.race(before), race.of(here), here.city)
    bad = tuple(change for change in of_race if change.bad)
    return (*bad, *first, *(change for change in of_race if not change.bad))


def card(here: Here, hours: int = USUAL, shown: int = 6) -> Markup:
    word, changes = here.words, of(here, hours)
    since = here.as_of - timedelta(hours=hours)
    at, rest = when(since, here), len(changes) - shown
    lines = [
        *_levels(here, since),
        *(Line(sentence(change, here.city, word), bool(change.bad)) for change in changes[:shown]),
    ]
    why_none = _why_none(here.cache.race(here.cache.at(clock.minute(since))), race.of(here))
    nothing = word(f"changes.{why_none}", at=at)
    of_race = [change for change in changes if change.kind is not ChangeKind.FIRST_FIGURES]
    if lines and not of_race and why_none != "none" and _storm_expected(here):
        lines.append(Line(nothing, bad=False))
    return rendered(
        "changes/changes.html",
        title=word("changes.title"),
        against=word("changes.against", at=at),
        lines=lines,
        rest=word("changes.more", n=rest) if rest > 0 else "",
        nothing=nothing,
    )


def _storm_expected(here: Here) -> bool:
    lead = here.situation.lead
    return lead is None or lead.hazard is Hazard.TYPHOON


def _why_none(before: Race, now: Race) -> str:
    """Where nothing is known, or nothing newer, it is not said that nothing changed."""
    if now.storm is None:
        return "nothing_known"
    if before.storm is None or before.storm.storm != now.storm.storm:
        return "no_before"
    return "not_renewed" if now.gale is GaleState.UNKNOWN else "none"


def _levels(here: Here, since: datetime) -> list[Line]:
    """What was decided for the city meanwhile, of an incident too that has ended since."""
    key = ("levels since", here.situation.version, here.as_of, since)
    rows = here.cache.once(key, lambda: levels_since(here.store, here.city, here.as_of, since))
    return [Line(_level(here, row), row.change in RISES) for row in rows]


def _level(here: Here, row: Response) -> str:
    word = here.words
    hazard, change = word(f"terms.hazard.{row.hazard}"), word(f"terms.change.{row.change}")
    return word(
        "changes.level",
        at=when(row.valid_at, here),
        hazard=hazard,
        change=change,
        level=row.level or "",
    ).strip()


def choose_hours(here: Here) -> int:
    chosen = st.segmented_control(
        here.words("changes.compare"),
        HOURS,
        default=USUAL,
        format_func=lambda n: here.words("changes.hours", n=n),
        key="changes-hours",
        label_visibility="collapsed",
        required=True,
    )
    return chosen or USUAL


def earlier(here: Here) -> Markup:
    """The card of the earlier storm that the viewer picks."""
    storms = earlier_storms(here.store, here.as_of, here.situation.lead)
    if not storms:
        return _no_earlier(here)
    chosen = st.selectbox(
        here.words("changes.earlier.choose"),
        storms,
        format_func=lambda incident: incident.name,
        key="earlier",
    )
    key = ("same hour", here.situation.version, here.as_of, chosen.incident)
    compared = here.cache.once(
        key, lambda: same_hour(here.store, here.city, here.situation, race.of(here), chosen)
    )
    return _no_earlier(here) if compared is None else _compared(compared, here)


def _no_earlier(here: Here) -> Markup:
    title, nothing = here.words("changes.earlier.title"), here.words("changes.earlier.none")
    return rendered("changes/no_earlier.html", title=title, nothing=nothing)


def _compared(compared: SameHour, here: Here) -> Markup:
    word = here.words
    key = "hour" if compared.hours_before >= 0 else "hour_after"
    sides = (compared.now, compared.then)
    moved = [
        _row(
            word(f"terms.category_done.{category}"),
            _figure(sides[0], category),
            _figure(sides[1], category),
        )
        for category in here.city.plan.reported
    ]
    counted = [
        _row(word(f"changes.earlier.{name}"), *(Cell(f"{getattr(side, name):,}") for side in sides))
        for name in ("orders", "warnings")
    ]
    return rendered(
        "changes/earlier.html",
        title=word("changes.earlier.title"),
        hour=word(f"changes.earlier.{key}", hours=f"{abs(compared.hours_before):.1f}"),
        sides=[_side(here, side) for side in sides],
        level=word("changes.earlier.level"),
        rows=[*moved, *counted],
    )


def _side(here: Here, side: Standing) -> dict[str, str]:
    return {
        "name": side.name,
        "at": when(side.at, here),
        "badge": level_badge(side.level, ""),
    }


def _row(title: str, now: Cell, then: Cell) -> dict[str, object]:
    return {"title": title, "cells": (now, then)}


def _figure(side: Standing, category: Category) -> Cell:
    figure = side.figures.get(category)
    if figure is None:
        return Cell("—")
    share = "" if figure.share is None else whole_percent(figure.share)
    return Cell(f"{figure.moved:,}", share)

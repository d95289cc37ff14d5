"""Rescue teams on screen: where each is, how many do what, and the nearest free ones."""

from collections import Counter

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.clock import short_time
from ems_dashboard.rules.teams import FREE as TEAMS_FREE
from ems_dashboard.rules.terms import TeamStateName
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import blank_units, spot
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.situation.resources import Post
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer

FREE, BUSY, UNREPORTED = TOKENS["done"], TOKENS["caution"], TOKENS["missing"]
S = TeamStateName
ORDER = (S.ON_SITE, S.DISPATCHED, S.PREPOSITIONED, S.RETURNED, S.STANDBY)


def posts(here: Here) -> list[Post]:
    return [post for post in resources_of(here).posts if working.wanted(here, post.unit)]


def table(here: Here) -> pd.DataFrame:
    return working.table(here, [_row(here, post) for post in posts(here)])


def _row(here: Here, post: Post) -> dict[str, object]:
    return {
        "team": working.name_of(here, post.team),
        "home": working.unit_name(here, post.team.unit),
        "state": _state(here, post),
        "where": working.unit_name(here, post.unit),
        "people": post.people or None,
        "task": post.state.task if post.state else "",
        "at": short_time(post.state.valid_at) if post.state else "",
        "note": post.team.note,
    }


def _state(here: Here, post: Post) -> str:
    """Of a team that nobody reported, that it stands in the register."""
    if post.state is None:
        return here.words("working.team_registered")
    return here.words(f"terms.team_state.{post.state_name}")


def bars(here: Here) -> go.Figure:
    """How many teams do what."""
    tokens = theme_of(here.page).tokens
    counted = Counter(post.state_name if post.state else None for post in posts(here))
    bars = [
        (here.words(f"terms.team_state.{state}"), counted[state], tokens[_mood(state)])
        for state in ORDER
        if counted[state]
    ]
    if counted[None]:
        bars.append((here.words("working.team_registered"), counted[None], tokens["missing"]))
    names = [name for name, _, _ in bars]
    numbers = [n for _, n, _ in bars]
    colours = [colour for _, _, colour in bars]
    return working.bars(here, names, numbers, [str(n) for n in numbers], colours)


def _mood(state: TeamStateName) -> str:
    return "done" if state in TEAMS_FREE else "caution"


def layer(here: Here) -> Layer:
    """Each team where it is now."""
    points = [
        spot(*post.at, colour=_colour(post), name=_said(here, post))
        for post in resources_of(here).posts
    ]
    keys = (
        (FREE, here.words("maps.key_team_free")),
        (BUSY, here.words("maps.key_team_busy")),
        (UNREPORTED, here.words("working.team_registered")),
    )
    return Layer("teams", points, keys, fills=blank_units(here.city))


def _colour(post: Post) -> str:
    if post.state is None:
        return UNREPORTED
    return FREE if post.free else BUSY


def _said(here: Here, post: Post) -> str:
    return f"{working.name_of(here, post.team)} · {_state(here, post)} · {post.people}"

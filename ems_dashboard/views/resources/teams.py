"""Rescue teams on screen: where each is, how many do what, and the nearest free ones."""

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.clock import short_time
from ems_dashboard.rules.teams import FREE as TEAMS_FREE
from ems_dashboard.rules.terms import TeamStateName
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import blank_units, spot
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.situation.resources import Post
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer

FREE, BUSY, UNREPORTED = TOKENS["done"], TOKENS["caution"], TOKENS["missing"]
S = TeamStateName
ORDER = (S.ON_SITE, S.DISPATCHED, S.PREPOSITIONED, S.RETURNED, S.STANDBY)


def posts(here: Here) -> list[Post]:
    return [post for post in working.resources_of(here).posts if working.wanted(here, post.unit)]


def table(here: Here) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "team": working.name_of(here, post.team),
                "home": working.unit_name(here, post.team.unit),
                "state": _state(here, post),
                "where": working.unit_name(here, post.unit),
                "people": post.people or None,
                "task": post.state.task if post.state else "",
                "at": short_time(post.state.valid_at) if post.state else "",
                "note": post.team.note,
            }
            for post in posts(here)
        ],
    )


def _state(here: Here, post: Post) -> str:
    """Of a team that nobody reported, that it stands in the register."""
    if post.state is None:
        return here.words("working.team_registered")
    return here.words(f"terms.team_state.{post.state_name}")


def bars(here: Here) -> go.Figure:
    """How many teams do what."""
    reported = [post for post in posts(here) if post.state is not None]
    counts = [(state, sum(post.state_name is state for post in reported)) for state in ORDER]
    found = [(state, n) for state, n in counts if n]
    tokens = theme_of(here.page).tokens
    colours = [tokens["done"] if state in TEAMS_FREE else tokens["caution"] for state, _ in found]
    names = [here.words(f"terms.team_state.{state}") for state, _ in found]
    numbers = [n for _, n in found]
    if silent := len(posts(here)) - len(reported):
        names, numbers = [*names, here.words("working.team_registered")], [*numbers, silent]
        colours.append(tokens["missing"])
    return working.bars(here, names, numbers, [str(n) for n in numbers], colours)


def layer(here: Here) -> Layer:
    """Each team where it is now."""
    points = [
        spot(*post.at, colour=_colour(post), name=_said(here, post))
        for post in working.resources_of(here).posts
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

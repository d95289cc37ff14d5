"""The tokens of the look and the style sheet made from them: dark instruments and the light desk. Charts and maps take
their colours from here."""

from dataclasses import dataclass
from functools import cache

from ems_dashboard.config import PACKAGE

ASSETS = PACKAGE / "assets"
SHEETS = ("theme.css", "desk.css")

TOKENS: dict[str, str] = {
    "ground": "#070f16",
    "panel": "#0c1923",
    "raised": "#12222e",
    "line": "#172b39",
    "text": "#e8eef2",
    "second": "#9db4c1",
    "third": "#6f8796",
    "done": "#8fd0c0",
    "on-done": "#070f16",
    "done-pale": "#16403c",
    "in-hand": "#4b6a7a",
    "missing": "#6f8796",
    "rest": "#1a2c38",
    "danger": "#ff5b4d",
    "near": "#ff8a3c",
    "caution": "#f2c94c",
    "notice": "#5aa9e6",
    "level-1": "#b3261e",
    "level-2": "#b8501c",
    "level-3": "#f2c94c",
    "level-4": "#1f5f93",
    "practice": "#7a4fb3",
}
"""The dark ones. `rest`: what is left of a bar; `done-pale`: the ground of a chip that is done;
`practice`: a clock that is not the day's."""
LIGHT = TOKENS | {
    "ground": "#f4f6f7",
    "panel": "#ffffff",
    "raised": "#eef2f4",
    "line": "#d9e0e4",
    "text": "#14222c",
    "second": "#4a5d69",
    "third": "#6b7c87",
    "done": "#2f6f66",
    "on-done": "#ffffff",
    "done-pale": "#dcefeb",
    "in-hand": "#6b8796",
    "missing": "#9aa9b2",
    "rest": "#e3e9ec",
    "danger": "#c62f22",
    "near": "#c45a0c",
    "caution": "#8a6a00",
    "notice": "#1f5f93",
}
PAPER = LIGHT | {
    "ground": "#ffffff",
    "text": "#000000",
    "second": "#333333",
    "third": "#555555",
    "near": "#a84a08",
}
"""A printer leaves grounds out: what is light on dark would be white on white."""
FONT = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'


@dataclass(frozen=True, slots=True)
class Theme:
    """`name` is the class on the app's root, ems-<name>."""

    name: str
    tokens: dict[str, str]


DARK, DESK = Theme("dark", TOKENS), Theme("desk", LIGHT)
INSTRUMENTS = ("overview", "warnings", "evacuation", "groups", "season", "storm", "race", "wall")
"""Pages to look at are dark; every other page is a desk to work at."""


def theme_of(page: str) -> Theme:
    return DARK if page in INSTRUMENTS else DESK


@cache
def sheet(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def style_sheet(name: str = DARK.name) -> str:
    """The tokens as CSS variables (--ems-<token>) followed by the sheets."""
    rules, on_paper = "\n".join(map(sheet, SHEETS)), _variables(PAPER)
    return (
        f"{variables(name)}\n{rules}\n"
        f"@media print {{ :root {{ {on_paper} color-scheme: light; }} }}"
    )


def variables(name: str = DARK.name) -> str:
    """The tokens alone, for a page that has its own sheet."""
    theme = DESK if name == DESK.name else DARK
    scheme = "light" if theme is DESK else "dark"
    return f":root {{ {_variables(theme.tokens)} --ems-font: {FONT}; color-scheme: {scheme}; }}"


def _variables(tokens: dict[str, str]) -> str:
    return "".join(f"--ems-{token}: {value};" for token, value in tokens.items())

"""The tokens of the look and the style sheet made from them. Charts and maps take their colours from here."""

from functools import cache
from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parent / "assets"

TOKENS: dict[str, str] = {
    "ground": "#070f16",
    "panel": "#0c1923",
    "line": "#172b39",
    "text": "#e8eef2",
    "second": "#9db4c1",
    "third": "#6f8796",
    "done": "#8fd0c0",
    "in-hand": "#4b6a7a",
    "missing": "#6f8796",
    "danger": "#ff5b4d",
    "near": "#ff8a3c",
    "caution": "#f2c94c",
    "notice": "#5aa9e6",
    "level-1": "#b3261e",
    "level-2": "#b8501c",
    "level-3": "#f2c94c",
    "level-4": "#1f5f93",
}
FONT = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'


@cache
def style_sheet() -> str:
    """The tokens as CSS variables (--ems-<token>) followed by theme.css."""
    variables = "".join(f"--ems-{name}: {value};" for name, value in TOKENS.items())
    rules = (ASSETS / "theme.css").read_text(encoding="utf-8")
    return f":root {{ {variables} --ems-font: {FONT}; }}\n{rules}"


def apply_theme() -> None:
    st.html(f"<style>{style_sheet()}</style>")

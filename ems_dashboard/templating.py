"""HTML from the files in templates/, every value escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def _environment() -> Environment:
    folder = FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8")
    strict = {"autoescape": True, "undefined": StrictUndefined}
    return Environment(loader=folder, trim_blocks=True, lstrip_blocks=True, **strict)


def rendered(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)

"""functools.cache for what is made once per kind of fact: to the type checker a class is unhashable, so that it refuses
a kind as an argument of functools' own."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def made_once(function: Callable[P, R], most: int | None = None) -> Callable[P, R]:
    """The same function; what it made for some arguments is kept. `most`: of so many arguments, lately used."""
    return functools.lru_cache(maxsize=most)(function)  # type: ignore[return-value]

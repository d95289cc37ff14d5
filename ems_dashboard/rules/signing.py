"""The two-person rule (双人制): what one wrote another signs."""

from collections.abc import Iterable


def may_sign(account: str, writers: Iterable[str]) -> bool:
    """`writers`: the accounts that wrote any of it since it was begun."""
    return bool(account) and account not in set(writers)

"""Secrets: passwords as argon2id hashes (argon2-cffi), everything random as a hash of what its
holder has."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ems_dashboard.rules.accounts import LONGEST

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's figures for argon2id; 19 MiB a look keeps a crowd at the door from filling the memory."""
READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def fits(password: str, stored: str) -> bool:
    """Takes as long where there is no password to compare with."""
    try:
        return _HASHER.verify(stored or _nobodys(), password[:LONGEST]) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def key_of(secret: str) -> str:
    """What is stored of a secret that is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def spoken(groups: int = 4) -> str:
    """A one-time password or code that can be read out and typed: groups of four, 19 bits each."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(groups))

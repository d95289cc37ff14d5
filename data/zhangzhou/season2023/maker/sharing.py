"""Dividing whole numbers so that the parts add up exactly."""

from collections.abc import Sequence


def divide(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts in proportion to the weights, by largest remainder."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: exact[i] - parts[i], reverse=True)
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts

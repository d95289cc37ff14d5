"""Wind force by GB/T 28591 and the sixteen directions of the compass."""

LOWER_MS = (
    0.3,
    1.6,
    3.4,
    5.5,
    8.0,
    10.8,
    13.9,
    17.2,
    20.8,
    24.5,
    28.5,
    32.7,
    37.0,
    41.5,
    46.2,
    51.0,
    56.1,
    61.3,
)
"""The lowest speed of force 1 … 17, and of what lies above 17."""
POINTS = (
    "n",
    "nne",
    "ne",
    "ene",
    "e",
    "ese",
    "se",
    "sse",
    "s",
    "ssw",
    "sw",
    "wsw",
    "w",
    "wnw",
    "nw",
    "nnw",
)


def force(speed_ms: float) -> int:
    """0 … 17; 18 for a wind above force 17."""
    return sum(speed_ms >= lower for lower in LOWER_MS)


def compass(bearing_deg: float) -> str:
    return POINTS[round(bearing_deg / 22.5) % 16]

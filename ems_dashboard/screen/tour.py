"""The guided tour of the demonstration: ten stops, each a page, what is seen there and what to try."""

from ems_dashboard.text import Words

STOPS = (
    ("sentence", "overview", ".c-line"),
    ("race", "race", ".c-race"),
    ("storm", "storm", ".ems-storm-map"),
    ("people", "evacuation", ".st-key-quarters"),
    ("level", "responses", ".ems-badge"),
    ("orders", "orders", ""),
    ("entry", "evacuation", ".ems-person"),
    ("rhythm", "reports", ".ems-table"),
    ("replay", "review", ".ems-strip"),
    ("wall", "overview", ".ems-strip"),
)
"""(name of its words, page, what is pointed at)."""


def tour(words: Words) -> dict[str, object]:
    stops = [
        {
            "page": page,
            "point": point,
            **{part: words(f"tour.stop.{name}.{part}") for part in ("title", "seen", "do")},
        }
        for name, page, point in STOPS
    ]
    labels = ("step", "next", "back", "here", "leave", "end", "press")
    text = {label: words(f"tour.{label}") for label in labels}
    wall = {"href": "/wall", "label": words("tour.stop.wall.open_wall")}
    return {"stops": stops, "text": text, "wall": wall}

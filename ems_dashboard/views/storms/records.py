"""How the agencies' forecasts did: of this storm in its last days, and over the archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from ems_dashboard.moments import as_moment
from ems_dashboard.rules.track_errors import ALL, RECORD_LEADS_H, Record, TrackError
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import AGENCY_COLOURS
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.track_records import track_records
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.storms.storm import Shown

LEAST_KM = 20.0
"""A lean that is smaller is none."""
UNKNOWN = "—"
Records = Mapping[str, Mapping[int, Record]]


@dataclass(frozen=True, slots=True)
class Row:
    """`kms`: at 12, 24 and 48 hours; `past`: the same of the archive."""

    colour: str
    agency: str
    kms: tuple[str, ...]
    past: tuple[str, ...]
    lean: str


def records(here: Here, shown: Shown) -> Markup:
    """Empty where nothing of this storm can be compared yet and no archive is known."""
    key = ("track records", here.situation.version, shown.storm.rows, shown.chosen)
    found = here.cache.once(key, lambda: _read(here, shown))
    learnt = here.city.track_errors
    names = sorted({*found, *(row.agency for row in learnt if row.agency != ALL)})
    if not names:
        return Markup()
    return rendered(
        "storms/records.html",
        title=here.words("storm.records.title"),
        note=here.words("storm.records.note"),
        leads=[here.words("storm.records.lead", hours=hours) for hours in RECORD_LEADS_H],
        rows=[_row(here.words, name, found.get(name, {}), learnt) for name in names],
        source=_source(here.words, learnt),
    )


def _read(here: Here, shown: Shown) -> Records:
    moment = as_moment(shown.chosen + timedelta(minutes=1))
    with here.store.reading() as reader:
        return track_records(reader, shown.storm, moment)


def _row(
    word: Words, agency: str, found: Mapping[int, Record], learnt: tuple[TrackError, ...]
) -> Row:
    past = {row.lead_hours: row.median_km for row in learnt if row.agency == agency}
    return Row(
        colour=AGENCY_COLOURS.get(agency, TOKENS["second"]),
        agency=word.either(f"terms.agency.{agency}", agency),
        kms=tuple(_km(found[lead].km if lead in found else None) for lead in RECORD_LEADS_H),
        past=tuple(_km(past.get(lead)) for lead in RECORD_LEADS_H),
        lean=lean(word, found),
    )


def _km(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.0f}"


def lean(word: Words, found: Mapping[int, Record]) -> str:
    """Whether its forecasts lay behind or before the storm, left or right of it: by those of 24
    hours, else of the nearest there are."""
    record = next((found[lead] for lead in (24, 12, 48) if lead in found), None)
    if record is None:
        return ""
    leans = []
    if abs(record.ahead_km) >= LEAST_KM:
        side = "slow" if record.ahead_km > 0 else "fast"
        leans.append(word(f"storm.records.{side}", km=f"{abs(record.ahead_km):.0f}"))
    if abs(record.right_km) >= LEAST_KM:
        side = "left" if record.right_km > 0 else "right"
        leans.append(word(f"storm.records.{side}", km=f"{abs(record.right_km):.0f}"))
    return word.listed(leans) if leans else word("storm.records.even")


def _source(word: Words, learnt: tuple[TrackError, ...]) -> str:
    if not learnt:
        return ""
    return word("storm.records.source", source=learnt[0].source, storms=learnt[0].storms)

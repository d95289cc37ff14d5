"""What the sentences of a document are told from, and the phrases that they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.situation.observed import Observed
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words


class OfIncident(Protocol):
    @property
    def incident(self) -> str | None: ...


R = TypeVar("R", bound=OfIncident)


@dataclass(frozen=True, slots=True)
class Telling:
    """`before`: the situation of the last report, `told`: what was observed then."""

    now: Situation
    city: City
    word: Words
    incident: Incident | None
    observed: Observed | None = None
    before: Situation | None = None
    told: Observed | None = None

    def listed(self, names: Iterable[str]) -> str:
        return self.word.listed(names)

    def units(self, codes: Iterable[str]) -> str:
        chosen = list(codes)
        if len(chosen) > 1 and set(chosen) >= set(self.city.by_code):
            return self.word("report.all_units", n=len(chosen))
        return self.listed(short_name(self.city, code, self.word) for code in chosen)

    def of_incident(self, rows: Iterable[R]) -> list[R]:
        """The rows of the incident that the report is about."""
        if self.incident is None:
            return []
        return [row for row in rows if row.incident == self.incident.incident]

    def change(self, now: float, before: float | None, measure: str = "") -> str:
        """What a figure rose or fell by since the last report, empty where there is no report
        before."""
        if before is None:
            return ""
        if now == before:
            return self.word("report.change.same")
        key = "report.change.more" if now > before else "report.change.fewer"
        return self.word(key, n=number(abs(now - before)), measure=measure)

    def say(self, parts: Iterable[str]) -> str:
        """Sentences behind one another."""
        return ("" if self.word.lang == "zh" else " ").join(part for part in parts if part)


def short_name(city: City, code: str, word: Words) -> str:
    return city.short_of(code, word.lang) if code in city.by_code else city.name_of(code, word.lang)


class Named(Protocol):
    """What has a name in both languages."""

    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def called(row: Named, word: Words) -> str:
    return row.name if word.lang == "zh" else row.name_en


def number(value: float) -> str:
    """A figure as it stands on the screen."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def moment(at: datetime, word: Words) -> str:
    """9月4日20时, 9月4日20时24分."""
    local = beijing(at)
    key = "report.moment.hour" if local.minute == 0 else "report.moment.minute"
    return word(key, month=local.month, day=local.day, hour=local.hour, minute=f"{local.minute:02}")


def day(at: datetime, word: Words) -> str:
    """2023年9月4日."""
    local = beijing(at)
    return word("report.moment.day", year=local.year, month=local.month, day=local.day)

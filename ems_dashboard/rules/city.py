"""The city pack: who and what is there before anything happens. Read from data/<city>/ by
config.load_city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError
from ems_dashboard.rules.plan import Plan
from ems_dashboard.rules.similar_tracks import PastFix
from ems_dashboard.rules.track_errors import TrackError

BETWEEN_NAMES = ",,;;"
"""Between the names of a list as people write it, beside 、."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A county-level unit. `boundary` is the adcode of its polygon, empty for a zone, which is a
    point; `host` is the county that a zone's people are counted in. Positions are WGS-84
    degrees."""

    code: str
    name: str
    name_en: str
    short: str
    short_en: str
    kind: str
    lon: float
    lat: float
    boundary: str = ""
    host: str = ""
    coastal: bool = False
    boats: bool = False
    population: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Township:
    code: str
    name: str
    unit: str
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A member department of the headquarters (成员单位). `reports`: the subjects that it may bring
    in by hand, as rules/reporting.py names them."""

    code: str
    name: str
    name_en: str
    short: str
    short_en: str
    note: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A leader or defence group; `unit` is where a leader group goes."""

    code: str
    kind: str
    name: str
    name_en: str
    unit: str = ""
    lead: str = ""
    members: str = ""
    note: str = ""

    def names(self, department: Department) -> bool:
        """Whether its lead or one of its members (应急、民政) is the department, by a part of its
        name as people write it."""
        listed = f"{self.lead}、{self.members}"
        for sign in BETWEEN_NAMES:
            listed = listed.replace(sign, "、")
        written = [name.strip() for name in listed.split("、")]
        own = (department.name, department.short)
        return any(name in full for name in written for full in own if name)


@dataclass(frozen=True, slots=True)
class Place:
    """A shelter, rescue team, depot, station, harbour or site: a named point of a unit. `capacity`:
    people for a shelter, members for a team; `kind` of a site is the code of the measure that shuts
    it; `stcd` is a station's code in the tables of SL 323-2011; `note` says where a row is an
    example."""

    code: str
    name: str
    name_en: str
    unit: str
    lon: float
    lat: float
    kind: str = ""
    capacity: int | None = None
    warning_m: float | None = None
    guarantee_m: float | None = None
    stcd: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A figure of a published annual report; `key` as the command `season` names it."""

    year: int
    key: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map of a storm, shown from one zoom of the map to another. `kind`: sea, land
    (abroad), province, city, neighbour (a county beside the city)."""

    kind: str
    name_zh: str
    name_en: str
    lon: float
    lat: float
    from_zoom: float
    to_zoom: float


@dataclass(frozen=True)
class City:
    code: str
    name: str
    name_en: str
    headquarters: str
    headquarters_en: str
    units: tuple[Unit, ...]
    townships: tuple[Township, ...]
    groups: tuple[Group, ...]
    shelters: tuple[Place, ...]
    teams: tuple[Place, ...]
    depots: tuple[Place, ...]
    stations: tuple[Place, ...]
    plan: Plan
    public_reports: tuple[PublicReport, ...] = ()
    departments: tuple[Department, ...] = ()
    harbours: tuple[Place, ...] = ()
    sites: tuple[Place, ...] = ()
    province: str = ""
    province_en: str = ""
    arrival_errors: tuple[ArrivalError, ...] = ()
    arrival_chances: tuple[ArrivalChance, ...] = ()
    track_errors: tuple[TrackError, ...] = ()
    past_tracks: tuple[PastFix, ...] = ()
    map_names: tuple[MapName, ...] = ()

    @property
    def province_code(self) -> str:
        return f"{self.code[:2]}0000"

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def departments_by_code(self) -> dict[str, Department]:
        return {department.code: department for department in self.departments}

    @cached_property
    def county_of(self) -> dict[str, str]:
        """Township code → code of the unit it belongs to."""
        return {township.code: township.unit for township in self.townships}

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = {self.code: self.code, self.name: self.code, self.name_en.lower(): self.code}
        for township in self.townships:
            codes[township.code] = township.code
        for department in self.departments:
            for name in (department.code, department.name, department.short, department.name_en):
                codes[name.lower()] = department.code
        for unit in self.units:
            for name in (
                unit.code,
                unit.name,
                unit.short,
                unit.name_en,
                unit.short_en,
                *unit.aliases,
            ):
                codes[name.lower()] = unit.code
        return codes

    def find(self, text: str) -> str | None:
        """The code of the city, a unit, a department or a township, from a code or a name as people
        write it; None if unknown or if several townships bear the name. The province and the city
        before it and gaps are left out."""
        found = (self._find(name) for name in self._spellings(text))
        return next((code for code in found if code), None)

    def _find(self, name: str) -> str | None:
        if code := self._codes.get(name.lower()):
            return code
        townships = [t for t in self.townships if name.endswith(t.name)]
        named = [t.code for t in townships if name == t.name]
        of_county = [
            t.code
            for t in townships
            if self._codes.get(name.removesuffix(t.name).lower()) == t.unit
        ]
        return next((codes[0] for codes in (named, of_county) if len(codes) == 1), None)

    def _spellings(self, text: str) -> Iterator[str]:
        """As it is written, without the gaps that fill a column, without the province and the city
        before it."""
        name = text.strip()
        yield name
        closed = "".join(name.split())
        yield closed
        inner = closed.removeprefix(self.province).removeprefix(self.name)
        if inner:
            yield inner

    def find_in(self, register: str, text: str) -> str | None:
        """The code of a place or group of `register` (shelters, teams, depots, stations, harbours,
        groups), from its code or its name; None if unknown or if several bear the name."""
        rows: Sequence[Place | Group] = getattr(self, register)
        for name in self._spellings(text):
            if any(row.code == name for row in rows):
                return name
            found = [row.code for row in rows if name in (row.name, row.name_en)]
            if len(found) == 1:
                return found[0]
        return None

    def short_of(self, code: str, lang: str = "zh") -> str:
        """The short name of a unit or a department, for the heads of narrow columns."""
        if found := self.by_code.get(code) or self.departments_by_code.get(code):
            return found.short if lang == "zh" else found.short_en
        return self.name_of(code, lang)

    def name_of(self, code: str, lang: str = "zh") -> str:
        """Townships have no English name; the code itself of what is in no register."""
        name, name_en = self._names_of(code)
        return (name if lang == "zh" else name_en) or code

    def _names_of(self, code: str) -> tuple[str, str]:
        """In Chinese and in English."""
        if code == self.code:
            return self.name, self.name_en
        if code == self.province_code:
            return self.province, self.province_en
        found = self.by_code.get(code) or self.departments_by_code.get(code)
        if found is not None:
            return found.name, found.name_en
        township = next((each.name for each in self.townships if each.code == code), "")
        return township, township

"""The situation: everything that headquarters knew at one moment, in the shape that screens and
documents need."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ems_dashboard.moments import KnownAt, Moment, ValidAt
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.evacuation import CoursePoint, Evacuation
from ems_dashboard.rules.evidence import Channel
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.incidents import UNASSIGNED, Incident, leading
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, hazards_of, highest
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.rounds import Round
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast, with_circles
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage


@dataclass(frozen=True, slots=True)
class Figure:
    """One unit's evacuation figure in one category, or the city's sum of them (`unit` is then the
    city's code).

    `change`: what `moved` rose by since each unit's report before, None without one. `reported` of
    `owed` county-level units stand in it; `sheltered` … `confirmed` as in
    rules.evacuation.Progress; `too_early`: how many are back who may not be; `oldest_at` is the
    oldest of their moments, `valid_at` the newest. `seq`: the row, of a unit's own figure."""

    incident: str
    unit: str
    category: Category
    target: int
    moved: int
    returned: int
    now: int
    change: int | None
    valid_at: ValidAt
    oldest_at: ValidAt
    known_at: KnownAt
    source: str
    reporter: str
    reported: int
    owed: int
    seq: int | None
    sheltered: int | None = None
    dispersed: int | None = None
    checked: int | None = None
    cleared: int | None = None
    confirmed: bool = True
    too_early: int = 0

    @property
    def share(self) -> float | None:
        """moved / target between 0 and 1, None where nothing is to be moved."""
        return self.moved / self.target if self.target else None


def whole_percent(share: float) -> str:
    """Never rounded up: 100 % only where everybody is out."""
    return f"{int(share * 100)}%"


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """An issued order and the latest receipt of each addressee."""

    order: Order
    receipts: tuple[Receipt, ...]
    unreceived: tuple[str, ...]
    overdue: tuple[str, ...]

    @property
    def outstanding(self) -> bool:
        return bool(self.unreceived)

    def among(self, counts: Callable[[str], bool]) -> "OrderStatus":
        """With the answers, and the silence, of the units that count."""
        return OrderStatus(
            self.order,
            tuple(receipt for receipt in self.receipts if counts(receipt.unit)),
            tuple(unit for unit in self.unreceived if counts(unit)),
            tuple(unit for unit in self.overdue if counts(unit)),
        )


@dataclass(frozen=True, slots=True)
class Storm:
    """A storm's analysed track up to the moment and each agency's newest bulletin known then, in
    order of time. `circles_from`: the fix whose wind circles the newest has, None where nobody gave
    any."""

    storm: str
    name_zh: str
    name_en: str
    fixes: tuple[StormFix, ...]
    forecasts: dict[str, tuple[StormForecast, ...]]
    circles_from: StormFix | None = None

    @property
    def circled(self) -> tuple[StormFix, ...]:
        """The track that arrivals are told by: a newest fix without wind circles has another
        agency's."""
        return with_circles(self.fixes, self.circles_from)

    @property
    def position(self) -> StormFix:
        return self.fixes[-1]

    def stale_at(self, moment: datetime, limits: Thresholds) -> bool:
        """Whether its newest fix is too old to say where it is."""
        return moment - self.position.valid_at > timedelta(hours=limits.stale_hours)

    def forecast_at(self, moment: datetime) -> bool:
        """Whether any agency says where it goes from then on."""
        points = (point for forecast in self.forecasts.values() for point in forecast)
        return any(point.forecast_at > moment for point in points)

    @property
    def circles_known(self) -> bool:
        """Whether any fix gave the radius of the gale: without one nobody can tell when it
        comes."""
        return self.circles_from is not None

    @property
    def rows(self) -> tuple[int | None, ...]:
        """What it stands on: two with the same rows are the same, at whatever moment they were
        looked at."""
        points = (point for forecast in self.forecasts.values() for point in forecast)
        circles = (self.circles_from,) if self.circles_from else ()
        return tuple(row.seq for rows in (self.fixes, points, circles) for row in rows)


@dataclass(frozen=True, slots=True)
class Series:
    """The city's evacuation of an incident in one category over time: moment, target, moved,
    returned."""

    incident: str
    category: Category
    points: tuple[CoursePoint, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """`responses`: unit → hazard → level in force (None: none), city and every unit. `levels`:
    changes of level known, of the open incidents, oldest first. `warnings`: valid at the moment,
    gravest first. `warnings_issued`: all of the open incidents' time and those in force when it
    began. `evacuation_rows`: the reports that figures and series stand on, oldest first. `lead`:
    the incident that the screens lead with; `chosen`: the one that a viewer wants to see instead.
    `version`: of the ledger. `simulated`: whether example rows are in the picture. `warnings_from`,
    `storms_from`: how they come in. `cut_off`: of the report that the picture was taken for, else
    None."""

    as_of: Moment
    version: int
    city: str
    incidents: tuple[Incident, ...]
    responses: dict[str, dict[Hazard, Level | None]]
    response_rows: tuple[Response, ...]
    levels: tuple[Response, ...]
    warnings: tuple[WarningMessage, ...]
    warnings_issued: tuple[WarningMessage, ...]
    evacuation: tuple[Figure, ...]
    evacuation_series: tuple[Series, ...]
    evacuation_rows: tuple[Evacuation, ...] = field(repr=False)
    orders: tuple[OrderStatus, ...]
    rhythm: tuple[Due, ...]
    rounds: tuple[Round, ...]
    consultations: tuple[Consultation, ...]
    reports: tuple[Report, ...]
    deployments: tuple[Deployment, ...]
    cadres: tuple[Cadres, ...]
    measures: tuple[Measure, ...]
    shelters: tuple[ShelterState, ...]
    storms: tuple[Storm, ...]
    warnings_from: Channel
    storms_from: Channel
    simulated: bool
    chosen: str = ""
    cut_off: datetime | None = None

    @property
    def in_force(self) -> dict[str, dict[Hazard, Level]]:
        """The city and the units with a response in force, whatever incident it belongs to, in the
        city's order."""
        standing = {
            unit: {hazard: level for hazard, level in levels.items() if level is not None}
            for unit, levels in self.responses.items()
        }
        return {unit: levels for unit, levels in standing.items() if levels}

    @property
    def lead(self) -> Incident | None:
        ranked = leading(self.incidents)
        wanted = (incident for incident in ranked if incident.incident == self.chosen)
        return next(wanted, ranked[0] if ranked else None)

    @property
    def others(self) -> tuple[Incident, ...]:
        """The open incidents beside the leading one."""
        return tuple(incident for incident in leading(self.incidents) if incident is not self.lead)

    def level_of(self, incident: str) -> Level | None:
        """The city's level in one incident."""
        return highest(
            row.level
            for row in self.response_rows
            if (row.unit, row.incident) == (self.city, incident)
        )

    def hazards_of(self, incident: str) -> frozenset[Hazard]:
        """What an open incident is about; of any other nobody can tell, and nothing is left out."""
        for each in self.incidents:
            if each.incident == incident:
                return hazards_of(each, self.response_rows)
        return frozenset(Hazard)

    def showing(self, incident: str) -> "Situation":
        """With another open incident in the lead; as it is where that is not open."""
        if not any(each.incident == incident for each in self.incidents):
            return self
        return replace(self, chosen=incident)

    @property
    def lead_storm(self) -> Storm | None:
        """The storm of the leading incident, else the first."""
        wanted = self.lead.storm if self.lead else None
        return next(
            (s for s in self.storms if s.storm == wanted), self.storms[0] if self.storms else None
        )

    def figure(self, unit: str, category: Category) -> Figure | None:
        """The figure of the leading incident; while there has never been one, of none."""
        wanted = self.lead.incident if self.lead else UNASSIGNED
        mine = (unit, category, wanted)
        return next((f for f in self.evacuation if (f.unit, f.category, f.incident) == mine), None)

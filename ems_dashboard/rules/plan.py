"""The plan as data: what data/<city>/plan.toml says, each row with the clause or the mark that it
is an example."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from ems_dashboard.rules.incidents import Margin
from ems_dashboard.rules.paths import FORCES
from ems_dashboard.rules.terms import Category, Hazard, Level, OrderKind

PERSONS, VESSELS = "persons", "vessels"


@dataclass(frozen=True, slots=True)
class ReportTime:
    cut_off: time
    due: time


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The day's timetable while one of `levels` is the city's highest. Times are Beijing time."""

    levels: tuple[Level, ...]
    consultations: tuple[time, ...]
    reports: tuple[ReportTime, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A warning of `warning` (colour or Ⅳ–Ⅰ level of the event) suggests response `level`."""

    hazard: Hazard
    event: str
    warning: Level
    level: Level
    clause: str


@dataclass(frozen=True, slots=True)
class ForecastTrigger:
    """A gale forecast to arrive within `hours` suggests response `level`."""

    hazard: Hazard
    hours: float
    level: Level
    clause: str


@dataclass(frozen=True, slots=True)
class CategoryNames:
    """`short`: where there is little room; `done`: what it is called once it is in safety
    (上岸)."""

    name: str
    name_en: str
    short: str
    short_en: str
    done: str
    done_en: str


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """`lead_hours` before the wind of `force` by which it must be done, with `whole_hour` at a full
    hour that is at least so long before; `measure`: persons or vessels. `at_sea`: units without
    boats have none; `reported`: every unit that has any owes its figure while one of the `hazards`
    is defended against. `names`: what words call it, needed where the program has none of its own.
    `owner_code`: the department whose figures these are, empty where the plan names none."""

    category: Category
    lead_hours: float
    measure: str
    clause: str
    at_sea: bool = False
    reported: bool = True
    names: CategoryNames | None = None
    force: int = 7
    whole_hour: bool = False
    owner_code: str = ""
    hazards: tuple[Hazard, ...] = tuple(Hazard)

    def moves_in(self, hazards: Collection[Hazard]) -> bool:
        """Whether anybody is to be moved against one of these hazards."""
        return any(hazard in hazards for hazard in self.hazards)

    def owed_in(self, hazards: Collection[Hazard]) -> bool:
        return self.reported and self.moves_in(hazards)


@dataclass(frozen=True, slots=True)
class Norm:
    """So much of an item is needed `per` person in a shelter ("sheltered") or county-level unit
    ("unit")."""

    item: str
    item_en: str
    measure: str
    per: str
    amount: float
    clause: str


@dataclass(frozen=True, slots=True)
class DispatchRule:
    """A county's request is answered within `answer_minutes`; what was sent arrives within
    `arrival_hours`."""

    answer_minutes: int
    arrival_hours: float
    clause: str


@dataclass(frozen=True, slots=True)
class CallRule:
    """Within `red_minutes` of a red warning somebody has answered the call (叫应) in every unit that
    it covers."""

    red_minutes: int
    clause: str


@dataclass(frozen=True, slots=True)
class HelpRule:
    """What a vehicle that is sent to a unit adds to its pace, and how long it takes to get
    there."""

    vehicle_persons_per_hour: float
    arrival_hours: float
    clause: str


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """`owner_code`: the department that runs it, empty where the plan names none."""

    code: str
    name: str
    name_en: str
    clause: str
    owner_code: str = ""


@dataclass(frozen=True, slots=True)
class OrderRule:
    """`prefix` of the reference number; the deadlines proposed for the receipt and for the
    feedback."""

    kind: OrderKind
    prefix: str
    receipt_minutes: int
    feedback_hours: float
    clause: str


@dataclass(frozen=True, slots=True)
class LevelRule:
    """How changes of level are decided. `prefix` of the city's reference numbers; `unit_prefix` of
    a unit's own, with the place {unit} for its short name, empty where units number theirs
    elsewhere; `counties_alone`: a unit's own account decides its own level without a second
    person; `arrival_hours`: a leader group is in place by then; `units_for_city`: warnings in so
    many units count as one for the city."""

    prefix: str
    units_for_city: int
    counties_alone: bool
    arrival_hours: float
    clause: str
    unit_prefix: str = ""

    def prefix_of(self, unit_short: str) -> str:
        return self.unit_prefix.format(unit=unit_short)


@dataclass(frozen=True, slots=True)
class Duty:
    """`owner_code`: the department that reports it, "units" where every unit has its share, empty
    for the headquarters itself."""

    code: str
    level: Level
    hazard: Hazard | None
    owner: str
    owner_en: str
    text: str
    text_en: str
    deadline_hours: float
    clause: str
    owner_code: str = ""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`stale_hours`: a figure or a storm's fix older than this fades; `soon_minutes`: a due item is
    announced this long before; `ahead_minutes`: a figure may be true so much later than now,
    because clocks differ, and no more; `grace_minutes`: done this long after it was due still
    counts as on time; `due_window_minutes`: a consultation held, a report's cut-off stands for a
    time that lies no further off; `gale_force`: of the circle (7, 10 or 12) whose arrival deadlines
    count from.

    `feed_silent_hours`: a source that did not answer for longer is taken for dead;
    `entry_silent_hours`: what people enter holds as received for so long. Shares of moved to
    target: below `behind_share` is marked, `enough_share` and more needs no word, with `done_share`
    the race is over (the rest cannot be found or need not go); `map_shares`: where a map's shades
    begin, the highest first. `tight_hours`: in time by less is tight.

    `before_hours`, `after_hours`: a figure for so long before an incident's first response, or
    after its last, belongs to the incident."""

    stale_hours: float
    soon_minutes: int
    ahead_minutes: int
    grace_minutes: int
    due_window_minutes: int
    gale_force: int
    feed_silent_hours: float
    entry_silent_hours: float
    behind_share: float
    enough_share: float
    done_share: float
    map_shares: tuple[float, ...]
    tight_hours: float
    before_hours: float
    after_hours: float

    @property
    def margin(self) -> Margin:
        return Margin(timedelta(hours=self.before_hours), timedelta(hours=self.after_hours))


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """So many hours after the consultation a decision of it is to be carried out, by the level in
    force."""

    hours: Mapping[Level, float]
    clause: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`reference`: the form of a reference number, with {prefix}, {year} and {number}."""

    title: str
    rhythms: tuple[Rhythm, ...]
    triggers: tuple[Trigger, ...]
    categories: tuple[CategoryRule, ...]
    measures: tuple[MeasureRule, ...]
    duties: tuple[Duty, ...]
    leader_groups_from: Level
    thresholds: Thresholds
    levels: LevelRule
    orders: tuple[OrderRule, ...]
    dispatches: DispatchRule
    calling: CallRule
    decisions: DecisionRule
    helping: HelpRule
    norms: tuple[Norm, ...] = ()
    forecast_triggers: tuple[ForecastTrigger, ...] = ()
    reference: str = "{prefix}-{year}-{number}"
    shifts: tuple[time, ...] = ()

    def category(self, category: Category) -> CategoryRule | None:
        """Its row; None for a category that the plan does not have."""
        return next((rule for rule in self.categories if rule.category is category), None)

    @property
    def reported(self) -> tuple[Category, ...]:
        """Those that every unit which has any reports, in the plan's order."""
        return tuple(rule.category for rule in self.categories if rule.reported)

    @property
    def forces(self) -> tuple[int, ...]:
        """Of the circles that are looked at: those analysed, and those that a category counts
        from."""
        return tuple(sorted({*FORCES, *(rule.force for rule in self.categories)}))

    def measure(self, category: Category) -> str:
        """persons or vessels, also of figures that are older than the plan."""
        rule = self.category(category)
        return rule.measure if rule else PERSONS

    @property
    def persons(self) -> tuple[Category, ...]:
        """Those counted in persons; the others are vessels."""
        return tuple(rule.category for rule in self.categories if rule.measure == PERSONS)

    def order_rule(self, kind: OrderKind) -> OrderRule:
        return next(rule for rule in self.orders if rule.kind is kind)

    def decision_hours(self, level: Level | None) -> float:
        """Without a level in force those of the lowest."""
        return self.decisions.hours[level or Level.IV]

    def norm(self, item: str) -> Norm | None:
        return next((norm for norm in self.norms if norm.item == item), None)

    def measure_of(self, item: str) -> str:
        """What the item is counted in; empty where the plan has no norm for it."""
        norm = self.norm(item)
        return norm.measure if norm else ""

    def rhythm(self, level: Level) -> Rhythm:
        return next(rhythm for rhythm in self.rhythms if level in rhythm.levels)

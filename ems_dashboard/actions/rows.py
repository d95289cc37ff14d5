"""Rows of the working tables (vessels, shelters, teams, supplies, measures) as people enter
them: one by one or as a workbook. A county writes for itself and its townships only. Figures of
the evacuation are read here and saved by actions.evacuation, which asks about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ems_dashboard.actions.acting import Desk, require, require_true_by_now
from ems_dashboard.actions.clocks import in_order
from ems_dashboard.actions.ingest import context_of, require_origin
from ems_dashboard.actions.standing_rows import Standing, completed, standing_for, unchanged
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, Problem, read_content
from ems_dashboard.feeds.columns import columns, required, title
from ems_dashboard.feeds.rows import read_rows
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.store import Appended, Connection, Reader
from ems_dashboard.store.appending import append

ACTS: dict[type[Fact], str] = {
    VesselAction: "report:resources",
    ShelterState: "report:resources",
    TeamState: "report:resources",
    SupplyState: "report:resources",
    Measure: "write:measures",
    Deployment: "write:duties",
}
REGISTERS = {"shelter": "shelters", "team": "teams", "depot": "depots", "station": "stations"}


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows of one kind that were read but not saved yet, and what could not be read."""

    kind: type[Fact]
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def check_row(desk: Desk, kind: type[Fact], given: dict[str, str], incident: str = "") -> Checked:
    """One row as typed: field → text. The problems name their field. `incident`: the one that
    was chosen for it."""
    context = _context(desk, kind, incident)
    fields = [name for name in columns(kind) if given.get(name) or name in required(kind)]
    titles = {title(kind, name, context): name for name in fields}
    reading = read_rows(
        kind, list(titles), [(1, [given.get(name, "") for name in fields])], context
    )
    return Checked(
        kind, reading.facts, tuple(replace(p, column=titles[p.column]) for p in reading.problems)
    )


def check_workbook(
    desk: Desk, kind: type[Fact], name: str, content: bytes, incident: str = ""
) -> Checked:
    """A workbook or CSV file; `incident`: the one that was chosen for rows that name none.
    Raises Refused where nothing of it can be used, or it holds another kind."""
    context = _context(desk, kind, incident)
    readings = read_content(content, name, context)
    facts = [fact for reading in readings for fact in reading.facts]
    _require_kind(desk, kind, [reading.kind for reading in readings])
    require_origin(facts, context)
    problems = [problem for reading in readings for problem in reading.problems]
    with desk.store.reading() as reader:
        standing = standing_for(reader, facts)
    return Checked(
        kind,
        tuple(_attributed(desk, completed(fact, standing), standing) for fact in facts),
        (*problems, *_not_their_names(desk, facts, standing)),
    )


def _require_kind(desk: Desk, kind: type[Fact], found: Sequence[str]) -> None:
    if strange := [name for name in found if name != kind.KIND]:
        names = {
            name: desk.words.either(f"columns.kind.{name}", name).split("|")[0]
            for name in (kind.KIND, *strange)
        }
        raise Refused(
            desk.words("rows.other_kind", found=names[strange[0]], wanted=names[kind.KIND])
        )


def _attributed(desk: Desk, fact: Fact, standing: Standing) -> Fact:
    """Who uploads a file reports what it says; a row that stands already keeps who reported it."""
    if "reporter" not in own_fields(type(fact)) or unchanged(fact, standing):
        return fact
    return replace(fact, reporter=desk.actor.name)  # type: ignore[call-arg]


def _not_their_names(desk: Desk, facts: Sequence[Fact], standing: Standing) -> tuple[Problem, ...]:
    named = {
        getattr(fact, "reporter", "")
        for fact in facts
        if not unchanged(completed(fact, standing), standing)
    }
    others = sorted(named - {"", desk.actor.name})
    if not others:
        return ()
    said = desk.words(
        "rows.not_their_names", names=desk.words.listed(others)[:80], name=desk.actor.name
    )
    return (Problem(None, "reporter", others[0], said),)


def save_rows(desk: Desk, facts: Sequence[Fact]) -> Appended:
    """All or none. Raises Refused where one of them is not the actor's to write, or says what
    cannot be."""
    for fact in facts:
        require(desk, ACTS[type(fact)], unit_of(fact, desk.city))
        require_true_by_now(desk, fact)
    counted = in_order(desk, facts, desk.clock_at) if desk.clock_at else facts
    return desk.store.write(lambda connection: append_changed(connection, desk, counted))


def append_changed(
    connection: Connection, desk: Desk, facts: Sequence[Fact], also: Sequence[Fact] = ()
) -> Appended:
    """The facts that say something new, known now, and `also` whatever belongs to them."""
    standing = standing_for(Reader(connection), facts)
    fresh = [replace(fact, known_at=desk.moment) for fact in facts if not unchanged(fact, standing)]
    done = append(connection, [*fresh, *also], written_by=desk.actor.account, moment=desk.moment)
    return replace(done, duplicates=done.duplicates + len(facts) - len(fresh))


def unit_of(fact: Fact, city: City) -> str:
    """The county-level unit in whose name a row is written; the city's code where it concerns
    the whole city."""
    for field, register in REGISTERS.items():
        if code := getattr(fact, field, None):
            return next(
                (place.unit for place in getattr(city, register) if place.code == code), city.code
            )
    unit = getattr(fact, "unit", "") or city.code
    return city.county_of.get(unit, unit)


def _context(desk: Desk, kind: type[Fact], incident: str) -> FeedContext:
    context = context_of(desk.store, desk.city, desk.words, desk.moment, kind.KIND, Origin.WORKBOOK)
    return replace(context, chosen=incident, watched=True)

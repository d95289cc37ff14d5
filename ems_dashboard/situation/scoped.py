"""One level's part of the picture, in the shape of the whole: the same figures, one level down."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from ems_dashboard.rules import evacuation
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.scope import Scope, ScopeKind, Sight
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.evacuation import figure_of
from ems_dashboard.situation.picture import Figure, OrderStatus, Series, Situation
from ems_dashboard.situation.sight import seen_status


class Placed(Protocol):
    @property
    def unit(self) -> str: ...


P = TypeVar("P", bound=Placed)


def scoped(situation: Situation, city: City, scope: Scope, sight: Sight) -> Situation:
    """What concerns one level, as far as a viewer may read it. Storms, incidents and the levels in
    force stay whole: they are the same for everybody."""
    seen = tuple(filter(None, (seen_status(status, sight) for status in situation.orders)))
    if scope.is_city:
        return replace(situation, orders=seen)
    narrowed = replace(
        situation,
        levels=tuple(row for row in situation.levels if row.unit == scope.levelled),
        warnings=tuple(row for row in situation.warnings if _warned(row, scope)),
        warnings_issued=tuple(row for row in situation.warnings_issued if _warned(row, scope)),
        orders=tuple(_orders(seen, scope)),
        measures=_placed(situation.measures, scope),
        cadres=_placed(situation.cadres, scope),
        deployments=_placed(situation.deployments, scope),
        shelters=_shelters(situation, city, scope),
    )
    if scope.kind is ScopeKind.DEPARTMENT:
        return narrowed
    return _figures(narrowed, city, scope)


def _warned(message: WarningMessage, scope: Scope) -> bool:
    """A message whose ground nobody could tell is for everybody."""
    return not message.units or scope.concerned(message.units)


def _placed(rows: Iterable[P], scope: Scope) -> tuple[P, ...]:
    """A row of the level itself, of a place below it or of a level above it: a measure of the whole
    city is in force in each of its counties."""
    return tuple(row for row in rows if scope.concerned((row.unit,)))


def _shelters(situation: Situation, city: City, scope: Scope) -> tuple[ShelterState, ...]:
    units = {place.code: place.unit for place in city.shelters}
    return tuple(row for row in situation.shelters if units.get(row.shelter, "") in scope.area)


def _orders(statuses: Iterable[OrderStatus], scope: Scope) -> Iterator[OrderStatus]:
    """Those that it received itself, with its own answer."""
    for status in statuses:
        if scope.code in status.order.units:
            yield status.among(lambda unit: unit == scope.code)


def answered(part: Situation, city: City, scope: Scope) -> Situation:
    """A level's part with the figures alone that it answers for: of a department those in the
    categories that the plan gives to it."""
    if scope.kind is not ScopeKind.DEPARTMENT:
        return part
    own = {rule.category for rule in city.plan.categories if rule.owner_code == scope.code}
    figures = tuple(row for row in part.evacuation if row.category in own)
    return replace(part, evacuation=figures)


def _figures(situation: Situation, city: City, scope: Scope) -> Situation:
    rows = tuple(row for row in situation.evacuation_rows if row.unit in scope.area)
    own = (figure for figure in situation.evacuation if figure.unit in scope.area)
    return replace(
        situation,
        evacuation=(*own, *_of_townships(rows, city)),
        evacuation_rows=rows,
        evacuation_series=tuple(_series(situation, rows, scope)),
    )


def _of_townships(rows: Iterable[Evacuation], city: City) -> Iterator[Figure]:
    """What each township reported itself, whether its county's figure stands on it or not."""
    told: dict[tuple[str, Category, str], list[Evacuation]] = {}
    for row in rows:
        if row.unit in city.county_of:
            told.setdefault((row.incident, row.category, row.unit), []).append(row)
    for (incident, category, township), found in told.items():
        newest = evacuation.unit_progress(found, {})[township]
        yield figure_of(incident, township, category, newest)


def _series(situation: Situation, rows: Iterable[Evacuation], scope: Scope) -> Iterator[Series]:
    """The course of the level's own figure."""
    told: dict[tuple[str, Category], list[Evacuation]] = {}
    for row in rows:
        told.setdefault((row.incident, row.category), []).append(row)
    county_of = dict.fromkeys(scope.children, scope.code)
    open_now = {series.incident for series in situation.evacuation_series}
    for (incident, category), found in told.items():
        if incident in open_now:
            yield Series(incident, category, evacuation.city_over_time(found, county_of))

"""The measures of the work in an incident, in words: what was measured, from which rows, what
cannot be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from ems_dashboard.reports.changes import duration
from ems_dashboard.reports.telling import moment
from ems_dashboard.rules import review as measures
from ems_dashboard.rules.city import City
from ems_dashboard.rules.review import Share
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.review import Review
from ems_dashboard.text import Words

UNMEASURED = "\u2014"


@dataclass(frozen=True, slots=True)
class Measured:
    """`subject`: levels, groups, receipts, moved or late. `value` is UNMEASURED where it cannot be
    measured, and then `said` says why; `basis`: the rows it was counted from."""

    subject: str
    title: str
    value: str
    said: str
    basis: str


def measured(review: Review, city: City, word: Words) -> tuple[Measured, ...]:
    made = (
        _levels(review, word),
        _groups(review, city, word),
        _receipts(review, word),
        _moved(review, city, word),
        _late(review, word),
    )
    subjects = ("levels", "groups", "receipts", "moved", "late")
    return tuple(
        Measured(subject, word(f"review.measure.{subject}"), *parts)
        for subject, parts in zip(subjects, made, strict=True)
    )


def lasting(span: timedelta, word: Words) -> str:
    return duration(span, word) or word("race.minutes", m=0)


def _span(span: timedelta | None, word: Words) -> str:
    return UNMEASURED if span is None else lasting(span, word)


def _levels(review: Review, word: Words) -> tuple[str, str, str]:
    answers = review.work.levels
    basis = word("review.basis.levels", n=len(review.changes), m=len(review.warnings))
    if not answers:
        return UNMEASURED, word("review.untold.levels"), basis
    if not review.warnings:
        return UNMEASURED, word("review.untold.no_warning", n=len(answers)), basis
    found = measures.delays_of(answers)
    if not found.taken:
        return UNMEASURED, word("review.said.levels_ahead", n=found.missing), basis
    said = word(
        "review.said.levels", n=found.cases, m=len(found.taken), longest=_span(found.longest, word)
    )
    if found.missing:
        said += word("review.said.levels_some_ahead", n=found.missing)
    return _span(found.middle, word), said, basis


def _groups(review: Review, city: City, word: Words) -> tuple[str, str, str]:
    found, basis = review.work.groups, word("review.basis.groups", n=len(review.deployments))
    if found is None or review.work.sent_at is None:
        return UNMEASURED, word("review.untold.groups", level=city.plan.leader_groups_from), basis
    if not found.taken:
        return UNMEASURED, word("review.untold.arrivals", n=found.missing), basis
    said = word(
        "review.said.groups",
        n=len(found.taken),
        of=found.cases,
        longest=_span(found.longest, word),
        at=moment(review.work.sent_at, word),
    )
    return _span(found.middle, word), said, basis


def _receipts(review: Review, word: Words) -> tuple[str, str, str]:
    found = measures.together(review.work.receipts.values())
    basis = word("review.basis.receipts", n=len(review.orders), m=found.cases)
    if not review.orders:
        return UNMEASURED, word("review.untold.receipts"), basis
    if not found.taken:
        return UNMEASURED, word("review.untold.received", n=found.missing), basis
    said = word(
        "review.said.receipts",
        ninety=_span(found.ninety, word),
        longest=_span(found.longest, word),
        n=found.missing,
    )
    return _span(found.middle, word), said, basis


def _moved(review: Review, city: City, word: Words) -> tuple[str, str, str]:
    work, force = review.work, city.plan.thresholds.gale_force
    basis = word(
        f"review.basis.{'moved' if review.circles_known else 'fixes'}",
        n=len(review.storm),
        force=force,
        m=len(review.gale),
        of=len(city.units),
    )
    if review.incident.storm is None:
        typhoon = review.incident.hazard is Hazard.TYPHOON
        return UNMEASURED, word(f"review.untold.{'no_fixes' if typhoon else 'no_storm'}"), basis
    if not review.storm:
        return UNMEASURED, word("review.untold.no_fixes"), basis
    if not review.circles_known:
        return UNMEASURED, word("review.untold.no_circles"), basis
    if not review.gale:
        return UNMEASURED, word("review.untold.no_gale", force=force), basis
    if Category.PEOPLE not in work.own:
        return UNMEASURED, word("review.untold.moved"), basis
    said = word(
        "review.said.moved",
        first=percent(work.first.get(Category.PEOPLE)),
        last=percent(work.last.get(Category.PEOPLE)),
    )
    return percent(work.own[Category.PEOPLE]), said, basis


def percent(found: Share | None) -> str:
    return UNMEASURED if found is None or found.share is None else f"{100 * found.share:.1f}%"


def _late(review: Review, word: Words) -> tuple[str, str, str]:
    found, owed = review.work.late, len(review.reports)
    basis = word("review.basis.late", n=owed)
    if not owed:
        return UNMEASURED, word("review.untold.late"), basis
    said = word("review.said.late_none", n=owed)
    if found.cases:
        said = word("review.said.late", n=owed, longest=_span(found.longest, word), m=found.missing)
    return word("review.value.late", n=len(found.taken)), said, basis


def shares(
    review: Review, categories: Iterable[Category]
) -> list[tuple[Category, tuple[str, str, str]]]:
    """Category → in safety when the gale reached the first unit, each unit its own, and the last
    unit."""
    work = review.work
    return [
        (c, (percent(work.first.get(c)), percent(work.own.get(c)), percent(work.last.get(c))))
        for c in categories
        if c in work.own
    ]

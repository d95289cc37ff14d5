"""The after-action report (复盘报告): the course of an incident, the measures of the work, levels,
orders, lessons."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ems_dashboard.reports import official
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import corner, headquarters
from ems_dashboard.reports.paper import Paper, space_before
from ems_dashboard.reports.review_measures import UNMEASURED, lasting, measured, shares
from ems_dashboard.reports.ruled import table
from ems_dashboard.reports.telling import day, moment, number
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.lessons import overdue
from ems_dashboard.rules.responses import highest
from ems_dashboard.rules.terms import Category, Colour, Hazard, LessonState
from ems_dashboard.situation.review import Review
from ems_dashboard.text import Words

MEASURES_MM = (36, 26, 60, 34)
SHARES_MM = (54, 34, 34, 34)
LEVELS_MM = (38, 22, 28, 42, 26)
ORDERS_MM = (30, 44, 16, 24, 26, 16)
LESSONS_MM = (12, 64, 26, 28, 26)


def document(review: Review, city: City, word: Words) -> bytes:
    organ, date = headquarters(city, word), day(review.as_of, word)
    paper = Paper(title(review, word), word, review.as_of)
    marked = replace(review.incident, source=SIMULATED) if review.simulated else review.incident
    official.minutes(
        paper,
        Head(
            mark=word("review.paper.mark", city=city.name_of(city.code, word.lang)),
            number=word("review.paper.number", began=day(review.incident.began_at, word)),
            title=title(review, word),
            corner=corner(marked, word, draft=not _over(review)),
        ),
        organ,
        date,
    )
    official.body(
        paper,
        word("review.paper.opening", moment=moment(review.as_of, word), name=review.incident.name),
    )
    parts = (_course, _measures, _levels, _orders, _lessons)
    for place, part in enumerate(parts, 1):
        official.heading(paper, place, word(f"review.paper.part{part.__name__}"))
        part(paper, review, city, word)
    official.imprint(paper, organ, date)
    paper.number_pages()
    return paper.as_bytes()


def title(review: Review, word: Words) -> str:
    return word("review.paper.title", name=review.incident.name)


def _over(review: Review) -> bool:
    return review.incident.ended_at is not None and review.incident.ended_at <= review.as_of


def _course(paper: Paper, review: Review, city: City, word: Words) -> None:
    for sentence in course(review, city, word):
        official.body(paper, sentence)


def course(review: Review, city: City, word: Words) -> Iterable[str]:
    """One paragraph on each subject, what was not recorded included."""
    began, until = moment(review.incident.began_at, word), moment(review.until, word)
    yield word(
        "review.paper.from_to" if _over(review) else "review.paper.going_on",
        began=began,
        until=until,
    )
    yield _levels_told(review, city, word)
    yield _storm_told(review, city, word)
    counted = Counter(warning.colour for warning in review.warnings)
    colours = word.listed(
        word("review.paper.colour", colour=word(f"terms.colour.{colour}"), n=counted[colour])
        for colour in Colour
        if counted[colour]
    )
    key = "warnings" if colours else "warnings_plain"
    yield word(
        f"review.paper.{key}", n=len(review.warnings), colours=colours, orders=len(review.orders)
    )
    yield _moved_told(review, city, word)
    if review.shelters:
        _, people, shelters = max(review.shelters, key=lambda point: point[1])
        yield word("review.paper.shelters", people=number(people), n=shelters)
    else:
        yield word("review.paper.no_shelters")


def _levels_told(review: Review, city: City, word: Words) -> str:
    mine = [change for change in review.changes if change.unit == city.code]
    grave = {
        hazard: highest(change.level for change in mine if change.hazard is hazard)
        for hazard in Hazard
    }
    names = [
        word("review.paper.highest", hazard=word(f"terms.hazard.{h}"), level=level)
        for h, level in grave.items()
        if level
    ]
    if not names:
        return word("review.paper.no_levels")
    return word("review.paper.levels", n=len(review.work.levels), highest=word.listed(names))


def _strongest(review: Review, word: Words) -> str:
    """Nothing where no fix gave a wind, which is no calm."""
    winds = [(fix.wind_ms, fix) for fix, _ in review.storm if fix.wind_ms is not None]
    if not winds:
        return ""
    wind_ms, fix = max(winds, key=lambda pair: pair[0])
    return word("review.paper.strongest", ms=f"{wind_ms:.0f}", peak=moment(fix.valid_at, word))


def _storm_told(review: Review, city: City, word: Words) -> str:
    if not review.storm:
        return word("review.paper.no_storm")
    nearest, km = min(review.storm, key=lambda pair: pair[1])
    said = word("review.paper.storm", at=moment(nearest.valid_at, word), km=f"{km:.0f}")
    said += _strongest(review, word)
    if not review.circles_known:
        return said + word("review.paper.no_circles")
    force, gale = (
        city.plan.thresholds.gale_force,
        sorted(review.gale, key=lambda unit: review.gale[unit]),
    )
    if not gale:
        return said + word("review.paper.no_gale", force=force)
    first, last = gale[0], gale[-1]
    return said + word(
        "review.paper.gale",
        force=force,
        n=len(gale),
        first=city.name_of(first, word.lang),
        first_at=moment(review.gale[first], word),
        last=city.name_of(last, word.lang),
        last_at=moment(review.gale[last], word),
    )


def _moved_told(review: Review, city: City, word: Words) -> str:
    if not review.people:
        return word("review.paper.no_people")
    told_each = (_moved(category, points, city, word) for category, points in review.people.items())
    return word("review.paper.people", figures=word("review.paper.semicolon").join(told_each))


def _moved(category: Category, points: Course, city: City, word: Words) -> str:
    measure = word(f"terms.measure_unit.{city.plan.measure(category)}")
    newest = points[-1]
    return word(
        "review.paper.moved",
        category=word(f"terms.category.{category}"),
        moved=number(newest.moved),
        target=number(newest.target),
        measure=measure,
    )


def _measures(paper: Paper, review: Review, city: City, word: Words) -> None:
    official.body(paper, word("review.paper.measures"))
    rows = [
        [each.title, each.value, each.said, each.basis] for each in measured(review, city, word)
    ]
    table(
        paper,
        [_heads(word, ("measure", "value", "said", "basis"))],
        rows,
        MEASURES_MM,
        texts=(2, 3),
    )
    found = shares(review, city.plan.reported)
    if found:
        force = city.plan.thresholds.gale_force
        official.body(paper, word("review.paper.shares", force=force))
        heads = _heads(word, ("category", "first", "own", "last"))
        rows = [[word(f"terms.category.{category}"), *parts] for category, parts in found]
        table(paper, [heads], rows, SHARES_MM)
        space_before(paper.line("small", word("review.paper.shares_note")), 80)


def _levels(paper: Paper, review: Review, city: City, word: Words) -> None:
    rows = [
        [
            moment(answer.change.valid_at, word),
            word(f"terms.hazard.{answer.change.hazard}"),
            f"{word(f'terms.change.{answer.change.change}')} {answer.change.level}",
            moment(answer.warned_at, word) if answer.warned_at else word("review.ahead"),
            UNMEASURED if answer.took is None else lasting(answer.took, word),
        ]
        for answer in review.work.levels
    ]
    _ruled(paper, word, ("at", "hazard", "level", "warned_at", "took"), rows, LEVELS_MM, "levels")


def _orders(paper: Paper, review: Review, city: City, word: Words) -> None:
    rows = []
    for order in review.orders:
        times = review.work.receipts[order.order]
        took = [
            UNMEASURED if span is None else lasting(span, word)
            for span in (times.middle, times.ninety)
        ]
        name = f"{word(f'terms.order_kind.{order.kind}')} {order.serial}"
        rows.append(
            [name, moment(order.valid_at, word), str(times.cases), *took, str(times.missing)]
        )
    _ruled(
        paper,
        word,
        ("order", "at", "units", "middle", "ninety", "missing"),
        rows,
        ORDERS_MM,
        "orders",
    )


def _lessons(paper: Paper, review: Review, city: City, word: Words) -> None:
    rows = []
    for place, lesson in enumerate(review.lessons, 1):
        state = word(f"terms.lesson_state.{lesson.state}")
        if overdue(lesson, review.as_of):
            state = word("review.paper.overdue")
        elif lesson.state is LessonState.DONE:
            state = word("review.done_at", at=day(lesson.valid_at, word))
        rows.append(
            [
                str(place),
                lesson.matter,
                city.name_of(lesson.owner, word.lang),
                day(lesson.deadline, word),
                state,
            ]
        )
    _ruled(
        paper,
        word,
        ("number", "matter", "owner", "deadline", "state"),
        rows,
        LESSONS_MM,
        "lessons",
        texts=(1,),
    )


def _heads(word: Words, names: Sequence[str]) -> list[str]:
    return [word(f"review.column.{name}") for name in names]


def _ruled(
    paper: Paper,
    word: Words,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    subject: str,
    texts: Collection[int] = (),
) -> None:
    """A table, or that there is nothing to put into it."""
    if rows:
        official.body(paper, word(f"review.paper.{subject}_table"))
        table(paper, [_heads(word, heads)], rows, widths, texts)
    else:
        official.body(paper, word("review.paper.sentence", text=word(f"review.no_{subject}")))


def message(review: Review, city: City, word: Words) -> str:
    figures = word("review.paper.semicolon").join(
        word("review.paper.figure", title=each.title, value=each.value)
        for each in measured(review, city, word)
        if each.value != UNMEASURED
    )
    return word(
        "review.paper.message",
        organ=headquarters(city, word),
        title=title(review, word),
        moment=moment(review.as_of, word),
        figures=figures or word("review.paper.untold"),
        n=len(review.lessons),
    )

"""What is asked about figures that come as a file: the same as the form asks, told with the
file's outcome. Nobody is there to answer, so the figures are kept, and the question stands
beside them."""

from collections.abc import Iterable, Sequence

from ems_dashboard.feeds import FeedContext, Problem
from ems_dashboard.rules.entering import doubts
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.figure_questions import Question
from ems_dashboard.rules.terms import QuestionCode
from ems_dashboard.store import Reader

MOST = 2000
"""Larger tables are a season's and were answered then."""
ASKED = {QuestionCode.FELL, QuestionCode.RETURNED_FELL}


def doubts_of(reader: Reader, facts: Sequence[Fact], context: FeedContext) -> list[Problem]:
    """Before the facts are stored: cumulative figures that fall, against the ledger and within
    the file."""
    rows = [fact for fact in facts if isinstance(fact, Evacuation)]
    if not rows or len(rows) > MOST:
        return []
    return [_told(found, context) for found in questions_of(reader, rows) if found.code in ASKED]


def questions_of(reader: Reader, rows: Iterable[Evacuation]) -> list[Question]:
    """Against what stands in their incidents, and among the rows themselves."""
    ordered = sorted(rows, key=lambda row: row.valid_at)
    before = _standing(reader, ordered)
    asked: list[Question] = []
    for row in ordered:
        mine = before.setdefault(row.incident, [])
        earlier = [old for old in mine if old.valid_at <= row.valid_at and old.key == row.key]
        newest = sorted(earlier, key=lambda old: old.valid_at)  # of one hour the last word
        asked += doubts([row], {(row.unit, row.category): newest[-1]} if newest else {})
        mine.append(row)
    return asked


def _standing(reader: Reader, rows: Iterable[Evacuation]) -> dict[str, list[Evacuation]]:
    names = {row.incident for row in rows}
    return {name: reader.history(Evacuation, incident=name) for name in names}


def _told(question: Question, context: FeedContext) -> Problem:
    say = context.words
    said = say(
        f"entry.doubt.{question.code}",
        unit=context.city.name_of(question.unit, say.lang),
        category=say(f"terms.category.{question.category}"),
        before=f"{question.before or 0:,}",
        after=f"{question.after or 0:,}",
    )
    return Problem(None, "", f"{question.after or 0:,}", say("feeds.doubtful", said=said))

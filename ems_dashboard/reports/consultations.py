"""The minutes of a consultation (会商纪要), in the form of GB/T 9704 chapter 10.3, and its short
text."""

from collections.abc import Sequence

from ems_dashboard.reports import official
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import corner, headquarters
from ems_dashboard.reports.paper import Paper
from ems_dashboard.reports.telling import day, moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import ConsultationState
from ems_dashboard.text import Words


def document(
    held: Consultation,
    decisions: Sequence[Decision],
    city: City,
    word: Words,
    incident: Incident | None,
) -> bytes:
    organ, date = headquarters(city, word), day(held.began_at, word)
    paper = Paper(title(held, word, incident), word, held.valid_at)
    official.minutes(
        paper,
        Head(
            mark=word("document.minutes.mark", city=city.name_of(city.code, word.lang)),
            number=word("document.minutes.number", n=held.serial),
            title=title(held, word, incident),
            corner=corner(held, word, draft=held.state is not ConsultationState.SIGNED),
        ),
        organ,
        date,
    )
    official.body(paper, _opening(held, word))
    parts = {
        "facts": held.facts,
        "judgement": held.judgement,
        "conclusion": _conclusion(held, word),
        "decisions": _decisions(decisions, city, word),
        "feedback": held.feedback,
    }
    for number, (part, text) in enumerate(parts.items(), 1):
        official.heading(paper, number, word(f"document.minutes.part_{part}"))
        official.body(paper, text or word("document.minutes.not_recorded"))
    _present(paper, held, city, word)
    official.imprint(paper, organ, date)
    paper.number_pages()
    return paper.as_bytes()


def title(held: Consultation, word: Words, incident: Incident | None) -> str:
    return word("document.minutes.title", incident=incident.name if incident else "", n=held.serial)


def _opening(held: Consultation, word: Words) -> str:
    unknown = word("document.minutes.not_recorded")
    return word(
        "document.minutes.opening",
        moment=moment(held.began_at, word),
        host=held.host or unknown,
        place=held.place or unknown,
    )


def _conclusion(held: Consultation, word: Words) -> str:
    asked = ""
    if held.hazard is not None and held.change is not None:
        asked = word(
            f"document.minutes.asks_{held.change}",
            hazard=word(f"terms.hazard.{held.hazard}"),
            level=held.level or "",
        )
    return "\n".join(part for part in (held.conclusion, asked) if part)


def _decisions(decisions: Sequence[Decision], city: City, word: Words) -> str:
    """One line each: the matter, who sees to it, until when."""
    lines = []
    for decision in sorted(decisions, key=lambda row: row.number):
        owners = word.listed(city.name_of(unit, word.lang) for unit in decision.units)
        lines.append(
            word("document.minutes.decision", n=decision.number, matter=decision.matter)
            + "".join(
                (
                    word("document.minutes.owners", owners=owners) if owners else "",
                    word("document.minutes.until", moment=moment(decision.deadline, word))
                    if decision.deadline
                    else "",
                )
            )
            + word("report.stop")
        )
    return "\n".join(lines)


def _present(paper: Paper, held: Consultation, city: City, word: Words) -> None:
    lists = {
        "present": held.attending,
        "on_line": [city.name_of(unit, word.lang) for unit in held.units],
        "signed_by": [held.signed_by] if held.signed_by else [],
    }
    paper.blank()
    for label, names in lists.items():
        if names:
            official.present(paper, word(f"document.minutes.{label}"), names)


def message(held: Consultation, city: City, word: Words, incident: Incident | None) -> str:
    return word(
        "document.minutes.message",
        organ=headquarters(city, word),
        title=title(held, word, incident),
        moment=moment(held.began_at, word),
        conclusion=_conclusion(held, word).replace("\n", "")
        or word("document.minutes.not_recorded"),
    )

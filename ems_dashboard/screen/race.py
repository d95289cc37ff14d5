"""The race bar (抢时间条): deadline against projected finish, and when the next wind circle arrives."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape

from ems_dashboard.reports.changes import duration
from ems_dashboard.reports.danger import (
    circles_said,
    danger_label,
    danger_number,
    danger_sentence,
    uncounted,
    why_no_race,
)
from ems_dashboard.rules.race import GaleState, RaceState, Runner
from ems_dashboard.screen.cards import header as levels_and_incident
from ems_dashboard.screen.cards import link, when
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note
from ems_dashboard.situation.race import Race

SHOWN = 5
LEAST_AXIS, MOST_AXIS = timedelta(hours=6), timedelta(hours=48)
RUNNING = (RaceState.OVERDUE, RaceState.LATE, RaceState.STALLED, RaceState.TIGHT, RaceState.NOT_BEGUN,
           RaceState.UNKNOWN, RaceState.AHEAD)  # fmt: skip
NO_FINISH = "—"


def of(here: Here) -> Race:
    return here.cache.race(here.situation)


def header(here: Here) -> str:
    return levels_and_incident(here, next_circle(here))


def running(here: Here, race: Race) -> list[Runner]:
    """Those that the card is about: in the race, of the chosen unit where one is. While nobody knows when the gale
    comes there is a race only against an order's hour."""
    racing = [
        r
        for r in race.runners
        if r.state in RUNNING and (r.deadline or race.gale is not GaleState.UNKNOWN)
    ]
    return [r for r in racing if here.unit in (None, r.unit)]


def bar(here: Here) -> str:
    """The card: the five in greatest danger."""
    word, race = here.words, of(here)
    asof = note(here, here.situation.evacuation, "county")
    head = f'<span>{word("race.note")}</span>{asof}<a href="{link(here, "race")}">{word("race.more")}</a>'
    found = running(here, race)
    lines = "".join(_lines(here, found[:SHOWN]))
    if not lines:
        lines = f'<p class="calm">{escape(_why_nobody(here))}</p>'
    return f'<section class="card race"><h3>{word("race.title")}{head}</h3>{lines}<p class="line">{escape(danger(here))}</p></section>'


def every_bar(here: Here, category: str) -> str:
    """All that are in the race, for the page. `category`: one only, "" for all."""
    word, chosen = here.words, [r for r in running(here, of(here)) if category in ("", r.category)]
    lines = "".join(_lines(here, chosen)) or f'<p class="calm">{escape(_why_nobody(here))}</p>'
    return f'<section class="card race"><h3>{word("race.title")}<span>{word("race.note")}</span></h3><div class="runs">{lines}</div></section>'


def _why_nobody(here: Here) -> str:
    """Of the chosen unit and category, or of the city."""
    race, word = of(here), here.words
    told = race.storm is None or race.gale is not GaleState.UNKNOWN
    if told and any(runner.state in RUNNING for runner in race.runners):
        return word("race.nobody")
    return why_no_race(race, here.situation, here.city, word)


def danger_figure(here: Here) -> str:
    """The question of the page: how many people the gale will find, and how many of the races are lost."""
    race, word = of(here), here.words
    label, said = danger_label(race, word), danger_number(race)
    rest = uncounted(here.situation, here.city, word) + circles_said(race, word)
    rest = f'<p class="line">{escape(rest)}</p>' if rest else ""
    counts = "".join(
        f'<span class="run {state}"><em>{sum(r.state is state for r in race.runners)}</em> {word(f"race.state.{state}")}</span>'
        for state in RUNNING
        if any(r.state is state for r in race.runners)
    )
    return (
        f'<section class="card fig-wide"><label>{label}</label><b class="big">{said}</b><u>{word("terms.measure_unit.persons")}</u>'
        f'<p class="states">{counts}</p>{rest}</section>'
    )


def calm(here: Here) -> str:
    """Where no storm is and nobody is being moved."""
    said = why_no_race(of(here), here.situation, here.city, here.words)
    return f'<section class="card"><h3>{here.words("race.title")}</h3><p class="calm">{escape(said)}</p></section>'


def danger(here: Here) -> str:
    """How many people will not be out when the gale arrives, or are not out now; of the city only."""
    if here.unit:
        return ""
    return danger_sentence(of(here), here.situation, here.city, here.words)


def _lines(here: Here, runners: list[Runner]) -> list[str]:
    """One scale for all of them: from now, or the first deadline, to the last finish."""
    moments = [
        here.as_of,
        *(m for r in runners for m in (r.deadline, r.finish_high or r.finish) if m),
    ]
    begins = max(min(moments), here.as_of - MOST_AXIS / 2)
    ends = max(begins + LEAST_AXIS, min(max(moments), here.as_of + MOST_AXIS))

    def x(moment: datetime) -> float:
        return 100 * max(0.0, min(1.0, (moment - begins) / (ends - begins)))

    return [_line(here, runner, x) for runner in runners]


def _line(here: Here, runner: Runner, x: Callable[[datetime], float]) -> str:
    word, unit = here.words, here.city.by_code[runner.unit]
    name = unit.short if here.lang == "zh" else unit.short_en
    said = word(
        "race.bar_said", unit=name, category=word(f"terms.category.{runner.category}"), state=word(f"race.state.{runner.state}"),
        deadline=when(runner.deadline, here) if runner.deadline else NO_FINISH,
        finish=when(runner.finish, here) if runner.finish else NO_FINISH,
    )  # fmt: skip
    return (
        f'<a class="run {runner.state}" href="{link(here, "race", unit=runner.unit)}" title="{escape(said)}">'
        f"<b>{escape(name)}<small>{word(f'race.category.{runner.category}')}</small></b>"
        f"<i>{_marks(runner, x, here.as_of)}</i><em>{_margin(here, runner)}<small>{_below(here, runner)}</small></em></a>"
    )


def _marks(runner: Runner, x: Callable[[datetime], float], now: datetime) -> str:
    made = ""
    if runner.finish:
        start = min(x(now), x(runner.finish))
        made += f'<s style="left:{start:.1f}%;width:{x(runner.finish) - start:.1f}%"></s>'
    if runner.finish and runner.finish_low:
        low, high = x(runner.finish_low), x(runner.finish_high) if runner.finish_high else 100.0
        made += f'<q style="left:{low:.1f}%;width:{max(1.0, high - low):.1f}%"></q>'
    if runner.deadline:
        made += f'<u style="left:{x(runner.deadline):.1f}%"></u>'
    return made


def _margin(here: Here, runner: Runner) -> str:
    if runner.margin_hours is None or runner.state in (RaceState.UNKNOWN, RaceState.STALLED):
        return here.words(f"race.state.{runner.state}")
    return f"{runner.margin_hours:+.1f} h".replace("-", "−")


def _below(here: Here, runner: Runner) -> str:
    if runner.latest_start:
        key = "race.start_by" if runner.latest_start > here.as_of else "race.start_missed"
        return here.words(key, at=when(runner.latest_start, here))
    return here.words("race.left", n=f"{runner.left:,}") if runner.left else ""


def next_circle(here: Here) -> str:
    """When the next wind circle arrives: the header's sentence, with the range of the agencies."""
    race, word = of(here), here.words
    coming = race.next_circle(here.unit)
    if coming is None or coming.middle is None:
        return ""
    unit = here.city.by_code[coming.unit]
    first = word(
        "race.circle_in", force=coming.force, unit=unit.short if here.lang == "zh" else unit.short_en,
        time=f"<b>{duration(coming.middle - here.as_of, word)}</b>",
    )  # fmt: skip
    moments = [
        max(timedelta(0), m - here.as_of) for m in (coming.earliest, coming.latest) if m is not None
    ]
    if len(coming.expecting) < 2:
        return f'<span class="c-race">{first}</span>'
    low, high = (duration(moment, word) for moment in moments)
    spread = word(
        "race.circle_range", low=low, high=high, n=len(coming.expecting), of=len(coming.by_agency)
    )
    return f'<span class="c-race">{first} <small>{spread}</small></span>'

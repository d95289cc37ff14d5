"""What is said of one unit and category in the race: the verb, and what would help."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.city import City
from ems_dashboard.rules.pace import FinishTold
from ems_dashboard.rules.race import RaceState, Runner
from ems_dashboard.rules.race_help import help_needed
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.wind_words import hour
from ems_dashboard.text import Words

DAY = timedelta(hours=24)


def verb(runner: Runner, city: City, word: Words) -> str:
    """来得及:早 48 分; 赶不上,将有 2,645 人在 10 级风中; 未动,最迟 14:00 起."""
    clauses = [word(f"race.verb.{_key(runner)}", **_said(runner, city, word))]
    if runner.state is RaceState.LATE:
        clauses += _after_the_gate(runner, city, word)
    return word("race.comma").join(clauses)


def _key(runner: Runner) -> str:
    named = f"{runner.state}_{runner.finish.told}"
    if named in TOLD:
        return named
    special = SPECIAL.get(runner.state)
    if special is not None and special[1](runner):
        return special[0]
    return str(runner.state)


def _late_if_slow(runner: Runner) -> bool:
    return runner.slow_margin is not None and runner.slow_margin < timedelta(0)


TOLD = (
    "caught_not_begun",
    "caught_stalled",
    "caught_beyond",
    "late_not_begun",
    "late_stalled",
    "late_too_few",
    "late_beyond",
)
SPECIAL: dict[RaceState, tuple[str, Callable[[Runner], bool]]] = {
    RaceState.TIGHT: ("tight_slow", _late_if_slow),
    RaceState.NOT_BEGUN: ("not_begun_untold", lambda runner: runner.latest_start is None),
    RaceState.UNKNOWN: (
        "unknown_wind",
        lambda runner: runner.finish.told is not FinishTold.TOO_FEW,
    ),
}


def _said(runner: Runner, city: City, word: Words) -> dict[str, str]:
    slow = runner.slow_margin
    return {
        "force": str(runner.force),
        "left": f"{runner.left:,}",
        "people": people(runner, word),
        "unit_word": unit_word(runner.category, city, word),
        "rounds": str(runner.finish.flat_rounds),
        "gate": at(runner.gate, runner),
        "at": at(runner.latest_start, runner),
        "span": span(runner.margin, word),
        "late": span(-slow if slow is not None else None, word),
    }


def _after_the_gate(runner: Runner, city: City, word: Words) -> list[str]:
    """Whether before the wind all the same."""
    wind, finished = runner.wind, runner.finish.likely
    said = {"force": str(runner.force), "unit_word": unit_word(runner.category, city, word)}
    if wind is None:
        return [word("race.verb.free", **said)] if runner.in_wind.high == 0 else []
    if runner.in_wind.high:
        return [word("race.verb.slowly", n=f"{runner.in_wind.high:,}", **said)]
    if finished is None or finished >= wind.earliest:
        return []
    return [word("race.verb.before_wind", span=span(wind.earliest - finished, word), **said)]


def people(runner: Runner, word: Words) -> str:
    """How many the wind finds: from the fewest to the most."""
    low, high = runner.in_wind.low, runner.in_wind.high
    if low == high:
        return f"{high:,}"
    return word("race.people_range", low=f"{low:,}", high=f"{high:,}")


def span(length: timedelta | None, word: Words) -> str:
    """Over a day in whole hours."""
    if length is not None and length >= DAY:
        length = timedelta(hours=int(length / timedelta(hours=1)))
    return duration(length, word)


def at(moment: datetime | None, runner: Runner) -> str:
    return hour(moment, runner.as_of) if moment else ""


def unit_word(category: Category, city: City, word: Words) -> str:
    return word(f"terms.measure_unit.{city.plan.measure(category)}")


def help_said(runner: Runner, city: City, word: Words) -> str:
    rule = city.plan.category(runner.category)
    on_land = rule is not None and not rule.at_sea
    found = help_needed(runner, city.plan.helping, on_land=on_land)
    if found is None:
        return ""
    aim = "by_wind" if found.before_wind else "by_gate"
    said = {"at": at(found.by, runner), "force": str(runner.force)}
    if found.vehicles is not None:
        return word(f"race.help.{aim}", n=f"{found.vehicles:,}", **said)
    unit = unit_word(runner.category, city, word)
    return word(f"race.help.pace_{aim}", n=f"{found.per_hour:,}", unit_word=unit, **said)

"""The one sentence at the bottom: if a leader reads only that, he knows."""

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.race import DANGEROUS, RaceState, Runner
from ems_dashboard.rules.terms import PERSONS, Category, DueState
from ems_dashboard.situation.evacuation import early
from ems_dashboard.situation.picture import Figure, Situation, Storm
from ems_dashboard.situation.race import Race
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.text import Words

ENOUGH = 0.95
WORTH_TELLING_KM = 1500


def headline(situation: Situation, city: City, word: Words, race: Race | None = None) -> str:
    """`race`: where it is known who will be late, that is said instead of who is behind."""
    back = _early(situation, city, word)
    if not situation.incidents and not back:
        return word("screens.headline.calm")
    late = _late(race, city, word)
    said = (
        back, late or _lag(situation, city, word), _missing(situation, city, word), _overdue(situation, word),
        "" if late else _storm(situation, city, word),
    )  # fmt: skip
    parts = [part for part in said if part]
    stop, between = ("。", ";") if word.lang == "zh" else (".", "; ")
    return (between.join(parts) + stop) if parts else word("screens.headline.fine")


def _early(situation: Situation, city: City, word: Words) -> str:
    sentences = early_sentences(situation, city, word)
    if len(sentences) < 2:
        return "".join(sentences)
    return word("screens.headline.early_more", first=sentences[0], n=len(sentences))


def early_sentences(situation: Situation, city: City, word: Words) -> list[str]:
    """Each unit and category in which some are back who may not be, most first (防回流)."""
    return [
        word(
            "screens.headline.early",
            unit=city.name_of(figure.unit, word.lang),
            category=word(f"terms.category.{figure.category}"),
            n=f"{figure.too_early:,}",
            unit_word=word(f"terms.measure_unit.{'persons' if figure.category in PERSONS else 'vessels'}"),
        )
        for figure in early(situation, city)
    ]


def _late(race: Race | None, city: City, word: Words) -> str:
    runner = race.runners[0] if race and race.runners else None
    if race is None or runner is None or runner.state not in DANGEROUS:
        return ""
    unit = city.by_code[runner.unit]
    said = {
        "unit": unit.short if word.lang == "zh" else unit.short_en,
        "category": word(f"race.category.{runner.category}"),
        "left": f"{runner.left:,}",
        "unit_word": word(f"terms.measure_unit.{'persons' if runner.category in PERSONS else 'vessels'}"),
    }  # fmt: skip
    if runner.state is RaceState.OVERDUE and runner.deadline:
        passed = f"{(race.as_of - runner.deadline).total_seconds() / 3600:.1f}"
        if runner.finish is None:
            return word("race.headline.overdue_unknown", hours=passed, **said)
        return word("race.headline.overdue", hours=passed, finish=_moment(runner, race), **said)
    if runner.state is RaceState.LATE and runner.margin_hours is not None:
        return word("race.headline.late", hours=f"{-runner.margin_hours:.1f}", **said)
    return word("race.headline.stalled", **said)


def _moment(runner: Runner, race: Race) -> str:
    finish, today = beijing(runner.finish), beijing(race.as_of)
    return f"{finish:%H:%M}" if finish.date() == today.date() else f"{finish:%m-%d %H:%M}"


def worst(situation: Situation, city: City) -> Figure | None:
    """The unit and category with most still to move among those below the share that is enough."""
    lead = situation.lead.incident if situation.lead else None
    behind = [
        figure
        for figure in situation.evacuation
        if figure.unit != city.code
        and figure.incident == lead
        and figure.share is not None
        and figure.share < ENOUGH
        and not figure.returned
    ]
    return min(behind, key=lambda figure: (figure.share or 0) - figure.target / 1e6, default=None)


def _lag(situation: Situation, city: City, word: Words) -> str:
    figure = worst(situation, city)
    if figure is None:
        return ""
    return word(
        "screens.headline.lag",
        unit=city.name_of(figure.unit, word.lang),
        category=word(f"terms.category.{figure.category}"),
        share=int((figure.share or 0) * 100),
        left=f"{figure.target - figure.moved:,}",
        unit_word=word(f"terms.measure_unit.{'persons' if figure.category in PERSONS else 'vessels'}"),
    )


def not_reported(situation: Situation, city: City) -> list[str]:
    """The units whose figure for people is older than the newest round."""
    people = [f for f in situation.evacuation if f.category is Category.PEOPLE]
    total = situation.figure(city.code, Category.PEOPLE)
    if total is None or total.returned:
        return []
    return [
        f.unit for f in people if f.incident == total.incident and f.unit != city.code and f.valid_at < total.valid_at
    ]


def _missing(situation: Situation, city: City, word: Words) -> str:
    units = not_reported(situation, city)
    if not 0 < len(units) <= 4:
        return ""
    short = [city.by_code[unit].short if word.lang == "zh" else city.by_code[unit].short_en for unit in units]
    return word("screens.headline.missing", units=("、" if word.lang == "zh" else ", ").join(short))


def _overdue(situation: Situation, word: Words) -> str:
    count = sum(bool(status.overdue) for status in situation.orders)
    return word("screens.headline.overdue", n=count) if count else ""


def away(storm: Storm, city: City, word: Words) -> str:
    """How far the centre is from the nearest unit's border, or in which unit it is."""
    code, km = nearest_unit(storm.position.lon, storm.position.lat, city)
    unit = city.by_code[code]
    short = unit.short if word.lang == "zh" else unit.short_en
    return word("storm.away", unit=short, km=f"{km:,.0f}") if km else word("storm.inside", unit=short)


def _storm(situation: Situation, city: City, word: Words) -> str:
    if not situation.storms:
        return ""
    storm = situation.storms[0]
    if nearest_unit(storm.position.lon, storm.position.lat, city)[1] > WORTH_TELLING_KM:
        return ""
    name = storm.name_zh if word.lang == "zh" else storm.name_en
    return word("screens.headline.storm", name=name, away=away(storm, city, word))


def next_due(situation: Situation, word: Words) -> str:
    for due in situation.rhythm:
        if due.state in (DueState.SOON, DueState.DUE, DueState.LATE):
            item = word(f"screens.overview.item_{due.kind}")
            return word("screens.headline.next", time=f"{beijing(due.due_at):%H:%M}", item=item)
    return ""

"""A storm's bulletin typed in: the text fills the form; the fix, its circles and the forecast are
saved together."""

from dataclasses import replace
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions.storm_bulletin import Read, read_bulletin, save_bulletin, without_number
from ems_dashboard.clock import full_time, short_time
from ems_dashboard.feeds.bulletins import Heard
from ems_dashboard.feeds.storm_text import Bulletin, read_storm
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.storms import FORCES, QUADRANTS, StormFix, StormForecast
from ems_dashboard.rules.terms import Grade
from ems_dashboard.rules.wind import POINTS, compass
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.text import catalogue
from ems_dashboard.views.intake import intake_book
from ems_dashboard.views.intake.intake_parts import (
    Agreement,
    corrected,
    figure,
    go,
    pasted,
    reading_notice,
    recent,
    source,
    stop,
)
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import follow, pressed

NAMES = ("storm", "name_zh", "name_en")
NUMBERS = ("lat", "lon", "wind_ms", "pressure_hpa")
POINT = ("when", "lat", "lon", "wind_ms", "pressure_hpa")
LINES, MOST_LINES = 5, 20
RADII = tuple(f"r{force}_{quadrant}_km" for force in FORCES for quadrant in QUADRANTS)
STEP_DEG = 360 / len(POINTS)


def show(here: Here) -> None:
    left, right = st.columns([62, 38])
    with left:
        _form(here)
        intake_book.offer(here, StormFix, StormForecast)
    with right:
        recent(here, StormFix, lambda row: _called(here, row))
        _seen_on(here)


def _seen_on(here: Here) -> None:
    """Where the bulletin is read now."""
    links = [(f"/{page}", here.words(f"frame.page.{page}")) for page in ("storm", "race")]
    st.html(rendered("intake_link.html", asked=here.words("intake.storm.seen_on"), links=links))


def _called(here: Here, row: Fact) -> str:
    if not isinstance(row, StormFix):
        return ""
    name = (row.name_zh if here.lang == "zh" else row.name_en) or row.storm
    agency = here.words.either(f"terms.agency.{row.agency}", row.agency)
    return f"{name} {agency} {short_time(row.valid_at)} {row.lat:.1f}°N {row.lon:.1f}°E"


def _form(here: Here) -> None:
    word, before = here.words, corrected(here, StormFix)
    fix = before if isinstance(before, StormFix) else None
    if fix:
        name, at = fix.name_zh or fix.storm, full_time(fix.valid_at)
        title = word("intake.storm.correct", name=name, at=at)
        st.html(rendered("intake_title.html", title=title))
    with st.container(key="form-intake-storm"):
        form = _opened(here, fix)
        heard = _heard(here, form)
        given = _fix(here, form, heard)
        points = _points(here, form)
        incident = _incident(here, form)
    agreement = Agreement(here, form.prefix)
    with st.container(key="acts-intake-storm"):
        label, key = word("intake.storm.save"), "intake-storm-save"
        save = pressed(st, label, type="primary", key=key, shortcut="Ctrl+Enter")
    if save:
        _save(here, form, read_bulletin(here.desk(), given, points), incident, agreement, fix)
    if fix:
        stop(here, word("intake.recent.stop"))


def _opened(here: Here, fix: StormFix | None) -> Form:
    item, base = (str(fix.seq), fix.seq) if fix else ("", None)
    return drafts.open(here, "intake-storm", item, _defaults(here, fix), base)


def _heard(here: Here, form: Form) -> Heard | None:
    """What was read out of a pasted bulletin."""
    text = pasted(here, form, "storm", lambda text: filled(read_storm(text, here.desk().moment)))
    if not text:
        return None
    heard = read_storm(text, here.desk().moment).heard
    reading_notice(here, heard)
    return heard


def _defaults(here: Here, fix: StormFix | None) -> dict[str, object]:
    if fix is None:
        return {"agency": "CMA"}
    held = {name: getattr(fix, name) for name in (*NAMES, "agency", "valid_at", "grade")}
    held |= {name: figure(getattr(fix, name)) for name in (*NUMBERS, "move_speed_kmh", *RADII)}
    if fix.move_dir_deg is not None:
        held["move_dir_deg"] = compass(fix.move_dir_deg)
    rows = here.store.history(StormForecast, since=fix.valid_at, storm=fix.storm, agency=fix.agency)
    points = [row for row in rows if row.valid_at == fix.valid_at and row.known_at == fix.known_at]
    return held | _lines(points, fix.valid_at)


def _lines(points: list[StormForecast], base: datetime) -> dict[str, object]:
    found: dict[str, object] = {"lines": max(LINES, len(points))}
    for number, point in enumerate(points):
        found[f"when__{number}"] = _when(point, base)
        found |= {f"{name}__{number}": figure(getattr(point, name)) for name in NUMBERS}
    return found


def _when(point: StormForecast, base: datetime) -> str:
    """Whole hours ahead, else the moment."""
    hours, rest = divmod((point.forecast_at - base).total_seconds(), 3600)
    return full_time(point.forecast_at) if rest else str(int(hours))


def filled(bulletin: Bulletin) -> dict[str, object]:
    """The form's fields out of a text that was read."""
    given: dict[str, object] = {name: found.value for name, found in bulletin.heard.fields.items()}
    if isinstance(bearing := given.pop("move_dir_deg", None), float):
        given["move_dir_deg"] = compass(bearing)
    for name in (*NUMBERS, "move_speed_kmh", *RADII):
        if isinstance(value := given.get(name), float):
            given[name] = figure(value)
    given["lines"] = max(LINES, len(bulletin.points))
    for number, point in enumerate(bulletin.points):
        given[f"when__{number}"] = (
            full_time(point.at) if point.lead_h is None else str(point.lead_h)
        )
        given |= {f"{name}__{number}": figure(getattr(point, name)) for name in NUMBERS}
    return given


def _fix(here: Here, form: Form, heard: Heard | None) -> dict[str, str]:
    word = here.words

    def text(place: DeltaGenerator, name: str, label: str = "", number: bool = False) -> None:
        with place:
            made = form.number if number else form.text
            made(name, label or word(f"intake.storm.{name}"))
            source(here, heard, name)

    for place, name in zip(st.columns(3), NAMES, strict=True):
        text(place, name)
    left, right = st.columns(2)
    agencies = {
        k.rpartition(".")[2]: v[here.lang]
        for k, v in catalogue().items()
        if k.startswith("terms.agency.")
    }
    with left:
        form.moment("valid_at", word("intake.storm.valid_at"))
        source(here, heard, "valid_at")
    with right:
        form.choose(
            "agency",
            word("intake.storm.agency"),
            [code for code in agencies if "-" not in code],
            agencies,
        )
        source(here, heard, "agency")
    for place, name in zip(st.columns(4), NUMBERS, strict=True):
        text(place, name, number=True)
    grade, towards, speed = st.columns(3)
    with grade:
        form.choose(
            "grade", word("intake.storm.grade"), list(Grade), lambda one: word(f"terms.grade.{one}")
        )
        source(here, heard, "grade")
    with towards:
        form.choose(
            "move_dir_deg",
            word("intake.storm.move_dir_deg"),
            POINTS,
            lambda p: word(f"storm.compass.{p}"),
        )
        source(here, heard, "move_dir_deg")
    text(speed, "move_speed_kmh", number=True)
    for force in FORCES:
        st.html(rendered("intake_from.html", said=word("intake.storm.circle", force=force)))
        for place, quadrant in zip(st.columns(4), QUADRANTS, strict=True):
            with place:
                form.number(f"r{force}_{quadrant}_km", word(f"intake.storm.{quadrant}"))
        source(here, heard, f"r{force}_ne_km")
    return _given(form)


def _given(form: Form) -> dict[str, str]:
    """As the reader of rows takes it: text."""
    names = (*NAMES, "agency", *NUMBERS, "grade", "move_speed_kmh", *RADII)
    given = {name: _text(form.values.get(name)) for name in names}
    if point := form.values.get("move_dir_deg"):
        given["move_dir_deg"] = str(POINTS.index(point) * STEP_DEG)
    if at := form.values.get("valid_at"):
        given["valid_at"] = full_time(at)
    return given


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _points(here: Here, form: Form) -> list[dict[str, str]]:
    """The grid of the forecast; a line more at a press."""
    word = here.words
    count = min(MOST_LINES, int(str(form.typed.get("lines") or form.default("lines") or LINES)))
    st.html(rendered("intake_title.html", title=word("intake.storm.points")))
    st.html(rendered("intake_from.html", said=word("intake.storm.points_hint")))
    rows = []
    with st.container(key="intake-points"):
        for number in range(count):
            row = {}
            for place, name in zip(st.columns(5), POINT, strict=True):
                label = word(f"intake.storm.{'when' if name == 'when' else f'p_{name}'}")
                with place:  # a phone puts the fields of a line beneath each other: each needs its name there
                    row[name] = form.text(f"{name}__{number}", label)
            rows.append(row)
    with st.container(key="acts-more"):
        if count < MOST_LINES and pressed(
            st, word("intake.storm.more"), type="tertiary", key="intake-more"
        ):
            follow(lambda: form.keep("lines", count + 1))
    return rows


def _incident(here: Here, form: Form) -> str:
    """Asked only where a typhoon is open that no number was given to."""
    open_ones = without_number(here.desk(), here.situation.incidents)
    if not open_ones or not may(here.role, "propose:responses"):
        return ""
    names = {incident.incident: incident.name for incident in open_ones}
    label = here.words("intake.storm.incident")
    return (
        form.choose(
            "incident",
            label,
            list(names),
            names,
            placeholder=here.words("intake.storm.no_incident"),
        )
        or ""
    )


def _save(
    here: Here, form: Form, read: Read, incident: str, agreement: Agreement, before: StormFix | None
) -> None:
    for name, sentence in read.wrong.items():
        form.error(name, sentence)
    fix = read.fix
    if fix is None or read.wrong or form.wrong:
        return
    row = replace(fix, replaces=before.seq) if before else fix

    def done(_: object) -> None:
        form.clear()
        go()

    agreement.save(
        lambda: save_bulletin(
            here.desk(), row, read.points, incident=incident, agreed=agreement.given
        ),
        here.words("intake.storm.saved"),
        done,
    )

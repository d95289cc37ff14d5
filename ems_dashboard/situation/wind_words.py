"""How sure an arrival of the wind is, in the fixed words of every screen, document and answer."""

from datetime import datetime

from ems_dashboard.clock import beijing
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.text import Words


def wind_said(wind: ExpectedWind, as_of: datetime, word: Words) -> str:
    """5/5 家预计影响,历史 85 % 发生;最早 20:10,多半 23:40,最晚 09-05 03:30: a date stands where the day is
    another than that of the hour before. Of a wind that has come, when."""
    agencies = word("race.wind.said", n=wind.expecting, of=wind.agencies)
    if wind.come_at(as_of):
        return word("race.wind.come", likely=hour(wind.likely, as_of))
    sure = [agencies]
    if wind.chance is not None:
        sure.append(word("race.wind.chance", chance=round(wind.chance * 100)))
    window = word(
        "race.wind.window",
        earliest=hour(wind.earliest, as_of),
        likely=hour(wind.likely, wind.earliest),
        latest=hour(wind.latest, wind.likely),
    )
    between = ";" if word.lang == "zh" else "; "
    return word("race.comma").join(sure) + between + window


def hour(at: datetime, as_of: datetime) -> str:
    """20:10 of the same day as `as_of`, 09-05 03:30 of another."""
    local = beijing(at)
    return f"{local:%H:%M}" if local.date() == beijing(as_of).date() else f"{local:%m-%d %H:%M}"

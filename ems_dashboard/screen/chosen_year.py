"""Which year the pages of a year open with."""

from ems_dashboard import clock
from ems_dashboard.screen.here import Here


def chosen_year(here: Here) -> int:
    """The newest year that holds a heavy rain or a typhoon, as the city pack's published years and the clock offer."""
    years = sorted(
        {report.year for report in here.city.public_reports} | {clock.beijing(here.as_of).year},
        reverse=True,
    )
    for year in years:
        season = here.cache.season(year, here.as_of if here.past else None)
        if season.incidents:
            return year
    return years[0]

"""Winds of agencies that average over different times, made comparable.

Grades and forces (GB/T 19201, GB/T 28591) are means of two minutes, CMA's habit; JTWC gives the
mean of one minute, JMA, HKO and CWA of ten. The factors are those that WMO/TD-No. 1555 (Harper, Kepert,
Ginger 2010, "Guidelines for converting between various wind averaging periods in tropical cyclone
conditions") recommends at sea: 0.93 from one minute to ten (table 1.2), 1.02 from ten minutes to
the strongest two of them (table 1.1)."""

from ems_dashboard.rules.storms import BEST_TRACK

AVERAGING_MIN = {"CMA": 2, "JMA": 10, "HKO": 10, "CWA": 10, "JTWC": 1}
TEN_OF_ONE, TWO_OF_TEN = 0.93, 1.02
TO_TWO_MINUTES = {1: TEN_OF_ONE * TWO_OF_TEN, 2: 1.0, 10: TWO_OF_TEN}


def two_minute_wind_ms(
    wind_ms: float | None, agency: str, averaging_min: int | None = None
) -> float | None:
    """The wind as the mean of two minutes; of an agency whose habit nobody knows it stays as it
    is."""
    minutes = averaging_min or AVERAGING_MIN.get(agency.removesuffix(BEST_TRACK))
    return None if wind_ms is None else wind_ms * TO_TWO_MINUTES.get(minutes or 2, 1.0)

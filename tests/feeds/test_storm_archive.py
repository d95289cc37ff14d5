"""An archive of storms as two files: read whole, in order of time, and refused by file and line."""

import gzip

import pytest

from ems_dashboard import clock
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.storm_archive import read_archive

RADII = ",".join(f"r{force}_{q}_km" for force in (7, 10, 12) for q in ("ne", "se", "sw", "nw"))
FIXES = f"storm_id,name_zh,time,lat,lon,pressure_hpa,wind_ms,grade,{RADII}\n"
BULLETINS = "storm_id,agency,issued_at,valid_at,lat,lon,pressure_hpa,wind_ms,grade\n"
LATER = "1601,示例,2016-07-02T08:00:00+08:00,20.0,130.0,980.0,30.0,STS," + "200.0," * 4 + "," * 7
EARLIER = "1601,示例,2016-07-02T02:00:00+08:00,19.5,131.0,,,," + "," * 11
TOLD = (
    "1601,JMA,2016-07-02T08:00:00+08:00,2016-07-03T08:00:00+08:00,22.0,126.0,,35.0,\n"
    "1601,CMA,2016-07-02T08:00:00+08:00,2016-07-03T08:00:00+08:00,22.1,126.2,970.0,,\n"
)


def written(folder, fixes, bulletins, packed=False):
    paths = [folder / "fixes.csv", folder / "bulletins.csv"]
    for path, text in zip(paths, (fixes, bulletins), strict=True):
        path.write_text(text, encoding="utf-8")
    if packed:
        paths = [path.with_suffix(".csv.gz") for path in paths]
        for path, text in zip(paths, (fixes, bulletins), strict=True):
            path.write_bytes(gzip.compress(text.encode()))
    return paths


@pytest.mark.parametrize("packed", [False, True])
def test_rows_come_in_order_of_time_and_an_empty_cell_is_not_given(tmp_path, packed):
    paths = written(tmp_path, f"{FIXES}{LATER}\n{EARLIER}\n", BULLETINS + TOLD, packed)
    archive = read_archive(*paths, "示例档案")
    first, second = archive.fixes["1601"]
    assert first.valid_at == clock.parse("2016-07-02T02:00")
    assert (first.wind_ms, first.r7_ne_km) == (None, None)
    assert (second.r7_ne_km, second.r7_nw_km, second.r10_ne_km) == (200.0, 200.0, None)
    assert [point.agency for point in archive.bulletins["1601"]] == ["CMA", "JMA"]
    assert archive.bulletins["1601"][1].forecast_at == clock.parse("2016-07-03T08:00")


def test_what_cannot_be_read_is_named_by_file_and_line(tmp_path):
    odd = f"{FIXES}{LATER}\n{LATER.replace('20.0,130.0', 'x,130.0')}\n"
    paths = written(tmp_path, odd, BULLETINS)
    with pytest.raises(ConfigError, match=r"fixes\.csv:3"):
        read_archive(*paths, "x")

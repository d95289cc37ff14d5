"""A city pack: registers read whole, a register that is not kept is empty, and a cell that cannot be used is named by its
file and line."""

import shutil

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.city_pack import load_city

TINY = ROOT / "tests" / "samples" / "city_tiny"


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "city"
    shutil.copytree(TINY, folder)
    return folder


def rows(folder, name, *lines):
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


UNITS = (
    "code,name,name_en,short,short_en,kind,lon,lat,boundary,host,coastal,boats,population,aliases"
)
ONE = "350203,思明区,Siming,思明,Siming,district,118.1,24.45,350203,,1,0,"


def test_a_unit_is_read_with_its_numbers_signs_and_other_names(pack):
    rows(
        pack, "units.csv", UNITS, f"{ONE}1073000,老城|Old town", ONE.replace(",1,0,", ",0,1,") + ","
    )
    first, second = load_city(pack).units
    assert (first.lon, first.lat, first.population) == (118.1, 24.45, 1_073_000)
    assert (first.coastal, first.boats, second.coastal, second.boats) == (True, False, False, True)
    assert (first.aliases, second.aliases) == (("老城", "Old town"), ())
    assert second.population is None


@pytest.mark.parametrize(
    ("name", "lines", "line"),
    [
        ("units.csv", [UNITS, f"{ONE},", ONE.replace("118.1", "east") + ","], 3),
        ("units.csv", [UNITS, f"{ONE}many,"], 2),
        ("units.csv", [UNITS.replace(",lat", ""), ONE + ","], 2),
        (
            "shelters.csv",
            ["code,name,name_en,unit,lon,lat,capacity", "S1,甲,A,350203,118,24,lots"],
            2,
        ),
        (
            "stations.csv",
            ["code,name,name_en,unit,lon,lat,warning_m", "S1,甲,A,350203,118,24,high"],
            2,
        ),
        ("public_reports.csv", ["year,key,value,source", "last,people,1,x"], 2),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_by_its_file_and_line(pack, name, lines, line):
    rows(pack, name, *lines)
    with pytest.raises(ConfigError, match=rf"{name}:{line}: "):
        load_city(pack)


def test_a_register_that_a_city_does_not_keep_is_empty(pack):
    for name in ("shelters.csv", "teams.csv", "depots.csv", "groups.csv", "sites.csv"):
        (pack / name).unlink(missing_ok=True)
    city = load_city(pack)
    assert (city.shelters, city.teams, city.depots, city.groups, city.sites) == ((),) * 5
    assert city.units


def test_what_a_place_does_not_say_is_not_known_and_no_zero(pack):
    rows(pack, "stations.csv", "code,name,name_en,unit,lon,lat,warning_m,guarantee_m,capacity",
         "S1,甲,A,350203,118,24,5.5,,", "S2,乙,B,350203,118,24,0,6,0")  # fmt: skip
    first, second = load_city(pack).stations
    assert (first.warning_m, first.guarantee_m, first.capacity) == (5.5, None, None)
    assert (second.warning_m, second.guarantee_m, second.capacity) == (0.0, 6.0, 0)


def test_a_department_brings_what_it_reports_and_one_without_a_list_nothing(pack):
    rows(pack, "departments.csv", "code,name,name_en,short,short_en,note,reports",
         "D1,气象局,Met,气象,Met,,weather|storms", "D2,教育局,Education,教育,Edu,,")  # fmt: skip
    assert [each.reports for each in load_city(pack).departments] == [("weather", "storms"), ()]


def test_a_plan_that_cannot_be_read_is_named(pack):
    (pack / "plan.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"plan\.toml"):
        load_city(pack)


def test_a_folder_without_a_plan_is_no_city(tmp_path):
    with pytest.raises(ConfigError, match=r"plan\.toml"):
        load_city(tmp_path)

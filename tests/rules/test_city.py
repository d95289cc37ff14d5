from ems_dashboard.feeds.city_pack import load_city
from tests.conftest import CITY_DIR


def test_a_department_is_found_by_its_code_and_its_names():
    city = load_city(CITY_DIR)
    assert {city.find(name) for name in ("D01", "市气象局", "气象", "meteorological bureau")} == {
        "D01"
    }
    assert (city.name_of("D01"), city.short_of("D01"), city.name_of("D01", "en")) == (
        "市气象局", "气象", "Meteorological Bureau",
    )  # fmt: skip


def test_no_name_means_both_a_department_and_a_unit():
    city = load_city(CITY_DIR)
    for department in city.departments:
        assert city.find(department.short) == department.code
    for unit in city.units:
        assert city.find(unit.short) == unit.code


def test_every_duty_names_an_owner_that_there_is():
    city = load_city(CITY_DIR)
    owners = {duty.owner_code for duty in city.plan.duties}
    assert owners <= {"", "units", *city.departments_by_code}


def test_a_name_is_found_with_the_gaps_of_a_column_and_with_province_and_city_before_it():
    city = load_city(CITY_DIR)
    spellings = (
        "东山县",
        " 东山县 ",
        "东 山 县",
        "东　山",
        "漳州市东山县",
        "福建省漳州市东山县",
        "dongshan county",
    )
    assert {spelling: city.find(spelling) for spelling in spellings} == dict.fromkeys(
        spellings, "350626"
    )
    assert city.find("漳州市") == city.code
    assert city.find("某县") is None

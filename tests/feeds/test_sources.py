import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.sources import SL_323, How, load_sources
from ems_dashboard.text import words

SAY = words("en")


def load(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path, SAY)


def test_the_example_loads(monkeypatch):
    monkeypatch.setenv("EMS_WATER_PASSWORD", "secret")
    sources = load_sources(ROOT / "data" / "examples" / "sources.toml", SAY)
    assert [source.how for source in sources] == [
        How.HTTP,
        How.FOLDER,
        How.FILE,
        How.DATABASE,
        How.DATABASE,
    ]
    assert sources[3].tables == SL_323
    assert sources[4].tables[0].columns == {"station": "code", "valid_at": "at", "rain_mm": "mm"}


def test_no_file_is_no_source(tmp_path):
    assert load_sources(tmp_path / "none.toml", SAY) == ()


def test_a_path_is_relative_to_the_file_that_names_it(tmp_path):
    (source,) = load(
        tmp_path, '[[source]]\nname = "a"\nhow = "file"\naddress = "x/rain.csv"\nevery = 60'
    )
    assert (source.address, source.every) == (str(tmp_path / "x" / "rain.csv"), 60)


def test_a_password_comes_from_the_environment_and_is_never_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("EMS_TEST_PASSWORD", "hidden")
    (source,) = load(
        tmp_path,
        '[[source]]\nname = "a"\nhow = "database"\naddress = "postgresql://u:${EMS_TEST_PASSWORD}@h/d"',
    )
    assert source.address == "postgresql://u:hidden@h/d"
    assert "hidden" not in repr(source)


GOOD = '[[source]]\nname = "a"\nhow = "file"\naddress = "x"\n'


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[[source", "sources.toml"), ('[[source]]\nname = "a"\nhow = "file"', "address"), (GOOD.replace("file", "ftp"), "ftp"),
        (GOOD + GOOD, "same name"), (GOOD + "every = 0", "every"), (GOOD + 'every = "often"', "often"), (GOOD + 'holds = "x"', "holds"),
        (GOOD.replace("file", "http"), "http://"), (GOOD.replace('"x"', '"${EMS_NOT_SET}"'), "EMS_NOT_SET"),
        (GOOD + '[[source.table]]\ntable = "t"\nkind = "rain"\ncolumns = { station = "s", valid_at = "t" }', "rain_mm"),
        (GOOD + '[[source.table]]\ntable = "t"\nkind = "orders"\ncolumns = {}', "orders"),
        (GOOD + '[[source.table]]\ntable = "t"\nkind = "rain"\ncolumns = { nothing = "s" }', "nothing"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_the_file(tmp_path, text, names):
    with pytest.raises(ConfigError) as error:
        load(tmp_path, text)
    assert names in str(error.value)
    assert "sources.toml" in str(error.value)

"""The contract for scripts: keys, exit codes, JSON alone on stdout."""

import json

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import practice
from ems_dashboard.actions.demo import begin, is_fresh
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.store import open_store
from tests.services.commands import command

HEADER = "单位,类别,应转移,已转移,已返回,截至时间,填报人\n"
ROW = "东山县,陆上危险区域群众,1200,1150,0,2023-09-05 05:20,值班员甲\n"
INCIDENTS = "incident,hazard,name,began_at,ended_at,valid_at\n"


@pytest.fixture
def run(tmp_path):
    url = f"sqlite:///{tmp_path / 'cli.sqlite'}"

    def call(*arguments, expect=0, before=True):
        given = ["--database", url, *arguments] if before else [*arguments, "--database", url]
        done = command(*given, cold=arguments == ("init",))
        assert done.returncode == expect, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    return call


def write(tmp_path, text, name="evacuation.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_import_counts_every_row_and_the_second_time_adds_nothing(run, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    path = write(folder, HEADER + ROW)
    write(
        folder,
        INCIDENTS + "t1,typhoon,台风甲,2023-09-05T05:00,2023-09-06T20:00,2023-09-06T20:00\n",
        "incidents.csv",
    )
    files = {file["kind"]: file for file in run("import", folder, "--json")["files"]}
    cases, first = files["incidents"], files["evacuation"]
    assert cases["accepted"] == 1
    assert first == {
        "path": str(path), "kind": "evacuation", "read": 1, "accepted": 1, "duplicates": 0, "rejected": 0, "problems": [],
    }  # fmt: skip
    (second,) = run("import", path, "--json", before=False)["files"]
    assert (second["accepted"], second["duplicates"]) == (0, 1)


def test_an_incident_that_would_be_open_now_is_no_history(run, tmp_path):
    open_one = INCIDENTS + "t1,typhoon,台风甲,2023-09-05T05:00,,2023-09-05T05:00\n"
    (file,) = run("import", write(tmp_path, open_one, "incidents.csv"), "--json", expect=2)["files"]
    assert file["accepted"] == 0
    assert "现在仍然有效" in file["problems"][0]["message"]
    assert run("situation", "--json")["incidents"] == []


def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_kept(run, tmp_path):
    bad = ROW.replace("1150", "一千").replace("东山县", "诏安县")
    (file,) = run("import", write(tmp_path, HEADER + ROW + bad), "--json", expect=1)["files"]
    assert (file["read"], file["accepted"], file["rejected"]) == (2, 1, 1)
    problem, unassigned = file["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (3, "已转移", "一千")
    assert "未归属" in unassigned["message"] or "unassigned" in unassigned["message"]
    assert problem["message"]


def test_a_file_that_is_cut_off_is_refused_whole(run, tmp_path):
    (file,) = run("import", write(tmp_path, HEADER + ROW + "诏安县,陆上危险"), "--json", expect=2)[
        "files"
    ]
    assert (file["accepted"], len(file["problems"])) == (0, 1)
    assert run("situation", "--as-of", "2023-09-05T06:00", "--json")["evacuation"] == []


def test_the_situation_has_the_keys_of_the_contract(run, tmp_path):
    run("import", write(tmp_path, HEADER + ROW), "--json")
    said = run("situation", "--as-of", "2023-09-05T06:00", "--json", before=False)
    keys = {
        "as_of",
        "incidents",
        "responses",
        "warnings",
        "evacuation",
        "orders",
        "rhythm",
        "groups",
        "measures",
        "storms",
    }
    assert keys <= set(said)
    by_unit = {row["unit"]: row for row in said["evacuation"]}
    assert set(by_unit) == {"350600", "350626"}
    row = by_unit["350600"]
    assert {
        "unit",
        "category",
        "target",
        "moved",
        "returned",
        "now",
        "change",
        "valid_at",
        "source",
    } <= set(row)
    assert (row["target"], row["moved"], row["now"], row["change"]) == (1200, 1150, 1150, None)
    assert row["valid_at"] == "2023-09-05T05:20:00+08:00"
    assert said["responses"]["350626"] == {"typhoon": None, "rainstorm": None}
    assert run("situation", "--as-of", "2023-09-05T05:00", "--json")["evacuation"] == []
    assert {
        r["unit"]
        for r in run("situation", "--as-of", "2023-09-05T06:00", "--unit", "东山", "--json")[
            "evacuation"
        ]
    } == {"350626"}


def test_the_situation_says_of_every_source_whether_it_lives(run):
    said = run("situation", "--json")["sources"]
    assert {name: source["state"] for name, source in said.items()} == dict.fromkeys(
        ("warnings", "storms", "rain", "river_levels"), "none"
    )


def test_the_season_has_the_keys_of_the_contract(run):
    assert set(run("season", 2023, "--json")) == {
        "year", "heavy_rain_events", "typhoons", "rainstorm_responses", "rainstorm_highest", "typhoon_responses",
        "typhoon_highest", "orders", "warnings_weather", "warnings_flash_flood", "warnings_geological", "cadres", "people",
        "fishing_vessels", "township_vessels", "raft_workers", "messages",
    }  # fmt: skip


def test_the_demonstration_does_not_mix_with_live_figures(run, tmp_path):
    run("init")
    run("import", write(tmp_path, HEADER + ROW), "--json")
    run("demo", expect=2)


def test_poll_reads_the_sources_once_and_says_which_failed(run, tmp_path, monkeypatch):
    hour = clock.beijing(clock.now()).replace(minute=0)  # older rain would be a frozen source
    rain = f"station,rain_mm,valid_at\nR01,5,{hour:%Y-%m-%d %H:%M}\n"
    write(tmp_path, rain, "gauges.csv")
    good = '[[source]]\nname = "gauges"\nhow = "file"\naddress = "gauges.csv"\nholds = "rain"\n'
    path = write(tmp_path, good, "sources.toml")
    monkeypatch.setenv("EMS_SOURCES", str(path))
    (feed,) = run("poll", "--json")["feeds"]
    assert set(feed) == {
        "feed", "how", "state", "newest", "last_attempt", "last_success", "read", "accepted", "rejected", "problems",
    }  # fmt: skip
    assert (feed["feed"], feed["read"], feed["accepted"]) == ("gauges", 1, 1)
    write(tmp_path, good + good.replace("gauges", "none"), "sources.toml")
    feeds = run("poll", "--json", expect=2)["feeds"]
    assert [(feed["accepted"], bool(feed["problems"])) for feed in feeds] == [(0, False), (0, True)]
    write(tmp_path, good + good, "sources.toml")
    assert run("poll", expect=2) is None


@pytest.fixture
def ask(demo_path):
    def call(*arguments, expect=0):
        done = command("--database", f"sqlite:///{demo_path}", *arguments)
        assert done.returncode == expect, done.stderr
        return (
            json.loads(done.stdout)
            if "--json" in arguments and expect == 0
            else done.stdout + done.stderr
        )

    return call


def test_arrivals_are_told_by_unit_agency_and_force(ask):
    rows = ask("arrivals", "--storm", "2311", "--as-of", "2023-09-03T08:00", "--json")
    assert len(rows) == 16 * 5 * 3
    assert {tuple(row) for row in rows} == {
        ("unit", "agency", "force", "arrives_at", "leaves_at", "basis")
    }
    assert {row["basis"] for row in rows} == {"held"}
    assert all(row["arrives_at"] > "2023-09-03T08:00" for row in rows if row["arrives_at"])
    only = ask("arrivals", "--as-of", "2023-09-03T08:00", "--agency", "JMA", "--json")
    assert only == [row for row in rows if row["agency"] == "JMA"]


def test_a_storm_that_is_not_known_is_named(ask):
    assert "2399" in ask("arrivals", "--storm", "2399", "--as-of", "2023-09-03T08:00", expect=2)


def test_the_race_is_told_with_its_gates_finishes_and_winds(ask):
    rows = ask("race", "--as-of", "2023-07-26T20:00", "--json")
    worst = rows[0]
    assert worst["state"] == "caught"
    assert worst["gate"] == worst["ordered"]
    assert worst["left_in_wind"]["low"] <= worst["left_in_wind"]["likely"]
    assert {"unit", "ground", "force", "earliest", "likely", "latest", "first_touch"} <= set(
        worst["wind"]
    )
    in_range = next(row["finish"] for row in rows if row["finish"]["told"] == "range")
    assert in_range["low"] <= in_range["likely"]
    assert "漳浦县" in ask("race", "--as-of", "2023-07-26T20:00")


def test_every_projection_is_told_beside_what_came_of_it(ask):
    rows = ask("projections", "--json")
    told = [row for row in rows if row["error_hours"] is not None]
    assert len(told) > 100
    assert all(row["likely"] and row["came"] > row["projected_at"] for row in told)
    assert {row["error_hours"] > 0 for row in told} == {True, False}
    inside = next(row for row in told if row["inside"] and row["high"])
    assert inside["low"] <= inside["came"] <= inside["high"]
    header, first, *_ = ask("projections").splitlines()
    assert header.startswith("incident,unit,category,projected_at,told,low,likely,high,came")
    assert first.split(",")[1] == rows[0]["unit"]


def test_the_situation_says_how_sure_the_wind_is_in_the_words_of_the_screens(ask):
    answer = ask("situation", "--as-of", "2023-07-26T20:00", "--unit", "漳浦", "--json")
    assert {wind["unit"] for wind in answer["winds"]} == {"350623"}
    assert all("5/5 家预计影响,历史" in wind["said"] for wind in answer["winds"])


def test_without_an_open_incident_there_is_no_race(ask):
    assert ask("race", "--as-of", "2023-06-01T00:00", "--json") == []
    assert ask("arrivals", "--as-of", "2023-06-01T00:00", "--json") == []


def test_the_rhythm_of_a_day_is_told_as_it_stood_at_a_moment(ask):
    rows = ask("rhythm", "--date", "2023-09-04", "--as-of", "2023-09-04T16:00", "--json")
    assert {tuple(row) for row in rows} == {
        ("kind", "due_at", "state", "done_at", "cut_off", "serial", "item", "figures_owed")
    }
    assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("consultation"), kinds.count("report")) >= (2, 3)
    for row in rows:
        assert row["due_at"].startswith("2023-09-04")
        assert (row["done_at"] is None) == (row["state"] in ("due", "soon", "late", "missed"))
        past = row["due_at"] < "2023-09-04T15"
        assert row["state"] in (
            ("done", "done_late", "missed") if past else ("done", "late", "due", "soon")
        )
    later = ask("rhythm", "--date", "2023-09-04", "--json")
    assert {row["state"] for row in later} <= {"done", "done_late", "missed"}
    assert "17:00" in ask("rhythm", "--date", "2023-09-04")


def test_a_day_without_a_level_in_force_asks_for_nothing(ask):
    assert ask("rhythm", "--date", "2023-06-01", "--json") == []
    assert "2023-09-04" in ask("rhythm", "--date", "Monday", expect=2)


def test_the_log_says_what_became_known_in_a_span(run, tmp_path):
    run("import", write(tmp_path, HEADER + ROW), "--json")
    found = run(
        "log",
        "--since",
        "2023-09-05T05:00",
        "--until",
        "2023-09-05T06:00",
        "--unit",
        "东山县",
        "--json",
    )
    assert set(found) == {"since", "until", "lines"}
    (line,) = found["lines"]
    assert (line["kind"], line["unit"], line["who"]) == ("evacuation", "350626", "值班员甲")
    assert line["known_at"] == "2023-09-05T05:20:00+08:00"
    assert "1,150" in line["sentence"]
    assert run("log", "--since", "2023-09-05T05:00", "--kind", "orders", "--json")["lines"] == []
    run("log", "--since", "2023-09-05T05:00", "--kind", "gossip", "--json", expect=2)


def test_the_orders_and_what_each_addressee_did(ask):
    said = ask("orders", "--as-of", "2023-09-04T20:24", "--json")
    assert set(said) == {"as_of", "summary", "orders", "drafts"}
    cells = [cell for order in said["orders"] for cell in order["recipients"]]
    assert (said["summary"]["orders"], said["summary"]["addressed"]) == (
        len(said["orders"]),
        len(cells),
    )
    assert said["summary"]["signed"] == sum(cell["signed_at"] is not None for cell in cells)
    assert set(said["summary"]["late_units"]) == {cell["unit"] for cell in cells if cell["late"]}
    assert all(order["issued_at"] <= "2023-09-04T20:24:00+08:00" for order in said["orders"])
    earlier = ask("orders", "--as-of", "2023-09-04T12:00", "--json")
    assert len(earlier["orders"]) < len(said["orders"])
    assert ask("orders", "--as-of", "2023-06-01T00:00", "--json")["orders"] == []


def test_the_duties_of_the_levels_in_force_and_the_groups(ask):
    said = ask("duties", "--as-of", "2023-09-04T20:24", "--json")
    city = {row["duty"]: row for row in said["duties"] if row["unit"] == "350600"}
    assert {"duty24", "boats", "leaders_hq", "scenic", "groups", "move"} <= set(city)
    assert set(city["move"]["shares"]) == {
        row["unit"] for row in said["duties"] if row["unit"] != "350600"
    }
    assert len(said["groups"]) == 16
    assert "24" in ask("duties", "--as-of", "2023-09-04T20:24")
    assert ask("duties", "--as-of", "2023-06-01T00:00", "--json")["duties"] == []


def test_report_writes_an_official_document_and_says_when_there_is_none(demo_path, tmp_path):
    out = tmp_path / "order.docx"
    call = ("--database", f"sqlite:///{demo_path}", "report", "--out", out, "--kind", "order")
    made = command(*call, "--as-of", "2023-09-04T20:24")
    assert (made.returncode, made.stdout) == (0, "")
    assert out.read_bytes()[:2] == b"PK"
    none = command(*call, "--as-of", "2022-01-01")
    assert none.returncode == 2
    assert "2022-01-01 00:00" in none.stderr


def test_a_database_that_was_made_for_live_figures_is_not_filled_with_the_demonstration(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'live.sqlite'}")
    assert is_fresh(store)
    begin(store, load_city(ROOT / "data" / "zhangzhou"))
    assert not is_fresh(store)
    store.close()


@pytest.mark.parametrize(
    ("unit", "levels"),
    [("小溪镇", {"350628"}), ("平和", {"350628"}), ("市海洋渔业局", {"350600"})],
)
def test_the_situation_of_a_level_is_told_in_words_and_as_json(ask, unit, levels):
    asked = ("situation", "--as-of", "2023-09-04T20:24", "--unit", unit)
    said = ask(*asked, "--json")
    assert said["responses"].keys() == levels
    words = ask(*asked)
    assert "62,260" not in words


def test_the_figures_of_a_level_are_the_same_as_the_citys(ask):
    def moved(unit, *level):
        answer = ask("situation", "--as-of", "2023-09-04T20:24", *level, "--json")
        rows = answer["evacuation"]
        return {(r["incident"], r["category"]): r["moved"] for r in rows if r["unit"] == unit}

    assert moved("350628")
    assert moved("350628") == moved("350628", "--unit", "350628")
    of_county, own = (moved("350628100", "--unit", code) for code in ("350628", "350628100"))
    assert of_county == own != {}


def test_asked_by_the_clock_of_the_instance_only_what_it_has_reached_is_known(run, tmp_path):
    evening = clock.parse("2023-09-05T06:00")
    run("import", str(write(tmp_path, HEADER + ROW)), expect=0)
    url = f"sqlite:///{tmp_path / 'cli.sqlite'}"
    assert run("--clock", "instance", "situation", "--json", expect=2) is None, "nobody served it"
    store = open_store(url)
    practice.copy_of(store, practice.folder_of(url), evening)
    store.close()
    told = run("--clock", "instance", "situation", "--json")
    assert told["as_of"] == clock.iso(evening)
    assert clock.parse(run("situation", "--json")["as_of"]).year >= 2026
    assert run("situation", "--as-of", "2023-09-05T05:00", "--json")["as_of"].startswith(
        "2023-09-05T05:00"
    )

"""Settings: environment variables, each listed in the README."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` empty: an SQLite file in `var/`."""

    database_url: str
    city_dir: Path
    host: str
    port: int
    lang: str
    inbox: Path
    sources: Path


def settings() -> Settings:
    read = os.environ.get
    city_dir = ROOT / "data" / (read("EMS_CITY") or "zhangzhou")
    return Settings(
        database_url=read("EMS_DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'ems.sqlite'}",
        city_dir=city_dir,
        host=read("EMS_HOST") or "127.0.0.1",
        port=int(read("EMS_PORT") or 8501),
        lang="en" if read("EMS_LANG") == "en" else "zh",
        inbox=Path(read("EMS_INBOX") or ROOT / "data" / "inbox"),
        sources=Path(read("EMS_SOURCES") or city_dir / "sources.toml"),
    )

"""Settings: environment variables, each listed in the README."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` empty: an SQLite file in `var/`. `public_url`: as people type it, where a proxy or a name stands
    before the server. `proxies`: the addresses whose X-Forwarded-For is believed. `practice_of`:
    the demonstration that the served ledger is a copy of, with a clock of its own."""

    database_url: str
    city_dir: Path
    host: str
    port: int
    lang: str
    inbox: Path
    sources: Path
    public_url: str = ""
    proxies: str = ""
    idle_minutes: int = 120
    session_hours: int = 24
    one_time_hours: int = 24
    channels: Path = ROOT / "var" / "channels.toml"
    backups: Path = ROOT / "var" / "backups"
    backups_kept: int = 14
    practice_of: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the server may be asked: any other is a page that rebound its own name to us."""
        named = urlsplit(self.public_url).hostname or ""
        return tuple(
            dict.fromkeys(name for name in ("127.0.0.1", "localhost", self.host, named) if name)
        )

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")


class BadSetting(ValueError):
    """`name` should be a whole number from 1 to `most`."""

    def __init__(self, name: str, value: str, most: int) -> None:
        super().__init__(f"{name}={value}")
        self.name, self.value, self.most = name, value, most


def _number(name: str, default: int, most: int = 1_000_000) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise BadSetting(name, text, most)
    return int(text)


def _city_dir() -> Path:
    """The pack that is named or, where `data/` holds one alone, that one; else a folder that is none, which is told."""
    packs = [plan.parent for plan in (ROOT / "data").glob("*/plan.toml")]
    if not os.environ.get("EMS_CITY") and len(packs) == 1:
        return packs[0]
    return ROOT / "data" / (os.environ.get("EMS_CITY") or "*")


def settings() -> Settings:
    read = os.environ.get
    city_dir = _city_dir()
    return Settings(
        database_url=read("EMS_DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'ems.sqlite'}",
        city_dir=city_dir,
        host=read("EMS_HOST") or "127.0.0.1",
        port=_number("EMS_PORT", 8501, most=65535),
        lang="en" if read("EMS_LANG") == "en" else "zh",
        inbox=Path(read("EMS_INBOX") or ROOT / "data" / "inbox"),
        sources=Path(read("EMS_SOURCES") or city_dir / "sources.toml"),
        channels=Path(read("EMS_CHANNELS") or city_dir / "channels.toml"),
        public_url=(read("EMS_PUBLIC_URL") or "").rstrip("/"),
        proxies=read("EMS_PROXIES") or "",
        idle_minutes=_number("EMS_IDLE_MINUTES", 120),
        session_hours=_number("EMS_SESSION_HOURS", 24),
        one_time_hours=_number("EMS_ONE_TIME_HOURS", 24),
        backups=Path(read("EMS_BACKUPS") or ROOT / "var" / "backups"),
        backups_kept=_number("EMS_BACKUPS_KEPT", 14),
        practice_of=read("EMS_PRACTICE_OF") or "",
    )

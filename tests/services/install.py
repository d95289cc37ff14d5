"""Installs what the tests need beside Python packages: a browser, Chinese fonts, PostgreSQL, LibreOffice, a type
checker for the scripts. Says what is missing."""

import glob
import os
import shutil
import subprocess
import sys

QUICK_BROWSER = "chromium-headless-shell"
"""Chromium without windows: a page costs it a fifth less."""
BROWSERS = (QUICK_BROWSER, "chromium", "chromium-browser", "google-chrome")


def main() -> int:
    missing = []
    if not has_postgres() and not apt("postgresql"):
        missing.append("PostgreSQL (Debian: apt install postgresql)")
    if not has_chinese_fonts() and not apt("fonts-noto-cjk"):
        missing.append("Chinese fonts (Debian: apt install fonts-noto-cjk)")
    if not shutil.which("soffice") and not apt("libreoffice-writer-nogui"):
        missing.append(
            "LibreOffice, to see documents as printed (Debian: apt install libreoffice-writer-nogui)"
        )
    if not shutil.which("tsc") and not apt("node-typescript"):
        missing.append("TypeScript's checker tsc (Debian: apt install node-typescript)")
    if not shutil.which("pdftotext") and not apt("poppler-utils"):
        missing.append("pdftotext and pdftoppm (Debian: apt install poppler-utils)")
    if not shutil.which(QUICK_BROWSER):
        apt(QUICK_BROWSER)
    if not browser() and not playwright_browser() and not apt("chromium"):
        missing.append("a browser (Debian: apt install chromium)")
    for name in missing:
        print(f"The tests need {name}. Install it and type make test again.", file=sys.stderr)
    return 1 if missing else 0


def has_postgres() -> bool:
    return bool(shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb"))


def has_chinese_fonts() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(
        subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip()
    )


def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def playwright_browser() -> bool:
    return quietly([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], 300)


def apt(package: str) -> bool:
    if not shutil.which("apt-get"):
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return quietly([*root, "apt-get", "update"], 300) and quietly(
        [
            *root,
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-y",
            "--no-install-recommends",
            package,
        ],
        600,
    )


def quietly(command: list[str], seconds: int) -> bool:
    try:
        return (
            subprocess.run(command, capture_output=True, check=False, timeout=seconds).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main())

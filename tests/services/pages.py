"""Documents as they are printed: LibreOffice makes a PDF with the free faces that the documents name last."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ems_dashboard.reports.fonts import Face, fallbacks, name

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word and its box on the page in mm from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def rendered(data: bytes, folder) -> list[list[Word]]:
    """The words of every page."""
    (pages,) = all_rendered([data], folder)
    return pages


def all_rendered(documents: Sequence[bytes], folder) -> list[list[list[Word]]]:
    """The words of every page of each, by one start of LibreOffice."""
    sources = [folder / f"made{number}.docx" for number, _ in enumerate(documents)]
    for source, data in zip(sources, documents, strict=True):
        source.write_bytes(data)
    fonts = folder / "fonts.conf"
    fonts.write_text(_fonts(folder), encoding="utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf", "--outdir",
        folder, *sources],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)}, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return [_read(source.with_suffix(".pdf")) for source in sources]


def _read(path: Path) -> list[list[Word]]:
    done = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True
    )
    return [
        [_word(found) for found in WORD.findall(page)] for page in done.stdout.split("<page ")[1:]
    ]


WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


def _word(found) -> Word:
    left, top, right, bottom = (float(value) / POINTS_PER_MM for value in found[:4])
    return Word(found[4], left, top, right, bottom)


def _fonts(folder) -> str:
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name(face)}</string></test><edit name="family" '
        f'mode="assign" binding="strong"><string>{fallbacks(face)[-1]}</string></edit></match>'
        for face in Face
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><cachedir>{folder}/cache</cachedir>{rules}</fontconfig>"
    )

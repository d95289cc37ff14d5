"""The code on a printed document: the address of its row, so that a phone leads from the paper to
the screen."""

import io
from urllib.parse import quote

import segno
from docx.shared import Mm

from ems_dashboard.config import settings
from ems_dashboard.reports.paper import Paper, align, frame

WIDTH_MM = 112
"""So wide is the margin between the places of the odd and the even page number."""


def address(page: str, name: str, item: str) -> str:
    """Of the row on the screen; empty where no EMS_PUBLIC_URL says under which name the server is
    found: a path alone leads nobody anywhere."""
    base = settings().public_url
    return f"{base}/{page}?{name}={quote(item, safe='')}" if base else ""


def stamp(paper: Paper, target: str, *, side_mm: float, top_mm: float, letters_mm: float) -> None:
    """The code, and the address in letters for those without a phone, in the middle of the page at
    so many millimetres under its upper edge."""
    image = io.BytesIO()
    segno.make(target, error="m", micro=False).save(image, kind="png", scale=8, border=0)
    image.seek(0)
    picture = paper.line("small")
    picture.paragraph_format.line_spacing = 1.0
    picture.add_run().add_picture(image, width=Mm(side_mm))
    label, letters = paper.line("small", paper.word("document.scan")), paper.line("small", target)
    for paragraph, mm in ((picture, top_mm), (label, letters_mm), (letters, letters_mm)):
        align(paragraph._p.get_or_add_pPr(), "center")
        place = f'w:vAnchor="page" w:xAlign="center" w:y="{Mm(mm).twips}"'
        frame(paragraph, width_mm=WIDTH_MM, place=place)

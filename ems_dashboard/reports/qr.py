"""The code on a printed document: the address of its row, so that a phone leads from the paper to the screen."""

import io
from urllib.parse import quote

import segno
from docx.shared import Mm

from ems_dashboard.config import settings
from ems_dashboard.reports.paper import Paper, frame, space_before

SIDE_MM, WIDTH_MM = 18, 66


def address(page: str, name: str, item: str) -> str:
    """With the base of EMS_PUBLIC_URL; the path alone where none is set."""
    return f"{settings().public_url}/{page}?{name}={quote(item, safe='')}"


def stamp(paper: Paper, target: str) -> None:
    """The code, and the address in letters for those without a phone; left of the signature, where no seal comes. To be
    put before the signature."""
    image = io.BytesIO()
    segno.make(target, error="m", micro=False).save(image, kind="png", scale=8, border=0)
    image.seek(0)
    picture, label, letters = (
        paper.line("small"),
        paper.line("small", paper.word("document.scan")),
        paper.line("small", target),
    )
    picture.paragraph_format.line_spacing = 1.0
    space_before(label, 40)
    picture.add_run().add_picture(image, width=Mm(SIDE_MM))
    for paragraph in (picture, label, letters):
        frame(paragraph, width_mm=WIDTH_MM, place='w:vAnchor="text" w:x="1" w:y="1" w:hSpace="0"')

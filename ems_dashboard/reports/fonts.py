"""The faces of GB/T 9704 by name, each with what may stand in for it. No font is ever embedded:
most are commercial."""

from enum import StrEnum

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element

from ems_dashboard.text import words

CHINESE = words("zh")


class Face(StrEnum):
    FANGSONG = "fangsong"
    XIAOBIAOSONG = "xiaobiaosong"
    HEITI = "heiti"
    KAITI = "kaiti"
    SONGTI = "songti"


def name(face: Face) -> str:
    return CHINESE(f"document.font.{face}")


def fallbacks(face: Face) -> tuple[str, ...]:
    """The faces that stand in for `face`, nearest first; the last is free and in every Linux
    distribution."""
    return tuple(CHINESE(f"document.font_fallback.{face}").split("|"))


def dress(properties: _Element, face: Face) -> None:
    """Sets the face of Chinese and of Latin letters alike: the standard sets digits in the face of
    the text. The hint gives quotation marks and dashes their Chinese width."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name(face))
    fonts.set(qn("w:hint"), "eastAsia")
    properties.insert(0, fonts)


def declare(document: Document) -> None:
    """Writes the faces with their substitutes into the font table, and the same in words into the
    properties."""
    entries = "".join(
        f'<w:font w:name="{name(face)}"><w:altName w:val="{",".join(fallbacks(face))}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for face in Face
    )
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{entries}</w:fonts>'
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = table.encode()
    document.core_properties.comments = record()


def record() -> str:
    """Which face stands in for which, as kept in the properties of every document."""
    one = (
        CHINESE("document.font_record", face=name(face), others=CHINESE.listed(fallbacks(face)))
        for face in Face
    )
    return "".join(one)

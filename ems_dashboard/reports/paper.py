"""The sheet of GB/T 9704-2012: geometry, styles, paragraphs, page numbers. The forms put their
parts on it."""

import io
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from ems_dashboard.reports import fonts
from ems_dashboard.reports.fonts import Face
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.rules.typed import clean
from ems_dashboard.text import Words

TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
WIDTH_MM, HEIGHT_MM = 156, 225
LINES, CHARS = 22, 28
PITCH = int(HEIGHT_MM / 25.4 * 1440 / LINES)
"""Twips from line to line: 22 lines fill the type area."""
CHAR = int(WIDTH_MM / 25.4 * 1440 / CHARS)
"""Twips from character to character: 28 fill the line."""
RED = "FF0000"
LONGEST_PROPERTY = 255
"""A title longer than that stands whole on the page and is cut in the properties of the file."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points, indents in characters, `pitch` in twips."""

    face: Face = Face.FANGSONG
    size: float = 16
    align: str = "both"
    first_line: int = 0
    left: int = 0
    right: int = 0
    bold: bool = False
    colour: str = ""
    outline: int | None = None
    pitch: int = PITCH
    keep_next: bool = False


STYLES = {
    "text": Style(first_line=2),
    "level_1": Style(Face.HEITI, first_line=2, outline=0, keep_next=True),
    "level_2": Style(Face.KAITI, first_line=2, outline=1, keep_next=True),
    "level_3": Style(first_line=2, outline=2),
    "level_4": Style(first_line=2, outline=3),
    "corner": Style(Face.HEITI, align="left"),
    "mark": Style(Face.XIAOBIAOSONG, align="center", colour=RED),
    "number": Style(align="center"),
    "ends": Style(align="left"),
    "title": Style(Face.XIAOBIAOSONG, 22, "center", pitch=660, keep_next=True),
    "addressees": Style(align="left"),
    "organ": Style(align="right", keep_next=True),
    "date": Style(align="right", right=4),
    "note": Style(align="left", left=2),
    "imprint": Style(size=14, align="left", left=1, right=1, pitch=480),
    "label": Style(Face.HEITI, align="left", left=2),
    "caption": Style(Face.XIAOBIAOSONG, 16, "center", keep_next=True),
    "cell": Style(size=12, align="center", pitch=400),
    "head": Style(Face.HEITI, 12, "center", pitch=320),
    "small": Style(size=9, align="left", pitch=220),
    "page": Style(Face.SONGTI, 14, "left", pitch=280),
}


class Paper:
    """A document in the making. `moment`: when its facts were true; it is the document's date of
    making too, so that the same facts give the same document."""

    def __init__(self, title: str, word: Words, moment: datetime) -> None:
        self.word = word
        self.document = docx.Document()
        _bare(self.document)
        _page(self.document.sections[0])
        _defaults(self.document)
        for code, style in STYLES.items():
            _add_style(self.document, word(f"document.style.{code}"), style)
        fonts.declare(self.document)
        properties = self.document.core_properties
        properties.title = clean(title)[:LONGEST_PROPERTY]
        properties.language, properties.author = "zh-CN", ""
        properties.last_modified_by, properties.created, properties.modified = "", moment, moment

    def line(self, style: str, *parts: str | tuple[str, Face]) -> Paragraph:
        """A paragraph of `style`; a part is a text, or a text in another face."""
        paragraph = self.document.add_paragraph(style=self.word(f"document.style.{style}"))
        for part in parts:
            text, face = (part, None) if isinstance(part, str) else part
            write(paragraph, text, face)
        return paragraph

    def blank(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.line("addressees")

    def number_pages(self, *, first: bool = True) -> None:
        """Page numbers between dashes under the type area: odd pages right, even pages left, one
        character in."""
        section = self.document.sections[0]
        self.document.settings.odd_and_even_pages_header_footer = True
        section.different_first_page_header_footer = not first
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = self.document.styles[self.word("document.style.page")]
            align(paragraph._p.get_or_add_pPr(), side)
            indent(paragraph._p.get_or_add_pPr(), **{side: 1}, em=280)
            write(paragraph, "\u2014 ")
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )
            write(paragraph, " \u2014")

    def as_bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def write(
    paragraph: Paragraph, text: str, face: Face | None = None, *, bold: bool | None = None
) -> None:
    run = paragraph.add_run(full_width(clean(text)))
    run.bold = bold
    properties = run._r.get_or_add_rPr()
    if face is not None:
        fonts.dress(properties, face)
    else:
        properties.insert(0, parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia"/>'))


def align(properties: _Element, side: str) -> None:
    properties.get_or_add_jc().set(qn("w:val"), side)


def indent(
    properties: _Element, *, first_line: int = 0, left: float = 0, right: float = 0, em: int = CHAR
) -> None:
    """Indents in characters, with the twips beside for programs that do not count characters."""
    found = properties.get_or_add_ind()
    for name, amount in (("firstLine", first_line), ("left", left), ("right", right)):
        if amount:
            found.set(qn(f"w:{name}Chars"), str(round(amount * 100)))
            found.set(qn(f"w:{name}"), str(round(amount * em)))


def space_before(paragraph: Paragraph, twips: int) -> None:
    paragraph.paragraph_format.space_before = Twips(twips)


def border(
    paragraph: Paragraph,
    side: str,
    *,
    line: str = "single",
    eighths: int = 8,
    space: int = 0,
    colour: str = RED,
) -> None:
    """A rule along one side, `eighths` of a point thick and `space` points off."""
    borders = paragraph._p.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        paragraph._p.get_or_add_pPr().insert_element_before(
            borders,
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        )
    borders.append(
        parse_xml(
            f'<w:{side} {nsdecls("w")} w:val="{line}" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'
        )
    )


def frame(paragraph: Paragraph, *, width_mm: float, place: str) -> None:
    """Takes the paragraph out of the text, to `place` (attributes of w:framePr); neighbours share a
    frame."""
    made = parse_xml(
        f'<w:framePr {nsdecls("w")} w:w="{round(width_mm / 25.4 * 1440)}" w:wrap="around" w:hAnchor="margin" {place}/>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        made,
        "w:widowControl",
        "w:numPr",
        "w:suppressLineNumbers",
        "w:pBdr",
        "w:shd",
        "w:tabs",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
    )


def mark_size(text: str, most: float = 40) -> float:
    """The largest size at which the issuing mark stays on one line."""
    return min(most, int(2 * WIDTH_MM / 25.4 * 72 / max(len(text), 1)) / 2)


def _bare(document: docx.document.Document) -> None:
    """Without the styles and the picture of the library's template."""
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}
    for style in list(document.styles):
        if style.name not in kept:
            style.delete()
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("thumbnail"):
            del package.rels[key]


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{PITCH}"/>')
    )


def _defaults(document: docx.document.Document) -> None:
    """The text of the document is Chinese, 16 pt, without the template's spacing, whatever the
    program's own wishes."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts.dress(properties, Face.FANGSONG)
    for size in ("w:sz", "w:szCs"):
        properties.find(qn(size)).set(qn("w:val"), "32")
    properties.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.getparent().remove(spacing)
    settings = document.settings.element
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    fonts.dress(normal.element.get_or_add_rPr(), Face.FANGSONG)


def _add_style(document: docx.document.Document, title: str, style: Style) -> None:
    made = document.styles.add_style(title, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style, made.quick_style = document.styles["Normal"], True
    made.font.size, made.font.bold = Pt(style.size), style.bold
    text = made.element.get_or_add_rPr()
    fonts.dress(text, style.face)
    if style.size == 16:
        # not a grid of characters: programs disagree on what it does to digits and tables
        closer = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{CHAR - 320}"/>')
        text.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    if style.colour:
        made.font.color.rgb = RGBColor.from_string(style.colour)
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Twips(style.pitch)
    form.keep_with_next = style.keep_next
    form.widow_control = False
    properties = made.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:overflowPunct {nsdecls("w")} w:val="0"/>'), "w:spacing", "w:ind"
    )
    properties.insert_element_before(
        parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>'), "w:spacing", "w:ind"
    )
    indent(properties, first_line=style.first_line, left=style.left, right=style.right)
    align(properties, style.align)
    if style.outline is not None:
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{style.outline}"/>'))

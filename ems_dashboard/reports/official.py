"""The parts of an official document and its four forms by GB/T 9704-2012: the common form (7), and
the special forms of chapter 10: letter (信函, 10.1), order (命令, 10.2) and minutes (纪要, 10.3)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph

from ems_dashboard.reports import paper as sheet
from ems_dashboard.reports.fonts import Face
from ems_dashboard.reports.paper import PITCH, Paper, border, space_before
from ems_dashboard.reports.qr import stamp
from ems_dashboard.reports.titles import broken

POINTS_4MM = 11
RULE_LINE_MM = 5.5
MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Head:
    """`mark`: 发文机关标志; `number`: 发文字号; `addressees`: 主送; `corner`: what stands top left (密级, 紧急程度,
    or that this is a draft or an exercise)."""

    mark: str
    number: str
    title: str = ""
    addressees: str = ""
    corner: tuple[str, ...] = field(default=())


def common(paper: Paper, head: Head) -> None:
    """Mark 35 mm under the top of the type area, number two lines below, red rule 4 mm under it."""
    _corner(paper, head.corner, lines=3)
    _mark(paper, head.mark, 35 * MM - 3 * PITCH)
    paper.blank(2)
    border(paper.line("number", head.number), "bottom", eighths=12, space=POINTS_4MM)
    _title(paper, head, before=2)


def order(paper: Paper, head: Head) -> None:
    """Mark 20 mm under the top of the type area, number two lines below, the text two lines under
    the number; no title and no addressees."""
    _corner(paper, head.corner, lines=1)
    _mark(paper, head.mark, 20 * MM - PITCH)
    paper.blank(2)
    paper.line("number", head.number)
    paper.blank(2)


def letter(paper: Paper, head: Head) -> None:
    """Mark 30 mm under the paper's edge, a red double rule 4 mm below and another 20 mm above the
    lower edge, both 170 mm long; number at the right under the first rule; no page number on the
    first page."""
    section = paper.document.sections[0]
    section.header_distance, section.footer_distance = Mm(30), Mm(25.5)
    section.different_first_page_header_footer = True
    upper = section.first_page_header
    upper.is_linked_to_previous = False
    mark = upper.paragraphs[0]
    _dressed(paper, mark, head.mark)
    _overhanging(mark)
    border(mark, "bottom", line="thickThinSmallGap", eighths=24, space=POINTS_4MM)
    lower = section.first_page_footer
    lower.is_linked_to_previous = False
    rule = lower.paragraphs[0]
    rule.style = paper.document.styles[paper.word("document.style.page")]
    rule.paragraph_format.line_spacing = Twips(round(RULE_LINE_MM * MM))
    border(rule, "bottom", line="thinThickSmallGap", eighths=24)
    sheet.frame(
        rule,
        width_mm=170,
        place=(
            f'w:vAnchor="page" w:x="{Mm(20 - sheet.LEFT_MM).twips}" w:y="{Mm(297 - 20 - RULE_LINE_MM).twips}"'
        ),
    )
    lower.add_paragraph(style=rule.style)
    number = paper.line(
        "ends", *((entry, Face.HEITI) for entry in head.corner[:1]), "\t", head.number
    )
    number.paragraph_format.tab_stops.add_tab_stop(Mm(sheet.WIDTH_MM), alignment=2)
    space_before(number, round(PITCH * 7 / 16))
    _corner(paper, head.corner[1:], lines=0)
    _title(paper, head, before=2)


def minutes(paper: Paper, head: Head, organ: str, day: str) -> None:
    """Mark (×××纪要) 35 mm under the top of the type area; number; organ left and day right above the
    red rule. The form of bulletins too."""
    _corner(paper, head.corner, lines=3)
    _mark(paper, head.mark, 35 * MM - 3 * PITCH)
    paper.blank(2)
    paper.line("number", head.number)
    line = paper.line("ends", organ, "\t", day)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(sheet.WIDTH_MM), alignment=2)
    border(line, "bottom", eighths=12, space=POINTS_4MM)
    _title(paper, head, before=2)


def _corner(paper: Paper, entries: Sequence[str], lines: int) -> None:
    for number in range(max(lines, len(entries))):
        paper.line("corner", entries[number] if number < len(entries) else "")


def _dressed(paper: Paper, paragraph: Paragraph, mark: str) -> None:
    size = sheet.mark_size(mark)
    paragraph.style = paper.document.styles[paper.word("document.style.mark")]
    sheet.write(paragraph, mark)
    paragraph.runs[0].font.size = Pt(size)
    paragraph.paragraph_format.line_spacing = Pt(round(size * 1.2))


def _mark(paper: Paper, mark: str, before: float) -> None:
    paragraph = paper.line("mark")
    _dressed(paper, paragraph, mark)
    space_before(paragraph, round(before))


def _overhanging(paragraph: Paragraph) -> None:
    """170 mm wide and in the middle of the paper, wider than the type area."""
    paragraph.paragraph_format.left_indent = Mm(20 - sheet.LEFT_MM)
    paragraph.paragraph_format.right_indent = Mm(20 - sheet.RIGHT_MM)


def _title(paper: Paper, head: Head, before: int) -> None:
    if head.title:
        paper.blank(before)
        for line in broken(head.title, paper.word):
            paper.line("title", line)
    paper.blank()
    if head.addressees:
        paper.line("addressees", head.addressees)


def body(paper: Paper, text: str) -> None:
    """Text as people type it: a line that begins with 一、 (一) 1. or (1) is set as a heading of that
    level, up to its first full stop."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        level = next(
            (n for n in (1, 2, 3, 4) if re.match(paper.word(f"document.level_pattern.{n}"), line)),
            None,
        )
        if level is None:
            paper.line("text", line)
            continue
        heading, stop, rest = line.partition(paper.word("report.stop"))
        if not rest or level == 4:
            paper.line(f"level_{level}", line)
        else:
            paragraph = paper.line(f"level_{level}", heading + stop)
            paragraph.paragraph_format.keep_with_next = False
            sheet.write(paragraph, rest, Face.FANGSONG, bold=False)


def heading(paper: Paper, number: int, text: str) -> None:
    """A heading of the first level: 一、…"""
    numeral = paper.word("document.numerals").split()[number - 1]
    paper.line("level_1", paper.word("document.heading", numeral=numeral, text=text))


def signed(paper: Paper, organ: str, day: str) -> None:
    """Organ over date, the date four characters in, the organ centred on it."""
    _room(paper)
    over = paper.line("organ", organ)
    inset = max(0.0, 4 + (_width(day) - _width(organ)) / 2)
    sheet.indent(over._p.get_or_add_pPr(), right=inset)
    paper.line("date", day)


def signed_by(paper: Paper, office: str, person: str, day: str) -> None:
    """Of an order (10.2): the signer's office, two characters, the name with four characters to the
    right."""
    _room(paper)
    paper.line("date", f"{office}\u3000\u3000{person}").paragraph_format.keep_with_next = True
    paper.line("date", day)


def _room(paper: Paper) -> None:
    """Two lines, and the last of the text with them: a signature does not stand on a page without
    text (7.3.5)."""
    paper.document.paragraphs[-1].paragraph_format.keep_with_next = True
    for _ in range(2):
        paper.line("addressees").paragraph_format.keep_with_next = True


def _width(text: str) -> float:
    """In characters; a digit is half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def note(paper: Paper, text: str) -> None:
    """附注, in brackets under the date."""
    paper.line("note", paper.word("document.note", text=text))


def present(paper: Paper, label: str, names: Sequence[str]) -> None:
    """Of minutes (10.3): 出席, 请假, 列席 with the names behind."""
    paragraph = paper.line("label", label, (paper.word.listed(names), Face.FANGSONG))
    form, inset = paragraph.paragraph_format, 2 + _width(label)
    form.left_indent, form.first_line_indent = (
        Twips(round(inset * sheet.CHAR)),
        Twips(-round((inset - 2) * sheet.CHAR)),
    )
    own = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name in ("leftChars", "firstLineChars"):
        own.attrib.pop(qn(f"w:{name}"), None)
    own.set(qn("w:leftChars"), str(round(inset * 100)))
    own.set(qn("w:hangingChars"), str(round((inset - 2) * 100)))


def attachment(paper: Paper, *title: str) -> None:
    """附件 on a page of its own: the word top left, the lines of the title from the third line on."""
    label = paper.line("corner", paper.word("document.attachment"))
    label.paragraph_format.page_break_before = True
    paper.blank()
    for line in title:
        paper.line("caption", line)


def imprint(paper: Paper, organ: str, day: str, sent_to: str = "") -> None:
    """版记 at the foot of the last page: outer rules 0.35 mm, inner rule 0.25 mm. `sent_to`: 抄送 or
    分送, with the word. Two frames, because programs disagree on which neighbours share one."""
    rows = -(-int(_width(sent_to) + 2) // IMPRINT_CHARS)
    if sent_to:
        upper = paper.line("imprint", sent_to)
        _at_foot(upper, rows + 1)
        border(upper, "top", eighths=8, space=1, colour="000000")
    lower = paper.line("imprint", organ, "\t", paper.word("document.printed", day=day))
    lower.paragraph_format.tab_stops.add_tab_stop(Mm(sheet.WIDTH_MM) - Twips(280), alignment=2)
    _at_foot(lower, 1)
    border(lower, "top", eighths=6 if sent_to else 8, space=1, colour="000000")
    border(lower, "bottom", eighths=8, space=1, colour="000000")
    _end(paper)


FOOT_MM = sheet.TOP_MM + sheet.HEIGHT_MM


def code(paper: Paper, target: str, *, letter: bool = False) -> None:
    """The code of `target` in the lower margin of the last page, where it takes no room from the
    text: under the imprint, in a letter on both sides of its lower rule. None without a target."""
    if not target:
        return
    if letter:
        stamp(paper, target, side_mm=12.5, top_mm=FOOT_MM + 1, letters_mm=FOOT_MM + 16.5)
    else:
        stamp(paper, target, side_mm=15, top_mm=FOOT_MM + 3, letters_mm=FOOT_MM + 18.5)
    _end(paper)


def _end(paper: Paper) -> None:
    """Some programs lose the frame of what ends a document."""
    paper.line("small").paragraph_format.line_spacing = Pt(1)


IMPRINT_CHARS = 29
"""Of 14 pt in a line of the imprint, one character in on both sides."""


def _at_foot(paragraph: Paragraph, lines: int) -> None:
    """So many lines of the imprint above the lower edge of the type area."""
    foot = round((sheet.TOP_MM + sheet.HEIGHT_MM) * MM) - lines * (
        sheet.STYLES["imprint"].pitch + 60
    )
    sheet.frame(
        paragraph, width_mm=sheet.WIDTH_MM, place=f'w:vAnchor="page" w:xAlign="center" w:y="{foot}"'
    )

"""Ruled tables in documents."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table

from ems_dashboard.reports.paper import Paper, align, write


def table(
    paper: Paper,
    heads: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    widths_mm: Sequence[float],
    texts: Collection[int] = (),
) -> None:
    """A ruled table; its heads are repeated on every page, equal neighbours in them are one cell,
    no row is torn. `texts`: the columns whose cells are sentences, which begin at the left."""
    made = paper.document.add_table(rows=0, cols=len(widths_mm))
    _ruled(made)
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for number, values in enumerate((*heads, *rows)):
        row = made.add_row()
        marks = row._tr.get_or_add_trPr()
        marks.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if number < len(heads):
            marks.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for column, (cell, value, width) in enumerate(
            zip(row.cells, values, widths_mm, strict=True)
        ):
            cell.width, cell.vertical_alignment = Mm(width), WD_ALIGN_VERTICAL.CENTER
            style = "head" if number < len(heads) else "cell"
            cell.paragraphs[0].style = paper.document.styles[paper.word(f"document.style.{style}")]
            if column in texts and number >= len(heads):
                align(cell.paragraphs[0]._p.get_or_add_pPr(), "left")
            write(cell.paragraphs[0], value)
    _merge(made, heads)


def _ruled(made: Table) -> None:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="28" w:type="dxa"/>' for side in ("left", "right"))
    made._tbl.replace(
        made._tbl.tblPr,
        parse_xml(
            f'<w:tblPr {nsdecls("w")}><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>{edges}'
            f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        ),
    )


def _merge(made: Table, heads: Sequence[Sequence[str]]) -> None:
    """Joins equal neighbours of the heads, along the row and down the column."""
    for row, values in enumerate(heads):
        for column, value in enumerate(values):
            above = row > 0 and heads[row - 1][column] == value
            beside = column > 0 and values[column - 1] == value
            if not above and not beside:
                right = column + _equal(values[column:])
                down = row + _equal([each[column] for each in heads[row:]])
                _join(made, (row, column), (down, right))


def _equal(values: Sequence[str]) -> int:
    """How many after the first are the same as it."""
    return sum(1 for _ in takewhile(lambda value: value == values[0], values)) - 1


def _join(made: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    if first == last:
        return
    joined = made.cell(*first).merge(made.cell(*last))
    for paragraph in joined.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)

"""What a person does with a page: choosing, and opening the files that its buttons make."""

import csv
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

WAIT = 120_000
"""ms; what every wait of a page takes at the most: a test fails on what does not come, not on what comes late."""
IDLE = "!document.querySelector('[data-test-script-state=running]')"


def pick(page, label: str, name: str) -> None:
    """Chooses in a list by its label; the page has run again when it comes back."""
    box = page.get_by_label(label, exact=True).first
    box.click(timeout=WAIT)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).click(timeout=WAIT)
    page.wait_for_timeout(300)
    page.wait_for_function(IDLE, timeout=WAIT)


def tick_one(page, label: str, name: str) -> None:
    """Chooses one of those that stand side by side; the page has run again when it comes back."""
    group = page.get_by_role("radiogroup", name=label).first
    group.locator("label", has_text=name).click(timeout=WAIT)
    page.wait_for_timeout(300)
    page.wait_for_function(IDLE, timeout=WAIT)


def saved(page, button: str) -> Path:
    with page.expect_download(timeout=WAIT) as waiting:
        page.get_by_role("button", name=button).first.click(timeout=WAIT)
    return Path(waiting.value.path())


def docx(page, button: str) -> str:
    """Every word of the document."""
    path = saved(page, button)
    with path.open("rb") as file:
        found = Document(file)
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def xlsx(page, button: str) -> list[tuple]:
    with saved(page, button).open("rb") as file:
        return list(load_workbook(file).active.iter_rows(values_only=True))


def rows_of_csv(page, button: str) -> list[list[str]]:
    return list(csv.reader(saved(page, button).read_text(encoding="utf-8-sig").splitlines()))

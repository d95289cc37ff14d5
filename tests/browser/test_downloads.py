"""Every file that a page of the desk offers is taken with a press and opened again."""

import pytest

from tests.browser.hands import WAIT, docx, rows_of_csv, xlsx

pytestmark = pytest.mark.browser
BUSY = "as_of=2023-09-04T20:24"
DOCX = "公文（.docx）"


def opened(page, server, address):
    page.goto(f"{server.base}/{address}&{BUSY}")
    page.wait_for_selector(".stDownloadButton", timeout=WAIT)
    return page


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_documents_of_the_desk_open_again(look, server, signed_in, size):
    page = signed_in(look(*size), server, "duty_officer", "/orders")
    told = {
        name: docx(opened(page, server, address), button)
        for name, address, button in (
            ("responses", "responses?x=1", DOCX), ("consultations", "consultations?x=1", DOCX),
            ("reports", "reports?x=1", DOCX), ("handover", "handover?x=1", "下载交接单"),
        )
    }  # fmt: skip
    page.goto(f"{server.base}/orders?{BUSY}")
    page.locator("a[href*='order=']:visible", has_text="第11号指令").first.click(timeout=WAIT)
    page.wait_for_selector(".dk-paper", timeout=WAIT)
    told["orders"] = docx(page, DOCX)
    assert "漳汛电〔2023〕" in told["responses"]
    assert "第3次" in told["consultations"]
    assert "56,613" in told["reports"] or "56613" in told["reports"]
    assert "值班员乙" in told["handover"]
    assert "漳汛指〔2023〕42号" in told["orders"]
    assert page.trouble == []


def test_the_tables_of_the_desk_open_again(look, server, signed_in):
    page = signed_in(look(1366, 768), server, "duty_officer", "/orders")
    for address, word in (("orders?x=1", "漳汛指〔2023〕42号"), ("log?unit=350623", "漳浦县")):
        opened(page, server, address)
        sheet, text = xlsx(page, "Excel"), rows_of_csv(page, "CSV")
        assert [[str(cell or "") for cell in row] for row in sheet] == text
        assert any(word in row for row in text)
    assert page.trouble == []

"""What the grid reads for its sums is what the server reads when it is sent: one table of cases for both."""

import json

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.screen.scripts import address_of

pytestmark = pytest.mark.browser
CASES = json.loads((ROOT / "tests" / "samples" / "numbers.json").read_text(encoding="utf-8"))
READ = """async ([address, texts]) => {
  const { isBlank, readWhole } = await import(address);
  return texts.map(typed => {
    if (isBlank(typed)) return { typed, blank: true };
    const whole = readWhole(typed);
    return whole === null ? { typed, refused: true } : { typed, whole };
  });
}"""


def test_the_browser_reads_a_count_as_the_table_says(look, server):
    page = look()
    page.goto(f"{server.base}/sign-in")
    texts = [case["typed"] for case in CASES]
    assert page.evaluate(READ, [address_of("numbers.js"), texts]) == CASES

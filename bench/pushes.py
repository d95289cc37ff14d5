"""From the commit of a figure to the figure on the screen: a real browser with the overview open, a real server, and a
third process that commits.

The clock starts when the commit has returned to the process that made it, on the disk, and stops in the browser at the
first frame after the text of the figure changed; both read the same machine's clock of the day."""

import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from playwright.sync_api import Page, sync_playwright

from bench.measuring import Finding, at_most
from bench.seasons import Ground, ledger
from bench.servers import dashboard
from ems_dashboard.config import ROOT

SEEN_SECONDS = 60
SHOWN = '[data-figure="people"]'
WATCH = """
selector => {
  window.seen = {};
  const look = () => {
    const text = document.querySelector(selector)?.textContent;
    if (text && !(text in window.seen)) {
      window.seen[text] = 0;
      requestAnimationFrame(() => { window.seen[text] = Date.now(); });
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}
"""


def measure(ground: Ground) -> Iterator[Finding]:
    path = ground.folder / "pushes.sqlite"
    ledger(path, ground.year).close()
    url = f"sqlite:///{path}"
    with (
        dashboard(url, ground.folder / "inbox") as server,
        _browser() as page,
        _committer(url, ground.now) as ask,
    ):
        page.goto(server.base)
        page.wait_for_selector(SHOWN, timeout=120_000)
        page.wait_for_timeout(3000)  # map and charts are drawn
        page.evaluate(WATCH, SHOWN)
        taken = sorted(_seen(page, *ask()) for _ in range(ground.sizes.commits))
    p95 = taken[max(0, -(-len(taken) * 95 // 100) - 1)]
    yield at_most(
        f"durable commit by another process to the figure on the screen, p95 of {len(taken)}", p95, 500, " ms",
        f"median {statistics.median(taken):.0f} ms, longest {taken[-1]:.0f} ms",
    )  # fmt: skip


def _seen(page: Page, shown: str, committed: float) -> float:
    """ms from the commit until the browser showed it. The pause before the next commit is of no fixed length, so that
    it falls anywhere between two looks of whoever waits for it."""
    page.wait_for_function(
        "text => window.seen[text]", arg=shown, polling=50, timeout=SEEN_SECONDS * 1000
    )
    at = page.evaluate("text => window.seen[text]", shown)
    time.sleep(random.uniform(0.3, 0.8))
    return at - committed * 1000


@contextmanager
def _browser() -> Iterator[Page]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser.new_page(
            viewport={"width": 1920, "height": 1080}, timezone_id="Asia/Shanghai"
        )
        browser.close()


@contextmanager
def _committer(url: str, now: datetime):
    """ask() → the text that the screen will show, and the second of the day at which the commit had returned."""
    command = [sys.executable, "-m", "bench.committer", url, now.isoformat()]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask() -> tuple[str, float]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        shown, at = process.stdout.readline().split()
        return shown, float(at)

    try:
        yield ask
    finally:
        process.communicate(timeout=30)

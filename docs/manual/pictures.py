"""Makes the pictures of the manual anew (`make pictures`): from the demonstration, from a typhoon on its second
day with the clock at two past five, and from an empty live database. It needs a browser, as the tests do."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from ems_dashboard.store import open_store
from tests.browser.case import FIVE, HOUR, befall
from tests.browser.conftest import READY, Server
from tests.browser.test_first_hour import CODE, PASSWORD, Announced
from tests.services.demonstration import kept_demonstration
from tests.services.install import browser

FOLDER = Path(__file__).parent / "pictures"
DESK, PHONE = (1366, 768), (390, 844)
BUSY = "as_of=2023-09-04T20:24"
COLOURS = 104
IDLE = """() => document.querySelector('.ems-end')
  && !document.querySelector('[data-test-script-state=running]')"""
MOMENT_MS, LONG_MS = 1500, 60_000


class Camera:
    """Pictures of one server."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server

    def look(self, address: str, who: str = "", size: tuple[int, int] = DESK) -> Page:
        """The page as somebody sees it: a role, a ready account, or nobody signed in."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, timezone_id="Asia/Shanghai"
        )
        page = context.new_page()
        page.set_default_timeout(LONG_MS)
        if who:
            page.goto(f"{self.server.base}/sign-in")
            page.locator(f'button[name="ready"][value="{READY.get(who, who)}"]').click()
            page.wait_for_selector(".ems-bar")
        page.goto(self.server.base + address)
        if not address.startswith(("/wall", "/sign-in")):
            settle(page)
        return page

    def take(self, name: str, address: str, who: str = "", size: tuple[int, int] = DESK) -> Page:
        page = self.look(address, who, size)
        keep(page, name)
        return page


def settle(page: Page) -> None:
    page.wait_for_function(IDLE)
    page.wait_for_timeout(MOMENT_MS)


def keep(page: Page, name: str) -> None:
    """With few colours, so that the manual stays light."""
    page.wait_for_timeout(MOMENT_MS)
    shot = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = shot.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


@contextmanager
def serving(folder: Path, moment: str = "", *, case: bool = False) -> Iterator[Server]:
    """The demonstration; `case`: with the typhoon of the tests, which it does not hold."""
    folder.mkdir()
    copy = folder / "pictures.sqlite"
    shutil.copy(kept_demonstration(), copy)
    server = Server(f"sqlite:///{copy}", str(folder / "inbox"), moment)
    if case:
        store = open_store(server.database)
        befall(store, FIVE, FIVE - 6 * HOUR)
        store.close()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def of_the_season(camera: Camera) -> None:
    camera.take("overview", f"/?{BUSY}")
    page = camera.look(f"/?{BUSY}")
    page.locator(".ems-moment .pill").click()
    keep(page, "moment")
    camera.take("race", f"/race?{BUSY}")
    page = camera.look(f"/storm?{BUSY}")
    page.wait_for_selector(".leaflet-land-pane path", state="attached")
    keep(page, "storm")
    camera.take("orders", f"/orders?{BUSY}")
    camera.take("own-orders-phone", f"/orders?{BUSY}", "350623", PHONE)
    page = camera.look(f"/wall?{BUSY}")
    page.wait_for_selector("#map path", state="attached")
    keep(page, "wall")
    camera.take("sign-in", "/sign-in")


def of_the_case(camera: Camera) -> None:
    page = camera.take("levels", "/responses", "duty_officer")
    page.get_by_text("提出级别变动").evaluate("node => node.scrollIntoView()")
    keep(page, "level-form")
    page = camera.look("/orders", "duty_officer")
    page.get_by_role("link", name="拟一份指令").click()
    page.wait_for_selector(".ems-draft")
    settle(page)
    keep(page, "order-form")
    camera.take("leader-phone", "/", "leader", PHONE)
    camera.take("intake", "/intake", "duty_officer")
    camera.take("handover", "/handover", "duty_officer")
    for name, size in (("entry-phone", PHONE), ("entry", DESK)):
        page = camera.look("/entry", "county", size)
        page.locator(".ems-grid td input").first.wait_for()
        keep(page, name)
    a_report(camera)


def a_report(camera: Camera) -> None:
    """Taken, its questions answered, handed over, and seen by who signs it."""
    page = camera.look("/reports", "duty_officer")
    page.get_by_role("button", name="取数(截至 17:00)").click()
    page.locator(".mt-figures").wait_for()
    settle(page)
    keep(page, "report")
    for left in ("待说明1项", "均已说明"):
        page.get_by_placeholder("说明或采用的理由").first.fill("已电话核实")
        page.get_by_role("button", name="照此采用", exact=True).first.click()
        page.get_by_text(left).wait_for()
    page.get_by_role("button", name="交付签发").click()
    page.locator(".mt-paper").wait_for()
    camera.take("signing", "/reports", "approver")


def of_a_new_system(browser: Browser, folder: Path) -> None:
    """From the one-time code to the page of accounts."""
    folder.mkdir()
    server = Announced(f"sqlite:///{folder / 'live.sqlite'}", folder)
    open_store(server.database).close()
    server.start()
    try:
        page = Camera(browser, server).look("/sign-in/first")
        code = CODE.search(server.printed.read_text(encoding="utf-8"))[1]
        given = {"code": code, "account": "admin", "name": "管理员甲"}
        for name, text in (given | dict.fromkeys(("new", "again"), PASSWORD)).items():
            page.fill(f"input[name={name}]", text)
        keep(page, "first")
        page.press("input[name=again]", "Enter")
        page.wait_for_url("**/accounts")
        settle(page)
        keep(page, "accounts")
    finally:
        server.stop()


PARTS = ("season", "case", "new")


def main(wanted: Sequence[str] = PARTS) -> None:
    """`wanted`: the parts to be made anew."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        folder = Path(name)
        if "season" in wanted:
            with serving(folder / "season") as server:
                of_the_season(Camera(chromium, server))
        if "case" in wanted:
            with serving(folder / "case", "2024-07-20T17:02", case=True) as server:
                of_the_case(Camera(chromium, server))
        if "new" in wanted:
            of_a_new_system(chromium, folder / "new")
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1:] or PARTS)

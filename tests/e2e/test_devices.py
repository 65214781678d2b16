"""A tablet of the house is paired, used and removed, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from e2e.home import Home, free_port
from e2e.steps import checked, until
from e2e.test_accessibility import too_wide, violations
from e2e.visitor import SIZES, Visitor

pytestmark = pytest.mark.browser


class Tablet(Visitor):
    """A second device: it comes over the home network."""

    def __init__(self, browser: Browser, home: Home, url: str) -> None:
        self.url = url
        super().__init__(browser, home, "tablet", ignore_https_errors=True)

    def go(self, path: str) -> int:  # type: ignore[override]
        """Open a page; returns its status."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer.status

    def _watch(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith((self.url, "data:", "blob:")):
            self.asked_elsewhere.append(url)


@pytest.fixture
def house(chromium: Browser, home: Home) -> Iterator[tuple[Visitor, Tablet]]:
    """The computer itself and a tablet, before they are paired."""
    checked(home)
    port = free_port()
    link = home.start("--home", "--address", "127.0.0.1", "--home-port", str(port))
    computer = Visitor(chromium, home, "desktop")
    computer.enter(link)
    tablet = Tablet(chromium, home, f"https://127.0.0.1:{port}")
    yield computer, tablet
    for one in (computer, tablet):
        one.close()
        assert one.asked_elsewhere == []


def code_on(page: Page) -> str:
    """The code as the computer's page shows it."""
    return page.locator("p.code").inner_text()


def press_main(page: Page) -> None:
    page.locator(".floor .btn.main").click()
    page.wait_for_load_state()


def test_a_tablet_is_paired_used_and_removed(house: tuple[Visitor, Tablet]) -> None:
    """The whole way, with a wrong code in between."""
    computer, tablet = house
    assert tablet.go("/") == 403
    computer.go("/devices/")
    press_main(computer.page)
    code = code_on(computer.page)

    wrong = f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"
    tablet.page.fill("#name", "Living room")
    tablet.page.fill("#code", wrong)
    press_main(tablet.page)
    assert "4 tries are left" in tablet.page.locator("#code-wrong").inner_text()
    tablet.page.fill("#code", code)
    press_main(tablet.page)
    assert "Elbow prop" in tablet.page.locator("main").inner_text()
    assert tablet.page.evaluate("isSecureContext && 'serviceWorker' in navigator")
    assert tablet.page.evaluate("Boolean(navigator.mediaDevices && navigator.wakeLock)")

    tablet.page.evaluate("localStorage.setItem('kept', 'an answer')")
    computer.go("/devices/")
    assert "Living room" in computer.page.locator("#list").inner_text()
    computer.page.locator("#list summary").click()
    computer.page.locator("#list .danger").click()
    computer.page.wait_for_load_state()
    assert tablet.go("/") == 410
    assert tablet.page.locator("#code").count()
    assert tablet.page.evaluate("localStorage.getItem('kept')") is None
    assert computer.complaints == []


def test_a_movement_is_done_on_the_tablet_and_kept_at_home(
    home: Home, house: tuple[Visitor, Tablet]
) -> None:
    """The player, its worker and its posts work over the home network."""
    computer, tablet = house
    tablet.go("/")
    computer.go("/devices/")
    press_main(computer.page)
    tablet.page.fill("#code", code_on(computer.page))
    press_main(tablet.page)
    tablet.go("/session/start/")
    tablet.page.locator('.pain button[value="2"]').click()
    tablet.page.locator('button[name="list"][value="none"]').click()
    tablet.wait_for_core()
    until(tablet, "ask")
    tablet.fine()
    done = [row for row in home.history() if row["type"] == "exercise_done"]
    assert len(done) == 1


def test_the_pages_of_the_devices_have_no_violation_and_do_not_scroll_sideways(
    house: tuple[Visitor, Tablet],
) -> None:
    """Pairing, the steps, and the computer's own page."""
    computer, tablet = house
    found = {}
    visits = [(computer, page) for page in ("/devices/", "/settings/")]
    visits += [(tablet, f"/pair/{kind}") for kind in ("", "iphone/", "android/", "computer/")]
    for visitor, page in visits:
        visitor.go(page)
        for width, height in (SIZES["phone"], SIZES["desktop"], (320, 640)):
            visitor.page.set_viewport_size({"width": width, "height": height})
            if wrong := violations(visitor):
                found[f"{page} {width}"] = wrong
            assert not too_wide(visitor), page
    assert found == {}

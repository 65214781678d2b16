"""Two knocks, heard by a real browser from a microphone that plays a file.

Hazards H30 and H31 (docs/safety.md).
"""

from __future__ import annotations

import math
import random
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from e2e.conftest import chromium_path
from e2e.home import Home
from e2e.steps import checked, start
from e2e.visitor import FLAGS, Visitor

pytestmark = pytest.mark.browser

RATE_HZ = 48_000
PATIENCE_MS = 30_000
PAGE = "/settings/knocks/"


class Sound:
    """Samples of a quiet room, into which things are laid."""

    def __init__(self, seconds: float) -> None:
        self.chance = random.Random(5)
        self.samples = [self.chance.gauss(0, 0.0005) for _ in range(round(seconds * RATE_HZ))]

    def knock(self, at_s: float) -> Sound:
        """A knuckle on wood: a click, and three modes that die within hundredths of a second."""
        for n in range(round(0.12 * RATE_HZ)):
            t = n / RATE_HZ
            value = 0.5 * self.chance.gauss(0, 1) * math.exp(-t / 0.004)
            for pitch, gain in ((240, 1.0), (620, 0.7), (1400, 0.5)):
                value += gain * math.sin(math.tau * pitch * t) * math.exp(-t / 0.014)
            self.samples[round(at_s * RATE_HZ) + n] += 0.3 * value
        return self

    def speech(self, from_s: float, to_s: float) -> Sound:
        """Noise and a buzzing voice that swell and fade four times a second, like syllables."""
        for n in range(round(from_s * RATE_HZ), round(to_s * RATE_HZ)):
            t = n / RATE_HZ
            swell = max(0.0, math.sin(math.tau * 2 * t)) ** 0.5 * (0.6 + 0.4 * math.sin(5.1 * t))
            buzz = sum(math.sin(math.tau * 120 * k * t) / k for k in (1, 2, 3, 5, 8))
            self.samples[n] += 0.08 * swell * (buzz + 0.5 * self.chance.gauss(0, 1))
        return self

    def write(self, place: Path) -> Path:
        """Write a file that Chromium can play into its microphone."""
        told = array("h", (round(32767 * max(-1.0, min(1.0, s))) for s in self.samples))
        with wave.open(str(place), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(told.tobytes())
        return place


@pytest.fixture
def listening(home: Home) -> Iterator[Callable[..., Visitor]]:
    """Open the home in a browser with a microphone that hears a file, or with none allowed."""
    with sync_playwright() as play:
        browsers: list[Browser] = []

        def come_in(file: str, *more: str) -> Visitor:
            flags = (
                *FLAGS,
                *more,
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={file}",
            )
            browser = play.chromium.launch(executable_path=chromium_path(), args=list(flags))
            browsers.append(browser)
            visitor = Visitor(browser, home)
            visitor.enter(home.start())
            return visitor

        yield come_in
        for browser in browsers:
            browser.close()


ALLOWED = "--use-fake-ui-for-media-stream"


def test_the_page_to_try_hears_two_knocks_and_not_what_is_like_speech(
    home: Home, listening: Callable[..., Visitor], tmp_path: Path
) -> None:
    """Seven seconds of speech-like sound come first: they light nothing and count as nothing."""
    checked(home)
    sound = Sound(12).speech(0.5, 7.5).knock(9.5).knock(9.8)
    visitor = listening(f"{sound.write(tmp_path / 'a.wav')}%noloop", ALLOWED)
    visitor.go(PAGE)
    visitor.page.locator("[data-knocks-begin]").click()
    visitor.page.wait_for_selector('[data-knocks-state="two"]:visible', timeout=PATIENCE_MS)
    section = visitor.page.locator("[data-knocks]")
    assert section.get_attribute("data-pairs") == "1"
    assert section.get_attribute("data-knocks-heard") == "2"
    assert visitor.page.locator("[data-knocks-shape].lit").count() == 2
    assert visitor.asked_elsewhere == []
    assert visitor.complaints == []


def test_a_refused_microphone_is_said_plainly(
    home: Home, listening: Callable[..., Visitor], tmp_path: Path
) -> None:
    """No permission: one sentence, and the choice below still works."""
    checked(home)
    file = Sound(1).write(tmp_path / "b.wav")
    visitor = listening(str(file), "--deny-permission-prompts")
    visitor.go(PAGE)
    visitor.page.locator("[data-knocks-begin]").click()
    visitor.page.wait_for_selector('[data-knocks-state="refused"]:visible', timeout=PATIENCE_MS)
    assert visitor.page.locator("[data-knocks-shapes]").is_hidden()


def test_in_a_session_knocks_are_ready_then_a_stop_that_is_kept(
    home: Home, listening: Callable[..., Visitor], tmp_path: Path
) -> None:
    """The same two knocks every four seconds: into the movement, and out of it as a Stop."""
    checked(home)
    sound = Sound(4).knock(1).knock(1.3)
    visitor = listening(str(sound.write(tmp_path / "c.wav")), ALLOWED)
    visitor.go(PAGE)
    visitor.page.locator('[name="knocks"][value="on"]').check()
    visitor.page.locator('button[name="go"]').click()
    start(visitor)
    page = visitor.page
    page.keyboard.press("Shift")
    page.wait_for_selector('.hearing[data-state="listening"]', timeout=PATIENCE_MS)
    page.wait_for_selector('main[data-screen="doing"]', timeout=PATIENCE_MS)
    page.wait_for_selector('main[data-screen="stopped"]', timeout=PATIENCE_MS)
    assert page.locator("main h1").inner_text() == "Did it hurt?"
    assert any(line.startswith("Did it hurt?") for line in visitor.spoken())
    page.reload()
    visitor.wait_for_core()
    visitor.settle()
    done = [row for row in home.history() if row["type"] == "exercise_done"]
    assert [row["stop_pressed"] for row in done] == [True]


def test_a_session_whose_microphone_is_refused_goes_on_with_the_keys(
    home: Home, listening: Callable[..., Visitor], tmp_path: Path
) -> None:
    """One calm sentence, a sign, and Space still is Ready."""
    checked(home)
    file = Sound(1).write(tmp_path / "d.wav")
    visitor = listening(str(file), "--deny-permission-prompts")
    visitor.go(PAGE)
    visitor.page.locator('[name="knocks"][value="on"]').check()
    visitor.page.locator('button[name="go"]').click()
    start(visitor)
    visitor.page.wait_for_selector('.hearing[data-state="refused"]', timeout=PATIENCE_MS)
    assert sum("cannot hear knocks" in line for line in visitor.spoken()) == 1
    visitor.page.keyboard.press("Space")
    visitor.settle()
    assert visitor.screen == "doing"

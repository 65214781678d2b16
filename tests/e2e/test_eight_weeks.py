"""Eight weeks lived through the pages by three people: what the days said, and what Progress says.

Mornings, movements, the questions of the week and the checks are told in the browser, as people
do who do what Today offers, and not all of it every day; without script, which makes it quicker.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from backfour.core.vocabulary import EXERCISES
from builders import Story
from e2e.home import Home
from e2e.steps import Visit
from e2e.test_journeys import answer_check
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

DAYS = 57
"""Days until eight weeks are over."""
EVERY_DAYS = 3
"""They move every third day, and leave out the morning before it."""
WHOLE_DAYS = 9
"""All movements every ninth day, else two; the first day is whole."""
MOST_STEPS = 60
"""Pages of one session or one round of questions at most."""

EARLY = "Too early to tell"
UPS_AND_DOWNS = (0, 1, -1, 0, 1, 0, -1, 0, 0, -1, 1)
"""Good and bad mornings around the level, in no rhythm with the week."""

Level = Callable[[int], float]

PEOPLE: dict[str, Level] = {
    "better": lambda day: 6 - 5 * min(1, day / 28),
    "same": lambda _: 4,
    "worse": lambda day: 3 + 3 * min(1, day / 40),
}
"""The level of somebody's pain in the morning, by the day since the first."""


class Life:
    """One person, their pain, and the pages they touch."""

    def __init__(self, home: Home, visitor: Visitor, level: Level) -> None:
        self.home, self.visitor, self.page = home, visitor, visitor.page
        self._level = level
        # Nobody watches the films here, and showing them costs most of the minutes.
        empty = {"status": 200, "content_type": "video/mp4", "body": ""}
        visitor.context.route(re.compile(r"\.(mp4|webm)$"), lambda route: route.fulfill(**empty))
        self._first = home.now.replace(hour=0, minute=0)

    def pain(self, day: int) -> int:
        """Pain of one morning, 0 to 10."""
        shaken = self._level(day) + UPS_AND_DOWNS[day % len(UPS_AND_DOWNS)]
        return min(10, max(0, round(shaken)))

    def at(self, day: int, hour: int) -> None:
        self.home.set_time(self._first + timedelta(days=day, hours=hour))

    def live(self, day: int) -> None:
        """One day: the morning, what Today asks for, the movements, the questions of the week."""
        self.at(day, 7)
        if day % EVERY_DAYS < EVERY_DAYS - 1 and day:
            self.morning(day)
        self.at(day, 10)
        if day % EVERY_DAYS == 0:
            self.today(day)
        if day % 7 == 0:
            self.at(day, 20)
            self.questions(day)

    def morning(self, day: int) -> None:
        pain = self.pain(day)
        self.visitor.go("/morning/")
        self.page.locator(f'.pain button[value="{pain}"]').click()
        self.page.locator("#other").fill(str(5 * pain))
        self.page.locator('.row button[name="minutes"][value="other"]').click()
        self.page.locator('button[name="leg"][value="no"]').click()

    def today(self, day: int) -> None:
        """Do what the one large button says, and take a step up where it is offered."""
        self.visitor.go("/")
        for check in ("/week/", "/check/"):
            if self.page.locator(
                f'main a[href^="{check}"], .floor a.main[href^="{check}"]'
            ).count():
                self.check(check)
                self.visitor.go("/")
        if self.page.locator('button[name="accepted"][value="yes"]').count():
            self.page.locator('button[name="accepted"][value="yes"]').click()
        if self.page.locator('.start[href="/session/start/"]').count():
            self.session(day)

    def check(self, where: str) -> None:
        if where == "/week/":
            self.visitor.go(where)
            self.page.locator('button[name="list"][value="none"]').click()
            return
        self.page.locator(f'a[href^="{where}"]').first.click()
        if "/check/full/" in self.page.url:
            answer_check(self.visitor)

    def session(self, day: int) -> None:
        """The movements of the day, each as good as the day is."""
        finish = self.page.locator('main form[action$="/finish/"] button')
        pain = min(self.pain(day), 5)
        self.visitor.go("/session/start/")
        self.page.locator(f'.pain button[value="{pain}"]').click()
        self.page.locator('button[name="list"][value="none"]').click()
        self.page.locator("main a.btn").first.click()
        for _ in range(MOST_STEPS):
            if "/session/end/" in self.page.url:
                return
            if day % WHOLE_DAYS and "/leg_hang/" in self.page.url:
                finish.click()
                continue
            self.page.locator(
                'main button[value="begin"], main button[value="done"], main button[name="fine"], '
                ".floor form button.main"
            ).first.click()
        raise AssertionError("the session never ends")

    def questions(self, day: int) -> None:
        """What Progress asks this week."""
        for _ in range(MOST_STEPS):
            self.visitor.go("/progress/questions/")
            due = self.page.locator("section[aria-labelledby=due] .asks a")
            if not due.count():
                return
            due.first.click()
            self.answer(self.page.url, self._level(day))
        raise AssertionError("the questions never end")

    def answer(self, where: str, level: float) -> None:
        steps = min(3, round(level / 2))
        if "/upright_s/" in where:
            self.page.locator("#value").fill(str(round(3 + 2 * level)))
        elif "/activity_1/" in where:
            self.page.locator("#text").fill("stairs")
            self.touch(10 - round(level))
        elif "/change/" in where:
            self.touch(round((self._level(0) - level) * 0.8))
        else:
            self.touch(steps)
        self.page.locator('.floor button[value="save"]').click()

    def touch(self, value: int) -> None:
        self.page.locator(f'input[name="value"][value="{value}"]').check(force=True)

    # ---------------------------------------------------------------- what is said

    def says(self, measure: str) -> str:
        """The sentence of Progress beside a measure."""
        row = self.page.locator(f'dl.facts > div:has(dt:text-is("{measure}"))').first
        return row.locator("strong").inner_text()

    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())


def live(home: Home, visit: Visit, kind: str) -> tuple[Life, dict[int, str]]:
    """Eight weeks of one person, and the sentence about their pain on some days of them."""
    level = PEOPLE[kind]
    home.bring(Story().welcome(F3=2, F4=min(3, round(level(0) / 2))).rows)
    home.pass_time(hours=1)
    life = Life(home, visit("phone", java_script_enabled=False), level)
    told = {}
    for day in range(DAYS + 1):
        life.live(day)
        if day in (5, 12, 28, 42, DAYS):
            life.visitor.go("/progress/")
            told[day] = life.says("Pain in the morning")
    return life, told


def test_someone_gets_better(home: Home, visit: Visit) -> None:
    """Too early twice, then improved, steps up on the way, and nobody is sent anywhere."""
    life, told = live(home, visit, "better")
    assert (told[5], told[12], told[DAYS]) == (EARLY, EARLY, "Improved")
    text = life.text()
    socks = "Socks: from “I need help, or cannot do it” to “Not hard”"
    assert text.startswith(f"8 weeks so far {socks} That is what you came for.")
    assert "stairs: from 4 to 9 of 10" in text
    assert "Time to talk to someone" not in text
    assert "Looking back after 6 weeks Something that matters to you has changed" in text
    assert "this chart cannot tell why you changed" in text
    history = home.history()
    assert any(row["type"] == "rise_answered" and row["accepted"] for row in history)
    done = [row for row in history if row["type"] == "exercise_done"]
    assert {row["exercise"] for row in done} == set(EXERCISES)
    assert max(row["level"] for row in done) > max(row["level"] for row in done[:5])


def test_someone_stays_the_same(home: Home, visit: Visit) -> None:
    """About the same, and after six weeks of moving: time to talk to someone."""
    life, told = live(home, visit, "same")
    assert (told[5], told[28], told[DAYS]) == (EARLY, "About the same", "About the same")
    text = life.text()
    assert "Six weeks without a change that matters: time to talk to a physiotherapist." in text
    assert "stairs: still 6 of 10" in text


def test_someone_gets_worse(home: Home, visit: Visit) -> None:
    """Worse, said before any chart; Today closes the movements and sends them to be seen."""
    life, told = live(home, visit, "worse")
    assert (told[5], told[DAYS]) == (EARLY, "Worse")
    assert "Improved" not in told.values()
    text = life.text()
    assert "Time to talk to someone Your pain is higher than when you began." in text
    assert text.index("Please talk to a physiotherapist or doctor") < text.index("Smallest change")
    life.visitor.go("/")
    assert "The exercises are closed for now." in life.text()

"""Whatever a person, a page and a reminder do: breaks never pester. Hazard H44 (docs/safety.md).

A page that asks every minute, a reminder every half hour, and somebody who answers as they like,
over days with a change of the clocks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfour.core.quiet import Quiet
from backfour.core.sitting.breaks import (
    EARLY_S,
    FORGOTTEN_S,
    IGNORED_STOP,
    MOST_A_DAY,
    POSTPONE_S,
    Bout,
    Breaks,
    Wish,
    answered,
    due,
    offer,
    postponed,
    sat_down,
    seen,
    took,
    updated,
    why_unsent,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = int(datetime(2026, 3, 28, 20, tzinfo=BERLIN).timestamp())
AUTUMN = int(datetime(2026, 10, 24, 20, tzinfo=BERLIN).timestamp())
"""The evenings before the clocks change."""


def minute_at(at_s: int) -> int:
    local = datetime.fromtimestamp(at_s, BERLIN)
    return local.hour * 60 + local.minute


def day_at(at_s: int) -> int:
    return datetime.fromtimestamp(at_s, BERLIN).toordinal()


@dataclass
class Life:
    """One person; each offer is kept as (when, by whom, ignored in a row before it)."""

    page: Wish
    reminder: Wish
    now_s: int
    breaks: Breaks
    bout: Bout | None = None
    open: bool = False
    offers: list[tuple[int, str, int]] = field(default_factory=list)
    acts: list[tuple[int, str]] = field(default_factory=list)
    unanswered: int = 0
    beside_page: int = 0

    def minutes(self, count: int) -> None:
        for _ in range(count):
            self.now_s += 60
            self.breaks = updated(self.breaks, day_at(self.now_s), self.now_s)
            if self.open:
                self._page()
            if minute_at(self.now_s) % self.reminder.every_min == 0:
                self._remind()

    def _page(self) -> None:
        self.breaks = seen(self.breaks, self.now_s)
        found = due(self.page, self.bout, self.breaks, self.now_s, minute_at)
        if found.at_s is not None and found.at_s <= self.now_s:
            self._offer("page")

    def _remind(self) -> None:
        if self.reminder.quiet.covers(minute_at(self.now_s)):
            return
        page_offers = self.page.on
        if not why_unsent(
            self.reminder, self.bout, self.breaks, self.now_s, page_offers=page_offers
        ):
            self._offer("reminder")
            sat_s = self.now_s - self.bout.since_s if self.bout else FORGOTTEN_S
            self.beside_page += self.open and sat_s < FORGOTTEN_S

    def _offer(self, by: str) -> None:
        self.offers.append((self.now_s, by, self.unanswered))
        self.unanswered += 1
        self.breaks = offer(self.breaks, self.now_s)

    def act(self, what: str) -> None:
        """Sit down (naming the place), get up, answer, put off, open or close the page."""
        if what in {"open", "close"}:
            self.open = what == "open"
            return
        self.unanswered = 0
        self.acts.append((self.now_s, what))
        if what in {"sofa", "car"}:
            self.bout = Bout(self.now_s, what)
            self.breaks = sat_down(self.breaks, self.now_s)
        elif what == "up":
            self.bout = None
            self.breaks = took(self.breaks, self.now_s)
        else:
            self.breaks = {"no": answered, "later": postponed}[what](self.breaks, self.now_s)


acts = st.sampled_from(["sofa", "sofa", "car", "up", "no", "later", "open", "open", "close"])
schedules = st.lists(st.tuples(acts, st.integers(1, 150)), max_size=20)
quiets = st.sampled_from([Quiet(21 * 60, 7 * 60), Quiet(150, 150), Quiet(120, 180), Quiet(0, 200)])


@pytest.fixture(params=[SPRING, AUTUMN], ids=["spring", "autumn"], scope="module")
def begins(request):
    return request.param


def lived(begins, schedule, quiet, page_every=30, reminder_every=30) -> Life:
    life = Life(
        Wish(every_min=page_every, quiet=quiet),
        Wish(every_min=reminder_every, quiet=quiet),
        begins,
        Breaks(day_at(begins)),
    )
    for what, minutes in schedule:
        life.act(what)
        life.minutes(minutes)
    return life


@given(schedules, quiets, st.sampled_from([20, 30, 45, 60]), st.sampled_from([20, 30, 60]))
def test_never_two_for_one_break(begins, schedule, quiet, page_every, reminder_every):
    life = lived(begins, schedule, quiet, page_every, reminder_every)
    for (before, _, _), (now, by, _) in pairwise(life.offers):
        if by == "reminder":
            assert now - before >= reminder_every * 60 - EARLY_S
        elif put_off := [at for at, what in life.acts if what == "later" and before <= at < now]:
            assert now - put_off[-1] >= POSTPONE_S
        else:
            sat = [at for at, what in life.acts if what in {"sofa", "car"} and at < now]
            assert now - max(before, sat[-1]) >= page_every * 60


@given(schedules, quiets, st.sampled_from([20, 30, 60]))
def test_no_reminder_within_the_interval_after_an_answer_or_in_the_car(
    begins, schedule, quiet, every
):
    life = lived(begins, schedule, quiet, reminder_every=every)
    for now, by, _ in life.offers:
        last = max((at for at, _ in life.acts if at < now), default=0)
        assert by == "page" or now - last >= every * 60 - EARLY_S
        place = [(at, what) for at, what in life.acts if at < now and what in {"sofa", "car", "up"}]
        if place and place[-1][1] == "car":
            assert by == "reminder"
            assert now - place[-1][0] >= FORGOTTEN_S


@given(schedules, quiets)
def test_no_reminder_while_a_page_is_open_and_a_bout_runs(begins, schedule, quiet):
    assert lived(begins, schedule, quiet).beside_page == 0


@given(schedules, quiets)
def test_never_more_than_twelve_a_day(begins, schedule, quiet):
    life = lived(begins, schedule, quiet, page_every=20, reminder_every=20)
    a_day = Counter(day_at(at) for at, _, _ in life.offers)
    assert max(a_day.values(), default=0) <= MOST_A_DAY


@given(schedules, quiets)
def test_never_in_quiet_hours_also_where_the_clocks_change(begins, schedule, quiet):
    life = lived(begins, schedule, quiet)
    assert not [at for at, _, _ in life.offers if quiet.covers(minute_at(at))]


@given(schedules)
def test_none_after_three_that_nobody_answered_until_the_person_acts(begins, schedule):
    life = lived(begins, schedule, Quiet(0, 0))
    assert all(unanswered < IGNORED_STOP for _, _, unanswered in life.offers)


def test_a_day_of_sitting_has_breaks_from_both_so_that_these_rules_say_something():
    schedule = [("open", 1), ("sofa", 100), ("close", 1), ("up", 90)]
    life = lived(SPRING, schedule, Quiet(0, 0))
    assert {by for _, by, _ in life.offers} == {"page", "reminder"}

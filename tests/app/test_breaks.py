"""A page that is open and reminders that are pushed offer the same breaks, on the real store.

Hazard H44 (docs/safety.md).
"""

from __future__ import annotations

from itertools import count

import pytest

from app.reminding import Wire
from backfour.app.ports import Draft
from backfour.app.reminding.ports import Outcome
from backfour.app.reminding.tick import Tick
from backfour.app.sitting import wish_of
from backfour.core.quiet import NIGHT, Quiet
from backfour.core.reminding.daytime import Times
from tests.builders import Story

ZONE = "Europe/Berlin"


class Desk:
    """One person at a desk: a page that may be open, and reminders of breaks by push."""

    def __init__(self, home) -> None:
        from backfour.adapters.store.reminders import DjangoReminders

        self.home, self.push, self.when = home, Wire(), ""
        house, numbers = home.house, count(1)
        self.tick = Tick(
            DjangoReminders(),
            {"push": self.push},
            house.tick._knows,
            house.clock,
            lambda: f"token-{next(numbers)}",
        )
        self.at("09:00")
        self.reminds()

    @property
    def house(self):
        return self.home.house

    def reminds(self, quiet=NIGHT, every_min=30, at_min=540, until_min=1020) -> Desk:
        times = Times(at_min, every_min=every_min, until_min=until_min)
        self.house.reminders.change(ZONE, quiet, {"break": ("push", times)})
        return self

    def at(self, clock: str) -> Desk:
        """Move to a time of the third of March without anything happening."""
        self.home.at(clock if "-" in clock else f"2026-03-03T{clock}")
        self.when = clock
        return self

    def ticks(self, *clocks: str) -> Desk:
        for clock in clocks:
            self.at(clock).tick()
        return self

    def page(self, *clocks: str):
        """An open page asks at these times; returns what it is told the last time."""
        due = None
        for clock in clocks:
            due = self.at(clock).asks()
        return due

    def asks(self):
        settings = self.house.preferences.read()
        wish = wish_of(settings, frozenset(), self.house.reminders.reached().quiet)
        return self.house.sitting.due(wish, ZONE)

    @property
    def sent(self) -> int:
        return len(self.push.sent)

    def answers(self, number: int) -> None:
        """Say yes behind the link of a message."""
        self.house.reminders.confirm(self.push.sent[number][1], by_person=True)


@pytest.fixture
def desk(home):
    home.tell(Story().welcome())
    return Desk(home)


def test_without_a_bout_reminders_come_at_their_own_times(desk):
    assert desk.ticks("09:30", "10:00").sent == 2


def test_while_the_page_is_open_and_offers_breaks_no_reminder_comes(desk):
    desk.house.sitting.sit_down("sofa")
    desk.page(*(f"09:{minute:02d}" for minute in range(1, 30)))
    assert desk.ticks("09:30").sent == 0
    assert desk.page("09:30").at_s == desk.house.clock.now().instant // 10**9
    desk.house.preferences.change(breaks_on=False)
    assert desk.ticks("10:00").sent == 1, "a page that offers none leaves it to the reminder"


def test_a_closed_page_hands_over_to_the_reminder_and_takes_up_again_where_that_left_off(desk):
    desk.house.sitting.sit_down("sofa")
    desk.page("09:10")
    assert desk.ticks("09:30").sent == 1
    assert desk.page("09:33").silence == "answer"
    found = desk.page("09:41")
    assert found.at_s == desk.at("10:00").house.clock.now().instant // 10**9


def test_three_that_nobody_answered_on_page_and_by_message_are_three(desk):
    desk.house.sitting.sit_down("sofa")
    for clock in ("09:29", "09:30"):
        desk.page(clock)
    desk.house.sitting.answer("offered")
    assert desk.ticks("10:00", "10:30", "11:00", "11:30").sent == 2
    assert desk.page("11:31").silence == "ignored"
    desk.answers(1)
    assert desk.page("11:32").silence is None
    assert desk.at("12:00").page("11:40", "11:50").silence is None
    assert desk.ticks("12:30").sent == 3


def test_a_message_that_only_the_device_saw_is_not_answered(desk):
    desk.ticks("09:30", "10:00", "10:30")
    for _, token in desk.push.sent:
        desk.house.reminders.confirm(token, by_person=False)
    assert desk.ticks("11:00", "11:30").sent == 3


def test_after_three_without_an_answer_none_come_the_next_day_either_until_anything_is_told(desk):
    assert desk.ticks("09:30", "10:00", "10:30", "11:00").sent == 3
    assert desk.ticks("2026-03-04T09:00", "2026-03-04T09:30").sent == 3
    desk.house.morning.answer(2, 20, new_leg_pain=False)
    assert desk.ticks("2026-03-04T10:00").sent == 4


def test_twelve_a_day_from_both_together(desk):
    desk.reminds(every_min=20, at_min=420)
    for n in range(40):
        desk.ticks(f"{7 + n // 3:02d}:{n % 3 * 20:02d}")
        if desk.sent:
            desk.answers(-1)
    assert desk.sent == 12
    desk.house.sitting.sit_down("sofa")
    assert desk.asks().silence == "enough"


def test_no_message_soon_after_getting_up_putting_off_or_declining(desk):
    desk.house.sitting.sit_down("sofa")
    desk.at("09:58").house.sitting.get_up()
    assert desk.ticks("10:00").sent == 0
    assert desk.ticks("10:30").sent == 1
    desk.house.sitting.sit_down("sofa")
    desk.at("10:55").house.sitting.answer("later")
    assert desk.ticks("11:00").sent == 1
    desk.at("11:20").house.sitting.answer("no")
    assert desk.ticks("11:30").sent == 1
    assert desk.ticks("12:00").sent == 2


def test_a_bout_that_was_told_afterwards_counts_as_a_break(desk):
    values = {"place": "sofa", "minutes": 40, "feet_up": False, "back_filled": True}
    desk.at("09:58").house.sitting.log("told-1", values, ended_min=5)
    assert desk.ticks("10:00").sent == 0
    assert desk.ticks("10:30").sent == 1


def test_no_message_reaches_whoever_drives(desk):
    desk.house.sitting.sit_down("car")
    assert desk.ticks("09:30", "10:00", "12:00", "14:00").sent == 0


def test_a_bout_that_was_never_ended_does_not_silence_the_next_day(desk):
    desk.house.sitting.sit_down("sofa")
    assert desk.ticks("2026-03-04T09:30").sent == 1


def test_a_message_that_could_not_be_sent_is_no_break_that_was_ignored(desk):
    desk.push.says = [Outcome("never", "push.gone")] * 5
    desk.ticks("09:30", "10:00", "10:30", "11:00", "11:30")
    assert desk.sent == 5
    desk.house.sitting.sit_down("sofa")
    assert desk.asks().silence is None
    assert desk.ticks("12:00").sent == 6


def test_the_same_place_touched_again_begins_to_count_anew(desk):
    desk.house.sitting.sit_down("sofa")
    desk.ticks("09:30", "10:00", "10:30")
    desk.at("10:45")
    assert desk.asks().silence == "ignored"
    desk.house.sitting.sit_down("sofa")
    assert desk.asks().silence is None


@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ("2026-03-28T23:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:00+02:00"),
        ("2026-10-24T23:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T04:00+01:00"),
    ],
)
def test_quiet_hours_hold_for_messages_where_the_clocks_change(desk, before, inside, after):
    desk.at(before).reminds(Quiet(0, 240), at_min=240)
    assert desk.ticks(inside, after).sent == 1


@pytest.mark.parametrize(
    ("sits", "silence"),
    [
        ("2026-03-28T23:40+01:00", "quiet"),
        ("2026-03-29T01:40+01:00", None),
        ("2026-10-25T02:40+02:00", "quiet"),
        ("2026-10-25T02:40+01:00", None),
    ],
)
def test_quiet_hours_hold_for_the_page_where_the_clocks_change(desk, sits, silence):
    desk.reminds(Quiet(0, 180))
    desk.at(sits).house.sitting.sit_down("sofa")
    assert desk.asks().silence == silence, "half an hour later is what counts"


def test_breaks_that_an_earlier_version_kept_are_read(desk):
    kept = {"day": 739_678, "offered": 12, "taken": 0, "ignored": 0, "asked_s": 0}
    kept |= {"waits": False, "not_before_s": 0, "seen_s": 0}
    from backfour.adapters.store.neighbours import DjangoDrafts

    DjangoDrafts().keep(Draft("breaks", "breaks", kept, "2026-03-03T08:00:00+01:00"))
    desk.house.sitting.sit_down("sofa")
    assert desk.asks().silence == "enough"

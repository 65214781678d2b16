"""Reminders come once, at the right time of the person's own day, or say why they did not.

Hazards H35 and H36 (docs/safety.md).
"""

import pytest

from app.reminding import Life
from backfour.app.reminding.ports import Outcome
from backfour.core.errors import BackfourError, Refused
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times
from backfour.core.reminding.rules import Facts

GONE = Outcome("never", "push.gone")
BUSY = Outcome("later", "push.busy")


@pytest.fixture
def life(home):
    from backfour.adapters.store.reminders import DjangoReminders

    return Life(DjangoReminders())


def test_a_reminder_comes_at_its_time_and_once(life):
    life.wants().at("03-02T08:29").at("03-02T08:30").at("03-02T08:31")
    assert life.push.times == ["03-02T08:30"]


def test_it_is_repeated_once_where_nothing_was_logged(life):
    life.wants().at("03-02T08:30")
    life.reminders.confirm(life.push.sent[0][1], by_person=False)
    life.at("03-02T09:29").at("03-02T09:30").at("03-02T11:00").at("03-02T13:00")
    assert life.push.times == ["03-02T08:30", "03-02T09:30"]
    assert life.mail.sent == []
    assert life.reminders.untold() == ()


def test_it_is_not_repeated_where_the_morning_was_told(life):
    life.wants().at("03-02T08:30")
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("03-02T09:30").at("03-02T12:00")
    assert life.push.times == ["03-02T08:30"]


def test_what_is_not_confirmed_falls_back_to_the_next_channel_and_is_told(life):
    life.wants().at("03-02T08:30").at("03-02T09:30").at("03-02T10:30")
    assert (life.push.times, life.mail.times) == (["03-02T08:30"], ["03-02T09:30"])
    (told,) = life.reminders.untold()
    assert (told.channel, told.state, told.reason) == ("push", "fell_back", "")
    life.reminders.read()
    assert life.reminders.untold() == ()


def test_without_another_channel_the_same_one_is_used_again_and_that_is_told(life):
    life.mail.ready = False
    life.wants().at("03-02T08:30").at("03-02T09:30")
    assert life.push.times == ["03-02T08:30", "03-02T09:30"]
    assert life.reminders.untold()[0].reason == "no_other"


def test_a_channel_that_is_gone_hands_over_at_once(life):
    life.push.says = [GONE]
    life.wants().at("03-02T08:30")
    assert life.mail.times == ["03-02T08:30"]
    assert life.reminders.untold()[0].reason == "push.gone"


def test_a_channel_that_fails_for_now_is_tried_three_times_and_then_falls_back(life):
    life.push.says = [BUSY] * 3
    life.wants().at("03-02T08:30").at("03-02T08:30").at("03-02T08:31").at("03-02T08:36")
    assert life.push.times == ["03-02T08:30", "03-02T08:31", "03-02T08:36"]
    assert life.mail.times == ["03-02T08:36"]
    (told,) = life.reminders.untold()
    assert (told.state, told.reason) == ("failed", "push.busy")


def test_each_channel_has_its_own_three_tries(life):
    life.push.says, life.mail.says = [BUSY] * 3, [BUSY]
    life.wants().at("03-02T08:30").at("03-02T08:31").at("03-02T08:36").at("03-02T08:37")
    assert life.mail.times == ["03-02T08:36", "03-02T08:37"]
    assert [told.channel for told in life.reminders.untold()] == ["push"]


def test_a_mail_server_that_is_down_is_asked_once_in_a_tick(life):
    life.mail.says = [Outcome("later", "mail.unreachable")]
    life.wants(channel="mail").wants("session", channel="mail").at("03-02T08:30")
    assert life.mail.times == ["03-02T08:30"]
    life.at("03-02T08:31")
    assert len(life.mail.sent) == 3, "then each of them is sent"


def test_a_channel_that_recovers_is_used_and_nothing_is_told(life):
    life.push.says = [BUSY]
    life.wants().at("03-02T08:30").at("03-02T08:31").at("03-02T08:36")
    assert life.push.times == ["03-02T08:30", "03-02T08:31"]
    assert life.mail.sent == []
    assert life.reminders.untold() == ()


def test_where_every_channel_fails_the_person_is_told_and_the_next_day_is_tried_again(life):
    life.push.says, life.mail.ready = [GONE], False
    life.wants().at("03-02T08:30").at("03-02T09:30")
    assert life.reminders.untold()[0].reason == "push.gone"
    life.at("03-03T08:30")
    assert life.push.times == ["03-02T08:30", "03-03T08:30"]


def test_what_may_have_gone_is_never_sent_again(life):
    life.push.says = [Outcome("unsure", "push.slow")]
    life.wants().at("03-02T08:30").at("03-02T08:36")
    assert life.push.times == ["03-02T08:30"]
    assert life.mail.sent == []


def test_a_crash_between_sending_and_writing_it_down_sends_nothing_twice(life):
    life.wants()
    life.push.dies = True
    with pytest.raises(InterruptedError):
        life.at("03-02T08:30")
    life.push.dies = False
    life.at("03-02T08:31").at("03-02T08:36").at("03-02T08:50")
    assert life.push.times == ["03-02T08:30"]
    life.at("03-02T09:36")
    assert life.mail.times == ["03-02T09:36"], "it was never confirmed"
    life.at("03-03T08:30")
    assert life.push.times == ["03-02T08:30", "03-03T08:30"]


def test_a_computer_that_slept_sends_what_is_still_worth_it_and_tells_of_the_rest(life):
    life.wants().at("03-02T10:00")
    assert life.push.times == ["03-02T10:00"]
    life.reminders.confirm(life.push.sent[0][1], by_person=True)
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("03-02T11:00")
    life.facts = Facts()
    life.at("03-05T18:00")
    assert life.push.times == ["03-02T10:00"]
    (told,) = life.reminders.untold()
    assert (told.state, told.reason) == ("missed", "asleep")
    life.at("03-06T08:30")
    assert life.push.times[-1] == "03-06T08:30"


@pytest.mark.parametrize(
    "facts",
    [
        Facts(action="urgent"),
        Facts(action="emergency"),
        Facts(done=frozenset({"session"})),
        Facts(wanted=frozenset()),
        Facts(session_open=False),
    ],
)
def test_a_session_is_not_called_for_where_it_would_be_wrong(life, facts):
    life.facts = facts
    life.wants("session").at("03-02T08:30").at("03-02T10:30")
    assert life.push.sent == life.mail.sent == []
    assert life.reminders.untold() == ()


def test_in_spring_and_autumn_it_comes_at_the_same_time_of_the_persons_clock(life):
    life.wants().at("03-28T08:30").at("2026-03-29T08:29+02:00").at("2026-03-29T08:30+02:00")
    assert life.push.times == ["03-28T08:30", "03-29T08:30"]
    life.at("2026-10-24T08:30+02:00").at("2026-10-25T08:29+01:00").at("2026-10-25T08:30+01:00")
    assert life.push.times[-2:] == ["10-24T08:30", "10-25T08:30"]


def test_an_hour_that_the_clocks_skip_or_repeat_brings_one_reminder(life):
    life.wants(quiet=Quiet(0, 0), at_min=150)
    life.at("03-28T02:30").at("03-29T01:59").at("2026-03-29T03:30+02:00")
    assert life.push.times == ["03-28T02:30", "03-29T03:30"]
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("2026-10-24T12:00+02:00")
    life.facts = Facts()
    life.at("2026-10-25T02:30+02:00")
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("2026-10-25T02:30+01:00").at("2026-10-25T12:00+01:00")
    assert life.push.times[2:] == ["10-25T02:30"]


def test_a_traveller_is_reminded_by_the_clock_of_the_place_and_once_a_day(life):
    life.wants().at("03-02T08:30")
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("03-02T09:30")
    assert life.reminders.told_zone("America/New_York")
    assert not life.reminders.told_zone("America/New_York")
    life.facts = Facts()
    life.at("2026-03-02T08:30-05:00")
    assert life.push.times == ["03-02T08:30"], "that day had its reminder"
    life.at("2026-03-03T08:29-05:00").at("2026-03-03T08:30-05:00")
    assert life.push.times == ["03-02T08:30", "03-03T08:30"]
    assert life.reminders.told_zone("Asia/Tokyo")
    life.facts = Facts(done=frozenset({"morning"}))
    life.at("2026-03-04T08:00+09:00")
    life.facts = Facts()
    life.at("2026-03-04T08:30+09:00")
    assert life.push.times[-1] == "03-04T08:30"


def test_quiet_hours_also_hold_for_a_repeat(life):
    life.wants("session", at_min=20 * 60).at("03-02T20:00").at("03-02T22:00").at("03-03T07:30")
    assert life.push.times == ["03-02T20:00"]
    assert life.mail.sent == []


def test_breaks_come_within_their_hours_and_are_never_repeated(life):
    life.wants("break", at_min=540, every_min=60, until_min=660)
    for clock in ("08:59", "09:00", "09:30", "10:00", "11:00", "12:00"):
        life.at(f"03-02T{clock}")
    assert life.push.times == ["03-02T09:00", "03-02T10:00", "03-02T11:00"]
    life.at("03-03T09:20")
    assert len(life.push.sent) == 3, "a break that is long past is not offered"


def test_other_times_take_the_place_of_the_old_ones(life):
    life.wants().wants(at_min=600).at("03-02T08:30").at("03-02T10:00")
    assert life.push.times == ["03-02T10:00"]
    life.wants(at_min=660).at("03-02T11:00")
    assert "03-02T11:00" not in life.push.times, "that day had its reminder"


def test_switched_off_or_in_the_calendar_nothing_is_sent(life):
    life.wants()
    life.wants(channel="calendar").at("03-02T08:30").at("03-02T09:30")
    life.wants(channel="off").at("03-03T08:30")
    assert life.push.sent == life.mail.sent == []


def test_a_backup_that_is_put_back_sends_nothing_a_second_time(life):
    life.wants().wants("session", at_min=480, days=127).at("03-02T08:00")
    life.clock.at = "2026-03-02T08:40+01:00"
    life.reminders.restored()
    life.at("03-02T08:40").at("03-02T11:00")
    assert life.push.times == ["03-02T08:00"]
    life.at("03-03T08:30")
    assert life.push.times[1:] == ["03-03T08:30"] * 2


def test_a_browser_that_is_gone_is_told_also_where_another_one_took_it(life):
    life.push.says = [Outcome("sent", "push.gone")]
    life.wants().at("03-02T08:30")
    life.reminders.confirm(life.push.sent[0][1], by_person=False)
    assert [told.reason for told in life.reminders.untold()] == ["push.gone"]


def test_self_tests_are_called_for_when_due_and_a_bad_day_costs_a_week_and_not_four(life):
    life.wants("self_test", every_days=28).at("03-02T08:30")
    life.facts = Facts(no_test="done")
    life.at("03-02T11:30").at("03-09T08:30").at("03-16T08:30").at("03-23T08:30")
    life.facts = Facts(no_test="flare")
    life.at("2026-03-30T08:30+02:00")
    life.facts = Facts()
    life.at("2026-04-05T08:30+02:00").at("2026-04-06T08:30+02:00")
    assert life.push.times == ["03-02T08:30", "04-06T08:30"]


def test_what_went_out_is_told_once_and_what_failed_is_not(life):
    life.wants("break", at_min=540, every_min=60, until_min=660).at("03-02T09:00")
    assert life.knows.out == ["break"]
    life.push.says, life.mail.ready = [GONE], False
    life.at("03-02T10:00")
    assert life.knows.out == ["break"]


def test_a_break_is_answered_by_the_person_and_not_by_the_device(life):
    life.wants("break", at_min=540, every_min=60, until_min=660).at("03-02T09:00")
    life.wants(at_min=541).at("03-02T09:01")
    (_, of_break), (_, of_morning) = life.push.sent
    life.reminders.confirm(of_break, by_person=False)
    life.reminders.confirm(of_morning, by_person=True)
    assert life.answered == 0
    life.reminders.confirm(of_break, by_person=True)
    assert life.answered == 1


def test_a_test_is_sent_now_and_answered_by_link_or_by_the_person(life):
    assert life.reminders.send_test("mail") == Outcome("sent")
    assert life.reminders.overview().tests["mail"].state == "sent"
    assert life.reminders.confirm(life.mail.sent[0][1], by_person=True)
    assert life.reminders.overview().tests["mail"].state == "confirmed"
    life.reminders.send_test("mail")
    life.reminders.answer("mail", arrived=False)
    told = life.reminders.overview().tests["mail"]
    assert (told.state, told.reason) == ("failed", "not_arrived")
    life.reminders.answer("push", arrived=True)
    assert life.reminders.overview().tests["push"] is None
    life.push.ready = False
    with pytest.raises(BackfourError):
        life.reminders.send_test("push")
    with pytest.raises(Refused):
        life.reminders.send_test("pigeon")


def test_an_unknown_link_confirms_nothing(life):
    life.wants().at("03-02T08:30")
    assert not life.reminders.confirm("guessed", by_person=True)
    assert not life.reminders.confirm("", by_person=True)
    assert life.reminders.confirm(life.push.sent[0][1], by_person=True)
    assert life.reminders.confirm(life.push.sent[0][1], by_person=False), "twice does no harm"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"zone": "x" * 99}, "zone"),
        ({"channel": "pigeon"}, "morning.channel"),
        ({"at_min": 1300}, "morning.at"),
        ({"days": 0}, "morning.days"),
        ({"every_min": 5}, "morning.every"),
        ({"every_min": 30, "until_min": 0}, "morning.until"),
    ],
)
def test_impossible_wishes_are_refused_by_name_and_nothing_changes(life, change, field):
    before = life.reminders.overview()
    with pytest.raises(Refused) as refused:
        life.wants(**change)
    assert refused.value.field == field
    assert life.reminders.overview() == before


def test_mail_goes_only_to_an_address_that_can_exist(life):
    life.reminders.mail_to("name@example.org")
    for wrong in ("x@localhost", "a b@example.org", "a@b.c\nBcc: d@e.f", "no", "é" * 300):
        with pytest.raises(Refused):
            life.reminders.mail_to(wrong)
    assert life.reminders.overview().reached.mail_to == "name@example.org"
    life.reminders.mail_to("")
    assert life.reminders.overview().reached.mail_to == ""


def test_the_feed_is_read_by_its_secret_until_another_one_is_made(life):
    life.wants(channel="calendar")
    first = life.reminders.new_feed()
    assert [wish.kind for wish in life.reminders.feed(first)[1]] == ["morning"]
    second = life.reminders.new_feed()
    assert life.reminders.feed(first) is None
    assert life.reminders.feed(second) is not None
    life.reminders.end_feed()
    assert life.reminders.feed(second) is None
    assert life.reminders.feed("") is None


def test_what_was_never_set_is_off(life):
    wishes = life.reminders.overview().wishes
    assert [(wish.kind, wish.channel) for wish in wishes] == [
        ("morning", "off"),
        ("session", "off"),
        ("self_test", "off"),
        ("break", "off"),
    ]
    life.reminders.make_sure()
    assert life.tick() == 0


def test_breaks_are_offered_every_half_hour_by_default(life):
    assert life.reminders.overview().wishes[3].times == Times(540, 31, 1, 30, 1020)

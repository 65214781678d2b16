"""What passes between the device with the controls and a big screen (hazard H19)."""

from __future__ import annotations

from threading import Thread

import pytest

from backfour.adapters.clock import moment
from backfour.adapters.ids import RandomIds
from backfour.app import screens as module
from backfour.app.screens import Screens
from backfour.core.errors import BackfourError


class Hand:
    """A clock in the test's hand."""

    def __init__(self) -> None:
        self.minute, self.second = 0, 0

    def now(self):
        return moment(f"2026-03-02T10:{self.minute:02}:{self.second:02}+01:00")


@pytest.fixture
def clock():
    return Hand()


@pytest.fixture
def screens(clock, monkeypatch):
    monkeypatch.setattr(module, "WAIT_S", 0.01)
    monkeypatch.setattr(module, "TURNS", 3)
    return Screens(clock, RandomIds())


def kinds(messages):
    return [message.kind for message in messages]


def test_the_digits_link_the_two(screens):
    key, code = screens.open()
    assert len(code) == 6
    assert not screens.known(key)
    assert screens.pair(f"{code[:3]} {code[3:]}") == key
    assert screens.known(key)


def test_a_code_is_good_once(screens):
    _, code = screens.open()
    screens.pair(code)
    with pytest.raises(BackfourError, match=r"screen\.code"):
        screens.pair(code)


def test_a_code_is_good_for_ten_minutes(screens, clock):
    _, code = screens.open()
    clock.minute, clock.second = 10, 1
    with pytest.raises(BackfourError, match=r"screen\.code"):
        screens.pair(code)


def test_five_wrong_tries_withdraw_every_open_code(screens):
    linked, its_code = screens.open()
    screens.pair(its_code)
    _, code = screens.open()
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(BackfourError):
            screens.pair(wrong)
    with pytest.raises(BackfourError):
        screens.pair(code)
    assert screens.known(linked)


def test_a_fifth_screen_takes_the_place_of_the_first(screens):
    keys = [screens.open()[0] for _ in range(5)]
    assert kinds(screens.follow(keys[0])) == ["gone"]
    assert "gone" not in kinds(screens.follow(keys[4]))


def test_what_is_shown_arrives_newest_only(screens):
    key, code = screens.open()
    screens.pair(code)
    screens.show(key, '{"n": 1}')
    screens.show(key, '{"n": 2}')
    messages = list(screens.follow(key))
    assert [message.body for message in messages if message.kind == "view"] == ['{"n": 2}']
    assert kinds(screens.follow(key, after=messages[0].number)) == ["alive"] * 3


def test_a_key_pressed_before_a_session_never_counts_in_it(screens):
    key, code = screens.open()
    screens.pair(code)
    screens.press(key, "{}", stop=False)
    stream = screens.listen(key)
    screens.press(key, '{"input": {}}', stop=False)
    assert [one.body for one in stream if one.kind == "press"] == ['{"input": {}}']


def test_a_late_key_is_dropped_and_a_late_stop_is_not(screens, clock):
    key, code = screens.open()
    screens.pair(code)
    stream = screens.listen(key)
    screens.press(key, "ready", stop=False)
    screens.press(key, "stop", stop=True)
    clock.second = 6
    assert [one.body for one in stream if one.kind == "press"] == ["stop"]


def test_the_controls_are_told_whether_the_big_screen_is_there(screens):
    key, code = screens.open()
    screens.pair(code)
    assert kinds(screens.listen(key)) == ["gone", "alive", "alive"]
    looking = screens.follow(key)
    next(looking)
    assert screens.show(key, "{}") is True
    assert kinds(screens.listen(key)) == ["there", "alive", "alive"]
    looking.close()
    assert screens.show(key, "{}") is False


def test_nothing_passes_to_a_screen_that_was_never_linked(screens):
    key, _ = screens.open()
    for pass_on in (
        lambda: screens.show(key, "{}"),
        lambda: screens.press(key, "{}", stop=True),
        lambda: screens.listen(key),
    ):
        with pytest.raises(BackfourError, match=r"screen\.gone"):
            pass_on()


def test_a_waiting_stream_hears_at_once(screens, monkeypatch):
    monkeypatch.setattr(module, "WAIT_S", 30)
    key, code = screens.open()
    screens.pair(code)
    stream = screens.listen(key)
    heard = []
    listener = Thread(target=lambda: heard.append(next(stream)))
    listener.start()
    screens.press(key, "stop", stop=True)
    listener.join(20)
    assert [one.body for one in heard] == ["stop"]


def test_streams_end_when_the_server_stops(screens, monkeypatch):
    monkeypatch.setattr(module, "WAIT_S", 30)
    key, code = screens.open()
    screens.pair(code)
    streams = [screens.listen(key), screens.follow(key)]
    screens.show(key, "{}")
    next(streams[1])
    done = []
    listeners = [Thread(target=lambda s=stream: done.append(len(list(s)))) for stream in streams]
    for listener in listeners:
        listener.start()
    screens.end_streams()
    for listener in listeners:
        listener.join(20)
    assert len(done) == 2

"""Who presses what, and what follows: the door by which a session changes.

Nothing here knows a clock or a screen. An input brings the page's own stopwatch; the new
player, what is to be said, and what is to be stored come back. Hazard H25 (docs/safety.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from backfour.core.errors import Refused
from backfour.core.session.beats import OTHER_SIDE, say
from backfour.core.session.felt import Draft, answer_draft, close_stop, read_answer
from backfour.core.session.flow import Flow
from backfour.core.session.knocks import meaning
from backfour.core.session.planner import was_red
from backfour.core.session.player import TIMED, Input, Output, Player
from backfour.core.session.where import place, where

ALERTS: Final = {"system": ("emergency", "alert.system"), "neuro": ("urgent", "alert.neuro")}
"""Answers met at once (clinical-spec 4.1 row 1), the graver first."""

BREAKS_IN: Final = ("hidden", "sound")
"""What the page may report: it is out of sight, or nothing can be heard any more."""


def open_player(player: Player, at: str, drafts: tuple[Draft, ...]) -> tuple[Player, Output]:
    """Begin a session, or take it up again where it was left.

    Parameters
    ----------
    player
        With its planner, catalogue and options; the rest as it stands by default.
    at
        Now, ISO 8601 with offset.
    drafts
        Movements of this session that were begun and never answered.
    """
    turn = _Turn(player)
    turn.look_ahead()
    turn.set(wanted=tuple(part.exercise for part in turn.p.parts))
    for draft in drafts:
        if draft.kind == "stopped":
            turn.record([close_stop(draft)])
            turn.finished(draft, peak=draft.before)
            turn.set(hushed=True)
    turn.set(open_drafts=tuple(draft for draft in drafts if draft.kind != "stopped"))
    turn.onward(at)
    return turn.result()


def step(player: Player, given: Input) -> tuple[Player, Output]:
    """Feed one input.

    Parameters
    ----------
    player
        The session as it stands.
    given
        What the page saw; see docs/session-protocol.md.

    Returns
    -------
    tuple
        The new player and what the page is to do. An input that is not allowed now changes
        nothing but the stopwatch.
    """
    turn = _Turn(player, given.sight)
    silence_ms = 0 if player.last_now_ms is None else max(0, given.now_ms - player.last_now_ms)
    turn.set(last_now_ms=given.now_ms)
    if given.type == "tick":
        turn.tick(silence_ms, given.at)
    elif given.type in _OF_THE_PAGE:
        _OF_THE_PAGE[given.type](turn, given)
    elif given.type == "knocks":
        turn.knocks(given)
    elif _name(given) not in player.controls():
        turn.ignored = True
    else:
        _ACTIONS[given.type](turn, given)
    if "doing" in (player.stage, turn.p.stage):
        turn.set(moving_ms=given.now_ms)
    return turn.result()


def _name(given: Input) -> str:
    return str(given.fields.get("for")) if given.type == "end_movement" else given.type


class _Turn(Flow):
    """One press."""

    def ready(self, given: Input) -> None:
        self.silence()
        if self.p.stage == "doing":
            self.next_beat(given.at)
        else:
            self.stage_over(given.at)

    def wait(self, _: Input) -> None:
        self.set(waiting=True)
        self.say(say("say.when_ready"))

    def pause(self, _: Input) -> None:
        self.silence()
        self.set(paused=True)
        self.says.append(say("say.paused"))

    def resume(self, _: Input) -> None:
        again = place(self.p) if self.p.interrupted else ()
        self.set(paused=False, interrupted="")
        self.says.extend((say("say.resumed"), *again))

    def interrupt(self, given: Input) -> None:
        """Something broke in: nothing is counted until the person goes on."""
        why = given.fields.get("for")
        ending = self.p.stage in ("alert", "end")
        if why not in BREAKS_IN or ending or self.p.paused or self.p.interrupted:
            self.ignored = True
            return
        self.set(paused=self.p.stage in TIMED, interrupted=str(why))
        self.silence()
        if why == "sound":  # whatever still sounds says so at once
            self.tell_interruption()

    def back(self, _: Input) -> None:
        """The page is seen and heard again: say where we were, and wait."""
        if not self.p.interrupted:
            self.ignored = True
            return
        self.silence()
        self.tell_interruption()

    def where(self, _: Input) -> None:
        self.says.extend(where(self.p))
        self.aside = self.p.stage == "doing" and not self.p.paused

    def stop(self, given: Input) -> None:
        """End the movement at once ("this hurts"), kept before anything else."""
        self.silence()
        self.tones.append("stop")
        if self.p.part is None and self.p.draft is None:  # on the way up after the last movement
            self.set(hushed=True)
            self.end(given.at, "hurt_between")
            return
        draft = self.p.draft or self.new_draft(given.at)
        if self.p.stage == "doing":
            draft = self.measured(draft)
        stopped = replace(draft, kind="stopped", at=given.at, stopped_for="pain")
        gone = tuple(dict.fromkeys((*self.p.gone, stopped.exercise)))
        self.drafts.append(stopped)
        self.enter("stopped", draft=stopped, gone=gone, hushed=True, knocked=False)
        self.says.append(say("say.stopped"))
        self.says.append(say(f"say.stopped.{self.p.body}"))

    def knocks(self, given: Input) -> None:
        """Two knocks were heard: a Stop within a movement, kept before anything is asked."""
        ago_ms, over_voice = given.fields["ago_ms"], given.fields["over_voice"]
        wish = meaning(self.p, given.now_ms, ago_ms, over_voice=over_voice)
        if wish is None:
            self.ignored = True
        elif wish == "yes":
            self.says.append(say("say.knocks.noted"))
        elif wish == "stop":
            self.stop(given)
            self.set(knocked=True)
            self.says.append(say("say.knocks.hurt"))
        else:
            _ACTIONS[wish](self, given)
            self.says.insert(0, say("say.knocks.heard"))

    def end_movement(self, given: Input) -> None:
        self.silence()
        if given.fields.get("for") != "mistake":
            self.end_doing(given.at, str(given.fields.get("for")))
            return
        unstopped = self.draft().unstopped()
        self.drafts.append(unstopped)
        self.set(draft=unstopped)
        self.enter_ask()

    def side_done(self, given: Input) -> None:
        """Light fatigue is the dose: the side counts as complete (clinical-spec 3.4)."""
        self.silence()
        side, beats = self.p.now.side, self.p.beats
        rest = range(self.p.beat + 1, len(beats))
        after = next((n for n in rest if beats[n].kind != "circle" or beats[n].side != side), None)
        if after is None:
            self.end_doing(given.at, None)
        else:
            self.enter_beat(after)

    def skip(self, given: Input) -> None:
        self.silence()
        self.set(gone=(*self.p.gone, self.part().exercise))
        self.onward(given.at)

    def swap_sides(self, _: Input) -> None:
        self.set(first_side=OTHER_SIDE[self.p.first_side])
        part = self.part()
        self.say(say(f"say.first.{part.exercise}.{self.p.first_side}"))

    def answer(self, given: Input) -> None:
        draft = self.draft()
        stopped = draft.kind == "stopped"
        try:
            told = read_answer(given.fields, before=draft.before, stopped=stopped)
        except Refused as wrong:
            self.refused = wrong.field
            return
        self.silence()
        events = answer_draft(draft, told, self.p.planner.reported, given.at)
        self.record(events)
        self.finished(draft, told.peak)
        self.set(rescreen=self.p.rescreen or bool({"leg", "neuro", "system"} & told.others))
        if was_red(events[0]):
            self.set(hushed=True)
        alert = next((key for key in ALERTS if key in told.others), None)
        if alert:
            self.alert = ALERTS[alert]
            self.end(given.at, "alert")
            self.says.append(say(f"say.{self.alert[1]}"))
            return
        self.onward(given.at)

    def dont_remember(self, given: Input) -> None:
        self.dropped.append(self.draft().id)
        self.onward(given.at)

    def finish(self, given: Input) -> None:
        self.silence()
        if self.p.stage == "rise":
            self.set(part=None, why="finished")
            return
        self.leave(given.at, "finished")


_ACTIONS: Final = {
    "ready": _Turn.ready,
    "wait": _Turn.wait,
    "pause": _Turn.pause,
    "resume": _Turn.resume,
    "stop": _Turn.stop,
    "end_movement": _Turn.end_movement,
    "side_done": _Turn.side_done,
    "skip": _Turn.skip,
    "swap_sides": _Turn.swap_sides,
    "answer": _Turn.answer,
    "dont_remember": _Turn.dont_remember,
    "finish": _Turn.finish,
    "where": _Turn.where,
}
_OF_THE_PAGE: Final = {"interrupt": _Turn.interrupt, "back": _Turn.back}
INPUTS: Final = ("tick", "knocks", *_ACTIONS, *_OF_THE_PAGE)
"""Every type of input."""

"""How a session flows: time runs, beats and stages follow one another, the plan is asked anew.

Order of a movement: safety card (once), into position, the doing, out of position, how was
it; then up and over to the next (product, "Every day").
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from backfour.core.events import VERSION
from backfour.core.session.beats import SECOND, Beat, Say, say
from backfour.core.session.felt import Draft
from backfour.core.session.player import TIMED, Output, Player, Stage
from backfour.core.session.script import Part, build_script, card_beat, out_beat, ready_beat
from backfour.core.session.watching import (
    Sight,
    counts_itself,
    lead,
    look,
    verdict,
)
from backfour.core.session.where import place, where

GAP_MS: Final = 5000
"""A longer silence of the page means that it slept; nothing of it is counted (our choice)."""

STANDS_BEFORE_END_MS: Final = 4 * SECOND
"""What waits for Ready stands still here, before its last three tones."""


class Flow:
    """One step under way: the player so far, and what has been put out.

    Each method does one thing that can happen and leaves the new player in ``p``.
    """

    def __init__(self, player: Player, sight: Sight | None = None) -> None:
        self.p = player
        self.sight = sight
        self.says: list[Say] = []
        self.tones: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.drafts: list[Draft] = []
        self.dropped: list[str] = []
        self.hush = False
        self.alert: tuple[str, str] | None = None
        self.refused: str | None = None
        self.ignored = False
        self.aside = False

    def set(self, **changes: Any) -> None:
        """Change fields of the player."""
        self.p = replace(self.p, **changes)

    def result(self) -> tuple[Player, Output]:
        """The new player and what the page is to do."""
        return self.p, Output(
            tuple(self.says),
            self.hush,
            tuple(self.tones),
            tuple(self.events),
            tuple(self.drafts),
            tuple(self.dropped),
            self.alert,
            self.refused,
            self.ignored,
            self.aside,
        )

    # ------------------------------------------------------------------------------- time
    def tick(self, silence_ms: int, at: str) -> None:
        """Let the time pass that the page measured, unless it slept."""
        if self.p.stage not in TIMED or self.p.paused:
            return
        if silence_ms > GAP_MS:
            self.set(paused=True, interrupted="asleep")
            self.silence()
            self.tell_interruption()
            return
        self.run(self.led(silence_ms, at), at)

    def led(self, silence_ms: int, at: str) -> int:
        """Let the camera lead where it sees the movement; give back how much of the beat passes."""
        if self.p.stage != "doing":
            return silence_ms
        watch = look(self.p.watch, self.sight, self.p.beats, self.p.beat, silence_ms)
        self.set(watch=watch)
        if watch is None:
            return silence_ms
        kind = self.part().level.kind
        way = lead(watch, self.sight, kind, self.p.now, self.p.elapsed_ms, silence_ms)
        self.set(watch=way.watch)
        if way.begins:
            self.next_beat(at)
        return way.ms

    def run(self, left_ms: int, at: str) -> None:
        """Play ``left_ms`` of the time line, over as many beats and stages as it takes."""
        while self.p.stage in TIMED:
            beat, elapsed = self.p.now, self.p.elapsed_ms
            stands = self.p.waits and self.p.stage == "ready"
            end = beat.ms - STANDS_BEFORE_END_MS if stands else beat.ms
            goes = min(left_ms, max(0, end - elapsed))
            left_ms -= goes
            self.set(elapsed_ms=elapsed + goes)
            if beat.holds:
                self.set(held_ms=self.p.held_ms + goes)
            self.marks(beat, elapsed, elapsed + goes)
            if elapsed + goes < beat.ms or self.p.waits:
                return
            self.beat_over(beat, at)

    def marks(self, beat: Beat, after_ms: int, until_ms: int) -> None:
        """Say and sound what lies between two moments of a beat."""
        for mark in beat.marks:
            if after_ms < mark.at_ms <= until_ms:
                if mark.say:
                    self.say(mark.say)
                if mark.tone:
                    self.tones.append(mark.tone)

    def say(self, line: Say) -> None:
        """Say a sentence that is also shown large."""
        self.says.append(line)
        self.set(cue=line)

    def tell_interruption(self) -> None:
        """Say that something broke in, and where the session will go on."""
        if self.p.paused:
            told = (say(f"say.interrupted.{self.p.interrupted}"), *place(self.p))
            self.says.extend((*told, say("say.interrupted.go_on")))
        else:
            self.says.extend(where(self.p))

    def silence(self) -> None:
        """Throw away what is still queued to be said, of this step too."""
        self.hush = True
        self.says.clear()

    def beat_over(self, beat: Beat, at: str) -> None:
        """Count a repetition where the beat was one, and go on."""
        if beat.rep and counts_itself(self.p.watch):
            if self.p.watch:
                self.set(watch=replace(self.p.watch, owed=True))
            left, right = self.p.reps
            self.set(reps=(left + 1, right) if beat.side == "left" else (left, right + 1))
        self.next_beat(at)

    def next_beat(self, at: str) -> None:
        """Go to the next beat, or end the stage."""
        if self.p.beat + 1 < len(self.p.beats):
            self.enter_beat(self.p.beat + 1)
        else:
            self.stage_over(at)

    def enter_beat(self, number: int) -> None:
        """Begin a beat of the current stage."""
        self.set(beat=number, elapsed_ms=0)
        self.marks(self.p.now, -1, 0)

    def enter(self, stage: Stage, *beats: Beat, **changes: Any) -> None:
        """Begin a stage."""
        self.set(stage=stage, beats=beats, paused=False, interrupted="", waiting=False, **changes)
        self.set(cue=None)
        if beats:
            self.enter_beat(0)

    # ----------------------------------------------------------------------------- stages
    def stage_over(self, at: str) -> None:
        """What follows when a stage has run its time or Ready was pressed."""
        stage = self.p.stage
        if stage == "card":
            self.enter_ready()
        elif stage == "ready":
            self.begin_doing(at)
        elif stage == "doing":
            self.end_doing(at, None)
        elif stage == "out":
            if self.p.rises:
                self.set(body="standing")
            self.enter_ask()
        elif self.p.part is None:
            self.end(at, self.p.why)
        else:
            self.set(body="standing")
            self.enter_part()

    def onward(self, at: str) -> None:
        """Go on to what the plan still offers, getting up first where that is needed."""
        self.set(part=None, draft=None, earlier=False, held_ms=0, reps=(0, 0), watch=None)
        self.set(first_side="left")
        if self.p.open_drafts:
            self.ask_about(self.p.open_drafts[0])
            return
        ahead = self.p.ahead()
        if not ahead:
            self.leave(at, "done" if self.p.gone else "nothing_offered")
            return
        self.set(part=ahead[0], step=len(self.p.gone) + 1)
        if self.p.body not in ("standing", ahead[0].place):
            self.get_up()
        else:
            self.enter_part()

    def get_up(self) -> None:
        """Stand up before going to another place, or at the end."""
        steps = self.p.catalogue.getting_up[self.p.body]
        self.enter("rise", out_beat("rise", steps, self.p.options.pace))

    def enter_part(self) -> None:
        """Go to the next movement; once, before bed or standing work, by way of the safety card."""
        part = self.part()
        if part.place != "floor" and not self.p.card_told:
            self.enter("card", card_beat(self.p.planner.plan.flags), card_told=True)
        else:
            self.enter_ready()

    def part(self) -> Part:
        """The movement under way or next."""
        if self.p.part is None:  # pragma: no cover - every stage that asks has a part
            raise ValueError("no movement is under way")
        return self.p.part

    def draft(self) -> Draft:
        """The movement that is asked about."""
        if self.p.draft is None:  # pragma: no cover - nothing is asked without a draft
            raise ValueError("nothing is asked")
        return self.p.draft

    def opening(self) -> tuple[Say, ...]:
        """What is said while getting into position."""
        of = len(self.p.gone) + len(self.p.ahead())
        return self.part().opening(self.p.step, of, self.p.first_side)

    def enter_ready(self) -> None:
        """Get into position."""
        part, pace = self.part(), self.p.options.pace
        lines = self.opening()
        if self.p.hushed:
            lines = (*lines, say("say.when_ready"))
        self.enter("ready", ready_beat(lines, part.place, self.p.body, pace, part.line_ms))
        self.set(body=part.place)

    def begin_doing(self, at: str) -> None:
        """The movement begins; from here a draft is kept."""
        draft = self.new_draft(at)
        self.drafts.append(draft)
        self.set(draft=draft, gone=(*self.p.gone, self.part().exercise))
        self.enter("doing", *self.part().doing(self.p.first_side))

    def new_draft(self, at: str) -> Draft:
        """A draft of the movement; its id is that of the event it will become."""
        part = self.part()
        return Draft(
            id=f"{self.p.session}.{part.exercise}",
            kind="started",
            session=self.p.session,
            exercise=part.exercise,
            level=part.level.number,
            before=self.p.pain_told,
            at=at,
        )

    def measured(self, draft: Draft) -> Draft:
        """Add seconds held and repetitions so far, where the movement has them."""
        kind, (left, right) = self.part().level.kind, self.p.counted
        watch, held_ms = self.p.watch, self.p.held_ms
        if kind in ("hold", "sided_hold") and watch and watch.seen_throughout:
            held_ms = watch.held_ms
        draft = replace(draft, technique=verdict(watch, kind))
        if kind in ("hold", "turns", "sided_hold"):
            draft = replace(draft, held_s=held_ms // 1000)
        if kind in ("turns", "reps", "circles"):
            draft = replace(draft, reps_left=left, reps_right=right)
        return draft

    def end_doing(self, at: str, stopped_for: str | None) -> None:
        """The movement is over: whole, or ended for a reason that is not pain."""
        ended = replace(
            self.measured(self.p.draft or self.new_draft(at)),
            kind="ended",
            at=at,
            completed=stopped_for is None,
            stopped_for=stopped_for,
        )
        self.drafts.append(ended)
        self.set(draft=ended)
        self.way_out()

    def way_out(self) -> None:
        """Out of the position; up as well where the next movement is elsewhere."""
        part = self.part()
        self.set(stage="out")  # what lies ahead is asked as after the movement
        ahead = self.p.ahead()
        rises = not ahead or ahead[0].place != part.place
        up = self.p.catalogue.getting_up[part.place] if rises else ()
        steps, pace = (*part.form.out, *up), self.p.options.pace
        self.enter("out", out_beat("out", steps, pace), rises=rises)

    def enter_ask(self) -> None:
        """Ask how it was."""
        self.enter("ask")
        self.say(say("say.ask"))

    def ask_about(self, draft: Draft) -> None:
        """A movement left open at an earlier opening."""
        part = next((p for p in self.p.parts if p.exercise == draft.exercise), None)
        later = self.p.open_drafts[1:]
        self.enter("ask", part=part, draft=draft, earlier=True, open_drafts=later)
        self.say(say("say.ask_earlier"))

    def leave(self, at: str, why: str) -> None:
        """End the session, standing up first."""
        self.set(part=None, why=why)
        if self.p.body == "standing":
            self.end(at, why)
        else:
            self.get_up()

    def end(self, at: str, why: str) -> None:
        """Close the session."""
        self.record([self.ended(at)])
        self.set(part=None, draft=None, why=why, body="standing")
        if why == "alert":
            self.enter("alert")
        else:
            self.enter("end")
            self.say(say(f"say.end.{why}"))

    def ended(self, at: str) -> dict[str, Any]:
        """The event that closes the session."""
        return {
            "v": VERSION,
            "id": f"{self.p.session}.end",
            "type": "session_ended",
            "at": at,
            "session": self.p.session,
            "completed": self.p.whole >= set(self.p.wanted),
        }

    def record(self, events: list[dict[str, Any]]) -> None:
        """Put events out and take them into the plan."""
        self.events.extend(events)
        self.set(planner=self.p.planner.record(events))
        self.look_ahead()

    def look_ahead(self) -> None:
        """Ask the programme anew what it offers."""
        script = build_script(self.p.planner.plan, self.p.catalogue, self.p.options)
        self.set(parts=script.parts)

    def finished(self, draft: Draft, peak: int) -> None:
        """A movement has become an event: it is over for this session."""
        whole = self.p.whole | ({draft.exercise} if draft.completed else frozenset())
        gone = tuple(dict.fromkeys((*self.p.gone, draft.exercise)))
        self.set(gone=gone, done=(*self.p.done, draft.exercise), whole=whole, pain_told=peak)

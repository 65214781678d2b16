"""A stage for tests: a person with a history, a page with a clock that the test drives."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from importlib.resources import files

from backfour.core.session.bridge import Desk
from tests.builders import Story

CATALOGUE = (files("backfour") / "core/exercises/catalogue.toml").read_text(encoding="utf-8")


def healthy(*flags: str, **answers) -> Story:
    """Someone of 62, screened this morning, with these conditions."""
    return Story().person().full(**answers).add("flags_reported", flags=list(flags))


class Page:
    """What the browser would be: it ticks, presses, and keeps all that was put out."""

    def __init__(self, story=None, *, session="s1", pain=2, now_ms=0, clock=None, **given):
        self.story = story or healthy()
        self.desk, self.now_ms, self.start_ms = Desk(), now_ms, now_ms
        self.began = clock or datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1)))
        self.says, self.tones, self.events, self.drafts, self.dropped = [], [], [], {}, []
        self.spoken_at = []
        self.open(session, pain, **given)

    @property
    def at(self):
        moment = self.began + timedelta(milliseconds=self.now_ms - self.start_ms)
        return moment.isoformat(timespec="milliseconds")

    def open(self, session, pain, *, options=None, drafts=(), history=None):
        rows = [json.dumps(row) + "\n" for row in self.story.rows]
        asked = {
            "history": "".join(rows) if history is None else history,
            "catalogue": CATALOGUE,
            "at": self.at,
            "now_ms": self.now_ms,
            "session": session,
            "pain_before": pain,
            "options": options or {},
            "drafts": list(drafts),
        }
        return self.take(self.desk.open_session(json.dumps(asked)))

    def take(self, text):
        self.out = json.loads(text)
        if "error" in self.out:
            self.view = {}
            return self.out
        self.view = self.out["view"]
        if self.out["hush"]:
            self.spoken_at.append((self.now_ms, "hush"))
        self.says += self.out["say"]
        self.spoken_at += [(self.now_ms, line["key"]) for line in self.out["say"]]
        self.tones += self.out["tones"]
        for event in self.out["events"]:
            self.events.append(event)
            self.drafts.pop(event["id"], None)
        for draft in self.out["drafts"]:
            self.drafts[draft["id"]] = draft
        for name in self.out["dropped"]:
            self.dropped.append(name)
            self.drafts.pop(name, None)
        return self.out

    def send(self, kind, *, after_ms=0, **fields):
        self.now_ms += after_ms
        given = {"type": kind, "now_ms": self.now_ms, "at": self.at, **fields}
        return self.take(self.desk.step(json.dumps(given)))

    def wait(self, seconds, step_ms=500):
        """Let time pass."""
        for _ in range(int(seconds * 1000 // step_ms)):
            self.send("tick", after_ms=step_ms)
        return self

    def until(self, screen, exercise=None, *, beat=None, most_s=600):
        """Let time pass, pressing Ready where the page waits, until a screen is there."""
        for _ in range(most_s * 2):
            here = self.view["screen"] == screen and exercise in (None, self.view["exercise"])
            if here and beat in (None, self.view["beat"]):
                return self
            if self.view["screen"] == "ask" and self.view["exercise"] != exercise:
                self.fine()
            elif self.view["waits"]:
                self.send("ready")
            else:
                self.send("tick", after_ms=500)
        raise AssertionError(f"{screen} {exercise} never came: {self.view}")

    def fine(self):
        return self.send("answer", fine=True)

    def felt(self, peak=2, quality="none", others=("none",)):
        return self.send("answer", peak=peak, quality=quality, others=list(others))

    def of_type(self, kind):
        return [event for event in self.events if event["type"] == kind]

    def done(self, exercise):
        (event,) = [e for e in self.of_type("exercise_done") if e["exercise"] == exercise]
        return event

    @property
    def movements(self):
        return [event["exercise"] for event in self.of_type("exercise_done")]

    def spoken(self):
        return [line["key"] for line in self.says]

"""Someone walking through the pages: what they see, press and type."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

from backfour.bootstrap import house
from builders import full_answers, mini_answers


class Walk:
    """One person with one browser; the clock stands until it is moved."""

    def __init__(self, clock: Path) -> None:
        from django.test import Client

        self._clock = clock
        self.client = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=False)
        self.client.get(f"/open/{house().door.new_token()}")
        self.page = None

    # ------------------------------------------------------------------------- time
    def at(self, day: int = 0, clock: str = "09:00") -> Walk:
        """Move to the n-th day after the first (23 November 2026)."""
        date = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=day)
        self._clock.write_text(f"{date:%Y-%m-%d}T{clock}:00+01:00", encoding="utf-8")
        return self

    # ------------------------------------------------------------------------ pages
    def get(self, address: str) -> Walk:
        """Open a page, going where it leads."""
        self.page = self.client.get(address, follow=True)
        return self

    def post(self, address: str, follow: bool = True, **data) -> Walk:
        """Send a form."""
        self.page = self.client.post(address, data, follow=follow)
        return self

    @property
    def where(self) -> str:
        """The address the last page ended at."""
        return self.page.request["PATH_INFO"]

    @property
    def html(self) -> str:
        return self.page.content.decode()

    @property
    def text(self) -> str:
        """What can be read on the page, white space put together."""
        body = re.sub(r"<(script|style|head).*?</\1>", " ", self.html, flags=re.DOTALL)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    def field(self, name: str) -> str:
        """The value of a hidden or text field."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*>', self.html)
        assert found, f"no field {name} on {self.where}"
        value = re.search(r'value="([^"]*)"', found.group(0))
        return unescape(value.group(1)) if value else ""

    # ------------------------------------------------------------------ what is known
    def told(self, **different) -> Walk:
        """Someone with the pattern who has answered the whole check (without the pages)."""
        now = house().clock.now().at
        event = {"v": 1, "at": now}
        person = {
            **event,
            "id": house().ids.new(),
            "type": "person_described",
            "age": 62,
            "sex": "female",
        }
        answers = full_answers(**different)
        screen = {**event, "id": house().ids.new(), "type": "screen_completed", "kind": "full"}
        house().record.append([person, {**screen, "answers": answers}])
        return self

    def ready(self, flags=(), **different) -> Walk:
        """The same with My body told: the plan is open."""
        self.told(**different)
        house().body.tell(flags)
        return self

    def weekly(self, **different) -> Walk:
        """The weekly questions answered."""
        now = house().clock.now().at
        event = {
            "v": 1,
            "id": house().ids.new(),
            "at": now,
            "type": "screen_completed",
            "kind": "mini",
        }
        house().record.append([{**event, "answers": mini_answers(**different)}])
        return self

    def events(self, kind: str = ""):
        """What is stored, of one type or all."""
        return [one for one in house().history.events() if not kind or one.type == kind]

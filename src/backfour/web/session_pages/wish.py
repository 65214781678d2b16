"""What a session is for and what was skipped in it: kept with the browser, never history.

Skipping a movement writes nothing (issue 1, section 7), so it lives no longer than the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from backfour.core.vocabulary import EXERCISES

HOURS_KEPT: Final = 20
PURPOSES: Final = ("", "rest", "reset")


@dataclass(frozen=True, slots=True)
class Wish:
    """How one session is wanted.

    Parameters
    ----------
    session
        Its id.
    purpose
        Empty for all that the plan offers, ``rest`` (rest day) or ``reset``.
    carded
        Whether the card before the first movement was read.
    skipped
        Movements not wanted today.
    ears
        Whether this session is led by voice and tones alone, whatever the settings say.
    camera
        Whether the camera counts along in this session; None where nobody said: as in the settings.
    """

    session: str
    purpose: str = ""
    carded: bool = False
    skipped: tuple[str, ...] = ()
    ears: bool = False
    camera: bool | None = None

    def skip(self, exercise: str) -> Wish:
        """Not this movement today."""
        return replace(self, skipped=(*self.skipped, exercise))


def read(request: HttpRequest, session: str) -> Wish:
    """The wish for a session; a plain one where none, or a strange one, was kept."""
    kept = (request.get_signed_cookie(_cookie(), default="") or "").split("|")
    if len(kept) != 6 or kept[0] != session or kept[1] not in PURPOSES:
        return Wish(session)
    skipped = tuple(name for name in kept[3].split(",") if name in EXERCISES)
    camera = None if kept[5] == "" else kept[5] == "1"
    return Wish(session, kept[1], kept[2] == "1", skipped, kept[4] == "1", camera)


def keep(response: HttpResponse, wish: Wish) -> HttpResponse:
    """Keep a wish with the answer to the browser."""
    text = "|".join(
        (
            wish.session,
            wish.purpose,
            "1" if wish.carded else "0",
            ",".join(wish.skipped),
            "1" if wish.ears else "0",
            "" if wish.camera is None else "1" if wish.camera else "0",
        )
    )
    response.set_signed_cookie(
        _cookie(), text, max_age=HOURS_KEPT * 3600, httponly=True, samesite="Strict"
    )
    return response


def _cookie() -> str:
    # two folders may be open side by side, and cookies do not tell ports apart
    return f"backfour_session_{settings.FOLDER_MARK}"

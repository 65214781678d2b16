"""Which language a command speaks: what the person chose, else that of the machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from backfour.bootstrap import House

VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a machine says its language, the strongest first."""


def follow_machine() -> None:
    """Speak the language of the machine; for a command that opens nobody's folder."""
    from backfour.words import DEFAULT_LANG, follow, nearest

    told = next((told for name in VARIABLES if (told := os.environ.get(name))), "")
    follow(nearest(told) or DEFAULT_LANG)


def open_house(data: Path | None) -> House:
    """Open a data folder, and speak the language its person chose."""
    from backfour import bootstrap
    from backfour.words import follow, nearest

    follow_machine()
    bootstrap.configure(data)
    house = bootstrap.house()
    if ours := nearest(str(house.preferences.chosen().get("language", ""))):
        follow(ours)
    return house

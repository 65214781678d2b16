"""Which self-tests the camera may count, and where it stands for them. Pictures stay on the device.

Hazards H34 and H50 (docs/safety.md): the camera is off until its key is pressed, and only proposes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from backfour.bootstrap import house
from backfour.core.session.attempts import MOST_S, STANDS
from backfour.web.camera.wish import fetched_bytes, stands
from backfour.words import known, say


def camera(measure: str) -> dict[str, Any] | None:
    """Return what the page of a self-test needs for its camera; None where there is none for it."""
    if measure not in MOST_S:
        return None
    stand = asdict(STANDS[measure]) if measure in STANDS else stands()["elbow_prop"]
    return {
        "stand": json.dumps(stand),
        "how": say(f"selftest.camera.how.{measure}"),
        "keep": house().preferences.read()["camera_keep"],
        "mb": -(-fetched_bytes() // 10**6),
    }


def why_none(measure: str) -> str:
    """Say why the camera counts nothing here, where a person might expect it; else nothing."""
    key = f"selftest.camera.none.{measure}"
    return say(key) if known(key) else ""

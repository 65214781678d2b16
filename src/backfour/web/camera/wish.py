"""For which movements the camera is wanted, and where the catalogue says that it stands."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from backfour.bootstrap import house
from backfour.web.assets import SOURCE
from backfour.web.moves.cards import catalogue

FETCHED: Final = (
    "vision_wasm_module_internal.js",
    "vision_wasm_module_internal.wasm",
    "pose_landmarker_full.task",
)
"""What a device fetches the first time it opens the camera."""


def camera_wish(*, told: bool | None) -> dict[str, Any]:
    """Return what the session's script needs to know about the camera.

    Parameters
    ----------
    told
        Whether the camera is wanted in this session; None where nobody said: as in the settings.
    """
    kept = house().preferences.read()
    chosen = kept["camera_for"] if told in (None, True) else []
    if told and not chosen:
        chosen = [name for name, stand in stands().items() if stand["default"]]
    return {
        "for": chosen,
        "keep": kept["camera_keep"],
        "bytes": fetched_bytes(),
    }


@cache
def stands() -> dict[str, dict[str, Any]]:
    """Where the camera stands for each movement (clinical-spec section 3)."""
    return {
        one.id: {
            "view": one.camera.view,
            "height_cm": list(one.camera.height_cm),
            "distance_m": list(one.camera.distance_m),
            "held": one.camera.held,
            "default": one.camera.default,
        }
        for one in catalogue().movements
    }


@cache
def fetched_bytes() -> int:
    """Return the size of what is fetched once; 0 where it was not built."""
    files = (SOURCE / "backfour" / "pose" / name for name in FETCHED)
    return sum(file.stat().st_size for file in files if file.is_file())

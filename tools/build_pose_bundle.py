"""Build the pose model's bundles from the locked npm package, the same bytes every time.

Run ``python tools/build_pose_bundle.py`` after ``npm ci``. A bundle is an uncompressed zip of the
two networks, the one that finds a person and the one that places 33 landmarks on them, each with
the note on how its picture is scaled (``tflite_metadata``). Nothing is fetched; what goes in and
what comes out is checked against the hashes below. Why so: docs/adr/0011-pose-model.md.
"""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from tflite_metadata import ALIGNMENT, with_normalization

ROOT: Final = Path(__file__).parents[1]
WEIGHTS: Final = ROOT / "node_modules" / "@mediapipe" / "pose"
TARGET: Final = ROOT / "src" / "backfour" / "web" / "static" / "backfour" / "pose"

DETECTOR: Final = "pose_solution_packed_assets.data"
"""The only thing in the package's archive of assets is the network that finds a person."""

BUNDLES: Final = {
    "pose_landmarker_full.task": "pose_landmark_full.tflite",
    "pose_landmarker_lite.task": "pose_landmark_lite.tflite",
}

TAKEN: Final = {
    DETECTOR: "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    "pose_landmark_full.tflite": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "pose_landmark_lite.tflite": "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
}
"""What the weights must be (SHA-256)."""

MADE: Final = {
    "pose_landmarker_full.task": "b9445b116ac3678e85717140d5477420880e57bcba79657b92955eb912ab3743",
    "pose_landmarker_lite.task": "b4b2cf2e9745e33eb0bdfba3f15488a181c732421f1f4edf2b99513606417dbc",
}
"""What the bundles must be (SHA-256); changes only with the lines above or the tools here."""

NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date a zip can carry: a build must not depend on when it was made."""

FILLER: Final = 0xD935
"""Kind of extra field that says "only here so that the data begin on a round address"."""


def bundle(detector: bytes, landmarks: bytes) -> bytes:
    """Pack the two networks, each with its note.

    Parameters
    ----------
    detector
        Sees 224 x 224 pixels as numbers from -1 to 1.
    landmarks
        Sees 256 x 256 pixels as numbers from 0 to 1.
    """
    members = {
        "pose_detector.tflite": with_normalization(detector, "Pose detector", 127.5, 127.5),
        "pose_landmarks_detector.tflite": with_normalization(landmarks, "Pose landmarks", 0, 255),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, model in members.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.extra = _filler(whole.tell() + 30 + len(name))
            archive.writestr(entry, model)
    return whole.getvalue()


def _filler(begin: int) -> bytes:
    """Fill up so that a member that would begin there begins where tensors may."""
    empty = -(begin + 4) % ALIGNMENT
    return FILLER.to_bytes(2, "little") + empty.to_bytes(2, "little") + bytes(empty)


def taken(name: str, folder: Path = WEIGHTS) -> bytes:
    """Read one file of the package and check that it is the one we mean."""
    content = (folder / name).read_bytes()
    check(name, content, TAKEN[name])
    return content


def check(name: str, content: bytes, wanted: str) -> None:
    """End with one sentence when a file is not what it must be."""
    if (found := sha256(content).hexdigest()) != wanted:
        raise SystemExit(f"{name} has the SHA-256 {found}, not {wanted}: nothing was built")


def built(name: str) -> bytes:
    """Build one bundle by name and check it."""
    whole = bundle(taken(DETECTOR), taken(BUNDLES[name]))
    check(name, whole, MADE[name])
    return whole


def main() -> None:
    """Write both bundles where the pages and the command line expect them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in BUNDLES:
        (TARGET / name).write_bytes(built(name))


if __name__ == "__main__":
    main()

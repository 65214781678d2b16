"""Copy what the pages serve but git does not hold: fonts, Python, and what runs the pose model.

Run ``python tools/copy_assets.py`` after ``npm ci``. Nothing is fetched: the files come from
``node_modules``, whose hashes the lock has checked.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from fontTools import subset

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ROOT / "node_modules"
STATIC: Final = ROOT / "src" / "backfour" / "web" / "static" / "backfour"

TEXT_FONT: Final = PACKAGES / "@fontsource-variable" / "atkinson-hyperlegible-next"
DIGIT_FONT: Final = PACKAGES / "@fontsource-variable" / "inter"

PYODIDE: Final = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
)

POSE: Final = ("vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm")
"""The build of MediaPipe's runtime that a module worker can load."""


def copy_text_font(fonts: Path) -> None:
    """Copy the letters: Latin, upright, all weights, with the licence they travel under."""
    shutil.copyfile(
        TEXT_FONT / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2",
        fonts / "atkinson-hyperlegible-next.woff2",
    )
    shutil.copyfile(TEXT_FONT / "LICENSE", fonts / "atkinson-hyperlegible-next.OFL.txt")


def cut_digits(fonts: Path) -> None:
    """Cut the ten digits out of Inter; with equal widths a countdown stands still."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["tnum"]
    options.name_IDs = [0, 1, 2, 13, 14]  # who made it and the licence stay in the file
    font = subset.load_font(DIGIT_FONT / "files" / "inter-latin-wght-normal.woff2", options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=range(0x30, 0x3A))
    cutter.subset(font)
    subset.save_font(font, fonts / "inter-digits.woff2", options)
    shutil.copyfile(DIGIT_FONT / "LICENSE", fonts / "inter-digits.OFL.txt")


def copy_pyodide(target: Path) -> None:
    """Copy the browser's Python: the interpreter and its standard library, no further package.

    Its list of packages is emptied: the core needs none, so there is none to ask for.
    """
    for name in PYODIDE:
        shutil.copyfile(PACKAGES / "pyodide" / name, target / name)
    lock = json.loads((PACKAGES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {}
    (target / "pyodide-lock.json").write_text(json.dumps(lock) + "\n", encoding="utf-8")


def copy_pose_runtime(target: Path) -> None:
    """Copy what runs the pose model; the model itself is built by ``build_pose_bundle``."""
    for name in POSE:
        shutil.copyfile(PACKAGES / "@mediapipe" / "tasks-vision" / "wasm" / name, target / name)


def main() -> None:
    """Copy everything."""
    fonts, python, pose = STATIC / "fonts", STATIC / "pyodide", STATIC / "pose"
    for folder in (fonts, python, pose):
        folder.mkdir(parents=True, exist_ok=True)
    copy_text_font(fonts)
    cut_digits(fonts)
    copy_pyodide(python)
    copy_pose_runtime(pose)


if __name__ == "__main__":
    main()

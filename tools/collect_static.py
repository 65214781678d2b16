"""Gather everything the pages serve in one tree, with compressed copies, under a stamp.

Run ``python tools/collect_static.py`` after everything else is built. The stamp is a hash of all
contents and stands in the address of every file (see ``backfour.web.assets``), so a browser may
keep each for a year.
"""

from __future__ import annotations

import gzip
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Final

import brotli

from backfour.web.assets import COLLECTED, SOURCE, STAMP

COMPRESSED: Final = frozenset({".css", ".js", ".mjs", ".json", ".svg", ".txt", ".webmanifest"})
"""Text shrinks to a third. Films, pictures, fonts and Python itself do not, or are read faster as
they are: they come from the same machine."""

AS_IT_IS: Final = "pyodide"
WORTH_IT: Final = 512
"""Bytes below which a compressed copy saves no packet (our choice)."""


def digest(files: list[Path]) -> str:
    """Hash names and contents, so that any change gives another stamp."""
    whole = sha256()
    for file in files:
        whole.update(file.relative_to(SOURCE).as_posix().encode() + b"\0")
        whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]


def compress(file: Path) -> None:
    """Lay compressed copies beside a file where they are worth it."""
    content = file.read_bytes()
    if file.suffix not in COMPRESSED or AS_IT_IS in file.parts or len(content) < WORTH_IT:
        return
    file.with_name(file.name + ".br").write_bytes(brotli.compress(content, quality=11))
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))


def main() -> None:
    """Gather the tree anew; the stamp comes last, so half a tree is never served."""
    files = sorted(file for file in SOURCE.rglob("*") if file.is_file())
    shutil.rmtree(COLLECTED, ignore_errors=True)
    for file in files:
        target = COLLECTED / file.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        compress(target)
    (COLLECTED / STAMP).write_text(digest(files) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()

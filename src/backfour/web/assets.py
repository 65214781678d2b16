"""Where style sheets, films and scripts are served from, and how long a browser may keep them.

A build gathers them in one tree with compressed copies and stamps it with a hash of all
contents. The stamp stands in the address, so a browser may keep every file for a year and
still never shows an old one. While somebody works on the sources, they are served as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

SOURCE: Final = Path(__file__).with_name("static")
COLLECTED: Final = Path(__file__).with_name("collected")
STAMP: Final = "stamp.txt"


class Tree(NamedTuple):
    """A tree of files ready to be served."""

    url: str
    root: Path
    from_source: bool


def source_tree(collected: Path = COLLECTED) -> Tree:
    """Serve the sources as they are."""
    return Tree("/static/source/", collected, from_source=True)


def static_tree(source: Path = SOURCE, collected: Path = COLLECTED) -> Tree:
    """Choose the collected tree, or the sources when they are newer or nothing was collected."""
    stamp = collected / STAMP
    if stamp.is_file() and _newest(source) <= stamp.stat().st_mtime:
        return Tree(
            f"/static/{stamp.read_text(encoding='ascii').strip()}/", collected, from_source=False
        )
    return source_tree(collected)


def _newest(folder: Path) -> float:
    return max((file.stat().st_mtime for file in folder.rglob("*")), default=0.0)

"""Compile the words: one ``.mo`` per language for the server, one JSON for the browser.

Run ``python tools/build_words.py``; the same sources always give the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from backfour import words
from backfour.words.book import COMPILED, LOCALE, compile_book, repeated

STATIC = Path(__file__).parents[1] / "src" / "backfour" / "web" / "static" / "backfour"


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file, or only renew its time when the content is the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == content:
        path.touch()
    else:
        path.write_bytes(content)


def main() -> None:
    """Compile every language we have."""
    for lang in words.languages():
        if twice := repeated(lang):
            sys.exit("A key stands in two places:\n" + "\n".join(twice))
        write_if_changed(LOCALE / lang / "LC_MESSAGES" / COMPILED, compile_book(lang))
        book = json.dumps(words.phrase_book(lang), ensure_ascii=False, separators=(",", ":"))
        write_if_changed(STATIC / f"words.{lang}.json", (book + "\n").encode())


if __name__ == "__main__":
    main()

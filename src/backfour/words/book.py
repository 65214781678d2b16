"""Reads the sentences of one language: the compiled file if it is fresh, else the sources.

Hazards H17, H23 (docs/safety.md).
"""

from __future__ import annotations

import gettext
import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANG: Final = "en"
LOCALE: Final = Path(__file__).with_name("locale")
COMPILED: Final = "backfour.mo"

_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)

Phrase: TypeAlias = str | tuple[str, ...]
"""One sentence, or one per plural form (for English: one, many)."""


class _Book(gettext.GNUTranslations):
    """A compiled book that can also list what it holds."""

    def phrases(self) -> dict[str, Phrase]:
        """Return every sentence by key; the header (empty key) is left out."""
        catalog: dict[str | tuple[str, int], str] = getattr(self, "_catalog", {})
        single: dict[str, Phrase] = {}
        plural: dict[str, dict[int, str]] = {}
        for key, text in catalog.items():
            if isinstance(key, tuple):
                plural.setdefault(key[0], {})[key[1]] = text
            elif key:
                single[key] = text
        for key, forms in plural.items():
            single[key] = tuple(forms[number] for number in sorted(forms))
        return single


def languages() -> tuple[str, ...]:
    """Return the codes of the languages we have words in, English first."""
    found = sorted(path.name for path in LOCALE.iterdir() if any(sources(path.name)))
    return (DEFAULT_LANG, *(code for code in found if code != DEFAULT_LANG))


def sources(lang: str) -> list[Path]:
    """Return the ``.po`` files of a language, one per area, in a fixed order."""
    return sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po"))


def compile_book(lang: str) -> bytes:
    """Merge the ``.po`` files of a language into one ``.mo``, always the same bytes.

    Where two files hold the same key the first wins: a slip in the words must never take
    a page away. `repeated` finds them, and the build step refuses them.
    """
    # The header carries two dates; fixed ones keep the bytes the same on every build.
    whole = Catalog(locale=lang, charset="utf-8", creation_date=_NO_DATE, revision_date=_NO_DATE)
    for path in sources(lang):
        with path.open("rb") as file:
            part = read_po(file, locale=lang)
        for message in part:
            if message.id and message.id not in whole and not message.fuzzy:
                whole[message.id] = message
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def repeated(lang: str) -> list[str]:
    """Return the keys that stand in more than one place, as ``file: key``."""
    seen: set[str] = set()
    twice = []
    for path in sources(lang):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith('msgid "') or line == 'msgid ""':
                continue
            if line in seen:
                twice.append(f"{path.name}: {line.removeprefix('msgid ')}")
            seen.add(line)
    return twice


def _fresh_mo(lang: str) -> bytes | None:
    """Return the compiled book, or nothing when it is missing or older than a source."""
    path = LOCALE / lang / "LC_MESSAGES" / COMPILED
    try:
        written = path.stat().st_mtime_ns
        if any(source.stat().st_mtime_ns > written for source in sources(lang)):
            return None
        return path.read_bytes()
    except OSError:
        return None


@cache
def read_book(lang: str) -> tuple[dict[str, Phrase], gettext.NullTranslations]:
    """Return the sentences of a language by key, and the chooser of plural forms.

    A language we lack is English; a sentence a language lacks is English too.
    """
    if lang != DEFAULT_LANG and not sources(lang):
        return read_book(DEFAULT_LANG)
    compiled = _fresh_mo(lang)
    book = _Book(io.BytesIO(compile_book(lang) if compiled is None else compiled))
    phrases = book.phrases()
    if lang != DEFAULT_LANG:
        english, chooser = read_book(DEFAULT_LANG)
        book.add_fallback(chooser)
        phrases = {**english, **phrases}
    return phrases, book

"""The sentences as they stand in the sources, for the tests that look at every one."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from backfour.words.book import DEFAULT_LANG, sources

ROOT = Path(__file__).parents[2]


@cache
def catalogs(lang=DEFAULT_LANG):
    """The parsed source files of a language by name."""
    found = {}
    for path in sources(lang):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=lang)
    return found


@cache
def sentences(lang=DEFAULT_LANG):
    """All sentences as (key, text); a plural gives two."""
    out = []
    for catalog in catalogs(lang).values():
        for message in catalog:
            if not message.id:
                continue
            if isinstance(message.id, tuple):
                out += [(message.id[0], text) for text in message.string]
            else:
                out.append((message.id, message.string))
    return tuple(out)


def placeholders(text):
    """Names in braces."""
    return set(re.findall(r"{(\w+)}", text))

"""What may be wrong with a translation, found by comparing it with the English sources."""

import re

from words.book import placeholders

MOST_LEFT = 2
"""So many words may stay as they are: names of things, units, an "OK"."""


def faults(english, other, plural_forms):
    """Name everything that is wrong with a translated file, as ``key: fault``."""
    return [
        *(f"{key}: obsolete" for key in sorted(map(key_of_id, other.obsolete))),
        *(f"{key}: not a key of English" for key in sorted(keys(other) - keys(english))),
        *(
            f"{key}: {fault}"
            for message in english
            if message.id
            for key in [key_of_id(message.id)]
            for fault in of_one(message, other.get(message.id), plural_forms)
        ),
    ]


def of_one(message, told, plural_forms):
    """Name what is wrong with one message."""
    if told is None:
        return ["missing"]
    found = ["fuzzy"] if told.fuzzy else []
    plural = isinstance(message.id, tuple)
    texts = list(told.string) if isinstance(told.string, tuple | list) else [told.string or ""]
    if plural and len(texts) != plural_forms:
        found.append(f"{len(texts)} plural forms in place of {plural_forms}")
    if any(not text.strip() for text in texts):
        return [*found, "empty"]
    source = list(message.string) if plural else [message.string]
    wanted = placeholders(source[-1])
    for place, text in enumerate(texts):
        # "One answer" need not repeat its number.
        free = {"n", "count"} if plural and place == 0 else set()
        if placeholders(text) - free != wanted - free:
            found.append(f"other values than English in “{text}”")
        if text in source and left_as_is(text):
            found.append(f"left in English: “{text}”")
    return found


def left_as_is(text):
    """Whether a text holds more than a name or two."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"{\w+}|clinical-spec", "", text))
    return len(words) > MOST_LEFT and not all(word[0].isupper() for word in words)


def keys(catalog):
    """All keys of a file."""
    return {key_of_id(message.id) for message in catalog if message.id}


def key_of_id(found):
    """The key of a message, whether it has a plural or not."""
    return found[0] if isinstance(found, tuple) else found

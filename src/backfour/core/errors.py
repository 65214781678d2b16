"""The one family of refusals: every refusal carries a key that has words."""

from __future__ import annotations

from typing import Any


class BackfourError(Exception):
    """A refusal of the domain, told by a key and the values its sentence needs.

    Parameters
    ----------
    key
        Key of a sentence in ``words/``, without the prefix ``error.``.
    **values
        What the sentence mentions: strings or whole numbers.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values: dict[str, Any] = dict(values)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key} ({told})" if told else self.key


class Refused(BackfourError):
    """One value cannot be accepted.

    Parameters
    ----------
    field
        Name of the field (or question id) that is wrong.
    reason
        Plain English reason without full stop, e.g. ``must be a whole number from 0 to 10``.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__("refused", field=field, reason=reason)
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class HistoryRefused(Refused):
    """A line of a history file cannot be accepted; nothing of the file is used.

    Parameters
    ----------
    line
        Number of the line in the file as it stands, from 1.
    """

    def __init__(self, line: int, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.values = {"line": line, "field": field, "reason": reason}
        self.line = line

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.reason}"

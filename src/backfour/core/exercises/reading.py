"""Reading a table of the catalogue so that a mistake is named by its place, not guessed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Table:
    """A TOML table that knows where it stands and which of its entries were read.

    Parameters
    ----------
    values
        The parsed table.
    where
        How a doctor would name it, e.g. ``bird_dog 4``.
    """

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):  # the text is wrong, not the caller
            raise ValueError(f"{where}: must be a table")  # noqa: TRY004
        self._values = values
        self._read: set[str] = set()
        self.where = where

    def has(self, name: str) -> bool:
        """Whether an optional entry is there."""
        return name in self._values

    def _get(self, name: str) -> Any:
        self._read.add(name)
        if name not in self._values:
            raise ValueError(f"{self.where}.{name}: is missing")
        return self._values[name]

    def _wrong(self, name: str, must: str) -> ValueError:
        return ValueError(f"{self.where}.{name}: must be {must}, not {self._values[name]!r}")

    def table(self, name: str) -> Table:
        """A table inside this one."""
        return Table(self._get(name), f"{self.where}.{name}")

    def tables(self, name: str) -> tuple[Table, ...]:
        """A list of tables."""
        values = self._get(name)
        if not isinstance(values, Sequence) or isinstance(values, str):
            raise self._wrong(name, "a list of tables")
        return tuple(Table(value, f"{self.where}.{name}") for value in values)

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self._get(name)
        if not isinstance(value, str) or not value:
            raise self._wrong(name, "a text")
        return value

    def texts(self, name: str, *, filled: bool = True) -> tuple[str, ...]:
        """A list of texts without repeats; ``filled``: at least one."""
        values = self._get(name)
        whole = isinstance(values, list) and all(isinstance(v, str) and v for v in values)
        if not whole or len(set(values)) != len(values) or (filled and not values):
            raise self._wrong(name, "a list of texts without repeats")
        return tuple(values)

    def one_of(self, name: str, options: Sequence[str]) -> str:
        """One of the given words."""
        value = self._get(name)
        if value not in options:
            raise self._wrong(name, "one of " + ", ".join(option or "''" for option in options))
        return str(value)

    def count(self, name: str, *, least: int = 1) -> int:
        """A whole number."""
        value = self._get(name)
        if type(value) is not int or value < least:
            raise self._wrong(name, f"a whole number of at least {least}")
        return value

    def truth(self, name: str) -> bool:
        """True or false."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def span(self, name: str) -> tuple[float, float]:
        """Two rising numbers."""
        value = self._get(name)
        numbers = isinstance(value, list) and all(type(v) in (int, float) for v in value)
        if not numbers or len(value) != 2 or not 0 < value[0] < value[1]:
            raise self._wrong(name, "two rising numbers")
        return value[0], value[1]

    def close(self) -> None:
        """Refuse entries nobody asked for: a misspelt name would otherwise be ignored."""
        left = sorted(set(self._values) - self._read)
        if left:
            raise ValueError(f"{self.where}.{left[0]}: is not known here")

"""The figures of a chart in rows, written at once: a template would look at every cell."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe


class Table(NamedTuple):
    """A table: what it holds, the heads of its columns, and its rows as HTML."""

    caption: str
    head: tuple[str, ...]
    rows: SafeString


def table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """Write rows of plain text; the first cell of each names it."""
    return Table(caption, head, mark_safe("".join(map(_row, rows))))  # noqa: S308 - escaped below


def _row(cells: tuple[str, ...]) -> str:
    # One look at the whole row for what HTML must not take for its own.
    inside = escape("\t".join(cells)).replace("\t", "</th><td>", 1).replace("\t", "</td><td>")
    return f'<tr><th scope="row">{inside}</td></tr>'

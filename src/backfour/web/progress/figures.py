"""A chart as it stands on the page, with its words and its table.

Written here and not by a template, which looks up every cell and every line anew: they were a
third of what the page cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from backfour.words import say

ROW, NAME, CELL = "\n\r\t"
"""Begin a row, end its name, and part its cells, while a table is escaped as one text."""
_END: Final = "</td></tr>"
TAGS: Final = {
    ROW: f'{_END}<tr><th scope="row">',
    NAME: "</th><td>",
    CELL: "</td><td>",
}


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures in rows; the first cell of each row names it."""

    caption: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with what belongs to it.

    Parameters
    ----------
    title
        Heading.
    told
        Sentences above the picture.
    picture
        The SVG, empty where nothing can be drawn.
    ys, xs
        Words beside and below the picture, from top and from left.
    key
        Kind of each mark and what it stands for.
    notes
        Sentences below the picture, with sources.
    reading
        How to read it, folded beneath.
    table
        The same figures.
    """

    title: str
    told: tuple[str, ...]
    picture: SafeString | str = ""
    ys: tuple[str, ...] = ()
    xs: tuple[str, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    table: Table | None = None
    reading: tuple[str, ...] = ()


def figure(chart: Chart) -> SafeString:
    """Write a chart; everything but its picture is plain text."""
    parts = [
        '<figure class="panel stack chart"><figcaption class="stack">',
        f"<h2>{escape(chart.title)}</h2>{each('<p>', chart.told, '</p>')}</figcaption>",
        _plot(chart) if chart.picture else "",
        each('<p class="small soft">', chart.notes, "</p>"),
        _folded("progress.how", f"<div>{each('<p>', chart.reading, '</p>')}</div>")
        if chart.reading
        else "",
        table(chart.table) if chart.table else "",
        "</figure>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every text in it is escaped


def _plot(chart: Chart) -> str:
    marks = "".join(f'<li><i class="{kind}"></i>{escape(words)}</li>' for kind, words in chart.key)
    return (
        f'<div class="plot"><p class="ys" aria-hidden="true">{_spans(chart.ys)}</p>{chart.picture}'
        f'<p class="xs" aria-hidden="true">{_spans(chart.xs)}</p></div>'
        + (f'<ul class="key">{marks}</ul>' if marks else "")
    )


def _spans(words: Iterable[str]) -> str:
    return each("<span>", words, "</span>")


def each(begin: str, lines: Iterable[str], end: str) -> str:
    """Write each line between two tags."""
    return "".join(f"{begin}{escape(line)}{end}" for line in lines)


def _folded(summary: str, inside: str) -> str:
    return (
        f'<details class="reason"><summary><span>{escape(say(summary))}</span></summary>'
        f"{inside}</details>"
    )


def table(told: Table) -> SafeString:
    """Write a table, folded, in a frame that scrolls by itself."""
    head = each('<th scope="col">', told.head, "</th>")
    inside = (
        '<div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(told.caption)}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows(told.rows)}</tbody></table></div>"
    )
    return mark_safe(_folded("progress.as_table", inside))  # noqa: S308 - escaped above


def rows(cells: Iterable[tuple[str, ...]]) -> SafeString:
    """Write rows of plain text, one line in each cell; the first cell of each names it."""
    parts = [f"{ROW}{name}{NAME}{CELL.join(others)}" for name, *others in cells]
    if not parts:
        return SafeString()
    text = escape("".join(parts))
    for sign, tags in TAGS.items():
        text = text.replace(sign, tags)
    return mark_safe(f"{text.removeprefix(_END)}{_END}")  # noqa: S308 - escaped above

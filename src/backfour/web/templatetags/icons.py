"""Small drawings of the pages, drawn in the colour of the words beside them."""

from __future__ import annotations

from typing import Final

LINES: Final = (
    'fill="none" stroke="currentColor" stroke-width="2.4" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
SOLID: Final = 'fill="currentColor"'

ICONS: Final[dict[str, tuple[str, str]]] = {
    # evidence marks: a page, dots of a trial, a pencil
    "article": (LINES, '<path d="M6 3h9l4 4v14H6zM9.5 11h6M9.5 15h6"/>'),
    "trials": (
        SOLID,
        (
            '<circle cx="5" cy="19" r="2.3"/><circle cx="12" cy="19" r="2.3"/>'
            '<circle cx="19" cy="19" r="2.3"/><circle cx="8.5" cy="12" r="2.3"/>'
            '<circle cx="15.5" cy="12" r="2.3"/><circle cx="12" cy="5" r="2.3"/>'
        ),
    ),
    "ours": (LINES, '<path d="M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4"/>'),
    "camera": (
        LINES,
        (
            '<path d="M5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z'
            'M16 10.500l5-3v9l-5-3z"/>'
        ),
    ),
    "care": (LINES, '<path d="M12 3 22 20H2zM12 10v5M12 17.6v.1"/>'),
    "ear": (
        LINES,
        ('<path d="M4 9.5v5h3.5L12 19V5L7.5 9.500zM15.5 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12"/>'),
    ),
    "menu": (LINES, '<path d="M3 6h18M3 12h18M3 18h18"/>'),
    "next": (LINES, '<path d="M5 12h14M13 6l6 6-6 6"/>'),
    "offline": (LINES, '<path d="M4 13v6h16v-6M12 3v10M8 9.5l4 4 4-4"/>'),
    "pause": (SOLID, '<path d="M6 4h4.5v16H6zM13.5 4H18v16h-4.5z"/>'),
    "phone": (
        LINES,
        (
            '<path d="M5 3.5h4l1.8 5-2.3 1.7a13 13 0 0 0 5.3 5.3l1.7-2.3 5 1.8v4c0 1-1 1.8-2 1.8'
            'C10.5 20.5 3.5 13.5 3.2 5.5c0-1 .8-2 1.8-2z"/>'
        ),
    ),
    "play": (SOLID, '<path d="M6 3.5v17l15-8.5z"/>'),
    "print": (LINES, '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>'),
    "shut": (LINES, '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2.5"/>'),
    "tick": (LINES, '<path d="M5 12.5l5 5 9-11"/>'),
    "hand": (
        LINES,
        (
            '<path d="M7.6 12.5V6a1.6 1.6 0 0 1 3.2 0v5V4a1.6 1.6 0 0 1 3.2 0v7'
            "V5.5a1.6 1.6 0 0 1 3.2 0V15"
            'c0 4.4-2.2 7-6 7-3.3 0-5-1.6-6.5-5l-2.2-4.3a1.6 1.6 0 0 1 2.7-1.7z"/>'
        ),
    ),
}
"""Shapes on a field of 24 by 24, by name."""


def drawing(name: str) -> str:
    """Return the SVG of an icon; it says nothing to the ear, the words beside it do.

    Raises
    ------
    KeyError
        When there is no icon of this name.
    """
    style, shape = ICONS[name]
    return (
        f'<svg viewBox="0 0 24 24" width="26" height="26" {style} aria-hidden="true">{shape}</svg>'
    )

"""The one place that draws ids."""

from __future__ import annotations

from uuid import uuid4


class RandomIds:
    """Ids nobody has used before and nobody can guess."""

    def new(self) -> str:
        """Return a fresh id of 122 random bits."""
        return str(uuid4())

"""The one place that draws ids."""

from __future__ import annotations

import secrets
from string import digits as ten
from uuid import uuid4


class RandomIds:
    """Ids nobody has used before and nobody can guess."""

    def new(self) -> str:
        """Return a fresh id of 122 random bits."""
        return str(uuid4())

    def digits(self, count: int) -> str:
        """Draw this many digits, each as likely as the others."""
        return "".join(secrets.choice(ten) for _ in range(count))

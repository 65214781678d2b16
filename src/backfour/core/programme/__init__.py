"""The programme engine: what to do today, and why, from all that has happened."""

from typing import Final

RULES_VERSION: Final = "2026.11.1"
"""Version of all rules of screening and programme; stored plans of another version are rebuilt."""

"""The command line: one file per command, each of them thin (docs/contracts.md section 3).

Exit code 0 on success, 2 on bad input with one plain line on stderr, 1 on our own failure.
"""

from backfour.cli.main import main

__all__ = ["main"]

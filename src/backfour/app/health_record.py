"""The account as a file that other health systems read."""

from __future__ import annotations

from typing import IO

from backfour.app.account import TakeAccount
from backfour.app.data_log import DataLog
from backfour.app.ports import AccountWriter


class HealthRecord:
    """Writes the FHIR R4 bundle."""

    def __init__(self, account: TakeAccount, writer: AccountWriter, log: DataLog) -> None:
        self._account = account
        self._writer = writer
        self._log = log

    def write(self, target: IO[bytes]) -> None:
        """Write the bundle as JSON, UTF-8."""
        target.write(self._writer.text(self._account()).encode())
        self._log.note_if_possible("fhir")

    def counts(self) -> dict[str, int]:
        """Tell how many resources of each type it would hold; see the writer."""
        return self._writer.counts(self._account())

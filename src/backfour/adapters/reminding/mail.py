"""E-mail through the person's own mail server; the text says nothing about health."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any, Final

from backfour.adapters.reminding.private_files import MAIL, read_json_file, write_private
from backfour.app.reminding.ports import SENT, MailServer, Note, Outcome, Reached

SLOWEST_S: Final = 10
"""Longest wait for one answer of a mail server (our choice)."""
FOR_GOOD: Final = 500
"""SMTP codes from here are final; those from 400 are for now."""


class MailFile:
    """The settings of the mail server, in the data folder, readable by nobody else."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / MAIL

    def read(self) -> MailServer:
        """Return what was set."""
        told = read_json_file(self._file)
        try:
            return MailServer(**told)
        except TypeError:
            return MailServer()

    def keep(self, server: MailServer) -> None:
        """Set it."""
        write_private(self._file, json.dumps(server._asdict()))

    def forget(self) -> None:
        """Set nothing."""
        self._file.unlink(missing_ok=True)


Compose = Callable[[Note], tuple[str, str]]
"""Writes subject and text in the person's words."""


class Mail:
    """Sends notes by mail."""

    def __init__(self, file: MailFile, compose: Compose) -> None:
        self._file = file
        self._compose = compose

    def is_ready(self, reached: Reached) -> bool:
        """Whether there is a server and an address."""
        return bool(reached.mail_to and self._file.read().host)

    def send(self, reached: Reached, note: Note) -> Outcome:
        """Send one note; what may have gone is never sent again."""
        from django.core.mail import EmailMessage

        server = self._file.read()
        connection = _connection(server)
        subject, text = self._compose(note)
        letter = EmailMessage(
            subject,
            text,
            server.sender or reached.mail_to,
            [reached.mail_to],
            headers={"Auto-Submitted": "auto-generated"},
            connection=connection,
        )
        try:
            if failed := _opened(connection):
                return failed
            return _handed_over(letter)
        finally:
            _closed(connection)


def _connection(server: MailServer) -> Any:
    from django.core.mail.backends.smtp import EmailBackend

    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == "starttls",
        use_ssl=server.security == "tls",
        timeout=SLOWEST_S,
    )


def _opened(connection: Any) -> Outcome | None:
    """Connect and sign in; until then it is certain that nothing went."""
    try:
        connection.open()
    except SMTPAuthenticationError:
        return Outcome("later", "mail.password")
    except (OSError, SMTPException, ValueError):
        # smtplib's own exceptions are OSErrors too; UnicodeError is a ValueError.
        return Outcome("later", "mail.unreachable")
    return None


def _handed_over(letter: Any) -> Outcome:
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return _answered(min(codes, default=FOR_GOOD), "mail.address")
    except SMTPServerDisconnected:
        return Outcome("unsure", "mail.slow")
    except SMTPSenderRefused as refused:
        return _answered(refused.smtp_code, "mail.sender")
    except SMTPResponseException as refused:
        return _answered(refused.smtp_code, "mail.refused")
    except (OSError, SMTPException, ValueError):
        # It was silent at a moment when the letter may have been taken.
        return Outcome("unsure", "mail.slow")
    return SENT


def _answered(code: int, reason: str) -> Outcome:
    return Outcome("never" if code >= FOR_GOOD else "later", reason)


def _closed(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, SMTPException):
        return

"""Mail through a real server, and what is made of its answers."""

from __future__ import annotations

import socket
import stat
from threading import Thread

import pytest

from backfour.adapters.reminding import mail as mailing
from backfour.adapters.reminding.mail import Mail, MailFile
from backfour.app.reminding.ports import MailServer, Note, Outcome, Reached
from letterbox import letterbox

SIGNS_IN = {"user": "me", "password": "x"}
ME = Reached("own", mail_to="name@example.org")


@pytest.fixture
def mail(home, tmp_path):
    made = Mail(MailFile(tmp_path), lambda note: ("Título", f"Abra esto: /arrived/{note.token}"))
    made.file = MailFile(tmp_path)
    return made


def at(mail, port, **told):
    mail.file.keep(MailServer("127.0.0.1", port, "none", **told))
    return mail


def test_a_letter_arrives_as_it_was_written(mail):
    with letterbox() as box:
        assert at(mail, box.port, sender="house@example.org").send(ME, Note("t-1")) == Outcome(
            "sent"
        )
    (letter,) = box.letters
    assert (letter["Subject"], letter["To"]) == ("Título", "name@example.org")
    assert letter["From"] == "house@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == "Abra esto: /arrived/t-1"


def test_without_an_address_of_its_own_it_comes_from_the_person(mail):
    with letterbox() as box:
        at(mail, box.port).send(ME, Note("t"))
    assert box.letters[0]["From"] == "name@example.org"


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ({"RCPT": "550 no such user"}, Outcome("never", "mail.address")),
        ({"RCPT": "450 greylisted"}, Outcome("later", "mail.address")),
        ({"MAIL": "553 not yours"}, Outcome("never", "mail.sender")),
        ({"MAIL": "451 later"}, Outcome("later", "mail.sender")),
        ({"DATA": "554 looks like spam"}, Outcome("never", "mail.refused")),
        ({"DATA": "452 full"}, Outcome("later", "mail.refused")),
        ({"DATA": "close"}, Outcome("unsure", "mail.slow")),
    ],
)
def test_what_a_server_answers_is_understood(mail, says, outcome):
    with letterbox(**says) as box:
        assert at(mail, box.port).send(ME, Note("t")) == outcome


def test_a_server_that_is_down_is_tried_later(mail):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert at(mail, port).send(ME, Note("t")) == Outcome("later", "mail.unreachable")


def test_a_server_that_says_nothing_is_left_after_a_while(mail, monkeypatch):
    monkeypatch.setattr(mailing, "SLOWEST_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert at(mail, port).send(ME, Note("t")) == Outcome("later", "mail.unreachable")


def test_a_server_that_falls_silent_over_the_letter_may_have_it(mail, monkeypatch):
    monkeypatch.setattr(mailing, "SLOWEST_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        talking = Thread(target=_fall_silent, args=(server,), daemon=True)
        talking.start()
        port = server.getsockname()[1]
        assert at(mail, port).send(ME, Note("t")) == Outcome("unsure", "mail.slow")
        talking.join(5)


def _fall_silent(server):
    """Talk as a mail server does until the letter has come; then say no more."""
    line, _ = server.accept()
    with line, line.makefile("rb") as heard:
        line.sendall(b"220 here\r\n")
        for said in heard:
            if said.startswith(b"DATA"):
                line.sendall(b"354 go on\r\n")
            elif said == b".\r\n":
                heard.read()
                return
            elif said[:4].upper() in {b"EHLO", b"MAIL", b"RCPT"}:
                line.sendall(b"250 fine\r\n")


def test_a_password_the_server_does_not_take_is_told(mail):
    with letterbox() as box:
        # It offers no way to sign in without encryption, as servers do.
        outcome = at(mail, box.port, **SIGNS_IN).send(ME, Note("t"))
    assert outcome.state == "later"
    assert box.letters == []


def test_a_server_without_the_encryption_that_was_asked_for_gets_nothing(mail):
    with letterbox() as box:
        mail.file.keep(MailServer("127.0.0.1", box.port, "starttls"))
        assert mail.send(ME, Note("t")) == Outcome("later", "mail.unreachable")
    assert box.letters == []


def test_the_settings_are_for_their_owner_alone_and_a_hurt_file_counts_as_none(tmp_path):
    file = MailFile(tmp_path)
    assert file.read() == MailServer()
    file.keep(MailServer("a.example", **SIGNS_IN))
    assert stat.S_IMODE((tmp_path / "mail.json").stat().st_mode) == 0o600
    for hurt in ("{", "[]", '{"strange": 1}'):
        (tmp_path / "mail.json").write_text(hurt)
        assert file.read() == MailServer()
    file.forget()
    file.forget()


def test_it_is_ready_with_a_server_and_an_address(mail):
    assert not mail.is_ready(ME)
    at(mail, 25)
    assert mail.is_ready(ME)
    assert not mail.is_ready(ME._replace(mail_to=""))

"""Transports: a server, or files."""

import time
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from engine.delivery import DeliveryError, RefusedError, open_transport
from engine.delivery.files import Files
from engine.delivery.smtp import Smtp
from engine.errors import NotFoundError
from tests.servers import Inbox, free_port


def a_message(number: str = "a1", subject: str = "Reçu à temps", day: int = 12) -> EmailMessage:
    message = EmailMessage(SMTP)
    message["Message-ID"] = f"<{number}@demarches.fr>"
    message["Date"] = datetime(2025, 3, day, 13, 32, tzinfo=UTC)
    message["From"] = "Guichet <no-reply@demarches.fr>"
    message["To"] = "jeanne@exemple.fr"
    message["Subject"] = subject
    message.set_content("Votre envoi a été reçu : « merci ».", cte="quoted-printable")
    message.add_alternative("<p>Reçu</p>", subtype="html", cte="quoted-printable")
    return message


def test_a_server_takes_the_mail_as_it_is(inbox: Inbox) -> None:
    open_transport(inbox.url).send(a_message())

    (taken,) = inbox.messages
    assert taken["Subject"] == "Reçu à temps"
    assert taken["Message-ID"] == "<a1@demarches.fr>"
    body = taken.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Votre envoi a été reçu : « merci »."


@pytest.mark.parametrize(
    ("answer", "error"),
    [("451 later", DeliveryError), ("550 never", RefusedError), ("554 spam", RefusedError)],
)
def test_a_refusal_is_for_later_or_for_good(
    inbox: Inbox, answer: str, error: type[DeliveryError]
) -> None:
    inbox.answers.append(answer)

    with pytest.raises(DeliveryError) as raised:
        open_transport(inbox.url).send(a_message())

    assert type(raised.value) is error
    assert inbox.messages == []


def test_a_server_that_is_away_is_for_later() -> None:
    transport = open_transport(f"smtp://127.0.0.1:{free_port()}")

    started = time.monotonic()
    with pytest.raises(DeliveryError) as raised:
        transport.send(a_message())

    assert type(raised.value) is DeliveryError
    assert time.monotonic() - started < 5


def test_the_address_of_a_server_gives_name_and_password() -> None:
    server = Smtp.at("smtps://jeanne%40a.fr:p%2Fw@mail.exemple.fr")

    assert server == Smtp("mail.exemple.fr", 465, True, "jeanne@a.fr", "p/w")
    assert "p/w" not in repr(server)


@pytest.fixture
def folder(tmp_path: Path) -> Files:
    return Files.at(f"file://{tmp_path / 'mails'}")


def test_a_mail_kept_as_a_file_can_be_read(folder: Files) -> None:
    folder.send(a_message())

    mail = folder.load("a1")

    assert (mail.number, mail.to, mail.subject) == ("a1", "jeanne@exemple.fr", "Reçu à temps")
    assert mail.sender == "Guichet <no-reply@demarches.fr>"
    assert mail.sent_at == datetime(2025, 3, 12, 13, 32, tzinfo=UTC)
    assert mail.text.strip() == "Votre envoi a été reçu : « merci »."
    assert mail.html.strip() == "<p>Reçu</p>"


def test_the_same_mail_twice_is_one_file(folder: Files) -> None:
    for _ in range(2):
        folder.send(a_message())

    assert [file.name for file in folder.path.iterdir()] == ["a1.eml"]


def test_the_last_mail_comes_first(folder: Files) -> None:
    for day in (12, 14, 13):
        folder.send(a_message(f"day-{day}", day=day))

    assert [mail.number for mail in folder.list_all()] == ["day-14", "day-13", "day-12"]


@pytest.mark.parametrize("number", ["", "none", "../a1", "a1.eml", "\0"])
def test_a_mail_that_is_not_there_is_not_found(folder: Files, number: str) -> None:
    folder.send(a_message())

    with pytest.raises(NotFoundError):
        folder.load(number)


def test_a_folder_that_is_gone_is_for_later(folder: Files) -> None:
    folder.path.rmdir()

    with pytest.raises(DeliveryError):
        folder.send(a_message())


def test_another_kind_of_transport_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with"):
        open_transport("pigeon://loft")

"""Mails: what they say, and that the same effect gives the same mail."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from engine.actions import MAILS, VALUES
from engine.delivery import Mail, MailDelivery
from engine.delivery.mail import TEMPLATES, draw

NOW = datetime(2025, 3, 12, 13, 32, tzinfo=UTC)
RECEIVED = Mail(
    name="depot-recu",
    to="jeanne@exemple.fr",
    values={
        "reference": "DS-2025-004217-K",
        "received_at": "mercredi 12 mars 2025 à 14 h 32",
        "service": "Accueil <b>&</b> dépôts",
        "receipt_url": "https://demarches.fr/envois/DS-2025-004217-K",
    },
)


class Kept:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.messages.append(message)


def test_the_subject_gives_the_reference() -> None:
    assert draw(RECEIVED).subject == "Votre envoi DS-2025-004217-K a bien été reçu"


def test_the_text_says_when_by_whom_and_where() -> None:
    text = draw(RECEIVED).text

    for value in RECEIVED.values.values():
        assert value in text
    assert (
        "Votre envoi a été reçu le mercredi 12 mars 2025 à 14 h 32 (heure de Paris)"
        " sous la référence DS-2025-004217-K."
    ) in text


def test_values_are_escaped_in_html_only() -> None:
    drawn = draw(RECEIVED)

    assert "Accueil <b>&</b> dépôts" in drawn.text
    assert "Accueil &lt;b&gt;&amp;&lt;/b&gt; dépôts" in drawn.html
    assert "<b>" not in drawn.html


def test_a_mail_is_drawn_in_its_language() -> None:
    drawn = draw(replace(RECEIVED, language="en"))

    assert drawn.subject == "Your sending DS-2025-004217-K has been received"
    assert '<html lang="en">' in drawn.html


def test_a_value_that_is_missing_is_not_sent_as_a_blank() -> None:
    with pytest.raises(UndefinedError):
        draw(replace(RECEIVED, values={"reference": "DS-1"}))


def test_the_message_has_two_texts_and_no_attachment() -> None:
    transport = Kept()

    MailDelivery(transport, "Guichet <no-reply@demarches.fr>").deliver(
        "a1b2", asdict(RECEIVED), NOW
    )

    (message,) = transport.messages
    assert message["To"] == "jeanne@exemple.fr"
    assert message["From"] == "Guichet <no-reply@demarches.fr>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain", "text/html",
    ]  # fmt: skip
    assert list(message.iter_attachments()) == []


def test_the_same_effect_has_the_same_number_in_each_attempt() -> None:
    transport = Kept()
    delivery = MailDelivery(transport, "Guichet <no-reply@demarches.fr>")

    for number in ("a1b2", "a1b2", "c3d4"):
        delivery.deliver(number, asdict(RECEIVED), NOW)

    assert [message["Message-ID"] for message in transport.messages] == [
        "<a1b2@demarches.fr>", "<a1b2@demarches.fr>", "<c3d4@demarches.fr>",
    ]  # fmt: skip


@pytest.mark.parametrize("to", ["a@b.fr\nBcc: all@b.fr", "a@b.fr\r\n\r\nbody"])
def test_an_address_adds_no_header(to: str) -> None:
    transport = Kept()

    with pytest.raises(ValueError, match="Header"):
        MailDelivery(transport, "a@b.fr").deliver("1", asdict(replace(RECEIVED, to=to)), NOW)

    assert transport.messages == []


@pytest.mark.parametrize("folder", sorted(TEMPLATES.iterdir()), ids=lambda folder: folder.name)
def test_every_mail_has_its_three_parts(folder: Path) -> None:
    names = sorted(file.name for file in folder.iterdir())

    assert names == ["body.html", "body.txt", "subject.txt"]


@pytest.mark.parametrize("name", MAILS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_mail_that_a_procedure_may_send_is_drawn_from_what_its_action_says(
    name: str, language: str
) -> None:
    values = {value: f"<{value}>" for value in VALUES}

    drawn = draw(Mail(name=name, to="a@b.fr", language=language, values=values))

    assert drawn.subject
    assert "<reference>" in drawn.text
    assert "&lt;reference&gt;" in drawn.html

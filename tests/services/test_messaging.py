"""Writing to each other: who reads what, what is told outside, what is refused."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from engine.database import Database, accounts, drafts, threads, uploads
from engine.database.accounts import Account
from engine.errors import NotFoundError
from engine.services import messaging
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.messaging import AnsweredError
from tests.conftest import NOON
from tests.database.samples import an_upload, counted
from tests.services.asking import a_desk, lea, mails

LATER = NOON + timedelta(hours=1)
FILE = b"%PDF-1.7 a file"


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """A desk of two sites."""
    return a_desk(database, tmp_path)


@pytest.fixture
def person(desk: Desk) -> Visitor:
    """Somebody of the site `msa`."""
    return visitor_of(lea(desk), "fr")


@pytest.fixture
def agent(desk: Desk) -> Visitor:
    """Who answers at the same site."""
    return visitor_of(an_agent(desk), "fr")


def an_agent(desk: Desk, **changes: str) -> Account:
    values = {"email": "agent@exemple.fr", "name": "Alice Agent", **changes}
    return accounts.set_roles(desk.database, lea(desk, **values), ["agent"])


def ask(desk: Desk, person: Visitor, thread: str = "", text: str = "Bonjour ?") -> str:
    return messaging.write(desk, person, thread, "Une question", text, (), NOON).id


def a_file(desk: Desk, person: Visitor) -> dict[str, object]:
    draft = drafts.create(desk.database, person.owner, "message", 1, {}, NOON)
    key = desk.storage.save(BytesIO(FILE)).key
    upload = an_upload(draft, storage_key=key, size=len(FILE), name="bail.pdf")
    uploads.add(desk.database, upload)
    return {"id": upload.id, "name": "volé.pdf", "size": 1}


def test_a_question_gets_its_answer(desk, person, agent):
    number = ask(desk, person)
    messaging.answer(desk, agent, number, "Bonjour.", LATER)
    unread = messaging.unread(desk, person)

    exchange = messaging.open_thread(desk, person, number, LATER)

    assert unread == 1
    assert [(one.text, one.name) for one in exchange.messages] == [
        ("Bonjour ?", "Ana"), ("Bonjour.", "Alice Agent"),
    ]  # fmt: skip
    assert messaging.unread(desk, person) == 0


def test_the_mail_says_that_there_is_a_message_and_nothing_of_it(desk, person, agent):
    number = ask(desk, person, text="Secret")

    messaging.answer(desk, agent, number, "Confidentiel", LATER)

    ((name, to, values),) = mails(desk, LATER)
    assert (name, to) == ("message-recu", "lea@exemple.fr")
    assert values["page_url"] == "http://msa.localhost/mes-messages"
    assert "Confidentiel" not in str(values)
    assert "Une question" not in str(values)


def test_nobody_is_told_when_a_person_writes(desk, person):
    ask(desk, person)

    assert mails(desk, LATER) == []


def test_the_site_writes_by_itself_and_tells_the_person(desk, person):
    thread = messaging.write_to(
        desk, "msa", person.account.id, "Votre demande", "Elle est acceptée.", NOON, "G-2025-000001"
    )

    assert thread.submission == "G-2025-000001"
    assert messaging.unread(desk, person) == 1
    assert [mail[0] for mail in mails(desk)] == ["message-recu"]


def test_the_site_does_not_write_to_a_person_of_another_site(desk, person):
    with pytest.raises(NotFoundError):
        messaging.write_to(desk, "other", person.account.id, "Bonjour", "Bonjour", NOON)

    assert mails(desk) == []


def test_whoever_closed_their_account_gets_no_mail(desk, person):
    accounts.close(desk.database, person.account, NOON)

    messaging.write_to(desk, "msa", person.account.id, "Bonjour", "Bonjour", NOON)

    assert mails(desk) == []


def test_what_is_undone_tells_nobody(desk, person):
    def write_then_fail() -> None:
        with desk.database.transaction():
            messaging.write_to(desk, "msa", person.account.id, "Bonjour", "Bonjour", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_then_fail()

    assert mails(desk) == []
    assert messaging.threads_of(desk, person) == []


@pytest.mark.parametrize("changes", [{"email": "b@exemple.fr"}, {"site": "other"}])
def test_a_thread_of_somebody_else_does_not_exist(desk, person, changes):
    number, other = ask(desk, person), visitor_of(lea(desk, **changes), "fr")

    for reach in (
        lambda: messaging.open_thread(desk, other, number, LATER),
        lambda: ask(desk, other, number),
        lambda: messaging.file_of(desk, other, number, "anything"),
    ):
        with pytest.raises(NotFoundError):
            reach()

    assert messaging.threads_of(desk, other) == []
    assert len(messaging.open_thread(desk, person, number, LATER).messages) == 1


def test_an_agent_of_another_site_reads_and_answers_nothing(desk, person):
    number, other = ask(desk, person), visitor_of(an_agent(desk, site="other"), "fr")

    for reach in (
        lambda: messaging.exchange_at(desk, other, number),
        lambda: messaging.answer(desk, other, number, "Bonjour", LATER),
        lambda: messaging.file_at(desk, other, number, "anything"),
    ):
        with pytest.raises(NotFoundError):
            reach()

    assert messaging.threads_at(desk, other) == []


def test_only_agents_answer(desk, person):
    number = ask(desk, person)

    for reach in (
        lambda: messaging.threads_at(desk, person),
        lambda: messaging.exchange_at(desk, person, number),
        lambda: messaging.answer(desk, person, number, "Bonjour", LATER),
    ):
        with pytest.raises(NotFoundError):
            reach()


def test_two_answers_to_the_same_message_are_not_sent_unseen(desk, person, agent):
    number = ask(desk, person)
    seen = messaging.exchange_at(desk, agent, number).last
    messaging.answer(desk, agent, number, "La première", LATER, seen)

    with pytest.raises(AnsweredError):
        messaging.answer(desk, agent, number, "La seconde", LATER, seen)

    texts = [one.text for one in messaging.exchange_at(desk, agent, number).messages]
    assert texts == ["Bonjour ?", "La première"]
    assert len(mails(desk, LATER)) == 1


def test_a_file_is_kept_as_it_was_received_whatever_is_said_of_it(desk, person, agent):
    thread = messaging.write(desk, person, "", "Bail", "Le voici", [a_file(desk, person)], NOON)

    (message,) = messaging.open_thread(desk, person, thread.id, NOON).messages
    ((number, name, size),) = [(one["id"], one["name"], one["size"]) for one in message.files]

    assert (name, size) == ("bail.pdf", len(FILE))
    for found in (
        messaging.file_of(desk, person, thread.id, number),
        messaging.file_at(desk, agent, thread.id, number),
    ):
        with found.stream as stream:
            assert stream.read() == FILE


def test_a_file_of_somebody_else_is_not_sent(desk, person):
    other = visitor_of(lea(desk, email="b@exemple.fr"), "fr")
    stolen = a_file(desk, other)

    with pytest.raises(NotFoundError):
        messaging.write(desk, person, "", "Bail", "Le voici", [stolen], NOON)

    assert messaging.threads_of(desk, person) == []


def test_a_file_is_read_in_its_own_thread_only(desk, person, agent):
    file = a_file(desk, person)
    messaging.write(desk, person, "", "Bail", "Le voici", [file], NOON)
    other = ask(desk, person)

    with pytest.raises(NotFoundError):
        messaging.file_of(desk, person, other, str(file["id"]))
    with pytest.raises(NotFoundError):
        messaging.file_at(desk, agent, other, str(file["id"]))


def test_counting_what_is_unread_is_one_query(desk, person):
    with counted(desk.database) as statements:
        messaging.unread(desk, person)

    assert len(statements) == 1


def test_reading_again_changes_nothing(desk, person, agent):
    number = ask(desk, person)
    messaging.answer(desk, agent, number, "Bonjour.", LATER)
    messaging.open_thread(desk, person, number, LATER)

    with counted(desk.database) as statements:
        messaging.open_thread(desk, person, number, LATER + timedelta(days=1))

    assert not [one for one in statements if one.startswith("UPDATE")]
    (read,) = [one.read_at for one in threads.messages_of(
        desk.database, threads.load(desk.database, "msa", person.account.id, number)
    ) if one.from_service]  # fmt: skip
    assert read == LATER

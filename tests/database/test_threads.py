"""Exchanges: each of one person at one site, in order, read or not."""

from datetime import timedelta

import pytest

from engine.database import Database, threads
from engine.database.threads import NewMessage, Thread
from engine.errors import NotFoundError
from tests.database.samples import NOW, an_account, counted

LATER = NOW + timedelta(hours=1)
FILE = {"id": "u1", "name": "photo d'été.jpg", "media_type": "image/jpeg", "size": 3, "pages": 1}


@pytest.fixture
def person(database: Database) -> str:
    """A person of the site `msa`."""
    return str(an_account(database).id)


@pytest.fixture
def thread(database: Database, person: str) -> Thread:
    """What that person wrote."""
    message = NewMessage("Bonjour,\nune question.", person, files=[FILE])
    return threads.begin(database, "msa", person, "Une question", message, NOW)


def answered(database: Database, thread: Thread, text: str = "Bonjour.") -> None:
    agent = an_account(database, email="b@exemple.fr", name="Alice Agent").id
    threads.add(database, thread, NewMessage(text, agent, from_service=True), LATER)


def test_a_message_comes_back_as_it_was_written(database, person, thread):
    (message,) = threads.messages_of(database, thread)

    assert threads.load(database, "msa", person, thread.id) == thread
    assert message.text == "Bonjour,\nune question."
    assert (message.from_service, message.author, message.name) == (False, person, "Ana")
    assert message.files == (FILE,)
    assert (message.sent_at, message.read_at) == (NOW, None)


@pytest.mark.parametrize(("site", "whose"), [("other", None), ("msa", "somebody")])
def test_a_thread_is_of_one_person_at_one_site(database, person, thread, site, whose):
    with pytest.raises(NotFoundError):
        threads.load(database, site, whose or person, thread.id)

    with pytest.raises(NotFoundError):
        threads.hold(database, site, whose or person, thread.id)
    assert threads.list_of(database, site, whose or person, 10) == []
    assert threads.count_unread(database, site, whose or person) == 0


def test_those_who_answer_see_the_threads_of_their_site_only(database, thread):
    assert threads.load_at(database, "msa", thread.id) == thread
    assert [one.thread for one in threads.list_at(database, "msa", 10)] == [thread]
    assert threads.list_at(database, "other", 10) == []
    with pytest.raises(NotFoundError):
        threads.load_at(database, "other", thread.id)


def test_an_answer_is_not_read_until_the_person_reads_it(database, person, thread):
    answered(database, thread)
    before = threads.count_unread(database, "msa", person)

    threads.mark_read(database, thread, LATER)

    assert before == 1
    assert threads.count_unread(database, "msa", person) == 0
    assert [one.read_at for one in threads.messages_of(database, thread)] == [None, LATER]


def test_what_the_person_wrote_is_never_unread(database, person, thread):
    assert threads.count_unread(database, "msa", person) == 0
    assert [one.unread for one in threads.list_of(database, "msa", person, 10)] == [0]


def test_the_last_changed_comes_first_with_what_is_unread_in_one_query(database, person, thread):
    message = NewMessage("Autre chose", person)
    second = threads.begin(database, "msa", person, "Autre", message, NOW + timedelta(minutes=1))
    answered(database, thread)

    with counted(database) as statements:
        listed = threads.list_of(database, "msa", person, 10)

    assert [(one.thread.id, one.unread) for one in listed] == [(thread.id, 1), (second.id, 0)]
    assert listed[0].thread.changed_at == LATER
    assert len(statements) == 1


def test_messages_keep_their_order_when_the_clock_stands(database, person, thread):
    for number in range(5):
        known = threads.load(database, "msa", person, thread.id)
        threads.add(database, known, NewMessage(str(number), person), NOW)

    texts = [one.text for one in threads.messages_of(database, thread)]
    assert texts[1:] == ["0", "1", "2", "3", "4"]


def test_those_that_wait_come_first_and_the_longest_first(database, person, thread):
    answered(database, thread)
    for minute in (2, 1):
        message = NewMessage("Encore", person)
        at = NOW + timedelta(minutes=minute)
        threads.begin(database, "msa", person, f"Minute {minute}", message, at)

    found = threads.list_at(database, "msa", 10)

    assert [(one.thread.subject, one.waits) for one in found] == [
        ("Minute 1", True), ("Minute 2", True), ("Une question", False),
    ]  # fmt: skip
    assert {one.name for one in found} == {"Ana"}


def test_what_the_site_writes_by_itself_asks_for_nobody_s_answer(database, person):
    automatic = NewMessage("Reçu.", from_service=True, is_read=True)
    thread = threads.begin(database, "msa", person, "Accusé", automatic, NOW, "G-2025-000001-A")
    before = threads.list_at(database, "msa", 10)

    threads.add(database, thread, NewMessage("Merci", person), LATER)

    assert before == []
    assert [one.waits for one in threads.list_at(database, "msa", 10)] == [True]
    assert threads.count_unread(database, "msa", person) == 0


def test_nothing_is_added_to_a_thread_that_is_gone(database, person, thread):
    database.change("DELETE FROM thread")

    with pytest.raises(NotFoundError):
        threads.add(database, thread, NewMessage("Trop tard", person), LATER)

    assert database.rows("SELECT count(*) FROM message") == [(0,)]

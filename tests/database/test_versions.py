"""Published texts keep their numbers, whoever publishes them."""

import threading
from datetime import timedelta

import pytest

from engine.database import Database, versions
from engine.errors import NotFoundError
from tests.database.samples import NOW

HOUR = timedelta(hours=1)


def test_each_new_text_takes_the_next_number(database: Database) -> None:
    first = versions.publish(database, "depot", "title: é", "hash 1", NOW)
    second = versions.publish(database, "depot", "title: b", "hash 2", NOW + HOUR)
    other = versions.publish(database, "taxe", "title: c", "hash 1", NOW)

    assert [first.number, second.number, other.number] == [1, 2, 1]
    assert versions.load(database, "depot", 1) == first
    assert versions.current(database, "depot") == second
    assert versions.list_all(database, "depot") == [second, first]
    assert versions.list_current(database) == [second, other]


def test_the_same_text_keeps_its_number(database: Database) -> None:
    first = versions.publish(database, "depot", "a", "hash", NOW)

    again = versions.publish(database, "depot", "a", "hash", NOW + HOUR)

    assert again == first
    assert versions.list_all(database, "depot") == [first]


def test_an_older_text_becomes_current_again(database: Database) -> None:
    versions.publish(database, "depot", "a", "hash 1", NOW)
    versions.publish(database, "depot", "b", "hash 2", NOW + HOUR)

    back = versions.publish(database, "depot", "a", "hash 1", NOW + 2 * HOUR)

    assert back.number == 1
    assert versions.current(database, "depot") == back


def test_a_version_withdrawn_is_not_current(database: Database) -> None:
    first = versions.publish(database, "depot", "a", "hash 1", NOW)
    versions.publish(database, "depot", "b", "hash 2", NOW + HOUR)

    versions.withdraw(database, "depot", 2, NOW + 2 * HOUR)

    assert versions.current(database, "depot") == first
    assert versions.load(database, "depot", 2).withdrawn_at == NOW + 2 * HOUR
    assert versions.publish(database, "depot", "b", "hash 2", NOW + 3 * HOUR).withdrawn_at is None


def test_what_is_not_there_is_not_found(database: Database) -> None:
    with pytest.raises(NotFoundError):
        versions.current(database, "depot")
    with pytest.raises(NotFoundError):
        versions.load(database, "depot", 1)
    with pytest.raises(NotFoundError):
        versions.withdraw(database, "depot", 1, NOW)


def test_several_publish_the_same_text_at_once(database: Database) -> None:
    numbers: list[int] = []

    def publish() -> None:
        numbers.append(versions.publish(database, "depot", "a", "hash", NOW).number)
        database.close()

    threads = [threading.Thread(target=publish) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert numbers == [1] * 6
    assert len(versions.list_all(database, "depot")) == 1

"""The outbox: each deed is claimed by one worker, tried again, never lost."""

import threading
from datetime import timedelta

from engine.database import Database, effects
from engine.database.effects import DELAYS, LEASE, Effect
from tests.database.samples import NOW, a_mail

SECOND = timedelta(seconds=1)


def add(database: Database, *keys: str) -> None:
    for number, key in enumerate(keys):
        effects.add(database, a_mail(key), NOW + number * SECOND)


def test_the_longest_due_comes_first(database: Database) -> None:
    add(database, "first", "second", "not yet")

    claimed = effects.claim(database, NOW + SECOND, 10)

    assert [effect.key for effect in claimed] == ["first", "second"]
    assert claimed[0].payload == a_mail().payload
    assert claimed[0].created_at == NOW


def test_asked_for_twice_it_is_done_once(database: Database) -> None:
    add(database, "same", "same")

    claimed = effects.claim(database, NOW + LEASE, 10)

    assert len(claimed) == 1


def test_what_is_claimed_is_not_claimed_again_before_the_lease_ends(database: Database) -> None:
    add(database, "one")
    (first,) = effects.claim(database, NOW)

    too_early = effects.claim(database, NOW + LEASE - SECOND)
    (again,) = effects.claim(database, NOW + LEASE)

    assert too_early == []
    assert again.id == first.id


def test_what_is_done_is_over(database: Database) -> None:
    add(database, "one")
    (effect,) = effects.claim(database, NOW)

    effects.done(database, effect, NOW)

    assert effects.claim(database, NOW + timedelta(days=9)) == []


def test_it_is_tried_again_later_and_later_then_given_up(database: Database) -> None:
    add(database, "one")
    now, waited = NOW, []

    for delay in DELAYS:
        (effect,) = effects.claim(database, now)
        waited.append(effects.retry(database, effect, "no answer", now).due_at - now)
        assert effects.claim(database, now + delay - SECOND) == []
        now += delay
    (effect,) = effects.claim(database, now)
    last = effects.retry(database, effect, "no answer", now)

    assert waited == list(DELAYS)
    assert (last.failed_at, last.attempts) == (now, 6)
    assert effects.claim(database, now + timedelta(days=9)) == []
    assert [effect.last_error for effect in effects.list_failed(database)] == ["no answer"]


def test_what_is_refused_for_good_is_given_up_at_once(database: Database) -> None:
    add(database, "one")
    (effect,) = effects.claim(database, NOW)

    effects.give_up(database, effect, "550 no such person\0", NOW)

    assert effects.claim(database, NOW + timedelta(days=9)) == []
    assert effects.list_failed(database)[0].last_error == "550 no such person"


def test_a_late_worker_does_not_undo_what_another_did(database: Database) -> None:
    add(database, "one")
    (late,) = effects.claim(database, NOW)
    (other,) = effects.claim(database, NOW + LEASE)
    effects.done(database, other, NOW + LEASE)

    effects.retry(database, late, "too slow", NOW + LEASE)

    assert effects.claim(database, NOW + timedelta(days=9)) == []


def test_workers_share_the_effects_without_doing_one_twice(database: Database) -> None:
    add(database, *(f"{number}" for number in range(60)))
    taken: list[str] = []

    def work() -> None:
        while claimed := effects.claim(database, NOW + timedelta(minutes=2), 3):
            taken.extend(effect.id for effect in claimed)
            for effect in claimed:
                effects.done(database, effect, NOW)
        database.close()

    in_threads([threading.Thread(target=work) for _ in range(4)])

    assert len(taken) == 60
    assert len(set(taken)) == 60


def test_another_transaction_does_not_hold_the_workers_up(database: Database) -> None:
    add(database, "held", "free")
    claimed: list[Effect] = []

    def claim() -> None:
        claimed.extend(effects.claim(database, NOW + SECOND, 2))
        database.close()

    with database.transaction():
        held = effects.claim(database, NOW + SECOND, 1)
        if database.is_postgresql:
            in_threads([threading.Thread(target=claim)])
    if not database.is_postgresql:
        in_threads([threading.Thread(target=claim)])

    assert [effect.key for effect in held + claimed] == ["held", "free"]


def in_threads(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

"""The worker loses nothing: neither when a server refuses, nor when it is killed."""

import itertools
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.database import Database, connect, effects
from engine.database.effects import DELAYS, LEASE, NewEffect
from engine.delivery import Mail, MailDelivery, open_transport
from engine.services.worker import run, run_once
from tests.conftest import NOON
from tests.database.processes import ANEW
from tests.servers import Inbox

VALUES = {"reference": "DS-1", "received_at": "midi", "service": "S", "receipt_url": "https://a.fr"}


def a_mail(key: str, name: str = "depot-recu") -> NewEffect:
    mail = Mail(name=name, to="jeanne@exemple.fr", values={**VALUES, "reference": key})
    return NewEffect("mail", key, asdict(mail))


def at(time: datetime) -> Callable[[], datetime]:
    return lambda: time


def through(inbox: Inbox) -> Mapping[str, MailDelivery]:
    return {"mail": MailDelivery(open_transport(inbox.url), "no-reply@demarches.fr")}


def subjects(inbox: Inbox) -> list[str]:
    return [message["Subject"] for message in inbox.messages]


def test_what_waits_is_done_once(database: Database, inbox: Inbox) -> None:
    for key in ("one", "two"):
        effects.add(database, a_mail(key), NOON)

    first, second = (run_once(database, through(inbox), at(NOON)) for _ in range(2))

    assert (first, second) == (2, 0)
    assert len(inbox.messages) == 2


def test_what_was_refused_for_now_is_done_later(database: Database, inbox: Inbox) -> None:
    effects.add(database, a_mail("one"), NOON)
    inbox.answers.append("451 later")

    now, later = (run_once(database, through(inbox), at(time)) for time in (NOON, NOON + DELAYS[0]))

    assert (now, later) == (0, 1)
    assert subjects(inbox) == ["Votre envoi one a bien été reçu"]


def test_what_was_refused_for_good_is_given_up(database: Database, inbox: Inbox) -> None:
    effects.add(database, a_mail("one"), NOON)
    inbox.answers.append("550 no such person")

    run_once(database, through(inbox), at(NOON))
    run_once(database, through(inbox), at(NOON + timedelta(days=9)))

    (failed,) = effects.list_failed(database)
    assert "550" in (failed.last_error or "")
    assert inbox.messages == []


@pytest.mark.parametrize(
    "wrong", [NewEffect("pigeon", "wrong", {}), NewEffect("mail", "wrong", {"x": 1})]
)
def test_a_fault_in_one_does_not_hold_the_others_up(
    database: Database, inbox: Inbox, wrong: NewEffect, caplog: pytest.LogCaptureFixture
) -> None:
    effects.add(database, wrong, NOON)
    effects.add(database, a_mail("right"), NOON)

    with caplog.at_level(logging.WARNING):
        done = run_once(database, through(inbox), at(NOON))

    assert done == 1
    assert "is tried again at 11:01" in caplog.text
    assert "jeanne" not in caplog.text
    (again,) = effects.claim(database, NOON + DELAYS[0])
    assert again.last_error


def test_a_mail_taken_by_the_server_but_not_noted_is_recognisable(
    database: Database, inbox: Inbox
) -> None:
    effects.add(database, a_mail("one"), NOON)
    (effect,) = effects.claim(database, NOON)
    through(inbox)["mail"].deliver(effect.id, effect.payload, NOON)

    run_once(database, through(inbox), at(NOON + LEASE))

    numbers = {message["Message-ID"] for message in inbox.messages}
    assert len(inbox.messages) == 2
    assert numbers == {f"<{effect.id}@demarches.fr>"}


def test_the_worker_stops_when_it_is_asked_to(database: Database, inbox: Inbox) -> None:
    effects.add(database, a_mail("one"), NOON)
    stop = threading.Event()
    worker = threading.Thread(target=run, args=(database, through(inbox), at(NOON), stop, 0.01))

    worker.start()
    wait_for(lambda: len(inbox.messages) == 1)
    stop.set()
    worker.join(10)

    assert not worker.is_alive()


def test_the_worker_waits_for_a_database_that_is_away(inbox: Inbox) -> None:
    away = connect("postgresql://guichet@127.0.0.1:1/none")
    stop = threading.Event()
    worker = threading.Thread(target=run, args=(away, through(inbox), at(NOON), stop, 0.01))

    worker.start()
    worker.join(0.2)
    alive = worker.is_alive()
    stop.set()
    worker.join(30)

    assert alive
    assert not worker.is_alive()


class Slow:
    """A delivery that takes its time, so that a kill falls in the middle of it."""

    def __init__(self, url: str) -> None:
        self.inner = MailDelivery(open_transport(url), "no-reply@demarches.fr")

    def deliver(self, number: str, payload: Mapping[str, Any], now: datetime) -> None:
        time.sleep(0.05)
        self.inner.deliver(number, payload, now)
        time.sleep(0.05)


def work_in_process(database_url: str, mail_url: str) -> None:
    run(connect(database_url), {"mail": Slow(mail_url)}, at(NOON), threading.Event(), 0.01)


def test_nothing_is_lost_when_a_worker_is_killed(
    database: Database, database_url: str, inbox: Inbox
) -> None:
    keys = [f"{number}" for number in range(12)]
    for key in keys:
        effects.add(database, a_mail(key), NOON)
    process = ANEW.Process(target=work_in_process, args=(database_url, inbox.url))

    process.start()
    wait_for(lambda: len(inbox.messages) >= 3)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(10)
    killed_after = len(inbox.messages)
    run_once(database, through(inbox), at(NOON + LEASE))

    assert killed_after < len(keys)
    assert set(subjects(inbox)) == {f"Votre envoi {key} a bien été reçu" for key in keys}
    assert len(inbox.messages) <= len(keys) + 1
    assert len({message["Message-ID"] for message in inbox.messages}) == len(keys)


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in itertools.repeat(None, 600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it took too long")

"""A draft becomes one submission, whole, whatever people click and whatever breaks."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.database import Database, connect, counters, drafts, effects, submissions
from engine.database.drafts import Draft, DraftChangedError
from engine.database.effects import NewEffect
from engine.database.submissions import ReferenceTakenError
from engine.errors import NotFoundError
from tests.database.processes import ANEW
from tests.database.samples import NOW, a_draft, a_mail, a_submission, sent

CLICKS = 20


def test_a_submission_comes_back_as_it_was_kept(database: Database) -> None:
    draft = a_draft(database)
    submission = a_submission(draft)

    created = submissions.create(database, draft, submission, [a_mail()])

    assert created == submission
    assert submissions.load(database, "DS-1", draft.owner) == submission
    assert submissions.find(database, draft.key, draft.owner) == submission
    assert drafts.load(database, draft.key, draft.owner).submitted_at == NOW
    assert [effect.key for effect in effects.list_of(database, "DS-1", draft.owner)] == [
        "DS-1:depot-recu"
    ]


def test_a_second_click_gets_the_first_submission(database: Database) -> None:
    draft = a_draft(database)
    first = submissions.create(database, draft, a_submission(draft), [a_mail()])

    second = submissions.create(
        database, draft, a_submission(draft, "DS-2"), [a_mail("DS-2:depot-recu")]
    )

    assert second == first
    assert len(submissions.list_of(database, draft.owner)) == 1
    assert len(effects.claim(database, NOW, 10)) == 1


def test_a_draft_changed_meanwhile_is_not_sent(database: Database) -> None:
    draft = a_draft(database)
    drafts.save(database, draft, {"number": 2}, {}, {}, NOW)

    with pytest.raises(DraftChangedError):
        submissions.create(database, draft, a_submission(draft), [a_mail()])

    assert submissions.list_of(database, draft.owner) == []
    assert effects.claim(database, NOW) == []


def test_nobody_else_sends_or_reads_it(database: Database) -> None:
    draft = a_draft(database)
    stranger = replace(draft, owner="stranger")

    with pytest.raises(NotFoundError):
        submissions.create(database, stranger, a_submission(stranger))
    sent(database, draft)

    with pytest.raises(NotFoundError):
        submissions.load(database, f"DS-{draft.key}", "stranger")
    assert submissions.list_of(database, "stranger") == []
    assert effects.list_of(database, f"DS-{draft.key}", "stranger") == []


def test_what_fails_on_the_way_leaves_nothing(database: Database) -> None:
    draft, other = a_draft(database), a_draft(database)
    submissions.create(database, other, a_submission(other))

    with pytest.raises(ReferenceTakenError):
        submissions.create(database, draft, a_submission(draft), [a_mail()])

    assert drafts.load(database, draft.key, draft.owner) == draft
    assert effects.claim(database, NOW) == []


def test_an_effect_that_cannot_be_kept_keeps_the_submission_from_being(
    database: Database,
) -> None:
    draft = a_draft(database)

    with pytest.raises(TypeError):
        submissions.create(
            database,
            draft,
            a_submission(draft),
            [a_mail(), NewEffect("mail", "k", {"x": object()})],
        )

    assert submissions.list_of(database, draft.owner) == []
    assert drafts.load(database, draft.key, draft.owner) == draft


def click(database: Database, draft: Draft, thread: int, given: list[str]) -> None:
    for number in range(CLICKS):
        submission = a_submission(draft, f"DS-{thread}-{number}")
        mail = a_mail(f"{submission.reference}:depot-recu")
        given.append(submissions.create(database, draft, submission, [mail]).reference)
    database.close()


def test_eight_threads_that_click_make_one_submission(database: Database) -> None:
    draft = a_draft(database)
    given: list[str] = []

    threads = [
        threading.Thread(target=click, args=(database, draft, index, given)) for index in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(given) == 8 * CLICKS
    assert len(set(given)) == 1
    assert len(submissions.list_of(database, draft.owner)) == 1
    assert len(effects.claim(database, NOW, 100)) == 1


def click_in_process(url: str, draft: Draft, process: int) -> None:
    database = connect(url)
    given: list[str] = []
    click(database, draft, process, given)
    assert len(given) == CLICKS
    assert len(set(given)) == 1


def test_two_processes_that_click_make_one_submission(
    database: Database, database_url: str
) -> None:
    draft = a_draft(database)

    processes = [
        ANEW.Process(target=click_in_process, args=(database_url, draft, index))
        for index in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0]
    assert len(submissions.list_of(database, draft.owner)) == 1
    assert len(effects.claim(database, NOW, 100)) == 1


def number_in_thread(database: Database, numbers: list[int]) -> None:
    for _ in range(25):
        with database.transaction():
            numbers.append(counters.next_number(database, "2025"))
    database.close()


def test_a_number_is_given_once(database: Database) -> None:
    numbers: list[int] = []

    threads = [
        threading.Thread(target=number_in_thread, args=(database, numbers)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(numbers) == list(range(1, 101))


@pytest.fixture(autouse=True)
def nothing_left_open(database: Database) -> Iterator[None]:
    yield
    database.close()

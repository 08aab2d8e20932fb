"""Publications that wait: for another reader, for a time; and what is taken back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from engine.database import Database, audit, drafts, publications
from engine.errors import ConflictError, NotAllowedError, NotFoundError
from engine.services import filling
from engine.services.desk import Desk, Visitor, nobody_at
from engine.services.studio import copies, scheduling, versions, withdrawing
from engine.services.studio.publishing import BlockedError, Wanted, publish_wanted
from engine.services.studio.scheduling import TimeError
from engine.services.studio.versions import DISK
from engine.services.worker import publish_planned
from tests.conftest import NOON
from tests.services.studio.writing import PATH, TEXT, person, writing_desk, written

DUE = NOON + timedelta(days=2)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return writing_desk(database, tmp_path)


@pytest.fixture
def author(desk: Desk) -> Visitor:
    return person(desk)


def ask_for_readers(desk: Desk) -> None:
    for name in ("msa", "other"):
        site = desk.catalogue.folder / "sites" / f"{name}.yaml"
        site.write_text(f"{site.read_text()}studio: {{approval: true}}\n")
    desk.catalogue.look_now(NOON)


def kinds(desk: Desk) -> list[str]:
    return [one.kind for one in audit.lines(desk.database, "msa")]


def test_somebody_else_approves_this_very_text(desk: Desk, author: Visitor) -> None:
    ask_for_readers(desk)
    reader = person(desk, "Camille", ["contributor"])
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    wanted = Wanted(PATH, copy.revision)
    with pytest.raises(BlockedError, match="reader"):
        publish_wanted(desk, author, wanted, NOON)
    asked = scheduling.ask_reader(desk, author, wanted, NOON)
    with pytest.raises(ConflictError):
        scheduling.approve(desk, author, PATH, asked.id, NOON)

    scheduling.approve(desk, reader, PATH, asked.id, NOON)
    publish_wanted(desk, author, wanted, NOON)

    assert desk.catalogue.latest("peche").title.constant("fr") == "Pêcher"
    assert publications.load(desk.database, asked.id).done_at == NOON
    assert kinds(desk)[:3] == ["publish", "approve", "ask_reader"]


def test_a_change_afterwards_asks_for_a_reader_again(desk: Desk, author: Visitor) -> None:
    ask_for_readers(desk)
    reader = person(desk, "Camille", ["contributor"])
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    asked = scheduling.ask_reader(desk, author, Wanted(PATH, copy.revision), NOON)
    scheduling.approve(desk, reader, PATH, asked.id, NOON)
    copy = written(desk, author, "title: Pêcher", "title: Chalut")

    with pytest.raises(BlockedError, match="reader"):
        publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)
    back = copies.undo(desk, author, PATH, copy.revision, NOON)
    publish_wanted(desk, author, Wanted(PATH, back.revision), NOON)

    assert desk.catalogue.latest("peche").title.constant("fr") == "Pêcher"


def test_what_was_changed_meanwhile_is_not_approved(desk: Desk, author: Visitor) -> None:
    reader = person(desk, "Camille", ["contributor"])
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    asked = scheduling.ask_reader(desk, author, Wanted(PATH, copy.revision), NOON)
    written(desk, author, "title: Pêcher", "title: Chalut")

    with pytest.raises(ConflictError):
        scheduling.approve(desk, reader, PATH, asked.id, NOON)
    with pytest.raises(NotFoundError):
        scheduling.approve(desk, reader, "procedures/chasse.yaml", asked.id, NOON)


def test_what_was_planned_is_published_when_its_time_comes(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    scheduling.schedule(desk, author, Wanted(PATH, copy.revision, "Été"), DUE, NOON)
    written(desk, author, "title: Pêcher", "title: Chalut")
    assert scheduling.publish_due(desk, DUE - timedelta(seconds=1)) == 0

    assert publish_planned(desk, DUE) == 1
    assert publish_planned(desk, DUE) == 0

    assert desk.catalogue.latest("peche").title.constant("fr") == "Pêcher"
    assert "Chalut" in copies.open_copy(desk, author, PATH).text
    assert versions.versions_of(desk, PATH)[0].note == "Été"
    assert kinds(desk)[0] == "publish"


def demote(desk: Desk) -> None:
    desk.database.change("UPDATE account SET roles = ?", '["contributor"]')


def break_site(desk: Desk) -> None:
    fragment = desk.catalogue.folder / "tables"
    fragment.mkdir()
    profile = desk.catalogue.folder / PATH
    profile.write_text(TEXT.replace("Pêche", "Sur le disque"))
    desk.catalogue.look_now(DUE)


def publish_same(desk: Desk) -> None:
    who = person(desk, "Bruno")
    copy = copies.open_copy(desk, who, PATH)
    scheduling.must_be_publisher(who)
    publish_wanted(desk, who, Wanted(PATH, copy.revision), NOON)


@pytest.mark.parametrize(
    ("meanwhile", "error"), [(demote, "ne peut plus publier"), (break_site, "choisissez")]
)
def test_what_cannot_be_published_any_more_is_told(
    desk: Desk, author: Visitor, meanwhile: Callable[[Desk], None], error: str
) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    asked = scheduling.schedule(desk, author, Wanted(PATH, copy.revision), DUE, NOON)
    meanwhile(desk)

    assert scheduling.publish_due(desk, DUE) == 0

    failed = publications.load(desk.database, asked.id)
    assert error in (failed.error or "")
    assert scheduling.last_failed(desk, PATH) == failed
    assert kinds(desk)[0] == "publish_failed"
    assert scheduling.publish_due(desk, DUE) == 0


def test_publishing_now_gives_up_what_was_planned(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    asked = scheduling.schedule(desk, author, Wanted(PATH, copy.revision), DUE, NOON)
    publish_same(desk)

    assert not publications.load(desk.database, asked.id).is_open
    assert scheduling.publish_due(desk, DUE) == 0


def test_a_planned_publication_is_given_up(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    asked = scheduling.schedule(desk, author, Wanted(PATH, copy.revision), DUE, NOON)
    with pytest.raises(NotAllowedError):
        scheduling.cancel(desk, person(desk, "Camille", ["contributor"]), PATH, asked.id, NOON)

    scheduling.cancel(desk, author, PATH, asked.id, NOON)

    assert scheduling.waiting(desk, PATH) is None
    assert scheduling.publish_due(desk, DUE) == 0
    with pytest.raises(ConflictError):
        scheduling.cancel(desk, author, PATH, asked.id, NOON)


@pytest.mark.parametrize("days", [-1, 0, 500])
def test_a_time_that_cannot_be_is_refused(desk: Desk, author: Visitor, days: int) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")

    with pytest.raises(TimeError):
        scheduling.schedule(
            desk, author, Wanted(PATH, copy.revision), NOON + timedelta(days=days), NOON
        )


def test_a_version_is_withdrawn_but_not_the_one_that_is_served(desk: Desk, author: Visitor) -> None:
    drafts.create(desk.database, "msa/anonymous:1", "peche", 1, {"age": 30}, NOON)
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)
    with pytest.raises(withdrawing.ServedVersionError):
        withdrawing.withdraw_version(desk, author, PATH, 2, NOON)

    found = withdrawing.rehearse_withdrawal(desk, author, PATH, 1, NOON)
    withdrawing.withdraw_version(desk, author, PATH, 1, NOON)

    assert (found.total, found.unaffected) == (1, 1)
    served, former = versions.versions_of(desk, PATH)
    assert (served.is_current, served.number, served.withdrawn_at) == (True, 2, None)
    assert (former.withdrawn_at, former.drafts) == (NOON, 1)


def test_drafts_of_a_procedure_that_was_taken_back_may_be_finished(
    desk: Desk, author: Visitor
) -> None:
    visitor = nobody_at("msa", "1", "fr")
    drafts.create(desk.database, visitor.owner, "peche", 1, {"age": 30}, NOON)

    copy = withdrawing.withdraw_file(desk, author, PATH, "Fin de saison", NOON)

    assert (copy.text, copy.published) == (TEXT, None)
    assert withdrawing.leaving(desk, PATH).drafts == 1
    with pytest.raises(NotFoundError):
        filling.begin(desk, visitor, "peche", NOON)
    opened = filling.open_first(desk, visitor, "peche", NOON)
    assert opened.journey.complete
    publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)
    assert filling.begin(desk, visitor, "peche", NOON).draft.version == 1


def test_a_file_that_changed_on_the_disk_is_chosen_or_not(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)
    (desk.catalogue.folder / PATH).write_text(TEXT.replace("Pêche", "Sur le disque"))
    copy = written(desk, author, "title: Pêcher", "title: Chalut")
    wanted = Wanted(PATH, copy.revision)
    with pytest.raises(BlockedError, match="disk"):
        publish_wanted(desk, author, wanted, NOON)

    taken = withdrawing.take_theirs(desk, author, PATH, DISK, copy.revision, NOON)
    back = copies.undo(desk, author, PATH, taken.revision, NOON)
    publish_wanted(desk, author, Wanted(PATH, back.revision), NOON)

    assert "Sur le disque" in taken.text
    assert desk.catalogue.latest("peche").title.constant("fr") == "Chalut"


def test_a_file_that_changed_under_a_copy_is_told(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    (desk.catalogue.folder / PATH).write_text(TEXT.replace("Votre âge", "Âge"))
    desk.catalogue.look_now(NOON)
    with pytest.raises(BlockedError, match="disk"):
        publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)

    withdrawing.keep_ours(desk, author, PATH, "servi", NOON)
    publish_wanted(desk, author, Wanted(PATH, copy.revision), NOON)

    assert desk.catalogue.latest("peche").title.constant("fr") == "Pêcher"

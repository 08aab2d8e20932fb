"""Publication: one transaction, once nothing blocks it, by whoever may."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from engine.database import Database, DatabaseFullError, audit, connect, documents, drafts, versions
from engine.errors import NotAllowedError
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies, proofs, publishing
from engine.services.studio.copies import ChangedMeanwhileError
from engine.services.studio.publishing import (
    BlockedError,
    NothingToPublishError,
    PublishedMeanwhileError,
    Wanted,
    publish_wanted,
    wanted_subject,
)
from tests.conftest import NOON
from tests.services.studio.writing import NOM, PATH, person, writing_desk, written

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return writing_desk(database, tmp_path)


@pytest.fixture
def author(desk: Desk) -> Visitor:
    return person(desk)


def title(desk: Desk, name: str = "peche") -> str:
    desk.catalogue.look_now(LATER)
    return desk.catalogue.latest(name).title.constant("fr") or ""


def blocked(desk: Desk, who: Visitor, wanted: Wanted) -> dict[str, str]:
    with pytest.raises(BlockedError) as error:
        publish_wanted(desk, who, wanted, LATER)
    return {one.name: one.said for one in error.value.points}


def test_what_is_published_is_served_at_once_and_by_the_other_processes(
    desk: Desk, author: Visitor
) -> None:
    other = Catalogue(desk.catalogue.folder, desk.database)
    other.refresh(NOON)
    copy = written(desk, author, "title: Pêche", "title: Pêcher")

    made = publish_wanted(desk, author, Wanted(PATH, copy.revision, "Le mot juste"), LATER)
    other._next_look = 0.0
    other.refresh(LATER)

    assert made.number == 1
    for catalogue in (desk.catalogue, other):
        assert catalogue.current("peche", "msa").version == 2
        assert catalogue.latest("peche").title.constant("fr") == "Pêcher"
    after = copies.open_copy(desk, author, PATH)
    assert (after.differs, after.undo) == (False, "essai")
    line = audit.lines(desk.database, "msa")[0]
    assert (line.kind, line.subject, line.details["note"]) == ("publish", PATH, "Le mot juste")
    assert audit.broken_at(desk.database, "msa") is None
    assert (desk.catalogue.folder / PATH).read_text().count("Pêcher") == 0


def test_the_same_text_is_not_published_twice(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    publish_wanted(desk, author, Wanted(PATH, copy.revision), LATER)

    with pytest.raises(NothingToPublishError):
        publish_wanted(desk, author, Wanted(PATH, copy.revision), LATER)

    assert len(documents.versions_of(desk.database, PATH)) == 1


def test_who_may_only_write_does_not_publish(desk: Desk) -> None:
    contributor = person(desk, "Camille", ["contributor"])
    copy = written(desk, contributor, "title: Pêche", "title: Pêcher")

    with pytest.raises(NotAllowedError):
        publish_wanted(desk, contributor, Wanted(PATH, copy.revision), LATER)

    assert title(desk) == "Pêche"


def test_a_revision_that_is_not_the_last_is_refused(desk: Desk, author: Visitor) -> None:
    seen = written(desk, author, "title: Pêche", "title: Pêcher")
    written(desk, author, "title: Pêcher", "title: Chalut")

    with pytest.raises(ChangedMeanwhileError) as error:
        publish_wanted(desk, author, Wanted(PATH, seen.revision), LATER)

    assert "Chalut" in error.value.copy.text
    assert title(desk) == "Pêche"


@pytest.mark.parametrize(
    ("before", "after", "point"),
    [
        ("type: integer", "type: entier", "mistakes"),
        ("title: Pêche", "title: [", "mistakes"),
        ("migrate: []", "nature: demande", "law"),
        ("max: 120", "max: 30", "tests"),
    ],
)
def test_what_is_wrong_blocks(
    desk: Desk, author: Visitor, before: str, after: str, point: str
) -> None:
    copy = written(desk, author, before, after)

    assert list(blocked(desk, author, Wanted(PATH, copy.revision))) == [point]
    assert title(desk) == "Pêche"
    assert documents.find(desk.database, PATH) is None


def test_two_publications_at_once_make_one(
    desk: Desk, author: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = written(desk, author, "title: Pêche", "title: Pêcher")
    wanted = Wanted(PATH, copy.revision)
    look = publishing.blocking_points

    def meanwhile(*given):
        monkeypatch.setattr(publishing, "blocking_points", look)
        publish_wanted(desk, author, wanted, LATER)
        return look(*given)

    monkeypatch.setattr(publishing, "blocking_points", meanwhile)
    with pytest.raises(PublishedMeanwhileError):
        publish_wanted(desk, author, wanted, LATER)

    assert len(documents.versions_of(desk.database, PATH)) == 1
    assert len(versions.list_all(desk.database, "peche")) == 2


def test_a_fragment_gives_its_procedures_a_version_each(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "Votre nom", "Votre nom de famille", NOM)

    publish_wanted(desk, author, Wanted(NOM, copy.revision), LATER)

    assert desk.catalogue.current("chasse", "msa").version == 2
    assert desk.catalogue.current("peche", "msa").version == 1


def test_a_fragment_that_breaks_a_procedure_blocks(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "field: nom,", "field: patronyme,", NOM)

    points = blocked(desk, author, Wanted(NOM, copy.revision))

    assert list(points) == ["users"]


def test_files_go_together_or_not_at_all(desk: Desk, author: Visitor) -> None:
    path = "procedures/chasse.yaml"
    written(desk, author, "field: nom,", "field: patronyme,", NOM)
    copy = written(desk, author, "{nom: Diane}", "{patronyme: Diane}", path)
    assert list(blocked(desk, author, Wanted(path, copy.revision))) == ["mistakes"]

    publish_wanted(desk, author, Wanted(path, copy.revision, more=(NOM,)), LATER)

    assert desk.catalogue.current("chasse", "msa").version == 2
    assert [one.path for one in documents.list_all(desk.database)] == [NOM, path]


def test_what_has_mistakes_is_not_tried_on_drafts(desk: Desk, author: Visitor) -> None:
    copy = written(desk, author, "type: integer", "type: entier")
    subject, _copy = wanted_subject(desk, author, Wanted(PATH, copy.revision))

    assert proofs.of_drafts(subject, LATER).state == "wrong"
    assert proofs.of_tests(subject).state == "wrong"


def test_what_drafts_lose_is_named_without_answers(desk: Desk, author: Visitor) -> None:
    for age in (20, 30):
        drafts.create(desk.database, f"msa/anonymous:{age}", "peche", 1, {"age": age}, NOON)
    copy = written(desk, author, "max: 120", "max: 25")
    copy = written(desk, author, "{age: 40}", "{age: 24}")
    subject, _copy = wanted_subject(desk, author, Wanted(PATH, copy.revision))

    point = proofs.of_drafts(subject, LATER)

    assert point.state == "told"
    assert point.said == "2 brouillons sont ouverts."
    assert any("Votre âge" in one.text and one.text.startswith("1 ") for one in point.details)
    assert not any("30" in one.text for one in point.details)


def test_a_full_disk_keeps_all_as_it_was(tmp_path: Path, sqlite_with_tables: Path) -> None:
    file = shutil.copyfile(sqlite_with_tables, tmp_path / "guichet.sqlite3")
    desk = writing_desk(connect(f"sqlite:///{file}"), tmp_path)
    author = person(desk)
    copy = written(desk, author, "# Written by hand", f"# {'y' * 400_000}")
    ((pages,),) = desk.database.rows("PRAGMA page_count")
    desk.database.rows(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(DatabaseFullError):
        publish_wanted(desk, author, Wanted(PATH, copy.revision), LATER)
    desk.database.rows("PRAGMA max_page_count = 1073741823")

    assert documents.find(desk.database, PATH) is None
    assert audit.broken_at(desk.database, "msa") is None
    assert publish_wanted(desk, author, Wanted(PATH, copy.revision), LATER).number == 1
    desk.database.close()

"""Working copies: saved, undone, done again, by several authors; nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.database import Database, audit, working_copies
from engine.database.accounts import Account
from engine.errors import ConflictError, NotFoundError
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.studio import copies
from engine.services.studio.copies import CannotKeepError, ChangedMeanwhileError
from engine.services.studio.looking import judged
from engine.services.studio.patches import patch_between
from engine.services.studio.publishing import publish
from tests.conftest import NOON
from tests.services.asking import a_desk

PATH = "procedures/peche.yaml"
TEXT = """\
# Written by hand
procedure: peche
title: Pêche
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: vous
    title: Vous
    fields: [{field: age, type: integer, label: Votre âge, min: 0, max: 120}]
"""


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    desk = a_desk(database, tmp_path)
    (desk.catalogue.folder / PATH).write_text(TEXT, "utf-8")
    desk.catalogue.look_now(NOON)
    return desk


def an_author(site: str = "msa", name: str = "Antoine Auteur") -> Visitor:
    account = Account(
        id=name, site=site, email=f"{name}@demo.test", name=name, profile="agent", details={},
        created_at=NOON, roles=("author",),
    )  # fmt: skip
    return visitor_of(account, "fr")


def saved(desk: Desk, who: Visitor, text: str, revision: int, what: str = "essai") -> copies.Copy:
    return copies.save(desk, who, PATH, text, revision, what, NOON)


def test_a_file_that_nobody_changed_says_what_is_published(desk: Desk) -> None:
    copy = copies.open_copy(desk, an_author(), PATH)

    assert (copy.text, copy.revision, copy.differs, copy.is_kept) == (TEXT, 0, False, False)


def test_what_is_saved_is_found_again_and_can_be_undone_and_done_again(desk: Desk) -> None:
    who = an_author()
    saved(desk, who, TEXT.replace("Pêche", "Chasse"), 0, "titre")
    copy = saved(desk, who, TEXT.replace("Pêche", "Cueillette"), 1, "titre encore")
    assert (copy.undo, copy.redo, copy.changed_by) == ("titre encore", "", "Antoine Auteur")

    back = copies.undo(desk, who, PATH, 2, NOON)
    assert "Chasse" in back.text
    assert (back.undo, back.redo) == ("titre", "titre encore")
    first = copies.undo(desk, who, PATH, 3, NOON)
    assert (first.text, first.undo, first.differs) == (TEXT, "", False)
    again = copies.redo(desk, who, PATH, 4, NOON)
    last = copies.redo(desk, who, PATH, 5, NOON)

    assert "Chasse" in again.text
    assert "Cueillette" in last.text
    assert last.redo == ""


def test_what_was_undone_is_forgotten_by_redo_when_something_else_is_done(desk: Desk) -> None:
    who = an_author()
    saved(desk, who, "a", 0)
    saved(desk, who, "b", 1)
    copies.undo(desk, who, PATH, 2, NOON)
    saved(desk, who, "c", 3, "c")

    assert copies.redo(desk, who, PATH, 4, NOON).text == "c"
    assert copies.undo(desk, who, PATH, 4, NOON).text == "a"
    assert copies.redo(desk, who, PATH, 5, NOON).text == "c"


def test_every_revision_can_be_made_again(desk: Desk, database: Database) -> None:
    who = an_author()
    for count, text in enumerate(["un", "un deux", "deux"]):
        saved(desk, who, text, count)
    copies.undo(desk, who, PATH, 3, NOON)
    kept = working_copies.find(database, PATH)
    assert kept is not None

    texts = [working_copies.text_at(database, kept, number) for number in range(5)]

    assert texts == [TEXT, "un", "un deux", "deux", "un deux"]


def test_who_saves_on_an_older_revision_is_refused_and_told_what_there_is(desk: Desk) -> None:
    saved(desk, an_author(), "a", 0)

    with pytest.raises(ChangedMeanwhileError) as caught:
        saved(desk, an_author(name="Berthe"), "b", 0)

    assert (caught.value.copy.text, caught.value.copy.changed_by) == ("a", "Antoine Auteur")


def test_saving_the_same_text_changes_nothing(desk: Desk) -> None:
    assert saved(desk, an_author(), TEXT, 0).revision == 0


@pytest.mark.parametrize("text", ["a\0", "\ud800", "x" * 1_000_001])
def test_a_text_that_cannot_be_kept_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(CannotKeepError):
        saved(desk, an_author(), text, 0)


def test_a_new_file_is_begun_once_and_can_be_forgotten(desk: Desk) -> None:
    who = an_author()
    copies.create(desk, who, "procedures/neuf.yaml", "procedure: neuf\n", NOON)
    with pytest.raises(ConflictError):
        copies.create(desk, who, "procedures/neuf.yaml", "x", NOON)
    with pytest.raises(ConflictError):
        copies.create(desk, who, PATH, "x", NOON)

    assert copies.discard(desk, who, "procedures/neuf.yaml", 1, NOON) is None
    assert not copies.exists(desk, "procedures/neuf.yaml")


@pytest.mark.parametrize("path", ["../x.yaml", "procedures/../x.yaml", "autre/x.yaml", "", "/x"])
def test_a_name_that_leads_out_of_the_folder_is_refused(desk: Desk, path: str) -> None:
    with pytest.raises(CannotKeepError):
        copies.create(desk, an_author(), path, "x", NOON)
    with pytest.raises(NotFoundError):
        copies.open_copy(desk, an_author(), path)


def test_the_site_of_others_and_what_they_began_are_not_found(desk: Desk) -> None:
    copies.create(desk, an_author("other"), "sites/neuf.yaml", "site: neuf\n", NOON)

    for path in ("sites/other.yaml", "sites/neuf.yaml"):
        with pytest.raises(NotFoundError):
            copies.open_copy(desk, an_author("msa"), path)
    assert [one.path for one in copies.list_copies(desk, an_author("msa"))] == []


def test_what_is_published_is_served_at_once_and_the_copy_follows_it(
    desk: Desk, database: Database
) -> None:
    who = an_author()
    text = TEXT.replace("Pêche", "Chasse")
    saved(desk, who, text, 0)

    publish(desk, who, PATH, text, "un titre", NOON)

    assert desk.catalogue.latest("peche").title.constant("fr") == "Chasse"
    assert not copies.open_copy(desk, who, PATH).differs
    assert [one.kind for one in audit.lines(database, "msa")] == ["publish"]
    assert audit.broken_at(database, "msa") is None


def test_a_file_taken_away_is_served_no_more(desk: Desk) -> None:
    publish(desk, an_author(), PATH, None, "", NOON)

    with pytest.raises(NotFoundError):
        desk.catalogue.latest("peche")


def test_a_line_of_the_journal_that_is_changed_breaks_it(desk: Desk, database: Database) -> None:
    for title in ("Un", "Deux", "Trois"):
        publish(desk, an_author(), PATH, TEXT.replace("Pêche", title), "", NOON)
    database.change("UPDATE audit SET name = 'Personne' WHERE number = 2")

    assert audit.broken_at(database, "msa") == 2


def test_a_working_copy_is_judged_without_being_served(desk: Desk) -> None:
    text = TEXT.replace("type: integer", "type: entier")

    assert judged(desk, PATH, text).has_errors
    assert not judged(desk, PATH, TEXT).has_errors
    assert desk.catalogue.latest("peche").title.constant("fr") == "Pêche"


@given(st.text(), st.text())
def test_a_patch_makes_one_text_of_the_other(before: str, after: str) -> None:
    patch = patch_between(before, after)

    made = before[: patch.start] + patch.inserted + before[patch.start + len(patch.removed) :]
    assert made == after
    assert before[patch.start :].startswith(patch.removed)


@settings(
    max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=100,
                max_size=100))  # fmt: skip
def test_a_hundred_edits_undone_give_back_the_first_text_byte_for_byte(
    desk: Desk, texts: list[str]
) -> None:
    who = an_author()
    copy = copies.open_copy(desk, who, PATH)
    first = copy.text
    for count, text in enumerate(texts):
        copy = saved(desk, who, f"{count} {text}", copy.revision)
    last = copy.text
    for _count in texts:
        copy = copies.undo(desk, who, PATH, copy.revision, NOON)
    assert copy.text.encode() == first.encode()
    for _count in texts:
        copy = copies.redo(desk, who, PATH, copy.revision, NOON)

    assert copy.text.encode() == last.encode()

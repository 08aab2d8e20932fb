"""Definitions that change, break or go away while persons fill them in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import START, fill_item, to_hub, to_type
from tests.web.site import Site

DEPOT = "procedures/depot-de-documents.yaml"
TABLE = "tables/types-de-document.csv"
QUESTION = "Indiquez le nom de ce document"
OTHER = "Comment s'appelle ce document"


def rewrite(site: Site, file: Path, old: str, new: str) -> None:
    """Change a file, and let a second pass."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    site.look_at_forms()


def question(client: Client, at: str = f"{START}/documents/1/nature") -> str:
    """What the first step of a document asks."""
    return client.open(at).heading


@on_both
def test_a_draft_keeps_the_version_it_was_begun_with(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    lea, paul = site.client("lea"), site.client("paul")
    to_hub(lea)

    rewrite(site, forms / DEPOT, QUESTION, OTHER)
    to_hub(paul)

    assert question(lea) == QUESTION
    assert question(paul) == OTHER
    assert site.rows("SELECT version FROM draft ORDER BY version") == [(1,), (2,)]


def test_a_draft_keeps_its_version_after_a_restart(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    lea = site.client("lea")
    to_hub(lea)
    rewrite(site, forms / DEPOT, QUESTION, OTHER)

    again = open_site()
    lea.http.application = again.app

    assert question(lea) == QUESTION
    assert fill_item_in(lea, again) == 1


def fill_item_in(client: Client, site: Site) -> int:
    """End a deposit that was begun; how many submissions there are."""
    client.open(f"{START}/documents")
    fill_item(client)
    client.open(f"{START}/recapitulatif")
    client.send({"conformite": "oui"}, action="transmettre")
    return site.count("submission")


@on_both
@pytest.mark.parametrize(
    "breaking",
    [
        lambda text: text.replace("type: integer", "type: entier"),
        lambda text: text[: len(text) // 2] + "\n  : [",
        lambda text: "",
        lambda text: text.replace("procedure: depot-de-documents", "procedure: ["),
    ],
    ids=["mistake", "cut", "empty", "no name"],
)
def test_a_broken_definition_leaves_the_last_good_version_served(
    forms: Path, open_site: Callable[..., Site], breaking: Callable[[str], str]
) -> None:
    site = open_site()
    lea = site.client("lea")
    to_hub(lea)
    file = forms / DEPOT

    file.write_text(breaking(file.read_text()))
    site.look_at_forms()
    paul = site.client("paul")
    to_hub(paul)
    again = open_site()
    emma = again.client("emma")
    to_hub(emma)

    assert question(lea) == QUESTION
    assert question(paul) == QUESTION
    assert question(emma) == QUESTION
    said = "SELECT count(*) FROM version WHERE procedure = 'depot-de-documents'"
    assert again.rows(said) == [(1,)]


def test_a_definition_repaired_is_served_again(forms: Path, open_site: Callable[..., Site]) -> None:
    site = open_site()
    good = (forms / DEPOT).read_text()
    rewrite(site, forms / DEPOT, "type: integer", "type: entier")
    site.client("lea").open(START)

    (forms / DEPOT).write_text(good.replace(QUESTION, OTHER))
    site.look_at_forms()
    paul = site.client("paul")
    to_hub(paul)

    assert question(paul) == OTHER


@pytest.mark.parametrize(
    "broken", [b"", b"\xff\xfe\x00", b"code;code\na;b\n", b"pas;la;meme\n1;2;3\n"]
)
def test_a_broken_table_leaves_its_last_good_rows(
    forms: Path, open_site: Callable[..., Site], broken: bytes
) -> None:
    site = open_site()
    lea = site.client("lea")
    to_hub(lea)

    (forms / TABLE).write_bytes(broken)
    site.look_at_forms()
    page = to_type(lea)

    assert "Carte nationale d'identité" in page.text


def test_after_a_restart_a_broken_table_gives_a_page_and_loses_no_draft(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    lea = site.client("lea")
    to_hub(lea)
    good = (forms / TABLE).read_bytes()

    (forms / TABLE).write_bytes(b"")
    again = open_site()
    lea.http.application = again.app
    broken = [lea.open(one).status for one in (START, f"{START}/documents", "/mes-envois", "/")]
    (forms / TABLE).write_bytes(good)
    again.look_at_forms()

    assert all(status < 500 or status == 503 for status in broken), broken
    assert question(lea) == QUESTION


def test_a_definition_taken_away_is_offered_no_longer_but_drafts_go_on(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    lea, paul = site.client("lea"), site.client("paul")
    to_hub(lea)

    (forms / DEPOT).unlink()
    site.look_at_forms()
    offered = paul.open("/").text
    closed = paul.open(f"{START}?nouveau=1")

    assert "Envoyer des documents" not in offered
    assert closed.status == 404
    assert fill_item_in(lea, site) == 1


def test_a_definition_taken_away_stays_away_after_a_restart(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    lea = open_site().client("lea")
    to_hub(lea)
    (forms / DEPOT).unlink()

    again = open_site()
    lea.http.application = again.app

    assert again.client("paul").open(START).status == 404
    assert fill_item_in(lea, again) == 1


def test_a_folder_that_is_away_for_a_moment_changes_nothing(
    forms: Path, open_site: Callable[..., Site], tmp_path: Path
) -> None:
    site = open_site()
    lea = site.client("lea")
    to_hub(lea)

    forms.rename(tmp_path / "elsewhere")
    site.look_at_forms()

    assert question(lea) == QUESTION
    assert site.client("paul").open(START).status == 200


def test_a_second_procedure_is_made_by_copying_a_file(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    text = (forms / DEPOT).read_text()

    copy = text.replace("procedure: depot-de-documents", "procedure: copie")
    (forms / "procedures" / "copie.yaml").write_text(
        copy.replace("Envoyer des documents", "La copie")
    )
    site.look_at_forms()
    page = site.client("lea").open("/")

    assert "La copie" in page.text
    assert "Envoyer des documents" in page.text

"""The studio opened by its authors, and closed to everybody else."""

import pytest

from engine.services.studio import copies
from engine.services.studio.looking import path_of
from tests.conftest import NOON
from tests.services.studio.test_copies import an_author
from tests.web.site import Site

EDITED = "/studio/demarches/depot-de-documents"


def signed_in(site: Site, person: str):
    browser = site.client()
    browser.open("/_personnes")
    browser.send({"personne": person}, action=None)
    return browser


@pytest.fixture
def author(site: Site):
    return signed_in(site, "auteur")


def changed(site: Site, name: str, before: str, after: str, what: str = "essai"):
    who, path = an_author(), path_of(name)
    copy = copies.open_copy(site.desk, who, path)
    text = copy.text.replace(before, after, 1)
    return copies.save(site.desk, who, path, text, copy.revision, what, NOON)


@pytest.mark.parametrize("address", ["/studio", f"{EDITED}/diagnostics"])
def test_nobody_else_finds_the_studio(site: Site, address: str) -> None:
    visitor, person, agent = site.client(), signed_in(site, "lea"), signed_in(site, "agent")
    for browser in (visitor, person, agent):
        browser.open(address)

    assert [one.page.status for one in (visitor, person, agent)] == [401, 404, 404]


def test_the_desk_leads_an_author_to_the_studio(author) -> None:
    author.open("/bureau")

    author.open(author.page.link("Studio"))

    assert author.page.heading == "Démarches"


def test_the_catalogue_says_where_each_procedure_stands(site: Site, author) -> None:
    changed(site, "depot-de-documents", "title: Envoyer des documents", "title: Déposer")

    author.open("/studio")

    (row,) = author.page.tree.xpath("//tr[.//a[@href='/studio/demarches/depot-de-documents']]")
    said = " ".join(row.text_content().split())
    assert "Déposer" in said
    assert "modifiée depuis" in said
    assert "par Antoine Auteur" in said
    assert "Aucune erreur" in said


def test_a_procedure_is_found_by_words_of_its_title(author) -> None:
    author.open("/studio?recherche=envoyer+DOCUMENT")

    assert len(author.page.tree.xpath("//tbody/tr")) == 1
    author.open("/studio?recherche=zzz")
    assert "Essayez-en moins" in author.page.text


def test_what_is_wrong_is_told_with_its_line(site: Site, author) -> None:
    changed(site, "depot-de-documents", "type: text", "type: texte")

    panel = author.http.get(f"{EDITED}/diagnostics").get_data(as_text=True)

    assert '<li class="error">' in panel
    assert "?ligne=" in panel
    author.open("/studio")
    assert "1 erreur" in author.page.text

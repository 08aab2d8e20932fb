"""An analyst copies a definition, edits it and breaks it, while the site runs."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Site, Window, serving
from tests.browser.steps import COUNT, Visit
from tests.web.site import offer_all

COPY = "/demarches/envoi-de-pieces"
HOW_MANY = "Combien de pièces voulez-vous joindre ?"
MORE = """
      - field: urgent
        type: yes_no
        label: Est-ce urgent ?

  - group: documents
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of definitions that a test may change."""
    folder = Path(shutil.copytree(ROOT / "forms", tmp_path / "forms"))
    offer_all(folder / "sites" / "msa.yaml")
    return folder


@pytest.fixture
def own_site(forms: Path, tmp_path: Path) -> Iterator[Site]:
    """A running site that reads it."""
    with serving(tmp_path, {"FORMS": str(forms)}) as site:
        yield site


def edit(forms: Path, *changes: tuple[str, str]) -> None:
    """Write the copy of the deposit, with words replaced by others."""
    text = (forms / "procedures/depot-de-documents.yaml").read_text()
    for before, after in (
        ("procedure: depot-de-documents", "procedure: envoi-de-pieces"),
        *changes,
    ):
        assert before in text, before
        text = text.replace(before, after)
    (forms / "procedures/envoi-de-pieces.yaml").write_text(text)


def open_until(visit: Visit, path: str, words: str) -> None:
    """Open an address until its page says this: the site looks at its folder once a second."""
    for _ in range(40):
        visit.open(path)
        if visit.page.get_by_text(words).count():
            return
        visit.page.wait_for_timeout(250)
    pytest.fail(f"{path} never said {words!r}")


def test_a_copy_with_changes_is_another_procedure_without_a_restart(
    forms: Path, own_site: Site, open_window: Callable[..., Window]
):
    window = open_window()
    window.expect("status of 404")
    visit = Visit.of(window, own_site).sign_in("Emma Leroy")
    edit(
        forms,
        ("title: Envoyer des documents", "title: Joindre des pièces"),
        (COUNT, HOW_MANY),
        ("documents_max: 10", "documents_max: 4"),
        ("\n  - group: documents\n", MORE),
        *swapped(forms),
    )

    open_until(visit, "/", "Joindre des pièces")
    visit.open(f"{COPY}?nouveau=1")
    visit.press("D'autres documents")
    expect(visit.page.locator("h1")).to_have_text("Choix du nombre de documents")
    visit.page.get_by_label(HOW_MANY).fill("5")
    visit.press("Suivant")

    visit.refused("Vous pouvez envoyer de 1 à 4 documents à la fois.")
    visit.page.get_by_label(HOW_MANY).fill("1")
    visit.page.get_by_role("radio", name="Oui").check()
    visit.press("Suivant", "Vous voulez transmettre 1 document")
    visit.follow("Charger le document 1")
    expect(visit.page.get_by_label("Commentaire explicatif")).to_be_visible()


def swapped(forms: Path) -> list[tuple[str, str]]:
    """The step of the person and the comment before that of the name."""
    text = (forms / "procedures/depot-de-documents.yaml").read_text()
    name, person, files = (
        text.index(f"      - step: {one}\n") for one in ("nature", "personne", "fichiers")
    )
    first, second = text[name:person], text[person:files]
    return [(first + second, second + first), without_tests(text)]


def without_tests(text: str) -> tuple[str, str]:
    """The tests of a definition taken away: they prove what it was before."""
    return text[text.index("\ntests:") :], "\n"


def test_a_copy_with_a_mistake_is_not_served_and_the_last_good_one_stays(
    forms: Path, own_site: Site, open_window: Callable[..., Window]
):
    visit = Visit.of(open_window(), own_site).sign_in("Emma Leroy")
    edit(forms, ("title: Envoyer des documents", "title: Joindre des pièces"))
    open_until(visit, "/", "Joindre des pièces")

    edit(
        forms,
        ("title: Envoyer des documents", "title: Joindre autre chose"),
        ("type: integer", "type: integre"),
    )
    visit.page.wait_for_timeout(1500)

    visit.open("/")
    expect(visit.page.get_by_text("Joindre des pièces").first).to_be_visible()
    expect(visit.page.get_by_text("Joindre autre chose")).to_have_count(0)
    visit.open(f"{COPY}?nouveau=1")
    visit.begin()


def test_a_definition_of_json_works_as_well(
    forms: Path, own_site: Site, open_window: Callable[..., Window]
):
    window = open_window()
    window.expect("status of 404")
    visit = Visit.of(window, own_site)
    (forms / "procedures/avis.json").write_text(
        '{"procedure": "avis", "title": "Donner un avis", "for": "anyone", "summary": false,'
        ' "retention": {"drafts": "30 days", "submissions": "1 year", "then": "eliminate"},'
        ' "steps": [{"step": "avis", "title": "Votre avis", "fields":'
        ' [{"field": "texte", "type": "textarea", "label": "Votre avis", "max_length": 500}]}],'
        ' "actions": [{"receipt": {}}]}'
    )

    open_until(visit, "/demarches/avis", "Votre avis")

    visit.page.get_by_label("Votre avis").fill("Très bien")
    visit.page.locator("main .primary").click()
    visit.at("Votre envoi est bien reçu")

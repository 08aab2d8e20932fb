"""The pages of versions and of publication, as an author without script goes through them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest

from engine.services.studio import scheduling
from tests.conftest import NOON
from tests.services.asking import SITE
from tests.services.studio.writing import CHASSE, FRAGMENT, NOM, TEXT, person, written
from tests.web.client import Client, Page, values_of, words
from tests.web.conftest import on_both
from tests.web.site import FORMS, Site, start

EDITED, PATH = "/studio/demarches/peche", "procedures/peche.yaml"
PUBLICATION, VERSIONS = f"{EDITED}/publication", f"{EDITED}/versions"
NOM_URL = f"/studio/fichiers/{NOM}"


@pytest.fixture
def small(database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A site of two procedures and a fragment, with the persons of the demonstration."""
    forms = tmp_path / "forms"
    for room in ("procedures", "sites", "fragments"):
        (forms / room).mkdir(parents=True)
    site = SITE.format(name="msa", title="Démarches").replace("[msa", "[localhost, msa")
    (forms / "sites" / "msa.yaml").write_text(f"{site}procedures:\n  - chasse\n  - peche\n")
    (forms / "profile.yaml").write_text((FORMS / "profile.yaml").read_text())
    for path, text in ((PATH, TEXT), ("procedures/chasse.yaml", CHASSE), (NOM, FRAGMENT)):
        (forms / path).write_text(text)
    (tmp_path / "state").mkdir()
    running = start(tmp_path / "state", database_url, forms)
    yield running
    running.close()


@pytest.fixture
def author(small: Site) -> Client:
    return small.client().sign_in("auteur")


@pytest.fixture
def contributor(small: Site) -> Client:
    who = small.client().sign_in("agent")
    small.desk.database.change(
        "UPDATE account SET roles = ? WHERE email = ?", '["contributor"]', "agent@demo.test"
    )
    return who


def write(small: Site, before: str, after: str, path: str = PATH) -> None:
    written(small.desk, person(small.desk, f"Autrice {before} {after}"), before, after, path)


def press(client: Client, button: str, **answers: str) -> Page:
    """Press the button with these words, in the form where it stands."""
    for form in client.page.tree.xpath("//main//form"):
        for one in form.xpath(".//button"):
            if words(one).startswith(button):
                data = {**values_of(form), **{name: [text] for name, text in answers.items()}}
                if one.get("name"):
                    data[one.get("name")] = [one.get("value")]
                return client.post(urljoin(client.page.address, form.get("action")), data)
    raise AssertionError(f"no button {button!r} in {client.page.text!r}")


def title_served(small: Site) -> str:
    small.desk.catalogue.look_now(NOON)
    return small.desk.catalogue.latest("peche").title.constant("fr") or ""


@on_both
def test_a_text_is_looked_at_and_published(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    assert "3 points restent à vérifier" in author.page.text
    author.follow("Vérifier maintenant")
    assert "Rien n'empêche la publication." in author.page.text
    assert "2 tests réussissent." in author.page.text

    press(author, "Publier maintenant", note="Un verbe")

    assert "C'est publié" in author.page.text
    assert title_served(small) == "Pêcher"
    author.open(VERSIONS)
    rows = [words(one) for one in author.page.tree.xpath("//table[@class='dense']/tbody/tr")]
    assert "par Antoine Auteur" in rows[0]
    assert "Un verbe" in rows[0]
    assert "En service" in rows[0]
    assert "par fichiers du disque" in rows[1]


def test_what_blocks_is_said_and_what_was_typed_is_kept(small: Site, author: Client) -> None:
    write(small, "max: 120", "max: 30")
    author.open(PUBLICATION)

    press(author, "Publier maintenant", note="Trop tôt", jour="2025-03-13")

    assert author.page.status == 422
    assert "Tests – 1 test échoue." in author.page.errors[0].replace("\xa0", " ")
    assert author.page.tree.xpath("//textarea[@id='note']")[0].text.strip() == "Trop tôt"
    assert author.page.tree.xpath("//input[@id='jour']/@value") == ["2025-03-13"]
    link = author.page.tree.xpath("//li[@id='point-tests']//li/a/@href")[0]
    assert link.startswith(f"{EDITED}/texte?ligne=")


def test_broken_text_is_not_published(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: [")
    author.open(PUBLICATION)

    press(author, "Publier maintenant")

    assert author.page.status == 422
    assert title_served(small) == "Pêche"


def test_a_page_that_is_older_than_the_text_is_refused(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    write(small, "title: Pêcher", "title: Chalut")

    press(author, "Publier maintenant")

    assert author.page.status == 409
    assert "Quelqu'un l'a modifié" in author.page.errors[0]
    assert title_served(small) == "Pêche"
    press(author, "Publier maintenant")
    assert title_served(small) == "Chalut"
    press(author, "Annuler")
    author.open(PUBLICATION)
    press(author, "Publier maintenant")
    assert title_served(small) == "Pêcher"


def test_a_contributor_writes_and_does_not_publish(small: Site, contributor: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    page = contributor.open(PUBLICATION)
    assert "Publier maintenant" not in page.text
    data = {**page.values, "revision": ["1"], "_action": ["publier"]}

    assert contributor.post(PUBLICATION, data).status == 404
    assert contributor.post(PUBLICATION, {**data, "_action": ["programmer"]}).status == 404
    assert contributor.open(f"{EDITED}/retirer").status == 404
    assert contributor.post(f"{EDITED}/retirer", data).status == 404
    assert title_served(small) == "Pêche"


def test_two_pairs_of_eyes(small: Site, author: Client, contributor: Client) -> None:
    site = small.desk.catalogue.folder / "sites" / "msa.yaml"
    site.write_text(f"{site.read_text()}studio: {{approval: true}}\n")
    small.desk.catalogue.look_now(NOON)
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    press(author, "Publier maintenant")
    assert "Relecture" in author.page.errors[0]

    press(author, "Demander une relecture")
    assert "Approuver ce texte" not in author.page.text
    contributor.open(PUBLICATION)
    press(contributor, "Approuver ce texte")
    author.open(PUBLICATION)
    press(author, "Publier maintenant")

    assert title_served(small) == "Pêcher"


def test_a_publication_is_planned_in_paris_and_given_up(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    press(author, "Programmer", jour="", heure="")
    assert author.page.status == 422
    press(author, "Programmer", jour="2025-03-12", heure="11:00")
    assert author.page.status == 422

    press(author, "Programmer", jour="2025-03-13", heure="08:30")

    assert "jeudi 13 mars 2025 à 8 h 30" in author.page.text.replace("\xa0", " ")
    due = NOON + timedelta(hours=20, minutes=30)
    assert scheduling.publish_due(small.desk, due - timedelta(minutes=1)) == 0
    press(author, "Y renoncer")
    assert scheduling.publish_due(small.desk, due) == 0
    assert title_served(small) == "Pêche"


def test_a_failure_of_what_was_planned_is_on_the_page(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    press(author, "Programmer", jour="2025-03-13", heure="08:30")
    (small.desk.catalogue.folder / PATH).write_text(TEXT.replace("Votre âge", "Âge"))
    small.desk.catalogue.look_now(NOON)

    scheduling.publish_due(small.desk, NOON + timedelta(days=1))

    page = author.open(PUBLICATION)
    assert "La publication programmée n'a pas eu lieu" in page.text
    assert "choisissez l'un des deux" in page.text
    author.follow("Comparer avec le texte publié")
    author.open(PUBLICATION)
    press(author, "Garder le nôtre plutôt que le texte")
    press(author, "Publier maintenant")
    assert title_served(small) == "Pêcher"


def test_changes_are_told_and_gone_back_to(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: <script>alert(1)</script>")
    write(small, "label: Votre âge", "label: Âge")
    author.open(VERSIONS)
    edits = [words(one) for one in author.page.tree.xpath("//ol[@class='edits']/li/p[1]")]
    assert edits == ["essai", "essai"]

    press(author, "Revenir à ce texte")
    assert "Ce texte est maintenant la copie de travail" in author.page.text
    assert "Retour au texte de la modification 1" in author.page.text
    press(author, "Annuler – Retour")
    author.open(f"{VERSIONS}/difference?de=servi&a=copie")

    assert "<script>alert" not in author.page.html
    assert "script>alert(1)" in author.page.text
    assert "Votre âge" in words(author.page.tree.xpath("//ul[@class='changes']")[0])
    press(author, "Comparer", vue="cote")
    assert author.page.tree.xpath("//table[@class='diff side']//ins")
    press(author, "Faire de")
    assert title_served(small) == "Pêche"


@pytest.mark.parametrize(
    "asked", ["de=999&a=copie", "de=zzz", "de=m99999999999", "a=9999999999999999999", "de=-1"]
)
def test_a_text_that_is_not_there_is_not_found(author: Client, asked: str) -> None:
    assert author.open(f"{VERSIONS}/difference?{asked}").status == 404


def test_a_version_and_the_whole_are_taken_back(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    author.open(PUBLICATION)
    press(author, "Publier maintenant")
    assert author.open(f"{VERSIONS}/2/retirer").status == 409
    author.open(VERSIONS)

    author.follow("Retirer la version 1")
    press(author, "Retirer cette version")
    assert "La version ne sert plus à personne." in author.page.text
    author.follow("Mettre hors service")
    press(author, "Mettre hors service")

    assert "Hors service" in author.page.text
    assert small.client().open("/demarches/peche").status == 404
    press(author, "Reprendre la version 1")
    author.open(PUBLICATION)
    press(author, "Publier maintenant")
    assert title_served(small) == "Pêche"


def test_a_fragment_is_published_with_what_reads_it(small: Site, author: Client) -> None:
    write(small, "field: nom,", "field: patronyme,", NOM)
    author.open(f"{NOM_URL}/publication?tout=oui")
    assert "1 démarche qui l'utilise serait fausse" in author.page.text
    write(small, "{nom: Diane}", "{patronyme: Diane}", "procedures/chasse.yaml")
    author.open("/studio/demarches/chasse/publication")
    assert f"{NOM}" in author.page.text
    press(author, "Vérifier avec ces choix", avec=NOM, note="Ensemble")
    assert "Rien n'empêche la publication." in author.page.text

    press(author, "Publier maintenant")

    assert small.desk.catalogue.current("chasse", "msa").version == 2
    page = author.open(f"{NOM_URL}/versions")
    assert "Ensemble" in page.text
    press(author, "Annuler")
    assert "Copie de travail" in author.page.text


def test_the_site_offers_a_new_procedure_in_the_same_publication(
    small: Site, author: Client
) -> None:
    folder = small.desk.catalogue.folder
    (folder / "procedures" / "fete.yaml").write_text(
        CHASSE.replace("chasse", "fete").replace("Chasse", "Fête")
    )
    small.desk.catalogue.look_now(NOON)
    write(small, "title: Fête", "title: Fêtes", "procedures/fete.yaml")
    author.open("/studio/demarches/fete/publication")
    assert "Votre site ne propose pas cette démarche" in author.page.text

    press(author, "Publier maintenant", proposer="oui")

    assert small.desk.catalogue.current("fete", "msa").version == 2
    assert small.client().open("/demarches/fete").status == 200
    page = author.open("/studio/fichiers/sites/msa.yaml/versions/difference?de=disque&a=servi")
    assert words(page.tree.xpath("//ins")[0]) == "- fete"


def test_a_point_that_takes_time_comes_alone(small: Site, author: Client) -> None:
    write(small, "title: Pêche", "title: Pêcher")
    page = author.open(PUBLICATION)
    address = page.tree.xpath("//li[@id='point-tests']/@hx-get")[0]

    part = author.http.get(address, headers={"HX-Request": "true"}).get_data(as_text=True)

    assert part.strip().startswith('<li id="point-tests" class="point right"')
    assert 'hx-swap-oob="true"' in part
    assert "hx-get" not in part
    assert author.open(f"{PUBLICATION}/points/rien").status == 404


def test_a_text_is_downloaded_byte_for_byte(small: Site, author: Client) -> None:
    author.open(VERSIONS)

    answer = author.http.get(f"{VERSIONS}/telecharger?texte=1")

    assert answer.get_data().decode() == TEXT
    assert answer.headers["Content-Disposition"] == 'attachment; filename="peche.yaml"'

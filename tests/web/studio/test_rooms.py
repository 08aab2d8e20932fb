"""The rooms of the studio beside procedures: fragments, persons, letters, the journal."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine

from engine.services.studio.publishing import publish
from tests.conftest import NOON
from tests.services.studio.test_copies import an_author
from tests.web.site import Site
from tests.web.studio.test_frame import signed_in

PEOPLE = (
    "nom;profil;adresse;code_postal;commune;reference\n"
    "Durand Zoé;exploitant;1 rue Haute;05240;La Salle;R-1\n"
)


@pytest.fixture
def operator(site: Site):
    return signed_in(site, "admin")


def roles_of(site: Site, email: str) -> str:
    ((found,),) = site.rows("SELECT roles FROM account WHERE email = ? AND site = 'msa'", email)
    return str(found)


def give(browser, name: str, roles: list[str]):
    browser.open("/studio/personnes?recherche=" + name)
    (form,) = browser.page.tree.xpath("//form[@method='post'][.//input[@name='compte']]")
    account = form.xpath(".//input[@name='compte']/@value")[0]
    token = form.xpath(".//input[@name='_csrf']/@value")[0]
    return browser.post("/studio/personnes", {"_csrf": token, "compte": account, "roles": roles})


def test_an_operator_gives_a_role_and_the_journal_says_so(site: Site, operator) -> None:
    give(operator, "Paul", ["contributor"])

    assert roles_of(site, "paul@demo.test") == '["contributor"]'
    assert "Les rôles de Paul Durand sont changés." in operator.page.text
    operator.open("/studio/journal")
    assert "a changé les rôles de paul@demo.test" in " ".join(operator.page.text.split())


def test_who_gets_a_role_signs_in_again(site: Site, operator) -> None:
    paul = signed_in(site, "paul")

    give(operator, "Paul", ["author"])

    assert paul.open("/tableau-de-bord").status == 401


def test_the_last_operator_stays_one(site: Site, operator) -> None:
    page = give(operator, "Aline", ["agent"])

    assert page.status == 409
    assert "nommez d'abord un autre administrateur" in page.text
    assert "operator" in roles_of(site, "admin@demo.test")


def test_a_contributor_writes_and_does_not_publish(site: Site, operator) -> None:
    give(operator, "Paul", ["contributor"])
    paul = signed_in(site, "paul")

    assert paul.open("/studio").status == 200
    assert paul.open("/studio/personnes").status == 404


def test_roles_are_given_by_who_proved_lately_who_they_are(site: Site, operator) -> None:
    operator.open("/studio/personnes")
    with time_machine.travel(NOON + timedelta(minutes=25), tick=False):
        page = give(operator, "Paul", ["author"])

    assert page.status == 401
    assert roles_of(site, "paul@demo.test") == "[]"


def test_the_journal_is_searched_and_taken_along(site: Site, operator) -> None:
    text = site.desk.catalogue.files.read("procedures/banc.yaml").decode()
    publish(site.desk, an_author(), "procedures/banc.yaml", text + "\n", "=1+1", NOON)
    give(operator, "Paul", ["author"])

    operator.open("/studio/journal?action=publish")
    assert len(operator.page.tree.xpath("//ol[@class='journal']/li")) == 1
    operator.open("/studio/journal?recherche=PAUL")
    assert "a changé les rôles de" in operator.page.text
    rows = operator.http.get("/studio/journal.csv").get_data(as_text=True).splitlines()
    assert len(rows) == 3
    assert rows[1].split(";")[3] == "roles"


def test_a_journal_that_was_tampered_with_says_so(site: Site, operator) -> None:
    give(operator, "Paul", ["author"])
    site.desk.database.change("UPDATE audit SET subject = 'lea@demo.test'")

    operator.open("/studio/journal")

    assert "Le journal a été modifié de l'extérieur" in operator.page.text


def test_a_file_of_persons_is_looked_at_then_becomes_letters(site: Site, operator) -> None:
    operator.open("/studio/personnes/courriers")
    token = operator.page.values["_csrf"]
    page = operator.post(
        "/studio/personnes/courriers",
        {"_csrf": token},
        {"fichier": [("hôtes.csv", PEOPLE.encode("cp1252"))]},
    )
    assert page.status in {200, 422}, page.text
    assert "1 lettre à faire" in page.text, page.text
    assert site.rows("SELECT count(*) FROM invitation WHERE name LIKE '%Durand%'") == [(0,)]

    values = page.values
    response = operator.http.post("/studio/personnes/courriers", data=values)

    archive = zipfile.ZipFile(io.BytesIO(response.data))
    assert sorted(name.rpartition(".")[2] for name in archive.namelist()) == ["csv", "pdf"]
    assert site.rows("SELECT count(*) FROM invitation WHERE name LIKE '%Durand%'") == [(1,)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Sélectionnez un fichier"),
        (b"a;b\n1;2\n", "Corrigez le fichier"),
        (b"x" * 1_000_001, "trop gros"),
    ],
)
def test_a_file_that_cannot_serve_is_refused_in_words(operator, data: bytes, said: str) -> None:
    operator.open("/studio/personnes/courriers")
    token = operator.page.values["_csrf"]

    page = operator.post(
        "/studio/personnes/courriers", {"_csrf": token}, {"fichier": [("a.csv", data)]}
    )

    assert page.status == 422
    assert said in page.text


def test_the_fragments_say_who_uses_them(operator) -> None:
    operator.open("/studio/fragments")

    assert operator.page.tree.xpath("//tbody//td//a[contains(@href, '/studio/demarches/')]")

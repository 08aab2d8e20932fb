"""The tests page of the studio: run at each look, made in three ways, changed, taken away."""

import pytest
import yaml

from tests.web.depot import to_receipt
from tests.web.site import Site
from tests.web.studio import essai
from tests.web.studio.essai import EDITED, TEXT

TESTS = f"{EDITED}/tests"
WITH_TESTS = f"""{TEXT}tests:
  # Une remarque.
  - test: un
    answers: {{nombre: 1, choses: [{{nom: A}}]}}
    expect: {{submitted: true, values: {{montant: 2}}}}
  - test: faux
    answers: {{nombre: 9}}
    expect: {{submitted: true}}
"""


@pytest.fixture
def browser(site: Site):
    essai.begun(site, WITH_TESTS)
    return essai.author(site)


def made_tests(site: Site):
    return yaml.safe_load(essai.now_written(site))["tests"]


def test_each_test_is_right_or_wrong_with_the_difference(browser) -> None:
    page = browser.open(TESTS)

    assert "2 tests, 1 échoue" in page.text
    right, wrong = page.tree.xpath("//ol[@class='tests-list']/li")
    assert "Bon" in right.text_content()
    assert "le nombre doit être inférieur ou égal à 3" in " ".join(wrong.text_content().split())
    assert "?ligne=" in wrong.xpath(".//a/@href")[0]


def test_what_no_test_shows_is_said(browser) -> None:
    page = browser.open(TESTS)

    assert "Branches" in page.text
    assert "n'est montrée par aucun test" in page.text or "ne sont montrées" in page.text


def test_they_are_run_on_what_is_written_now(site: Site, browser) -> None:
    browser.open(TESTS)
    essai.written(site, WITH_TESTS.replace("nombre: 9", "nombre: 1"))

    assert "1 échoue" in browser.open(TESTS).text
    essai.written(site, WITH_TESTS.replace("max: 3", "max: trois"))
    assert "ne sont pas lancés" in browser.open(TESTS).text
    assert "faux" in browser.page.text


def test_a_way_gone_in_the_preview_is_kept_as_a_test(site: Site, browser) -> None:
    browser.open(f"{EDITED}/apercu?personne=lea")
    browser.send({"nombre": "1"})
    browser.follow("Commencer")
    browser.send({"nom": "Une pomme"})
    browser.follow("Continuer")
    browser.send({})

    browser.forge(f"{TESTS}/garder", {"nom": "une pomme"})

    assert "1 test a été ajouté" in browser.page.text
    kept = made_tests(site)[-1]
    assert kept["test"] == "une pomme"
    assert kept["answers"] == {"nombre": 1, "choses": [{"nom": "Une pomme"}]}
    assert kept["expect"]["submitted"] is True
    assert kept["expect"]["values"] == {"montant": 2}
    assert "# Une remarque." in essai.now_written(site)
    assert essai.now_written(site).startswith(WITH_TESTS)


def test_a_way_that_is_refused_is_kept_with_its_refusal(site: Site, browser) -> None:
    browser.open(f"{EDITED}/apercu")
    browser.send({"nombre": "2"})

    browser.forge(f"{TESTS}/garder", {"nom": "deux"})

    kept = made_tests(site)[-1]
    assert kept["answers"] == {"nombre": 2}
    assert kept["expect"] == {"step": "vous", "errors": {"nombre": "check"}, "route": ["vous"]}


@pytest.mark.parametrize(
    ("person", "name", "said"),
    [("lea", " ", "Donnez un nom au test"), ("paul", "x", "ne peut pas ouvrir la démarche")],
)
def test_why_no_test_is_kept(site: Site, browser, person: str, name: str, said: str) -> None:
    browser.open(f"{EDITED}/apercu?personne={person}")
    browser.send({"nombre": "1"})

    browser.forge(f"{TESTS}/garder", {"nom": name})

    assert browser.page.status == 422
    assert said in browser.page.text
    assert essai.now_written(site) == WITH_TESTS


def test_the_analysis_makes_the_tests_that_lack(site: Site) -> None:
    essai.begun(site)
    browser = essai.author(site)

    browser.forge(f"{TESTS}/exemples")

    assert "ont été ajoutés" in browser.page.text
    assert all(one["expect"] for one in made_tests(site))
    browser.open(TESTS)
    assert "tous bons" in browser.page.text
    before = essai.now_written(site)
    browser.forge(f"{TESTS}/exemples")
    assert essai.now_written(site) == before


def test_no_test_is_made_of_a_text_with_mistakes(site: Site) -> None:
    essai.begun(site, TEXT.replace("max: 3", "max: trois"))
    browser = essai.author(site)

    browser.forge(f"{TESTS}/exemples")

    assert browser.page.status == 422
    assert "corrigez-la d'abord" in browser.page.text


def test_a_test_is_made_of_what_somebody_sent(site: Site) -> None:
    receipt = to_receipt(site.client("lea"))
    reference = receipt.tree.xpath("string(//strong[@id='reference'])")
    browser = essai.author(site)
    tests = "/studio/demarches/depot-de-documents/tests"
    assert reference not in browser.open(tests).html
    (received,) = browser.page.tree.xpath("//select[@id='envoi']/option/@value")

    browser.forge(f"{tests}/envoi", {"recu": received})

    assert "1 test a été ajouté" in browser.page.text
    kept = yaml.safe_load(essai.now_written(site, "depot-de-documents"))["tests"][-1]
    assert kept["test"].startswith("comme un envoi")
    ((details,),) = site.rows("SELECT details FROM audit WHERE kind = 'test_made'")
    assert received in details
    browser.forge(f"{tests}/envoi", {"recu": "2020-01-01T00:00:00+00:00"})
    assert browser.page.status == 422


def test_a_test_is_renamed_and_taken_away(site: Site, browser) -> None:
    browser.open(TESTS)
    browser.post(
        f"{TESTS}/changer",
        {**browser.page.values, "numero": ["1"], "nom": "neuf de trop", "action": "renommer"},
    )
    assert essai.now_written(site) == WITH_TESTS.replace("test: faux", "test: neuf de trop")

    stale = browser.page.values
    browser.post(f"{TESTS}/changer", {**stale, "numero": ["0"], "action": "retirer"})
    assert [one["test"] for one in made_tests(site)] == ["neuf de trop"]
    browser.post(f"{TESTS}/changer", {**stale, "numero": ["0"], "action": "retirer"})
    assert browser.page.status == 409
    assert len(made_tests(site)) == 1

"""The side preview: the page as a person will see it, walked with real answers, kept of nobody."""

from html import unescape

import pytest

from engine.services.studio import previewing
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.studio import essai
from tests.web.studio.essai import EDITED, TEXT

APERCU = f"{EDITED}/apercu"
KEPT = ("draft", "submission", "effect", "upload")


@pytest.fixture
def browser(site: Site):
    essai.begun(site)
    return essai.author(site)


@on_both
def test_a_whole_way_is_gone_and_nothing_of_it_is_kept(site: Site, browser) -> None:
    page = browser.open(APERCU)
    assert page.heading == "Vous"
    assert "frame-ancestors 'self'" in page.response.headers["Content-Security-Policy"]

    browser.send({"nombre": "deux"})
    assert browser.page.errors == ["Combien ? : saisissez un nombre entier, en chiffres."]
    assert browser.page.value("nombre") == "deux"
    browser.send({"nombre": "1"})
    assert browser.page.heading == "Vos choses"
    browser.follow("Commencer")
    browser.send({"nom": "Une pomme"})
    browser.follow("Continuer")
    assert "2" in browser.page.text
    browser.send({})
    assert browser.page.heading == "Vérifiez vos réponses"
    browser.send({}, action="transmettre")
    assert browser.page.errors
    browser.send({"vrai": "oui"}, action="transmettre")

    assert "ESSAI-0000" in browser.page.text
    assert "Une pomme" in browser.page.text
    assert "rien n'est gardé" in unescape(browser.page.html)
    assert [site.count(one) for one in KEPT] == [0, 0, 0, 0]


def test_it_is_drawn_as_for_the_person_chosen(browser) -> None:
    shown = browser.open(f"{APERCU}?personne=paul")

    assert "Paul Durand" in shown.html
    assert "ne peut pas ouvrir cette démarche" in shown.html
    assert "Léa Martin" in browser.open(APERCU).html
    assert 'lang="en"' in browser.open(f"{APERCU}?langue=en").html
    assert "session" not in "".join(browser.page.tree.xpath("//script/@src"))


def test_every_error_message_is_shown_in_its_place(browser) -> None:
    page = browser.open(f"{APERCU}?erreurs=oui")

    assert page.errors == [
        "Combien ? : cette réponse est obligatoire.",
        "Combien ? : saisissez un nombre entier, en chiffres.",
        "Combien ? : le nombre doit être supérieur ou égal à 1.",
        "Combien ? : le nombre doit être inférieur ou égal à 3.",
        "Deux ne va pas.",
    ]
    assert page.tree.xpath("//p[@id='erreur-nombre']")


@pytest.mark.parametrize(
    ("element", "heading"),
    [
        ("", "Vous"),
        ("/steps/0/fields/1", "Vous"),
        ("/steps/1", "Vos choses"),
        ("/steps/1/steps/0/fields/0", "Une chose"),
        ("/steps/2", "Prix"),
        ("/steps/99", "Vous"),
        ("/title", "Vous"),
        ("nonsense", "Vous"),
    ],
)
def test_it_follows_the_element_that_is_written(browser, element: str, heading: str) -> None:
    page = browser.open(f"{APERCU}?element={element}")

    assert heading in page.text


def test_a_step_that_is_not_open_is_shown_by_itself(browser) -> None:
    page = browser.open(f"{APERCU}?etape=choses/1/chose")

    assert "n'est pas encore ouverte" in page.text
    assert page.heading == "Une chose"
    browser.send({"nom": "Une pomme"})
    assert browser.page.heading == "Vous"


def test_a_text_that_cannot_be_read_leaves_the_last_one(site: Site, browser) -> None:
    browser.open(APERCU)
    essai.written(site, TEXT.replace('label: "Combien ?"', "label: [Combien"))

    page = browser.open(APERCU)

    assert page.heading == "Vous"
    assert "Combien ?" in page.text
    assert "Ligne 11" in page.html
    assert browser.open(f"{APERCU}?element=/steps/2").heading == "Le prix"
    essai.written(site, TEXT.replace("Combien ?", "Combien donc ?"))
    assert "Combien donc ?" in browser.open(APERCU).text
    assert "Ligne 11" not in browser.page.html


def test_another_process_finds_what_could_be_read_before(site: Site, browser) -> None:
    essai.written(site, TEXT.replace("Combien ?", "Combien donc ?"))
    essai.written(site, TEXT.replace('label: "Combien ?"', "label: [Combien"))
    essai.written(site, TEXT.replace('label: "Combien ?"', "label: [Combien,"))
    previewing.LAST.kept.clear()

    page = browser.open(APERCU)

    assert "Combien donc ?" in page.text
    assert "Voici la dernière version lisible" in page.html


def test_a_text_of_which_nothing_was_ever_readable_says_where(site: Site) -> None:
    essai.begun(site, "procedure: vide\ntitle: [\n", "vide")

    page = essai.author(site).open("/studio/demarches/vide/apercu")

    assert page.heading == "Il n'y a encore rien à montrer"
    assert "Ligne" in page.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: integer, label", "type: date, label"),
        ("compute: nombre * 2", "compute: inconnu * nombre"),
        ("count: nombre", "count: rien"),
        ("type: text, label: Nom de la chose", "type: person, label: Nom de la chose"),
        ("nombre != 2", "nombre != zzz.a"),
        ("{field: nom, type: text", "{field: nombre, type: text"),
        ("step: prix", "step: vous"),
        ("  - group: choses", "  - group: vous"),
    ],
)
def test_answers_given_before_never_break_what_is_written_after(
    site: Site, browser, old: str, new: str
) -> None:
    browser.open(APERCU)
    browser.send({"nombre": "1"})
    browser.follow("Commencer")
    browser.send({"nom": "Une pomme"})
    essai.written(site, TEXT.replace(old, new))

    for address in (APERCU, f"{APERCU}?etape=choses", f"{APERCU}?etape=prix&erreurs=oui"):
        assert browser.open(address).status == 200


def test_a_file_is_looked_at_and_not_kept(site: Site, browser) -> None:
    browser.open(APERCU)
    browser.send({"nombre": "1"})
    browser.follow("Commencer")
    browser.press("ajouter", files={"photo": [("photo.pdf", b"no pdf")]})

    assert any("photo.pdf" in one for one in browser.page.errors)
    assert site.files() == []


def test_what_is_typed_opens_questions_at_once(browser) -> None:
    browser.open(APERCU)
    data = {
        **browser.page.values,
        "nombre": ["3"],
        "_action": ["enregistrer"],
        "_champ": ["nombre"],
    }

    part = browser.post(APERCU + "?etape=vous", data, **{"HX-Request": "true"})

    assert "Pourquoi" in part.html


def test_one_begins_again(site: Site, browser) -> None:
    browser.open(APERCU)
    browser.send({"nombre": "1"})
    browser.forge(f"{APERCU}/recommencer")

    assert browser.page.heading == "Vous"
    assert site.count("walk") == 0


def test_its_colours_do_not_depend_on_the_screen(browser) -> None:
    dark = browser.open(f"{APERCU}?theme=sombre")
    (style,) = [one for one in dark.tree.xpath("//link/@href") if "/studio/apercu/" in one]

    assert "@media all {" in browser.http.get(style).get_data(as_text=True)
    assert "prefers-color-scheme" not in browser.http.get(style).get_data(as_text=True)


def test_nobody_else_sees_it(site: Site, browser) -> None:
    assert site.client("lea").open(APERCU).status == 404
    assert site.client().open(APERCU).status == 401

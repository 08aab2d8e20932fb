"""The outline of a definition, by its forms alone: without any script."""

import pytest

from engine.services.studio import copies
from engine.services.studio.looking import path_of
from tests.services.studio.test_copies import an_author
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.studio import essai
from tests.web.studio.essai import EDITED, NAME

PLAN = f"{EDITED}/plan"


@pytest.fixture
def browser(site: Site):
    essai.begun(site)
    return essai.author(site)


def text(site: Site, name: str = NAME) -> str:
    return copies.open_copy(site.desk, an_author(), path_of(name)).text


def post(site: Site, browser, act: str, element: str = "", name: str = NAME, **data):
    """Send a form of the page, as its button would."""
    copy = copies.open_copy(site.desk, an_author(), path_of(name))
    sent = {"revision": str(copy.revision), "element": element, **data}
    return browser.forge(f"/studio/demarches/{name}/plan/{act}", sent)


def fiche(browser, element: str) -> dict[str, list[str]]:
    """The values of the form of a part, as a browser would send them."""
    browser.open(f"{EDITED}?element={element}")
    form = browser.page.tree.xpath("//form[@id='fiche']")[0]
    found: dict[str, list[str]] = {}
    for one in form.xpath(".//input[@name][not(@type='checkbox') or @checked]"):
        found.setdefault(one.get("name"), []).append(one.get("value") or "")
    for one in form.xpath(".//textarea[@name]"):
        found.setdefault(one.get("name"), []).append(one.text or "")
    for one in form.xpath(".//select[@name]"):
        chosen = one.xpath(".//option[@selected]") or one.xpath(".//option")
        found.setdefault(one.get("name"), []).append(chosen[0].get("value") or "")
    return found


def save(browser, element: str, **values):
    """Fill in the form of a part; `__` stands for a point, `___` for `@`."""
    sent = fiche(browser, element)
    for name, value in values.items():
        key = name.replace("___", "@").replace("__", ".")
        sent[key] = value if isinstance(value, list) else [value]
    sent.setdefault("do", ["save"])
    return browser.forge(f"{PLAN}/proprietes", sent)


def test_the_tree_says_most_of_each_part(browser) -> None:
    browser.open(EDITED)

    said = [" ".join(one.text_content().split()) for one in browser.page.tree.xpath(
        "//section[@class='plan']//a[contains(@class, 'line-link')]")]  # fmt: skip
    assert any("▭ Étape Vous vous 1 contrôle" in one for one in said)
    assert any("12 Question Combien ? nombre Nombre entier" in one for one in said)
    assert any("si « Combien ? » est 3" in one.replace("\u00a0", " ") for one in said)
    assert any("Accusé de réception" in one for one in said)


@on_both
def test_saving_a_form_as_it_is_changes_nothing(site: Site, browser) -> None:
    before = text(site)

    for element in ("", "/steps/0", "/steps/0/fields/0", "/steps/0/fields/1", "/steps/1",
                    "/steps/0/checks/0", "/steps/2/fields/0", "/attestations/0"):  # fmt: skip
        answer = save(browser, element)
        assert answer.status in {200, 303}, (element, answer.text)
        assert text(site) == before, element


def test_a_key_is_changed_in_its_place(site: Site, browser) -> None:
    save(browser, "/steps/0/fields/0", k__label___fr="Combien de choses ?", k__max="4")

    assert '{field: nombre, type: integer, label: "Combien de choses ?", min: 1, max: 4}' in text(
        site
    )
    assert "Combien de choses" in browser.page.text


def test_a_condition_is_filled_in_as_rows(site: Site, browser) -> None:
    save(browser, "/steps/2", c__when__0__subject="nombre", do="refresh")
    assert "when" not in text(site).partition("step: prix")[2]
    options = browser.page.tree.xpath("//select[@name='c.when.0.operator']/option/@value")
    assert options[:3] == ["is", "is_not", "more"]

    save(browser, "/steps/2", c__when__0__subject="nombre", c__when__0__operator="more",
         c__when__0__value="un")  # fmt: skip
    assert browser.page.status == 422
    assert "Écrivez un nombre" in browser.page.text
    save(browser, "/steps/2", c__when__0__subject="nombre", c__when__0__operator="more",
         c__when__0__value="1")  # fmt: skip

    assert "when: nombre > 1" in text(site)


def test_what_makes_no_sense_is_told_and_kept_as_typed(site: Site, browser) -> None:
    before = text(site)

    save(browser, "/steps/2/fields/0", k__compute="nombr * 2")

    assert browser.page.status == 422
    assert "nombre" in browser.page.tree.xpath("//p[@id='cle-compute-dit']")[0].text_content()
    (typed,) = browser.page.tree.xpath("//input[@id='cle-compute']/@value")
    assert typed == "nombr * 2"
    assert text(site) == before


def test_parts_are_added_beside_what_is_selected(site: Site, browser) -> None:
    post(site, browser, "ajouter", kind="step", title="Les dates", spot="/steps:1")
    post(site, browser, "ajouter", "/steps/1", kind="field", title="Quel jour ?", type="date",
         spot="/steps/1/fields:0")  # fmt: skip
    post(site, browser, "ajouter", "/steps/1", kind="field", title="Vous venez", type="choice",
         options="Seul\nÀ deux", spot="/steps/1/fields:1")  # fmt: skip

    assert "step: les-dates" in text(site)
    assert "quel_jour" in text(site)
    assert "a_deux" in text(site)
    assert browser.page.tree.xpath("//input[@id='question-titre'][@autofocus]")


def test_options_are_reworded_ordered_and_added(site: Site, browser) -> None:
    post(site, browser, "ajouter", kind="field", title="Couleur", type="choice",
         options="Rouge;Vert", spot="/steps/0/fields:0")  # fmt: skip

    save(browser, "/steps/0/fields/0", o__0__label="Rouge vif", o__more="Bleu", do="option-down:0")

    assert "[{value: vert, label: Vert}, {value: rouge, label: Rouge vif}, {value: bleu" in (
        " ".join(text(site).split()).replace("- {", "{").replace("choices: {", "choices: [{")
        .replace("} {", "}, {")
    )  # fmt: skip


def test_another_type_loses_what_it_cannot_have(site: Site, browser) -> None:
    save(browser, "/steps/0/fields/1", k__type="yes_no")

    assert "pourquoi, type: yes_no" in text(site)
    assert "max_length" not in text(site)


def test_a_part_is_moved_and_taken_away(site: Site, browser) -> None:
    post(site, browser, "deplacer", "/steps/0/fields/1", spot="/steps/2/fields:1")
    assert text(site).index("pourquoi") > text(site).index("montant")

    post(site, browser, "supprimer", "/steps/2/fields/1")
    assert "pourquoi" not in text(site)


def test_what_is_read_elsewhere_is_taken_away_once_that_is_confirmed(site: Site, browser) -> None:
    post(site, browser, "supprimer", "/steps/0/fields/0")
    assert browser.page.status == 422
    assert "Sans elle, ceci ne tient plus" in browser.page.text
    assert "field: nombre" in text(site)

    post(site, browser, "supprimer", "/steps/0/fields/0", confirmed="1")
    assert "field: nombre" not in text(site)


def test_a_check_and_an_attestation_are_added_by_their_own_forms(site: Site, browser) -> None:
    save(browser, "/steps/0/checks/-", c__check__0__subject="nombre", c__check__0__operator="less",
         c__check__0__value="9", k__message___fr="C'est trop.")  # fmt: skip
    save(browser, "/attestations/-", k__text___fr="Je relis tout.", k__field="")

    assert "check: nombre < 9" in text(site)
    assert "Je relis tout." in text(site)


def test_a_stale_form_changes_nothing(site: Site, browser) -> None:
    before = text(site)

    browser.forge(f"{PLAN}/ajouter", {"revision": "99", "element": "", "kind": "step",
                                     "title": "X", "spot": "/steps:0"})  # fmt: skip

    assert browser.page.status == 409
    assert text(site) == before


@on_both
def test_a_procedure_is_begun_from_its_title(site: Site, browser) -> None:
    browser.open("/studio/demarches/nouvelle")
    send = {"title": "Demander un jardin", "name": "", "for": "anyone", "nature": "demande"}
    browser.forge("/studio/demarches/nouvelle", {**send, "begins": "group"})

    begun = text(site, "demander-un-jardin")
    assert "silence: acceptance" in begun
    assert "group:" in begun
    browser.forge("/studio/demarches/nouvelle", {**send, "begins": f"copy:{NAME}"})
    assert browser.page.status == 422
    assert "est pris" in browser.page.text
    browser.forge("/studio/demarches/nouvelle",
                 {**send, "name": "jardin", "begins": f"copy:{NAME}"})  # fmt: skip
    assert "step: vous" in text(site, "jardin")


def test_a_fragment_has_the_same_outline(site: Site, browser) -> None:
    browser.open("/studio/fragments/coordonnees")

    assert "Réglages du fragment" in browser.page.text
    assert browser.page.tree.xpath("//ol[@class='tree']/li")

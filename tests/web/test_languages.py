"""A procedure in several languages: in that of the person, who may choose another on each page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.site import Site

CARD = """\
procedure: essai
title: {fr: Carte, en: Card}
for: anyone
languages: [fr, en]
link: [fil]
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: lecteur
    title: {fr: Vous, en: You}
    fields:
      - field: nom
        type: text
        label: {fr: Votre nom, en: Your name}
        messages: {required: {fr: Dites votre nom., en: Say your name.}}
  - step: suite
    title: {fr: La suite, en: What follows}
    intro: {fr: "Fil {{ link.fil if answered(link.fil) else '?' }}", en: "Thread"}
    fields: [{field: age, type: integer, label: {fr: Votre âge, en: Your age}}]
"""
FRENCH = """\
procedure: seul
title: Seul
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps: [{step: un, title: Un, fields: [{field: nom, type: text, label: Nom}]}]
"""
CHOICE = "//nav[contains(@class, 'languages')]//a"


@pytest.fixture
def client(open_site: Callable[..., Site], forms: Path) -> Client:
    (forms / "procedures" / "essai.yaml").write_text(CARD, "utf-8")
    (forms / "procedures" / "seul.yaml").write_text(FRENCH, "utf-8")
    return Client(open_site().app)


def switch(client: Client) -> str:
    """The address of the link to the other language."""
    return str(client.page.tree.xpath(CHOICE)[0].get("href"))


def language(client: Client) -> str:
    return str(client.page.tree.get("lang"))


def test_the_page_offers_the_other_language_and_keeps_the_choice(client: Client) -> None:
    client.open("/demarches/essai")
    before = client.page.heading, language(client)

    client.open("/demarches/essai" + switch(client))
    client.send({"nom": "Ada"})

    assert before == ("Votre nom", "fr")
    assert (client.page.heading, language(client)) == ("Your age", "en")
    assert "_langue" not in client.page.address


def test_the_errors_the_summary_and_the_receipt_are_in_the_language(client: Client) -> None:
    client.open("/demarches/essai?_langue=en")
    client.send({"nom": ""})
    errors = client.page.errors
    client.send({"nom": "Ada"})
    summary = client.send({"age": "36"})
    receipt = client.send(action="transmettre")

    assert errors == ["Say your name."]
    assert summary.heading == "Check your answers"
    assert receipt.heading == "Your submission is received"
    assert client.page.tree.xpath(CHOICE) == []


def test_going_to_the_other_language_keeps_what_was_typed_and_what_the_address_says(
    client: Client,
) -> None:
    client.open("/demarches/essai?fil=12")
    client.send({"nom": "Ada"})
    client.send({"age": "beaucoup"})
    address = client.page.address

    client.open(address + switch(client))
    english = client.page.value("age"), language(client)
    client.open(address + switch(client))

    assert english == ("beaucoup", "en")
    assert "Fil 12" in client.page.text


def test_what_comes_with_the_address_stays_when_the_language_changes(client: Client) -> None:
    client.open("/demarches/essai?fil=12")

    client.open("/demarches/essai" + switch(client))
    client.send({"nom": "Ada"})

    assert client.page.address == "/demarches/essai/suite"
    client.open("/demarches/essai/suite?_langue=fr")
    assert "Fil 12" in client.page.text


def test_the_language_of_the_browser_is_followed_until_one_is_chosen(client: Client) -> None:
    asked = {"Accept-Language": "en-GB,en;q=0.9,fr;q=0.5"}

    first = client.http.get("/demarches/essai", headers=asked).get_data(as_text=True)
    client.open("/demarches/essai?_langue=fr")
    after = client.http.get("/demarches/essai", headers=asked).get_data(as_text=True)

    assert '<html lang="en">' in first
    assert '<html lang="fr">' in after


def test_a_procedure_in_one_language_stays_in_it(client: Client) -> None:
    client.open("/demarches/essai?_langue=en")

    page = client.open("/demarches/seul")

    assert (page.heading, language(client)) == ("Nom", "fr")
    assert page.tree.xpath(CHOICE) == []
    assert client.open("/cookies").heading == "Cookies"
    assert language(client) == "fr"


@pytest.mark.parametrize("choice", ["de", "", "fr&_langue=en", "<b>", "%00", "x" * 4000])
def test_a_language_that_is_none_changes_nothing(client: Client, choice: str) -> None:
    page = client.open(f"/demarches/essai?_langue={choice}")

    assert (page.heading, language(client)) == ("Votre nom", "fr")


def test_an_address_that_is_none_leads_nowhere_else(client: Client) -> None:
    answer = client.http.get("/demarches/a%0d%0aSet-Cookie:%20x=1?_langue=en")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/demarches/a%0D%0ASet-Cookie%3A%20x%3D1"


def test_a_cookie_that_says_anything_is_no_language(client: Client) -> None:
    client.http.set_cookie("guichet-langue", "../../etc")

    assert client.open("/demarches/essai").heading == "Votre nom"

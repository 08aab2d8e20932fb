"""The receipt of a request says what silence means, when, and what one can do then."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from engine.definitions.delays import Delay
from engine.i18n import format_date
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import Site

REQUEST = """\
procedure: essai
title: Essai
for: account
nature: demande
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
languages: [fr, en]
steps:
  - step: un
    title: {fr: Un, en: One}
    fields: [{field: nom, type: text, label: {fr: Nom, en: Name}}]
actions: [{receipt: {}}, {mail: {to: account.email, template: depot-recu}}]
"""
REJECTION = """\
silence: rejection
delay: 2 months
appeal:
  fr: |
    Vous avez deux mois à partir de ce rejet pour saisir le tribunal administratif.
    Vous pouvez d'abord écrire à {{ site.service.name }}.
  en: You have two months to go to court.
"""
SOME_ONLY = """\
silence: acceptance
delay: 1 month
delays:
  - {delay: 3 months, when: nom == "Zoé"}
  - {delay: 2 months, when: length(nom) < 4}
"""
ACCEPTANCE = "silence: acceptance\ndelay: 15 working days\n"


@pytest.fixture
def sent(open_site: Callable[..., Site], forms: Path) -> Callable[[str], Client]:
    def sent_with(decision: str) -> Client:
        (forms / "procedures" / "essai.yaml").write_text(REQUEST + decision, "utf-8")
        site = open_site()
        client = site.client("lea")
        client.open("/demarches/essai")
        client.send({"nom": "Léa"})
        client.send(action="transmettre")
        return client

    return sent_with


def day_of(client: Client, delay: Delay) -> str:
    """The day on which silence decides, in words."""
    received = client.http.application.extensions["guichet"].database.rows(
        "SELECT received_at FROM submission"
    )[0][0]
    last = delay.after(date.fromisoformat(str(received)[:10]))
    assert last
    return format_date(last, "fr")


@on_both
def test_a_rejection_is_said_with_its_day_and_its_appeal(sent: Callable[[str], Client]) -> None:
    client = sent(REJECTION)

    page = client.page

    day = day_of(client, Delay(2, "month"))
    assert f"votre demande est rejetée le {day}" in page.text
    assert "le silence gardé pendant 2 mois vaut rejet" in page.text
    assert "Si vous contestez la décision" in page.text
    assert "Vous avez deux mois à partir de ce rejet" in page.text
    assert "{{" not in page.text


def test_an_acceptance_is_said_with_its_certificate(sent: Callable[[str], Client]) -> None:
    client = sent(ACCEPTANCE)

    page: Page = client.page

    day = day_of(client, Delay(15, "working day"))
    assert f"votre demande est acceptée le {day}" in page.text
    assert "attestation" in page.text
    assert "Si vous contestez" not in page.text


def test_a_delay_for_some_requests_only_holds_under_its_condition(
    open_site: Callable[..., Site], forms: Path
) -> None:
    (forms / "procedures" / "essai.yaml").write_text(REQUEST + SOME_ONLY, "utf-8")
    site = open_site()
    said = {"Zoé": "3 mois", "Léa": "2 mois", "Marie": "1 mois"}

    pages = {}
    for name in said:
        client = site.client("lea")
        client.open("/demarches/essai?nouveau=1")
        client.send({"nom": name})
        client.send(action="transmettre")
        pages[name] = client.page.text

    for name, delay in said.items():
        assert f"le silence gardé pendant {delay} vaut acceptation" in pages[name]


def test_silence_that_decides_nothing_is_said(sent: Callable[[str], Client]) -> None:
    page = sent("silence: none\n").page

    assert "Le silence ne vaut pas décision" in page.text


def test_the_pdf_the_mail_and_the_list_say_the_same(sent: Callable[[str], Client]) -> None:
    client = sent(REJECTION)
    day = day_of(client, Delay(2, "month"))

    content = client.open(f"{client.page.address}.pdf").response.get_data()
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    pdf = " ".join(" ".join(pages).split())
    listed = client.open("/mes-envois").text
    effects = client.http.application.extensions["guichet"].database.rows(
        "SELECT payload FROM effect WHERE kind = 'mail'"
    )

    assert day in pdf
    assert "saisir le tribunal administratif" in pdf
    assert f"Sans réponse, rejetée le {day}" in listed
    assert day in str(effects[0][0])


def test_what_is_no_request_says_nothing_of_silence(
    open_site: Callable[..., Site], forms: Path
) -> None:
    text = REQUEST.replace("nature: demande\n", "nature: declaration\n")
    (forms / "procedures" / "essai.yaml").write_text(text, "utf-8")
    client = open_site().client("lea")
    client.open("/demarches/essai")
    client.send({"nom": "Léa"})

    page = client.send(action="transmettre")

    assert "silence" not in page.text

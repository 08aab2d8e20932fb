"""Paying what is owed: the bank accepts or refuses, tells it late, twice, or not at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.parser import BytesParser
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from pypdf import PdfReader

from engine.database import accounts
from engine.payments import PaymentError
from engine.payments.trial import SIGNATURE, Trial
from engine.services import paying
from engine.services.desk import visitor_of
from engine.services.exporting import export
from engine.services.reconciling import reconcile
from engine.services.worker import deliveries_of, run_once
from tests.conftest import NOON
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import Site

PROCEDURE = """\
procedure: taxe
title: Déclarer une taxe
for: [particulier]
nature: declaration
retention: {drafts: 30 days, submissions: 5 years, then: eliminate}
steps:
  - step: montant
    title: Votre taxe
    fields:
      - {field: montant, type: money, label: Montant}
actions:
  - receipt: {}
  - mail: {to: account.email, template: depot-recu}
  - payment:
      amount: montant * 1.1
      label: "Taxe de {{ format_money(montant) }}"
      when: montant != 3
"""
ABSENT = "000000000000000000000000000000ab"


@pytest.fixture
def paid_site(forms: Path, open_site: Callable[..., Site]) -> Site:
    """A site that takes payments."""
    return open_paid(forms, open_site)


def open_paid(forms: Path, open_site: Callable[..., Site], **environ: str) -> Site:
    (forms / "procedures" / "taxe.yaml").write_text(PROCEDURE)
    file = forms / "sites" / "msa.yaml"
    text = file.read_text()
    if "payment:" not in text:
        text = text.replace("procedures:\n  -", "procedures:\n  - taxe\n  -", 1)
        file.write_text(text + "payment: {provider: test}\n")
    return open_site(**environ)


def declare(client: Client, amount: str = "17,50") -> Page:
    client.open("/demarches/taxe")
    client.send(action=None) if client.page.tree.xpath("//main//form") else None
    client.send({"montant": amount})
    return client.send(action="transmettre")


def address_of(page: Page) -> str:
    reference = page.tree.xpath("string(//*[@id='reference'])")
    return f"/paiements/{reference}"


def pay(client: Client, decision: str = "payer") -> Page:
    """Press « Payer », then decide what the bank says."""
    press(client, "Payer")
    return client.send({"decision": decision}, action=None)


def press(client: Client, words: str) -> Page:
    (form,) = client.page.tree.xpath(f"//main//form[.//button[starts-with(., '{words}')]]")
    return client.post(form.get("action"), {"_csrf": form.xpath(".//@value")[0]})


def last_try(site: Site) -> tuple[Any, ...]:
    (row,) = site.rows(
        "SELECT id, operation, paid_at IS NOT NULL, refused_at IS NOT NULL,"
        " abandoned_at IS NOT NULL FROM payment ORDER BY started_at DESC LIMIT 1"
    )
    return row


def trial(site: Site) -> Trial:
    found = paying.provider_of(site.desk, "msa")[1]
    assert isinstance(found, Trial)
    return found


def words_of(document: bytes) -> str:
    pages = PdfReader(BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@on_both
def test_the_receipt_proposes_to_pay_now_or_later(paid_site: Site) -> None:
    page = declare(paid_site.client("lea"))

    assert "Payer 19,25 €" in page.text
    assert page.link("Payer plus tard") == "/tableau-de-bord"
    assert "Montant à payer 19,25 €" in page.text


@on_both
def test_a_payment_is_acknowledged_on_screen_as_a_pdf_and_by_mail(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)

    page = pay(lea)
    document = lea.http.get(page.link("Télécharger l'accusé")).data
    run_once(
        paid_site.desk.database,
        deliveries_of(paid_site.desk.settings, paid_site.desk),
        lambda: NOON,
    )

    assert page.heading == "Votre paiement est bien reçu"
    for words in ("P-2025-000001-", "19,25 €", "Taxe de 17,50 €", "G-2025-000001-",
                  "Service de démonstration", "mercredi 12 mars 2025 à 12 h 00"):  # fmt: skip
        assert words in page.text, words
        assert words in words_of(document).replace("\u00a0", " "), words
    mails = [BytesParser(policy=default).parsebytes(one.read_bytes()) for one in
             (paid_site.state / "mails").glob("*.eml")]  # fmt: skip
    said = [one for one in mails if "paiement" in one["Subject"].lower()]
    assert len(said) == 1
    assert "19,25" in said[0].get_body(("plain",)).get_content()


def test_nothing_is_owed_when_the_amount_is_nil(paid_site: Site) -> None:
    page = declare(paid_site.client("lea"), "0")

    assert page.heading == "Votre envoi est bien reçu"
    assert "payer" not in page.text.lower()
    assert paid_site.count("due") == 0


def test_nothing_is_owed_when_the_condition_is_not_met(paid_site: Site) -> None:
    page = declare(paid_site.client("lea"), "3")

    assert "payer" not in page.text.lower()
    assert paid_site.count("due") == 0


@on_both
def test_what_is_owed_waits_on_the_dashboard_until_it_is_paid(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))

    before = lea.open("/tableau-de-bord").text
    listed = lea.open("/mes-envois").text
    lea.open(address)
    pay(lea)
    after = lea.open("/tableau-de-bord").text

    assert "À payer : 19,25 €" in before
    assert "À payer : 19,25 €" in listed
    assert "À payer" not in after
    assert "19,25 € payés le mercredi 12 mars 2025" in lea.open("/mes-envois").text
    assert "Accusé de paiement P-2025-000001" in lea.open("/mes-documents").text


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("refuser", "Le paiement a été refusé par votre banque. Rien n'a été débité"),
        ("abandonner", "Le paiement a été abandonné. Rien n'a été débité"),
    ],
)
def test_after_a_refusal_one_tries_again(paid_site: Site, decision: str, words: str) -> None:
    lea = paid_site.client("lea")
    declare(lea)

    refused = pay(lea, decision)
    again = pay(lea)

    assert words in refused.text
    assert again.heading == "Votre paiement est bien reçu"
    assert paid_site.count("payment") == 2


def test_a_notification_comes_while_the_person_never_does(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))

    left = pay(lea, "avis-seul")

    assert "La personne ferme cette page" in left.text
    assert lea.open(address).heading == "Votre paiement est bien reçu"


def test_the_person_comes_back_and_no_notification_comes(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)

    page = pay(lea, "retour-seul")

    assert page.heading == "Votre paiement est bien reçu"


@on_both
def test_the_worker_asks_when_nobody_tells_anything(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    pay(lea, "sans-suite")

    early = reconcile(paid_site.desk, NOON + timedelta(minutes=1))
    ended = reconcile(paid_site.desk, NOON + timedelta(minutes=6))
    again = reconcile(paid_site.desk, NOON + timedelta(minutes=20))

    assert (early, ended, again) == (0, 1, 0)
    assert lea.open(address).heading == "Votre paiement est bien reçu"


def test_the_worker_asks_about_a_payment_that_nobody_ends_now_and_then(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    press(lea, "Payer")

    asked = []
    for minutes in (6, 8, 20):
        reconcile(paid_site.desk, NOON + timedelta(minutes=minutes))
        asked += paid_site.rows("SELECT asked_at FROM payment")

    assert asked[0] == asked[1] != asked[2]


def notify(site: Site, body: bytes, signature: str) -> int:
    client = site.app.test_client()
    response = client.post("/paiements/avis", data=body, headers={SIGNATURE: signature})
    return int(response.status_code)


@on_both
def test_a_notification_twice_and_after_the_return_pays_once(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    pay(lea, "retour-seul")
    operation = last_try(paid_site)[1]
    body, signature = trial(paid_site).decide(operation, "paid", NOON)

    statuses = [notify(paid_site, body, signature) for _ in range(2)]

    assert statuses == [204, 204]
    assert paid_site.count("effect") == 2
    assert paid_site.rows("SELECT count(*) FROM due WHERE paid_at IS NOT NULL") == [(1,)]


def test_a_refusal_told_late_does_not_undo_a_payment(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    pay(lea, "payer")
    provider = trial(paid_site)
    body, _signature = provider.decide(last_try(paid_site)[1], "paid", NOON)
    late = json.dumps({**json.loads(body), "outcome": "refused"}, sort_keys=True).encode()

    status = notify(paid_site, late, provider._signed(late))

    assert status == 204
    assert last_try(paid_site)[2:] == (True, False, False) or last_try(paid_site)[2:] == (1, 0, 0)


def test_a_payment_told_after_an_abandonment_counts(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    pay(lea, "abandonner")
    provider = trial(paid_site)
    body, _signature = provider.decide(last_try(paid_site)[1], "abandoned", NOON)
    late = json.dumps({**json.loads(body), "outcome": "paid"}, sort_keys=True).encode()

    notify(paid_site, late, provider._signed(late))

    assert lea.open(address).heading == "Votre paiement est bien reçu"


@pytest.mark.parametrize(
    "change",
    [
        {"cents": 1},
        {"order": ABSENT},
        {"operation": "0123456789abcdef"},
        {"outcome": "peut-être"},
        {"cents": "19.25"},
        {"at": "hier"},
        {"de": "trop"},
    ],
)
def test_what_is_signed_and_is_not_what_was_asked_for_pays_nothing(
    paid_site: Site, change: dict[str, Any]
) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    press(lea, "Payer")
    provider = trial(paid_site)
    body, _signature = provider.decide(last_try(paid_site)[1], "paid", NOON)
    wrong = json.dumps({**json.loads(body), **change}).encode()

    status = notify(paid_site, wrong, provider._signed(wrong))

    assert status == 404
    assert paid_site.rows("SELECT count(*) FROM due WHERE paid_at IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("signature", ["", "0" * 64, "é"])
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\x00", b"[" * 5000])
def test_what_is_not_signed_is_not_read(paid_site: Site, body: bytes, signature: str) -> None:
    client = paid_site.app.test_client()
    headers = {SIGNATURE: signature.encode("latin-1").decode("latin-1")}

    response = client.post("/paiements/avis", data=body, headers=headers)

    assert response.status_code == 404


def test_a_notification_is_not_longer_than_one(paid_site: Site) -> None:
    assert notify(paid_site, b"x" * 17_000, "0" * 64) == 413


def test_a_second_click_goes_on_with_the_same_payment(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))

    first = press(lea, "Payer").address
    lea.open(address)
    second = press(lea, "Payer").address

    assert first == second
    assert paid_site.count("payment") == 1


def test_what_was_paid_in_two_tabs_is_told(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    first = press(lea, "Payer").address
    with time_machine.travel(NOON + timedelta(minutes=15), tick=False):
        lea.open(address)
        pay(lea)
        lea.open(first)
        page = lea.send({"decision": "payer"}, action=None)

    assert "Ce montant a été payé deux fois" in page.text
    assert paid_site.rows("SELECT count(*) FROM effect") == [(2,)]


def test_a_payment_that_is_not_confirmed_yet_is_checked_before_paying_again(
    paid_site: Site,
) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    press(lea, "Payer")
    number, operation, *_rest = last_try(paid_site)

    waiting = lea.open(f"/paiements/retour/{number}")
    trial(paid_site).decide(operation, "paid", NOON)
    page = press(lea, "Vérifier de nouveau")

    assert "Ne payez pas une deuxième fois" in waiting.text
    assert page.heading == "Votre paiement est bien reçu"


def test_whoever_comes_back_signed_out_is_asked_to_sign_in_and_the_payment_counts(
    paid_site: Site,
) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    press(lea, "Payer")
    number, operation, *_rest = last_try(paid_site)
    trial(paid_site).decide(operation, "paid", NOON)

    page = paid_site.client().open(f"/paiements/retour/{number}")

    assert page.status == 401
    assert paid_site.rows("SELECT count(*) FROM due WHERE paid_at IS NOT NULL") == [(1,)]


def test_nobody_else_sees_a_payment(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    paul, nobody = paid_site.client("paul"), paid_site.client()

    for client, status in ((paul, 404), (nobody, 401)):
        assert client.open(address).status == status
        assert client.open(f"{address}/recu.pdf").status == status
        assert client.forge(address).status == status
        assert client.forge(f"{address}/verifier").status == status


@pytest.mark.parametrize(
    "address",
    [
        "/paiements/rien",
        "/paiements/rien/recu.pdf",
        f"/paiements/retour/{ABSENT}",
        "/_paiement/rien",
        "/_paiement/0123456789abcdef",
        "/paiements/avis",
    ],
)
def test_what_does_not_exist_is_not_found(paid_site: Site, address: str) -> None:
    assert paid_site.client("lea").open(address).status == 404


def test_a_payment_has_no_receipt_before_it_is_paid(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))

    assert lea.open(f"{address}/recu.pdf").status == 404


def test_a_provider_that_does_not_answer_loses_nothing(
    paid_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    monkeypatch.setattr(paying, "open_provider", lambda *_: Silent())

    page = press(lea, "Payer")
    monkeypatch.undo()
    lea.open(address)
    again = pay(lea)

    assert page.status == 503
    assert "Le service de paiement ne répond pas" in page.text
    assert again.heading == "Votre paiement est bien reçu"


class Silent:
    """A provider that does not answer."""

    origin = "https://pay.exemple"

    def start(self, order: object) -> None:
        raise PaymentError("it does not answer")


def test_browsers_may_follow_the_form_to_the_provider(
    paid_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea = paid_site.client("lea")
    reference = address_of(declare(lea)).removeprefix("/paiements/")
    monkeypatch.setattr(paying, "open_provider", lambda *_: Silent())

    policies = [
        lea.http.get(address).headers["Content-Security-Policy"]
        for address in (f"/accuses/{reference}", f"/paiements/{reference}", "/mes-envois")
    ]

    allowed = "form-action 'self' https://pay.exemple;"
    assert [allowed in one for one in policies] == [True, True, False]


def test_a_script_is_led_to_the_provider_by_the_browser(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    token = lea.page.tree.xpath("//main//input[@name='_csrf']/@value")[0]

    response = lea.http.post(address, data={"_csrf": token}, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"].startswith("/_paiement/")


def test_the_test_provider_is_refused_outside_development(
    paid_site: Site,
) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))
    settings = replace(paid_site.desk.settings, development=False)
    paid_site.give(settings=settings)

    page = press(lea, "Payer")

    assert page.status == 503
    assert "Le paiement en ligne n'est pas ouvert" in page.text
    assert lea.open("/_paiement/0123456789abcdef").status == 404
    assert paid_site.count("payment") == 0
    assert lea.open(address).status == 200


def test_a_form_without_its_token_begins_no_payment(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    address = address_of(declare(lea))

    assert lea.http.post(address, data={}).status_code == 422
    assert paid_site.count("payment") == 0


def test_what_was_paid_goes_with_the_data_of_the_person(paid_site: Site) -> None:
    lea = paid_site.client("lea")
    declare(lea)
    pay(lea)

    account = accounts.find(paid_site.desk.database, "msa", "lea@demo.test")
    data = b"".join(export(paid_site.desk, visitor_of(account, "fr"), NOON))

    names = ZipFile(BytesIO(data)).namelist()
    assert "donnees/paiements.json" in names
    assert any(one.startswith("accuses/P-2025-000001") for one in names)

"""Nothing before the conditions: what is due is asked, kept as evidence, and asked no more."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from lxml import html as documents

from engine.web import gate
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site

ADDRESS = "/demarches/conditions"
DEPOSIT = "/demarches/depot-de-documents"
BOTH = {"conditions_acceptees": "oui", "confidentialite_lue": "oui"}
AFTER_2_0 = datetime(2026, 2, 1, 11, 0, tzinfo=UTC)


def newcomer(site: Site, person: str = "lea") -> Client:
    """The browser of somebody who agreed to nothing yet."""
    site.desk.database.change("UPDATE account SET preferences = '{}'")
    site.desk.database.change("DELETE FROM consent")
    return site.client(person)


def given(site: Site) -> list[tuple[str, str]]:
    return [(text, version) for text, version in site.rows(
        "SELECT text, version FROM consent WHERE procedure <> 'demonstration' ORDER BY text, at"
    )]  # fmt: skip


@on_both
def test_the_conditions_come_before_the_page_that_was_asked(site: Site) -> None:
    lea = newcomer(site)

    page = lea.open("/mes-envois?tri=1")

    assert page.heading == "POUR CRÉER ET VALIDER VOTRE COMPTE"
    assert page.address.startswith(ADDRESS)
    assert page.value("conditions_acceptees") is None
    assert page.value("confidentialite_lue") is None

    page = lea.send(BOTH)

    assert page.address.endswith("/mes-envois?tri=1")
    assert given(site) == [("conditions", "1.1"), ("confidentialite", "1.0")]


@pytest.mark.parametrize(
    ("ticked", "errors"),
    [
        ({}, 2),
        ({"conditions_acceptees": "oui"}, 1),
        ({"confidentialite_lue": "oui"}, 1),
    ],
)
def test_both_boxes_are_required(site: Site, ticked: dict[str, str], errors: int) -> None:
    lea = newcomer(site)
    lea.open(ADDRESS)

    page = lea.send(ticked)

    assert page.status == 422
    assert len(page.errors) == errors
    said = "Acceptez les conditions générales d'utilisation pour continuer."
    assert (said in page.errors) is ("conditions_acceptees" not in ticked)
    said = "Indiquez que vous avez pris connaissance de la politique de confidentialité."
    assert (said in page.errors) is ("confidentialite_lue" not in ticked)
    assert given(site) == []


def test_the_evidence_is_of_exactly_what_was_shown(site: Site) -> None:
    lea = newcomer(site)
    shown = lea.open("/textes/conditions")
    start = shown.html.index('<section class="text"')
    inside = shown.html[shown.html.index(">", start) + 1 : shown.html.index("</section>", start)]
    lea.open(ADDRESS)

    lea.send(BOTH)

    ((digest, label, language, address, session, number),) = site.rows(
        "SELECT sha256, label, language, address, session, procedure_version FROM consent"
        " WHERE text = 'conditions'"
    )
    assert digest == hashlib.sha256(inside.strip("\n").encode() + b"\n").hexdigest()
    assert label == "Accepter les CONDITIONS GÉNÉRALES D'UTILISATION*"
    assert (language, address, len(session)) == ("fr", "127.0.0.0", 12)
    assert number >= 1


def test_every_address_of_the_application_is_closed_but_for_those_that_are_open(site: Site) -> None:
    lea = newcomer(site)
    csrf, reached, walked = token(lea), set(), 0

    for rule in site.app.url_map.iter_rules():
        address = str(rule).replace("<path:name>", "x").replace("<procedure>", "depot-de-documents")
        address = re.sub(r"<int:\w+>", "1", address)
        address = re.sub(r"<any\((\w+)[^>]*>", r"\1", address)
        address = re.sub(r"<(?:path:)?(\w+)>", r"\1", address)
        if address in gate.OPEN or address.startswith(gate.OPEN_BELOW):
            continue
        for method in {"GET", "POST"} & (rule.methods or set()):
            walked += 1
            response = lea.http.open(address, method=method, data={"_csrf": csrf})
            if ADDRESS not in response.headers.get("Location", ""):
                reached.add((method, address))

    assert reached == set()
    assert walked > 40


def token(client: Client) -> str:
    tree = documents.document_fromstring(client.http.get(ADDRESS).get_data(as_text=True))
    return str(tree.xpath("//input[@name='_csrf']/@value")[0])


def test_a_form_sent_meanwhile_changes_nothing(site: Site) -> None:
    lea = newcomer(site)

    page = lea.forge(f"{DEPOSIT}/accueil", {"envoi": "autres"})

    assert page.heading == "POUR CRÉER ET VALIDER VOTRE COMPTE"
    assert site.count("draft") == 0


@pytest.mark.parametrize(
    "address",
    ["/", "/accessibilite", "/confidentialite", "/cookies", "/mentions-legales", "/aide",
     "/textes/conditions", "/textes/confidentialite", "/textes/conditions/1.0", "/theme.css"],
)  # fmt: skip
def test_what_one_reads_before_agreeing_is_open(site: Site, address: str) -> None:
    lea = newcomer(site)

    response = lea.http.get(address)

    assert response.status_code == 200


def test_one_may_refuse_and_sign_out(site: Site) -> None:
    lea = newcomer(site)
    page = lea.open(ADDRESS)

    assert "par courrier" in page.text
    left = lea.forge("/deconnexion")

    assert left.status == 200
    assert site.count("session") == 0
    assert given(site) == []


def test_somebody_who_agreed_is_asked_nothing_and_no_query_is_made(site: Site, lea: Client) -> None:
    asked: list[str] = []
    rows = site.desk.database.rows

    def counted(sql: str, *values: object) -> list[tuple[object, ...]]:
        asked.append(sql)
        return rows(sql, *values)

    site.desk.database.rows = counted  # type: ignore[method-assign]
    page = lea.http.get("/mes-envois")
    del site.desk.database.rows

    assert page.status_code == 200
    assert not [sql for sql in asked if "consent" in sql.replace("preferences", "")]


def test_a_material_version_is_asked_again_and_one_of_form_only_is_told(site: Site) -> None:
    lea = newcomer(site)
    lea.open(ADDRESS)
    lea.send(BOTH)

    with time_machine.travel(AFTER_2_0, tick=False):
        again = site.client("lea")
        page = again.open("/mes-envois")
        assert page.heading == "POUR CRÉER ET VALIDER VOTRE COMPTE"
        again.send(BOTH)

    assert given(site) == [
        ("conditions", "1.1"), ("conditions", "2.0"), ("confidentialite", "1.0"),
        ("confidentialite", "2.0"),
    ]  # fmt: skip


def test_a_change_of_form_only_is_told_until_it_is_read(site: Site, lea: Client) -> None:
    agreed = '{"consented":{"conditions":"1.0","confidentialite":"1.0"}}'
    site.desk.database.change("UPDATE account SET preferences = ?", agreed)

    page = lea.open("/mon-compte/consentements")

    assert "rien ne change dans vos droits" in page.text
    page = lea.send(action=None)
    assert "rien ne change dans vos droits" not in page.text


def test_an_old_version_stays_readable(site: Site, nobody: Client) -> None:
    page = nobody.open("/textes/conditions/1.0")

    assert "Cette version ne s'applique plus" in page.text
    assert page.link("Lire la version en vigueur") == "/textes/conditions"
    assert nobody.open("/textes/conditions/9.9").status == 404
    assert nobody.open("/textes/rien").status == 404


def test_the_text_leads_back_to_the_boxes(site: Site) -> None:
    lea = newcomer(site)
    lea.open(ADDRESS)

    page = lea.open("/textes/conditions", Referer=f"http://localhost{ADDRESS}?suite=/mes-envois")

    back = page.tree.xpath("//a[@class='back']/@href")
    assert back == [f"{ADDRESS}?suite=/mes-envois"]


def test_a_page_of_elsewhere_is_never_gone_back_to(nobody: Client) -> None:
    page = nobody.open("/textes/conditions", Referer="https://ailleurs.test/x")

    assert page.tree.xpath("//a[@class='back']/@href") == ["/"]


@on_both
def test_the_attestation_is_a_document_of_its_own(site: Site) -> None:
    lea = newcomer(site)
    lea.open(ADDRESS)
    lea.send(BOTH)
    page = lea.open("/mon-compte/consentements")
    address = page.link("Attestation (PDF)")

    document = lea.http.get(address)
    other = site.client("paul").http.get(address)

    assert document.mimetype == "application/pdf"
    assert document.data.startswith(b"%PDF-")
    assert other.status_code in {303, 404}


def test_an_administrator_changes_the_page_with_no_restart(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    site = open_site()
    lea = newcomer(site)
    lea.open(ADDRESS)
    file = forms / "procedures" / "conditions.yaml"
    text = file.read_text("utf-8")
    box = text[text.index("      - field: conditions_acceptees") : text.index(
        "      - field: confidentialite_lue")]  # fmt: skip
    rest = text.replace(box, "").replace(
        "POLITIQUE DE CONFIDENTIALITÉ*\n", "NOTICE SUR MES DONNÉES*\n"
    )
    added = "      - {field: journal, type: checkbox, label: Recevoir le journal, optional: true}\n"
    at = rest.index("      - field: refus")

    file.write_text(rest[:at] + box + added + rest[at:], "utf-8")
    site.look_at_forms()
    page = lea.open(ADDRESS)

    names = list(page.tree.xpath("//input[@type='checkbox']/@name"))
    assert names == ["confidentialite_lue", "conditions_acceptees", "journal"]
    assert "Accepter la NOTICE SUR MES DONNÉES*" in page.text


def test_a_site_may_ask_for_one_text_only(forms: Path, open_site: Callable[..., Site]) -> None:
    file = forms / "sites" / "msa.yaml"
    file.write_text(file.read_text("utf-8") + "\nconsents: [confidentialite]\n", "utf-8")
    site = open_site()
    agreed = '{"consented":{"confidentialite":"1.0"}}'
    site.desk.database.change("UPDATE account SET preferences = ?", agreed)

    page = site.client("lea").open("/mes-envois")

    assert page.heading != "POUR CRÉER ET VALIDER VOTRE COMPTE"

"""What browsers, scripts and strangers ask for: parts of pages, methods, odd addresses."""

import re
from urllib.parse import urlencode

import pytest

from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.depot import (
    JPEG,
    START,
    draft_of,
    fill_item,
    to_files,
    to_hub,
    to_person,
    to_summary,
    to_type,
)
from tests.web.looking import faults_of
from tests.web.site import Site

HTMX = {"HX-Request": "true"}


def kept(client: Client, page: Page, champ: str, **answers: str) -> str:
    """What the server answers when one field is kept while one types."""
    data = {**page.values, **answers, "_action": "enregistrer", "_champ": champ}
    response = client.http.post(page.address, data=data, headers=HTMX)
    assert response.status_code == 200
    return response.text


def test_htmx_is_led_on_by_303_and_gets_a_part(lea: Client) -> None:
    lea.open(START)
    data = {**lea.page.values, "envoi": "autres"}

    first = lea.http.post(START, data=data, headers=HTMX)
    page = lea.post(START, {**data, "envoi": ""}, **HTMX)

    assert first.status_code == 303
    assert page.status == 422
    assert page.html.startswith("<title>Erreur")
    assert "<html" not in page.html


@on_both
def test_a_field_is_kept_while_one_types(site: Site, lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)

    text = kept(lea, page, "commentaire", commentaire="À moitié écr")
    again = lea.open(page.address)

    assert "Enregistré à 12:00" in text.replace("\u00a0", " ")
    assert again.value("commentaire") == "À moitié écr"
    assert site.rows("SELECT answers FROM draft")[0][0].count("moitié") == 0


def test_a_field_kept_is_judged_but_never_told_that_it_is_missing(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)

    long = kept(lea, page, "commentaire", commentaire="x" * 164)
    missing = kept(lea, page, "commentaire", commentaire="")

    assert "il en contient 164" in long
    assert 'id="erreur-commentaire"' in long
    assert "erreur" not in missing.replace("message-", "")


def test_fields_appear_and_disappear_as_answers_change(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)

    shown = kept(lea, page, "personne", personne="autre")
    hidden = kept(lea, page, "personne", personne="p1", **{"autre_personne.nom": "N"})

    assert 'id="bloc-autre_personne" hx-swap-oob="true"' in shown
    assert re.search(r'id="bloc-autre_personne" hidden hx-swap-oob="true"></div>', hidden)


def test_the_revision_after_a_field_was_kept_is_no_conflict(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)
    answer = kept(lea, page, "commentaire", commentaire="Début")
    (revision,) = re.findall(r'id="revision" value="(\d+)"', answer)

    after = lea.post(
        page.address,
        {**page.values, "_revision": revision, "personne": "p1", "commentaire": "Début et fin"},
    )

    assert after.heading == "Ajoutez les pages de ce document"


def test_a_field_that_does_not_exist_keeps_the_page_well_formed(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)

    answer = kept(lea, page, '"><script>x</script>', commentaire="x")

    assert "<script>" not in answer


def test_a_search_shows_what_it_finds_and_the_last_answer_always(lea: Client) -> None:
    to_hub(lea)
    page = to_type(lea, name="carte")

    found = lea.send({"_recherche": "RIB"}, action="chercher")
    nothing = lea.send({"_recherche": "zzzzqqq"}, action="chercher")

    assert "Carte nationale d'identité" in page.text
    assert "Relevé d'identité bancaire (RIB)" in found.text
    assert "Rien ne correspond à « zzzzqqq »" in nothing.text.replace("\u00a0", " ")
    for one in (page, found, nothing):
        assert one.status == 200
        assert "un autre document" in one.text


@pytest.mark.parametrize(
    "query",
    ["", "ident", "IDENTITÉ", "carte d'identite", "idantité", "<b>", "%_", "\x00", "é" * 3000],
)
def test_a_search_may_be_an_address(lea: Client, query: str) -> None:
    to_hub(lea)
    page = to_type(lea)

    found = lea.open(f"{page.address}?{urlencode({'_recherche': query})}")

    assert found.status == 200
    assert "un autre document" in found.text
    assert len(found.tree.xpath("//input[@name='type']")) <= 9


def test_what_is_found_may_be_chosen(lea: Client) -> None:
    to_hub(lea)
    to_type(lea)
    lea.send({"_recherche": "rib"}, action="chercher")

    after = lea.send({"type": "rib"})

    assert after.heading == "Personne concernée et commentaire"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_a_method_that_does_not_exist_is_refused_with_those_that_do(
    lea: Client, method: str
) -> None:
    response = lea.http.open(START, method=method)

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert faults_of(response.text) == []


@pytest.mark.parametrize("address", ["/", START, "/mes-envois", "/health", "/theme.css"])
def test_the_head_of_a_page_and_what_one_may_do_with_it(lea: Client, address: str) -> None:
    head = lea.http.head(address)
    options = lea.http.options(address)

    assert head.status_code == 200
    assert head.data == b""
    assert options.status_code == 200
    assert "GET" in options.headers["Allow"]


@pytest.mark.parametrize(
    "address", ["/mes-envois", "/health", "/theme.css", "/accuses/G-2025-000001-A"]
)
def test_posting_where_one_only_reads_is_refused(lea: Client, address: str) -> None:
    assert lea.forge(address).status == 405


def test_an_unknown_host_is_no_harm(lea: Client) -> None:
    for host in ("ailleurs.test", "ailleurs.test:99999", "[::1", "a b", "ailleurs.test/x"):
        response = lea.http.get("/connexion?suite=/", headers={"Host": host})
        assert response.status_code < 500
        assert "ailleurs" not in response.text


def test_links_of_mails_do_not_follow_the_host_of_the_request(site: Site, lea: Client) -> None:
    page = to_summary(lea)
    data = {**page.values, "conformite": "oui"}

    lea.http.post(page.address, data=data, headers={"Host": "ailleurs.test"})
    lea.open("/mes-envois")

    ((payload,),) = site.rows("SELECT payload FROM effect") or [("",)]
    assert "ailleurs" not in str(payload)


@on_both
@pytest.mark.parametrize(
    "address",
    [
        "/" + "a" * 20_000,
        f"{START}/{'é' * 5000}",
        f"{START}/~{'x' * 5000}/nombre",
        f"{START}/%00",
        f"{START}/~%00/nombre",
        f"{START}/documents/%00/nature",
        f"{START}/-/fichiers/%00",
        f"{START}/~a/-/fichiers/%ED%A0%80",
        "/accuses/%00",
        "/accuses/%00.pdf",
        "/accuses/..%2F..%2Fetc%2Fpasswd.pdf",
        "/_mails/..%2Fsecret",
        "/_mails/%00",
        "/demarches/%00",
        "/demarches/..%2F..",
        "//",
        "/static/../secret",
        "/static/..%2f..%2fsecret",
        f"{START}?{'a=b&' * 3000}",
        f"{START}/documents/1/nature/trop",
        f"{START}/~/nombre",
    ],
)
def test_odd_addresses_give_a_page(lea: Client, address: str) -> None:
    lea.open(START)
    lea.send({"envoi": "autres"})

    response = lea.http.get(address)

    assert response.status_code < 500
    assert "secret that is long" not in response.text


def test_every_part_of_a_deposit_is_well_formed_for_htmx_too(site: Site, lea: Client) -> None:
    to_hub(lea)
    to_files(lea)
    data = {**lea.page.values, "_action": "ajouter"}
    address = lea.page.address

    page = lea.post(address, data, {"pages": [JPEG]}, **HTMX)

    assert page.status == 200
    assert [one.tag for one in page.tree.xpath("//head/* | //body/*")] == ["title", "main"]


def test_pages_are_compressed_and_files_are_not(lea: Client) -> None:
    to_hub(lea)
    fill_item(lea, files=[JPEG])
    page = lea.open(f"{draft_of(lea)}/documents/1/fichiers")
    file = page.tree.xpath("//a[@class='name']/@href")[0]
    accept = {"Accept-Encoding": "br, gzip"}

    whole = lea.http.get(page.address, headers=accept)
    received = lea.http.get(file, headers=accept)

    assert whole.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in received.headers


def test_static_files_are_kept_for_ever_under_the_name_of_their_content(
    site: Site, nobody: Client
) -> None:
    page = nobody.open("/")
    (sheet,) = page.tree.xpath("//link[contains(@href, 'guichet')]/@href")

    response = site.app.test_client().get(sheet)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_health_needs_the_database_and_a_procedure(site: Site, nobody: Client) -> None:
    response = nobody.http.get("/health")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers.get("Set-Cookie") is None

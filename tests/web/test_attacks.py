"""What an attacker tries at the pages: where they lead, what they say of whom, what they take."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from engine.database import accounts, links
from tests.samples import pdf
from tests.web.client import Client
from tests.web.conftest import NOON
from tests.web.site import PASSWORD, Site
from tests.web.test_isolation import TABLE, address_of
from tests.web.traces import cookie_of, left_behind

SIGN_IN, HOME = "/connexion", "/tableau-de-bord"
ECRINS = "paysdesecrins.localhost"
REMEMBERED = "guichet-souvenir"
ELSEWHERE = (
    "//ailleurs.test/", "https://ailleurs.test/", "/\\ailleurs.test", "\\\\ailleurs.test",
    "/\t/ailleurs.test", "/\n/ailleurs.test", "javascript:alert(1)", "ailleurs.test",
    "http:ailleurs.test", " //ailleurs.test", "/\r\nSet-Cookie: a=b", "//[", "///ailleurs.test",
)  # fmt: skip
SCRIPT = "<script>alert('x')</script>"
PUBLIC = {"/theme.css", "/medias/<path:name>", "/health"}


def sign_in(client: Client, address: str = SIGN_IN, **typed: str) -> Client:
    client.open(SIGN_IN)
    data = {"courriel": "lea@demo.test", "mot_de_passe": PASSWORD, "_action": "suivant", **typed}
    client.http.post(address, data={**client.page.values, **data})
    return client


def cookie(client: Client, name: str, domain: str = "localhost") -> str | None:
    found = client.http.get_cookie(name, domain=domain)
    return found.value if found else None


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_leads_to_this_site_only(site: Site, address: str) -> None:
    client = site.client()
    client.open(SIGN_IN)
    typed = {"courriel": "lea@demo.test", "mot_de_passe": PASSWORD, "_action": "suivant"}
    data = {**client.page.values, **typed}

    response = client.http.post(SIGN_IN, query_string={"suite": address}, data=data)
    chosen = client.http.post("/_personnes", data={**data, "suite": address, "personne": "lea"})

    for one in (response, chosen):
        parts = urlsplit(one.headers.get("Location", "/"))
        assert (parts.scheme, parts.netloc) == ("", "")
        assert "ailleurs" not in parts.path
        assert "a=b" not in str(one.headers)


@pytest.mark.parametrize("address", ["http://localhost//ailleurs.test/a", "http://ailleurs.test/"])
def test_the_way_back_from_a_text_stays_here(site: Site, address: str) -> None:
    page = site.client().open("/textes/conditions", Referer=address)

    assert "ailleurs.test" not in page.html


@pytest.mark.parametrize(
    "path",
    ["/accuses/a%0d%0aSet-Cookie:%20x=y", "/demarches/message?fil=%0d%0aX-Y:%20z", "/liens/%0aa",
     "/espace/%0d%0aX-Y:z", "/mes-messages/%0d%0aX-Y:z/fichiers/%00"],
)  # fmt: skip
def test_no_address_writes_a_header(site: Site, path: str) -> None:
    response = site.client("lea").http.get(path)

    assert response.status_code < 500
    assert "X-Y" not in response.headers
    assert "x=y" not in response.headers.get("Set-Cookie", "")
    assert not any("\n" in value or "\r" in value for _, value in response.headers)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("msa.localhost", 200), ("MSA.LOCALHOST", 200), ("msa.localhost:8080", 200),
        ("ailleurs.test", 404), ("msa.localhost.", 404), ("msa.localhost.ailleurs.test", 404),
        ("msa.localhost:x:80", 404), ("msa.localhost@ailleurs.test", 404), ("", 404),
        ("msa.localhost, ailleurs.test", 404), ("msa.localhost/ailleurs.test", 404),
        ("ailleurs.test#msa.localhost", 404), ("[::1", 404), ("msa.localhost:abc", 404),
    ],
)  # fmt: skip
def test_only_the_hosts_of_sites_are_answered(site: Site, host: str, status: int) -> None:
    headers = {"Host": host, "X-Forwarded-Host": "msa.localhost"}

    response = site.app.test_client().get("/", headers=headers)

    assert response.status_code == status
    assert "ailleurs" not in response.get_data(as_text=True)


def test_a_mail_names_the_host_of_the_site_and_not_that_of_the_request(site: Site) -> None:
    client = site.client()
    page = client.open("/demarches/mot-de-passe")
    data = {**page.values, "courriel": "lea@demo.test", "_action": "suivant"}

    client.http.post("/demarches/mot-de-passe", data=data,
                     headers={"X-Forwarded-Host": "ailleurs.test"})  # fmt: skip

    assert site.count("effect") == 1
    assert "ailleurs" not in str(site.rows("SELECT payload FROM effect"))


@pytest.mark.parametrize("planted", ["a." + "x" * 43, "s." + "y" * 43])
def test_a_cookie_planted_before_signing_in_is_worth_nothing_after(
    site: Site, planted: str
) -> None:
    victim, thief = site.client(), site.client()
    victim.http.set_cookie("guichet", planted, domain="localhost")
    thief.http.set_cookie("guichet", planted, domain="localhost")

    sign_in(victim)

    assert victim.open(HOME).status == 200
    assert cookie(victim, "guichet") != planted
    assert thief.open(HOME).status == 401


def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    client = sign_in(site.client())
    former = cookie_of(client)

    sign_in(client)

    thief = site.client()
    thief.http.set_cookie("guichet", former, domain="localhost")
    assert cookie_of(client) != former
    assert thief.open(HOME).status == 401


def test_a_remembered_browser_is_worth_nothing_at_another_site(site: Site) -> None:
    lea = sign_in(site.client(), souvenir="oui")
    token = cookie(lea, REMEMBERED)
    assert token is not None
    thief = site.client()
    thief.http.set_cookie(REMEMBERED, token, domain=ECRINS)

    stolen = thief.open(f"http://{ECRINS}{HOME}")
    lea.http.delete_cookie("guichet", domain="localhost")
    mine = lea.open(HOME)

    assert stolen.status == 401
    assert mine.status == 200


def test_a_remembered_browser_that_was_stolen_is_signed_out_with_its_thief(site: Site) -> None:
    lea = sign_in(site.client(), souvenir="oui")
    token = cookie(lea, REMEMBERED)
    assert token is not None
    for hour in (2, 4):
        with time_machine.travel(NOON + timedelta(hours=hour), tick=False):
            assert lea.open(HOME).status == 200
    thief = site.client()
    thief.http.set_cookie(REMEMBERED, token, domain="localhost")

    with time_machine.travel(NOON + timedelta(hours=4, minutes=5), tick=False):
        stolen = thief.open(HOME)
        mine = lea.open(HOME)

    assert cookie(lea, REMEMBERED) != token
    assert (stolen.status, mine.status) == (401, 401)
    assert site.count("remembered") == 0


def test_what_is_remembered_proves_nobody_lately(site: Site) -> None:
    lea = sign_in(site.client(), souvenir="oui")
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        lea.open(HOME)
        asked = [
            lea.open(one).status
            for one in ("/mon-compte/double-authentification", "/demarches/mes-informations")
        ]

    assert asked == [401, 401]


def test_cookies_are_bound_to_their_host_over_https(open_site: Callable[..., Site]) -> None:
    client = open_site(PUBLIC_URL="https://localhost", DEVELOPMENT="no").client()
    page = client.open(f"https://localhost{SIGN_IN}")
    data = {**page.values, "courriel": "lea@demo.test", "mot_de_passe": PASSWORD,
            "souvenir": "oui", "_action": "suivant"}  # fmt: skip

    response = client.http.post(f"https://localhost{SIGN_IN}", data=data)

    given = response.headers.getlist("Set-Cookie")
    assert len(given) == 2
    for one in given:
        assert one.startswith("__Host-guichet")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(one.split("; "))
        assert "Domain" not in one


def test_behind_a_proxy_of_ones_own_each_network_is_told_apart(
    open_site: Callable[..., Site],
) -> None:
    client = open_site(PROXIES="1").client()
    for address in ("203.0.113.5, 198.51.100.9", "198.51.100.9"):
        client.open(SIGN_IN)
        data = {**client.page.values, "courriel": "lea@demo.test", "mot_de_passe": "non"}
        client.post(SIGN_IN, data, **{"X-Forwarded-For": address})

    site = Site(client.http.application, open_site().state)
    assert site.rows("SELECT DISTINCT address FROM event") == [("198.51.100.0",)]


def test_no_private_page_nor_file_is_kept_by_caches(site: Site) -> None:
    traces = left_behind(site)
    lea = site.client()
    lea.http.set_cookie("guichet", traces.cookie, domain="localhost")
    kept = []

    for browser in (lea, site.client("agent")):
        for rule in TABLE:
            if rule in PUBLIC:
                continue
            response = browser.http.get(address_of(rule, traces))
            caching = response.headers.get("Cache-Control", "")
            if response.status_code == 200 and "no-store" not in caching:
                kept.append((rule, caching))
            response.close()

    assert kept == []


@pytest.mark.parametrize(
    "path",
    [
        "/medias/../sites/msa.yaml", "/medias/%2e%2e/sites/msa.yaml",
        "/medias/%2e%2e%2fsites%2fmsa.yaml", "/medias//etc/passwd", "/medias/..%5csites%5cmsa.yaml",
        "/medias/.", "/medias/se-connecter.vtt%00.png",
        "/textes/..%2fprocedures%2fbanc", "/textes/../sites/msa", "/textes/conditions/../../x",
        "/textes/conditions/..", "/tutoriels/..%2f", "/static/../guichet.sqlite3",
        "/static/%2e%2e/%2e%2e/guichet.sqlite3", "/_mails/..%2f..%2fguichet.sqlite3",
        "/espace/..%2f", "/demarches/..%2fsites%2fmsa",
    ],
)  # fmt: skip
def test_no_address_climbs_out_of_its_folder(site: Site, path: str) -> None:
    response = site.client("lea").http.get(path, follow_redirects=True)

    assert response.status_code == 404


def test_what_is_typed_is_never_markup(site: Site) -> None:
    site.desk.database.change("UPDATE account SET name = ? WHERE email = 'lea@demo.test'", SCRIPT)
    lea, agent = site.client("lea"), site.client("agent")
    lea.open("/demarches/message?nouveau=1")
    written = lea.send(
        {"objet": f"Objet {SCRIPT}", "texte": f"Texte {SCRIPT}"},
        files={"fichiers": [(f"{SCRIPT}.pdf", pdf())]},
    )
    thread = written.address.rpartition("/")[2]
    lea.forge("/mon-compte/mes-donnees/effacement", {"raison": SCRIPT})
    own = (HOME, "/mes-messages", f"/mes-messages/{thread}", "/mon-compte/mes-donnees")
    work = ("/bureau/messages", f"/bureau/messages/{thread}", "/bureau/effacements")

    pages = [lea.open(one) for one in own] + [agent.open(one) for one in work]

    assert [page.address for page in pages if "<script>alert" in page.html] == []
    assert [page.status for page in pages] == [200] * len(pages)
    assert "&lt;script&gt;alert" in pages[2].html


def test_a_form_gives_nothing_that_it_does_not_ask(site: Site) -> None:
    lea = site.client("lea")
    kept = site.rows("SELECT id, email, site, roles, profile, password_hash FROM account")
    typed = {"telephone": "01 98 76 54 32", "adresse": "1 rue X", "code_postal": "75001",
             "commune": "Paris", "roles": '["operator"]', "profile": "agent", "id": "1",
             "email": "pris@exemple.fr", "account.roles": "operator", "owner": "msa/account:1",
             "details.profile.personnes": "[]", "password_hash": "x"}  # fmt: skip
    lea.open("/demarches/mes-informations")

    lea.post("/demarches/mes-informations", {**lea.page.values, **typed, "_action": "suivant"})

    assert site.rows("SELECT id, email, site, roles, profile, password_hash FROM account") == kept
    ((details,),) = site.rows(
        "SELECT details FROM account WHERE site = 'msa' AND email = 'lea@demo.test'"
    )
    assert "personnes" in details
    assert "operator" not in details


@pytest.mark.parametrize(("person", "status"), [(None, 401), ("paul", 403), ("lea", 200)])
def test_another_address_is_confirmed_by_its_person_alone(
    site: Site, person: str | None, status: int
) -> None:
    account = accounts.find(site.desk.database, "msa", "lea@demo.test")
    assert account is not None
    token = links.create(site.desk.database, account.id, "change_email",
                         {"email": "neuve@exemple.fr"}, NOON, timedelta(hours=1))  # fmt: skip
    browser = site.client(person)
    browser.open(f"/liens/{token}")

    page = browser.send(action=None)

    changed = accounts.find(site.desk.database, "msa", "neuve@exemple.fr")
    assert page.status == status
    assert (changed is not None) is (person == "lea")

"""A lodging that a host wants changed: asked, followed, decided by an agent of the site."""

from typing import Any

import pytest

from engine.accounts.records import record_in, rows_in
from engine.database import accounts
from engine.database.accounts import Account
from tests.samples import pdf
from tests.web.client import Client, Page, words
from tests.web.conftest import on_both
from tests.web.site import Site

LODGING, CLASSIFICATION = "/demarches/hebergement", "/demarches/classement"
MINE, DESK = "/mes-demandes", "/bureau/demandes"
PLACE = {
    "adresse": "4 rue des Alpages", "code_postal": "05340", "commune": "Vallouise-Pelvoux",
}  # fmt: skip
NEW = {
    "nom": "Chalet de la Draye",
    **{f"adresse.{part}": text for part, text in PLACE.items()},
    "capacite": "8",
}
ADDRESSES = (MINE, DESK, f"{DESK}/rien", f"{DESK}/rien/fichiers/rien")


@pytest.fixture
def host(site: Site) -> Client:
    """The browser of a host with two lodgings."""
    return site.client("hote")


@pytest.fixture
def agent(site: Site) -> Client:
    """The browser of an agent of the site."""
    return site.client("agent")


def account_of(site: Site, person: str = "hote") -> Account:
    found = accounts.find(site.desk.database, "msa", f"{person}@demo.test")
    assert found is not None
    return found


def lodging(site: Site, key: str = "h1") -> Any:
    return record_in(account_of(site).details, "hebergements", key)


def begin(client: Client, address: str, row: str) -> Page:
    client.open(f"{address}?nouveau=1")
    return client.send({"hebergement": row})


def attest(client: Client) -> Page:
    return client.send({"exactitude": "oui"}, action="transmettre")


def ask_capacity(client: Client, capacity: str = "8") -> Page:
    """Ask for another capacity of the first lodging."""
    begin(client, LODGING, "h1")
    client.send({"capacite": capacity})
    return attest(client)


def ask_classification(client: Client) -> Page:
    """Say that the second lodging is classified, with its certificate."""
    begin(client, CLASSIFICATION, "h2")
    client.send({"classement": "2 étoiles", "decide_le": "01/02/2025"})
    client.send({"expire_le": "01/02/2030"}, files={"certificat": [("decision.pdf", pdf(2))]})
    return attest(client)


def compared(page: Page) -> dict[str, list[str]]:
    """What the first table of the page compares, by the heads of its lines."""
    rows = page.tree.xpath("(//table)[1]/tbody/tr")
    return {words(row.xpath("./th")[0]): [words(one) for one in row.xpath("./td")] for row in rows}


def decide(agent: Client, decision: str = "accepter", reason: str = "") -> Page:
    agent.open(DESK)
    agent.follow("Décider")
    return agent.send({"decision": decision, "motif": reason}, action=None)


@on_both
def test_a_lodging_is_changed_once_an_agent_accepts(
    site: Site, host: Client, agent: Client
) -> None:
    before = lodging(site)
    receipt = ask_capacity(host)
    assert receipt.status == 200
    assert lodging(site) == before

    mine = host.open(MINE)
    assert "En attente de réponse" in mine.text
    assert compared(mine) == {"Capacité d'accueil": ["6", "8"]}

    decide(agent)

    assert lodging(site) == {**before, "capacite": 8}
    assert "Acceptée" in host.open(MINE).text
    messages = host.open("/mes-messages").text
    assert "Votre demande est acceptée" in messages
    assert "Aucune demande n'attend de réponse." in agent.open(DESK).text


def test_only_what_differs_is_asked(site: Site, host: Client) -> None:
    ask_capacity(host, "6")

    assert site.count("submission") == 1
    assert site.count("change_request") == 0
    assert "Vous n'avez demandé aucune modification." in host.open(MINE).text


def test_what_was_filled_in_for_one_lodging_does_not_change_another(
    site: Site, host: Client, agent: Client
) -> None:
    begin(host, LODGING, "h1")
    host.send({"capacite": "8"})
    host.open(f"{LODGING}/choix")
    host.send({"hebergement": "h2"})
    host.open(f"{LODGING}/description")

    assert host.page.value("nom") == lodging(site, "h2")["nom"]
    assert host.page.value("adresse.commune") == "La Salle-les-Alpes"
    assert host.page.value("capacite") == "2"


def test_another_lodging_is_added(site: Site, host: Client, agent: Client) -> None:
    begin(host, LODGING, "nouveau")
    assert host.page.heading == "Votre nouvel hébergement"
    assert host.page.value("nom") == host.page.value("adresse.adresse") == ""
    assert "Déjà connu" not in host.page.text
    host.send(NEW)
    attest(host)

    mine = host.open(MINE)
    assert compared(mine)["Nom"] == ["Chalet de la Draye"]
    assert "Avant" not in mine.text
    decide(agent)

    rows = rows_in(account_of(site).details, "hebergements")
    assert [one["id"] for one in rows] == ["h1", "h2", "h3"]
    assert rows[2] == {"id": "h3", "nom": "Chalet de la Draye", **PLACE, "capacite": 8}
    host.open(f"{LODGING}?nouveau=1")
    assert "Chalet de la Draye" in host.page.text


@on_both
def test_an_agent_reads_the_certificate_before_deciding(
    site: Site, host: Client, agent: Client
) -> None:
    ask_classification(host)
    agent.open(DESK)
    shown = agent.follow("Décider")
    assert compared(shown) == {
        "Classement": ["non classé", "2 étoiles"],
        "Fin du classement": ["Non renseigné", "vendredi 1er février 2030"],
    }

    file = agent.http.get(shown.link("decision.pdf"))
    assert file.data == pdf(2)
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in file.headers["Content-Security-Policy"]
    decide(agent)

    row = lodging(site, "h2")
    assert (row["classement"], row["classement_expire"]) == ("2 étoiles", "2030-02-01")


def test_a_refusal_says_why(site: Site, host: Client, agent: Client) -> None:
    before = lodging(site)
    ask_capacity(host)

    missing = decide(agent, "refuser")
    assert missing.status == 422
    assert missing.errors == ["Indiquez pourquoi la demande est refusée : la personne le lira."]
    assert missing.tree.xpath("//input[@value='refuser']/@checked")
    agent.send({"motif": "La capacité est celle de la déclaration."}, action=None)

    assert lodging(site) == before
    mine = host.open(MINE).text
    assert "Refusée" in mine
    assert "La capacité est celle de la déclaration." in mine


def test_an_agent_says_what_they_decide(host: Client, agent: Client) -> None:
    ask_capacity(host)
    agent.open(DESK)
    agent.follow("Décider")

    page = agent.send({}, action=None)

    assert page.errors == ["Choisissez d'accepter ou de refuser."]


def test_a_reason_has_a_thousand_characters_at_most(host: Client, agent: Client) -> None:
    ask_capacity(host)

    page = decide(agent, "refuser", "é" * 1001)

    assert page.errors == ["Le motif est trop long : 1000 caractères au plus (1001 actuellement)."]
    assert page.value("motif") == "é" * 1001


def test_what_changed_meanwhile_is_shown_beside_and_not_accepted(
    site: Site, host: Client, agent: Client
) -> None:
    ask_capacity(host)
    agent.open(DESK)
    agent.follow("Décider")
    rows = [{**lodging(site), "capacite": 7}, lodging(site, "h2")]
    details = {"profile": {"hebergements": rows}}
    accounts.set_details(site.desk.database, account_of(site), details)

    page = agent.send({"decision": "accepter"}, action=None)

    assert page.status == 409
    assert page.errors[0].startswith("Le compte a changé depuis cette demande")
    assert compared(page) == {"Capacité d'accueil": ["6", "7", "8"]}
    assert page.tree.xpath("//input[@name='decision']/@value") == ["refuser"]
    assert account_of(site).details == details


def test_a_host_cancels_a_request(site: Site, host: Client, agent: Client) -> None:
    ask_capacity(host)
    agent.open(DESK)
    agent.follow("Décider")
    host.open(MINE)

    cancelled = host.send({}, action=None)
    assert "Annulée" in cancelled.text
    assert not cancelled.tree.xpath("//main//form")

    page = agent.send({"decision": "accepter"}, action=None)
    assert page.status == 409
    assert page.errors == ["Cette demande a reçu une réponse ou a été annulée entre-temps."]


def test_what_is_decided_is_not_cancelled(site: Site, host: Client, agent: Client) -> None:
    ask_capacity(host)
    shown = host.open(MINE)
    decide(agent)

    page = host.post(MINE, shown.values)

    assert page.status == 409
    assert "Cette demande a reçu une réponse ou a été annulée entre-temps." in page.text
    assert "Acceptée" in page.text


def test_a_host_waits_for_an_answer_on_the_dashboard(site: Site, host: Client) -> None:
    ask_capacity(host)

    page = host.open("/tableau-de-bord")

    assert "1 demande attend une réponse" in page.text
    assert MINE in page.tree.xpath("//main//a/@href")


def test_an_agent_who_is_a_host_leaves_it_to_another(site: Site, host: Client) -> None:
    ask_capacity(host)
    change = "UPDATE account SET roles = ? WHERE email = ?"
    site.desk.database.change(change, '["agent"]', "hote@demo.test")

    page = decide(host)

    assert page.status == 403
    assert page.errors == ["C'est à un autre agent de répondre à votre propre demande."]
    assert site.rows("SELECT decided_at FROM change_request") == [(None,)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_in_particular_signs_in_first(nobody: Client, address: str) -> None:
    assert nobody.open(address).status == 401


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_the_desk_does_not_exist_for_others(host: Client, address: str) -> None:
    assert host.open(address).status == 404


@on_both
def test_requests_stay_at_their_site(site: Site, host: Client) -> None:
    ask_classification(host)
    ((number, upload),) = site.rows("SELECT c.id, u.id FROM change_request AS c, upload AS u")
    other = Client(site.app)
    other.open("http://paysdesecrins.localhost/_personnes")
    other.send({"personne": "agent"}, action=None)

    pages = [f"{DESK}/{number}", f"{DESK}/{number}/fichiers/{upload}"]
    found = [other.open(f"http://paysdesecrins.localhost{one}").status for one in pages]

    assert found == [404, 404]
    waiting = other.open(f"http://paysdesecrins.localhost{DESK}")
    assert "Aucune demande n'attend de réponse." in waiting.text


def test_another_person_cannot_cancel(site: Site, host: Client, lea: Client) -> None:
    ask_capacity(host)
    ((number,),) = site.rows("SELECT id FROM change_request")

    assert lea.forge(MINE, {"demande": number}).status == 404
    assert lea.forge(f"{DESK}/{number}", {"decision": "accepter"}).status == 404
    assert site.rows("SELECT cancelled_at, decided_at FROM change_request") == [(None, None)]


def test_a_form_without_its_token_does_nothing(site: Site, host: Client, agent: Client) -> None:
    ask_capacity(host)
    ((number,),) = site.rows("SELECT id FROM change_request")

    assert host.post(MINE, {"demande": number}).status in {400, 403, 422}
    assert agent.post(f"{DESK}/{number}", {"decision": "accepter"}).status in {400, 403, 422}
    assert site.rows("SELECT cancelled_at, decided_at FROM change_request") == [(None, None)]


def test_the_dashboard_leads_to_the_lodging_to_change(site: Site) -> None:
    host, address = Client(site.app), "http://paysdesecrins.localhost"
    host.open(f"{address}/_personnes")
    host.send({"personne": "ancien"}, action=None)
    page = host.open(f"{address}/tableau-de-bord")
    assert "Studio de la Guisane La Salle-les-Alpes – non classé" in page.text

    host.follow("Modifier – Studio de la Guisane")
    assert host.page.value("hebergement") == "h2"
    host.send()

    assert host.page.heading == "Studio de la Guisane"
    assert host.page.value("adresse.commune") == "La Salle-les-Alpes"


def test_a_record_that_is_not_ones_own_is_not_chosen(host: Client) -> None:
    host.open(f"{LODGING}?ligne=h9")

    assert host.page.value("hebergement") is None
    assert host.send().errors == ["Choisissez un hébergement."]

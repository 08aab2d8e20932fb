"""Invitations by post, as agents see them; the short address of letters."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from engine.accounts.codes import read_code
from engine.accounts.hashing import verified
from engine.database import accounts, events, invitations
from tests.conftest import NOON
from tests.database.samples import an_invitation
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site

LIST = "/bureau/invitations"
LONG = timedelta(days=60)


@pytest.fixture
def agent(site: Site) -> Client:
    return site.client("agent")


def invited(at: Site, name: str = "Camille Roux", **changes: object) -> invitations.Invitation:
    number = len(invitations.list_of(at.desk.database, "msa"))
    usual = {
        "name": name, "selector": f"AAA{number}", "profile": "particulier", "printed_at": NOON,
        "letter": {"address": [f"{number} rue de l'Église", "38000 Grenoble"], "reference": "R7"},
    }  # fmt: skip
    found = an_invitation(**usual | changes)
    invitations.create(at.desk.database, found)
    return found


def states(client: Client) -> dict[str, str]:
    """The states of the invitations of the list, by name."""
    lines = client.page.tree.xpath("//main//li[a or div/a]")
    return {
        "".join(one.xpath(".//strong/text()")): "".join(one.xpath("./span/text()")) for one in lines
    }


def code_in(pdf: bytes) -> str:
    """The code of a letter."""
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    words = page.extract_text().split()
    (code,) = [one for one in words if len(one) == 14 and read_code(one)]
    return code


@on_both
def test_the_list_says_where_each_invitation_is(site: Site, agent: Client) -> None:
    site.desk.database.change("DELETE FROM invitation")
    owner = accounts.list_of(site.desk.database, "msa")[0].id
    told = {
        "Ana": {"printed_at": None},
        "Bea": {},
        "Cléa": {"sent_at": NOON},
        "Dana": {"used_at": NOON, "account": owner},
        "Eva": {"expires_at": NOON},
        "Fanny": {"revoked_at": NOON},
    }
    for name, changes in told.items():
        invited(site, name, **changes)

    agent.open(LIST)

    assert states(agent) == {
        "Fanny": "Révoquée", "Eva": "Expirée", "Dana": "Utilisée", "Cléa": "Postée",
        "Bea": "Imprimée", "Ana": "À imprimer",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["roux", "ÉGLISE", "grenoble", "r7", "  Camille  "])
def test_an_invitation_is_found_by_name_address_or_reference(
    site: Site, agent: Client, typed: str
) -> None:
    invited(site, "Camille Roux")
    agent.open(LIST)

    agent.send({"recherche": typed}, action=None)

    assert list(states(agent)) == ["Camille Roux"]
    assert agent.page.value("recherche") == " ".join(typed.split())


def test_the_list_can_be_kept_to_one_state(site: Site, agent: Client) -> None:
    invited(site, "Camille Roux", revoked_at=NOON)
    invited(site, "Dominique Blanc")
    agent.open(LIST)

    agent.send({"etat": "revoked"}, action=None)

    assert list(states(agent)) == ["Camille Roux"]


def test_a_search_without_result_says_so(agent: Client) -> None:
    agent.open(LIST)

    page = agent.send({"recherche": "personne"}, action=None)

    assert "Aucune invitation ne correspond" in page.text


def test_a_long_list_has_pages(site: Site, agent: Client) -> None:
    for number in range(55):
        made = NOON + timedelta(seconds=number)
        invited(site, f"Hôte {number}", selector=f"B{number:03}", created_at=made)

    agent.open(LIST)
    first = list(states(agent))
    agent.follow("Page suivante")
    second = list(states(agent))

    assert len(first) == 50
    assert not {*first} & {*second}
    assert "Hôte 0" in second
    assert agent.page.link("Page précédente")


@on_both
def test_a_new_letter_replaces_the_code(site: Site, agent: Client) -> None:
    before = invited(site)
    agent.open(f"{LIST}/{before.id}")

    page = agent.send(action=None)

    database = site.desk.database
    code = read_code(code_in(page.response.data))
    assert page.response.mimetype == "application/pdf"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "attachment" in page.response.headers["Content-Disposition"]
    assert code is not None
    made = invitations.find(database, "msa", code.selector)
    assert made is not None
    assert verified(code.verifier, made.verifier_hash).is_right
    assert made.knowledge_hash == before.knowledge_hash
    assert made.state(NOON) == "printed"
    assert made.expires_at - made.created_at == LONG
    assert invitations.load(database, "msa", before.id).state(NOON) == "revoked"
    kinds = [one.kind for one in events.list_at(database, "msa")]
    assert "invitation_reissued" in kinds
    assert code.verifier not in str(site.rows("SELECT * FROM event"))


def test_two_letters_asked_at_once_leave_one_code(site: Site, agent: Client) -> None:
    before = invited(site)

    for _time in range(2):
        agent.open(f"{LIST}/{before.id}")
        agent.send(action=None)

    every = invitations.list_of(site.desk.database, "msa")
    assert [one.serves(NOON) for one in every if one.name == "Camille Roux"].count(True) == 1


@on_both
def test_revoking_is_confirmed_first(site: Site, agent: Client) -> None:
    found = invited(site)
    agent.open(f"{LIST}/{found.id}")

    page = agent.follow("Révoquer le code")
    asked = invitations.load(site.desk.database, "msa", found.id).state(NOON)
    done = agent.send(action=None)

    assert page.heading == "Révoquer le code de Camille Roux ?"
    assert asked == "printed"
    assert invitations.load(site.desk.database, "msa", found.id).state(NOON) == "revoked"
    assert "Le code ne sert plus." in done.text


def test_what_was_used_is_left_as_it_is(site: Site, agent: Client) -> None:
    owner = accounts.list_of(site.desk.database, "msa")[0].id
    found = invited(site, used_at=NOON, account=owner)

    again = agent.forge(f"{LIST}/{found.id}/courrier")
    revoked = agent.forge(f"{LIST}/{found.id}/revoquer")

    assert (again.status, revoked.status) == (409, 409)
    assert "Ce code a été utilisé" in again.text
    assert invitations.load(site.desk.database, "msa", found.id).state(NOON) == "used"


def test_a_batch_is_noted_as_posted(site: Site, agent: Client) -> None:
    found = invited(site, batch="20250312-120000")
    agent.open(LIST)
    address = f"{LIST}/-/postees"
    form = agent.page.tree.xpath(f"//form[@action='{address}'][input/@value='{found.batch}']")[0]

    page = agent.post(address, {one.get("name"): one.get("value") for one in form.xpath("input")})

    assert invitations.load(site.desk.database, "msa", found.id).state(NOON) == "sent"
    assert "notés comme postés" in page.text


@pytest.mark.parametrize("who", ["lea", "auteur"])
def test_only_agents_see_invitations(site: Site, who: str) -> None:
    found = invited(site)
    client = site.client(who)
    pages = [LIST, f"{LIST}/{found.id}", f"{LIST}/{found.id}/revoquer"]

    seen = [client.open(page).status for page in pages]
    done = [client.forge(f"{LIST}/{found.id}/{act}").status for act in ("courrier", "revoquer")]

    assert {*seen, *done} == {404}
    assert site.client().open(LIST).status == 401
    assert invitations.load(site.desk.database, "msa", found.id).serves(NOON)


def test_the_invitations_of_another_site_are_not_there(site: Site, agent: Client) -> None:
    other = invited(site, "Voisine", site="paysdesecrins", selector="ZZZZ")

    page = agent.open(LIST)

    assert "Voisine" not in page.text
    assert agent.open(f"{LIST}/{other.id}").status == 404
    assert agent.forge(f"{LIST}/{other.id}/courrier").status == 404
    assert agent.forge(f"{LIST}/{other.id}/revoquer").status == 404


def test_no_page_shows_more_than_the_beginning_of_a_code(site: Site, agent: Client) -> None:
    found = invited(site, verifier_hash="secret-hash", knowledge_hash="other-hash")

    shown = agent.open(LIST).html + agent.open(f"{LIST}/{found.id}").html

    assert "secret-hash" not in shown
    assert "other-hash" not in shown


def test_the_short_address_of_letters_leads_to_the_activation(nobody: Client) -> None:
    response = nobody.http.get("/activation")

    assert response.status_code == 303
    assert response.headers["Location"] == "/demarches/activation"

"""« Bureau des agents » : what those who work at a site find there."""

from tests.web.client import Client, Page, words
from tests.web.site import Site

DESK = "/bureau"
PLANS = f"{DESK}/demarches"
ERASURES, INVITATIONS, REGISTER = f"{DESK}/effacements", f"{DESK}/invitations", f"{DESK}/registre"


def doors(page: Page) -> dict[str, str]:
    found = page.tree.xpath("//main//a[contains(@class, 'door')]")
    return {str(one.get("href")): words(one) for one in found}


def write(client: Client) -> None:
    client.open("/demarches/message?nouveau=1")
    client.send({"objet": "Une question", "texte": "Bonjour ?"}, action="suivant")


def test_an_agent_finds_what_to_do(site: Site) -> None:
    page = site.client("agent").open(DESK)

    assert page.heading == "Bureau des agents"
    assert doors(page) == {
        f"{DESK}/messages": "Messages reçus Rien n'est en attente.",
        f"{DESK}/demandes": "Demandes de modification Rien n'est en attente.",
        ERASURES: "Demandes d'effacement Rien n'est en attente.",
        INVITATIONS: "Invitations par courrier Les lettres avec un code d'activation :"
        " les retrouver, les refaire.",
        PLANS: "Plans des démarches Le parcours de chaque démarche, en image et en mots.",
    }


def test_every_way_of_the_desk_leads_somewhere(site: Site) -> None:
    admin = site.client("admin")

    ways = doors(admin.open(DESK))

    assert REGISTER in ways
    assert {way: admin.open(way).status for way in ways} == dict.fromkeys(ways, 200)


def test_the_desk_says_how_many_wait(site: Site) -> None:
    write(site.client("lea"))
    write(site.client("paul"))
    lea = site.client("lea")
    lea.open("/mon-compte/mes-donnees")
    (token,) = lea.page.tree.xpath(
        "//form[contains(@action, 'effacement')]//input[@name='_csrf']/@value"
    )
    lea.post("/mon-compte/mes-donnees/effacement", {"_csrf": token, "raison": "Je pars."})

    found = doors(site.client("agent").open(DESK))

    assert found[f"{DESK}/messages"].endswith("2 messages attendent une réponse.")
    assert found[ERASURES].endswith("1 demande attend une décision.")


def test_what_waits_at_a_site_is_not_said_at_another(site: Site) -> None:
    write(site.client("lea"))
    there = site.client()
    there.open("http://paysdesecrins.localhost/_personnes")
    there.send({"personne": "agent"}, action=None)

    page = there.open(f"http://paysdesecrins.localhost{DESK}")

    assert doors(page)[f"{DESK}/messages"].endswith("Rien n'est en attente.")


def test_who_only_runs_the_site_finds_plans_the_register_and_the_accounts(site: Site) -> None:
    site.desk.database.change(
        "UPDATE account SET roles = ? WHERE email = 'emma@demo.test'", '["operator"]'
    )

    page = site.client("emma").open(DESK)

    assert list(doors(page)) == [PLANS, REGISTER, "/bureau/comptes"]


def test_an_author_finds_the_plans_and_the_studio_only(site: Site) -> None:
    page = site.client("auteur").open(DESK)

    assert list(doors(page)) == [PLANS, "/studio"]


def test_the_desk_does_not_exist_for_others(lea: Client, nobody: Client) -> None:
    assert lea.open(DESK).status == 404
    assert nobody.open(DESK).status == 401

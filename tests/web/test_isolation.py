"""Who may open each address: every one of the application is in the table below."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from werkzeug.routing import Rule

from tests.samples import pdf
from tests.web.client import Client
from tests.web.depot import START, fill_item, to_hub
from tests.web.site import Site
from tests.web.studio import addresses as studio
from tests.web.traces import SECRETS, Traces, kept_of, left_behind

HERE, ELSEWHERE = "localhost", "paysdesecrins.localhost"
# Those who ask: the person whom the demonstration calls so, at a site. `replayed` is the cookie
# of a session of this site at the other one.
WHO: Mapping[str, tuple[str, str]] = {
    "nobody": ("", HERE),
    "other": ("paul", HERE),
    "agent": ("agent", HERE),
    "author": ("auteur", HERE),
    "operator": ("admin", HERE),
    "other elsewhere": ("paul", ELSEWHERE),
    "agent elsewhere": ("agent", ELSEWHERE),
    "replayed": ("", ELSEWHERE),
}
STRANGERS = tuple(one for one in WHO if one not in {"agent", "operator"})
Answers = Mapping[str, int]


def answers(others: int, /, **said: int) -> Answers:
    """What each of them gets; `others` is what those who are signed in get, if nothing is said."""
    given = {name.replace("_", " "): status for name, status in said.items()}
    without_account = {"nobody": 401, "replayed": 401}
    return {who: given.get(who, without_account.get(who, others)) for who in WHO}


OPEN = answers(200, nobody=200, replayed=200)
# Something that belongs to nobody of those who ask.
CLOSED = answers(404)
# Without a name, an address is that of whoever asks.
OWN = answers(200)
# A procedure that is for persons: they begin a draft of their own.
BEGUN = answers(
    200, agent=403, author=403, operator=403,
    other_elsewhere=404, agent_elsewhere=404,
)  # fmt: skip
LINK = {**OPEN, "other elsewhere": 410, "agent elsewhere": 410, "replayed": 410}
NOTHING = answers(404, nobody=404, replayed=404)
HERE_ONLY = answers(200, other_elsewhere=404, agent_elsewhere=404)
ELSEWHERE_ONLY = {who: 200 if site == ELSEWHERE else 404 for who, (_, site) in WHO.items()}
# Only the other site has procedures to write a guide of.
GUIDE = answers(404, other_elsewhere=200, agent_elsewhere=200)
DESK = answers(404, agent=200, operator=200, agent_elsewhere=200)
# Authors too: what procedures are made of.
PLANS = answers(404, agent=200, author=200, operator=200, agent_elsewhere=200)
PLAN_OF_SITE = answers(404, agent=200, author=200, operator=200)
DESK_OF_SITE = answers(404, agent=200, operator=200)
REGISTER = answers(404, operator=200)
TABLE: Mapping[str, Answers] = {
    "/": OPEN,
    "/actualites": OPEN,
    "/activation": OPEN,
    "/aide": OPEN,
    "/accessibilite": OPEN,
    "/confidentialite": OPEN,
    "/cookies": OPEN,
    "/mentions-legales": OPEN,
    "/textes/<name>": OPEN,
    "/textes/<name>/<version>": OPEN,
    "/visite-guidee": OPEN,
    "/tutoriels": OPEN,
    "/tutoriels/<name>": ELSEWHERE_ONLY,
    "/medias/<path:name>": OPEN,
    "/health": OPEN,
    "/theme.css": OPEN,
    "/connexion": OPEN,
    "/connexion/code": OPEN,
    "/connexion/openid/retour": NOTHING,
    "/connexion/openid/compte": OPEN,
    "/liens/<token>": LINK,
    "/_mails": OPEN,
    "/_mails/<name>": NOTHING,
    "/_personnes": OPEN,
    "/_pieces": OPEN,
    "/tableau-de-bord": OWN,
    "/espace/<name>": HERE_ONLY,
    "/mes-documents": OWN,
    "/mes-documents/guide.pdf": GUIDE,
    "/mes-envois": {**OWN, "nobody": 200},
    "/mes-demandes": OWN,
    "/mes-messages": OWN,
    "/mes-messages/<thread>": CLOSED,
    "/mes-messages/<thread>/fichiers/<upload>": CLOSED,
    "/mon-compte": OWN,
    "/mon-compte/consentements": OWN,
    "/mon-compte/consentements/<consent>.pdf": CLOSED,
    "/mon-compte/double-authentification": OWN,
    "/mon-compte/fermer": OWN,
    "/mon-compte/mes-donnees": OWN,
    "/mon-compte/sessions": OWN,
    "/bureau": PLANS,
    "/bureau/demarches": PLANS,
    "/bureau/demarches/<procedure>/plan": PLAN_OF_SITE,
    "/bureau/comptes": REGISTER,
    "/bureau/comptes/<account>": REGISTER,
    "/bureau/demandes": DESK,
    "/bureau/demandes/<demande>": DESK_OF_SITE,
    "/bureau/demandes/<demande>/fichiers/<upload>": DESK_OF_SITE,
    "/bureau/effacements": DESK,
    "/bureau/effacements/<erasure>": DESK_OF_SITE,
    "/bureau/invitations": DESK,
    "/bureau/invitations/<invitation>": DESK_OF_SITE,
    "/bureau/invitations/<invitation>/revoquer": DESK_OF_SITE,
    "/bureau/messages": DESK,
    "/bureau/messages/<thread>": DESK_OF_SITE,
    "/bureau/messages/<thread>/fichiers/<upload>": DESK_OF_SITE,
    "/bureau/registre": REGISTER,
    "/bureau/registre.csv": REGISTER,
    "/demarches/<procedure>": BEGUN,
    "/demarches/<procedure>/-/fait": BEGUN,
    "/demarches/<procedure>/<step>": BEGUN,
    "/demarches/<procedure>/<group>/<item>/<step>": BEGUN,
    "/demarches/<procedure>/<group>/<item>/<inner>/<one>/<step>": BEGUN,
    "/demarches/<procedure>/recapitulatif": BEGUN,
    "/demarches/<procedure>/-/abandonner": CLOSED,
    "/demarches/<procedure>/-/retirer/<group>/<item>": CLOSED,
    "/demarches/<procedure>/-/retirer/<group>/<item>/<inner>/<one>": CLOSED,
    "/demarches/<procedure>/-/fichiers/<upload>": CLOSED,
    "/demarches/<procedure>/-/vignettes/<upload>": CLOSED,
    "/demarches/<procedure>/~<key>": CLOSED,
    "/demarches/<procedure>/~<key>/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/<group>/<item>/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/<group>/<item>/<inner>/<one>/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/recapitulatif": CLOSED,
    "/demarches/<procedure>/~<key>/-/abandonner": CLOSED,
    "/demarches/<procedure>/~<key>/-/retirer/<group>/<item>": CLOSED,
    "/demarches/<procedure>/~<key>/-/retirer/<group>/<item>/<inner>/<one>": CLOSED,
    "/demarches/<procedure>/~<key>/-/fichiers/<upload>": CLOSED,
    "/demarches/<procedure>/~<key>/-/vignettes/<upload>": CLOSED,
    "/accuses/<reference>": CLOSED,
    "/accuses/<reference>.pdf": CLOSED,
    "/accuses/<reference>/<name>.pdf": CLOSED,
    "/accuses/<reference>/<name>.csv": CLOSED,
    "/demarches/<procedure>/-/calculs/<step>": CLOSED,
    "/demarches/<procedure>/-/calculs/<group>/<item>/<step>": CLOSED,
    "/demarches/<procedure>/-/calculs/<group>/<item>/<inner>/<one>/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/-/calculs/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/-/calculs/<group>/<item>/<step>": CLOSED,
    "/demarches/<procedure>/~<key>/-/calculs/<group>/<item>/<inner>/<one>/<step>": CLOSED,
    "/accuses/<reference>/calculs/<int:number>": CLOSED,
    "/demarches/<procedure>/-/importer/<group>": CLOSED,
    "/demarches/<procedure>/-/importer/<group>/modele.csv": CLOSED,
    "/demarches/<procedure>/~<key>/-/importer/<group>": CLOSED,
    "/demarches/<procedure>/~<key>/-/importer/<group>/modele.csv": CLOSED,
    "/paiements/<submission>": CLOSED,
    "/paiements/<submission>/recu.pdf": CLOSED,
    "/paiements/retour/<number>": CLOSED,
    "/_paiement/<number>": NOTHING,
    **{rule: answers(404, **found) for rule, found in studio.GET.items()},
}
ONLY_POST = {
    "/session",
    "/deconnexion",
    "/connexion/openid",
    "/connexion/secours",
    "/mon-compte/codes-de-secours",
    "/bureau/comptes/<account>/sessions",
    "/bureau/comptes/<account>/double-authentification",
    "/connexion/openid/mot-de-passe",
    "/mon-compte/fournisseur",
    "/paiements/avis",
    "/paiements/<submission>/verifier",
    "/mon-compte/mes-donnees/export",
    "/mon-compte/mes-donnees/effacement",
    "/mon-compte/mes-donnees/effacement/annuler",
    "/bureau/invitations/-/postees",
    "/bureau/invitations/<invitation>/courrier",
    *studio.ONLY_POST,
}
# Whoever has a link of a mail may use it; whoever is in front of a browser signs it out.
BEARER = {"/liens/<token>", "/deconnexion"}
TAKEN = {200, 204, 303, 401, 403, 404, 409, 410, 422}


def rules(site: Site, method: str) -> Iterator[Rule]:
    """Every rule of the application that takes a method."""
    return (one for one in site.app.url_map.iter_rules() if method in (one.methods or ()))


def address_of(rule: str, traces: Traces) -> str:
    """An address that follows a rule and names what they left."""
    for name, value in traces.values(rule).items():
        rule = rule.replace(f"<{name}>", value)
    return rule.replace("<int:number>", "1")


def browser_of(site: Site, who: str, traces: Traces) -> tuple[Client, str]:
    """The browser of somebody, and what all its addresses begin with."""
    person, host = WHO[who]
    browser, base = site.client(), f"http://{host}"
    if who == "replayed":
        browser.http.set_cookie("guichet", traces.cookie, domain=host)
    elif person:
        browser.open(f"{base}/_personnes")
        browser.send({"personne": person}, action=None)
    return browser, base


def token_of(browser: Client, base: str) -> str:
    """A token that is right in every form of a browser."""
    browser.open(f"{base}/connexion")
    return str(browser.page.tree.xpath("//input[@name='_csrf']/@value")[0])


def leaked(body: bytes, address: str) -> list[str]:
    """What an answer tells of what they left."""
    shown = body.decode(errors="replace")
    return [one for one in SECRETS if one in shown and one not in address]


def may_read(who: str, rule: str) -> bool:
    """Whether it is somebody's work to read what was left there."""
    return who in {"agent", "operator"} and rule.startswith("/bureau/")


def test_the_table_names_every_address(site: Site) -> None:
    found = {rule.rule for rule in site.app.url_map.iter_rules()}

    assert found == {*TABLE, *ONLY_POST}


def test_each_address_is_open_to_whom_the_table_says(site: Site) -> None:
    traces = left_behind(site)
    kept = kept_of(site, traces)
    wrong = []

    for who in WHO:
        browser, base = browser_of(site, who, traces)
        for rule, expected in TABLE.items():
            address = address_of(rule, traces)
            response = browser.http.get(base + address, follow_redirects=True)
            found = [] if may_read(who, rule) else leaked(response.data, address)
            if response.status_code != expected[who] or found:
                wrong.append((who, address, response.status, found))
            response.close()

    assert not wrong
    assert kept_of(site, traces) == kept


@pytest.mark.parametrize(
    ("kind", "strangers"), [("sqlite", STRANGERS), ("postgresql", ("other", "agent elsewhere"))]
)
def test_nobody_changes_what_is_another_persons(site: Site, strangers: tuple[str, ...]) -> None:
    traces = left_behind(site)
    kept, files = kept_of(site, traces), site.files()
    orders = [f"{order}:{traces.files[0]}" for order in ("retirer", "remplacer")]
    orders += ["enregistrer", "suivant"]
    wrong = []

    for who in strangers:
        browser, base = browser_of(site, who, traces)
        data = {**traces.typed(), "_csrf": token_of(browser, base)}
        for rule in [one.rule for one in rules(site, "POST") if one.rule not in BEARER]:
            address = address_of(rule, traces)
            for order in orders if address.endswith("nature") else orders[-1:]:
                response = browser.http.post(base + address, data={**data, "_action": order})
                found = leaked(response.data, address)
                if response.status_code not in TAKEN or found:
                    wrong.append((who, address, response.status, found))
                response.close()

    assert not wrong
    assert kept_of(site, traces) == kept
    assert site.files() == files


def test_no_form_is_taken_without_the_token_of_its_browser(site: Site) -> None:
    traces = left_behind(site)
    kept = kept_of(site, traces)
    owner = site.client()
    owner.http.set_cookie("guichet", traces.cookie, domain=HERE)
    browsers = [owner, *(browser_of(site, who, traces)[0] for who in ("agent", "operator"))]
    another = token_of(*browser_of(site, "other", traces))
    wrong = []

    for rule in rules(site, "POST"):
        address = address_of(rule.rule, traces)
        for browser, token in product(browsers, ("", another, "%%%")):
            response = browser.http.post(address, data={**traces.typed(), "_csrf": token})
            # Having a session last changes nothing else; steps lead back to where one is.
            back = response.headers.get("Location", "").startswith("/demarches/")
            lasts = rule.rule == "/session" and response.status_code == 204
            if response.status_code not in {401, 403, 404, 410, 422} and not lasts and not back:
                wrong.append((address, response.status))

    assert not wrong
    assert kept_of(site, traces) == kept


def test_a_reply_cannot_be_put_into_the_exchange_of_another_person(site: Site) -> None:
    traces = left_behind(site)
    kept = kept_of(site, traces)
    paul = site.client("paul")

    paul.open(f"/demarches/message?fil={traces.thread}")
    page = paul.send({"texte": "volé"})

    assert page.status in {404, 422}
    assert not leaked(page.response.data, page.address)
    assert kept_of(site, traces)["message"] == kept["message"]


def test_a_message_cannot_carry_the_file_of_another_person(site: Site) -> None:
    traces = left_behind(site)
    paul = site.client("paul")
    paul.open("/demarches/message")
    values = {**paul.page.values, "objet": "volé", "texte": "volé", "_action": "suivant"}

    paul.post("/demarches/message", {**values, "fichiers": traces.files[0]})

    assert site.rows("SELECT files FROM message WHERE text = 'volé'") in ([], [("[]",)])


@pytest.mark.parametrize("part", ["fichiers", "vignettes"])
def test_a_file_of_ones_own_is_not_given_under_another_draft(site: Site, part: str) -> None:
    traces = left_behind(site)
    lea = site.client("lea")
    lea.open(f"{START}?nouveau=1")
    lea.send({"envoi": "autres"})
    ((other,),) = site.rows(
        "SELECT key FROM draft WHERE submitted_at IS NULL AND key <> ? AND procedure = ?",
        traces.draft, "depot-de-documents",
    )  # fmt: skip

    page = lea.open(f"{START}/~{other}/-/{part}/{traces.files[0]}")

    assert page.status == 404


def test_an_order_cannot_reach_a_file_of_another_draft_of_ones_own(site: Site) -> None:
    traces = left_behind(site)
    lea = site.client("lea")
    to_hub(lea)
    fill_item(lea)
    page = lea.open(lea.page.address.replace("/documents", "/documents/1/fichiers"))
    stolen = traces.files[0]

    lea.post(
        page.address,
        {**page.values, "_action": f"remplacer:{stolen}"},
        {"pages": [("autre.pdf", pdf())]},
    )

    assert site.rows("SELECT count(*) FROM upload WHERE id = ?", stolen) == [(1,)]


def test_a_profile_that_is_not_meant_is_told_so(lea_not_meant: Client) -> None:
    page = lea_not_meant.open(START)

    assert page.status == 403
    assert page.heading == "Vous n'avez pas accès à cette page"


def test_somebody_without_account_keeps_a_draft_of_an_open_procedure_alone(site: Site) -> None:
    one, other = site.client(), site.client()
    one.open("/demarches/banc")
    one.send({"kind": "thesis"})
    ((key,),) = site.rows("SELECT key FROM draft")

    mine = one.open(f"/demarches/banc/~{key}/count")
    seen = [other.open(f"/demarches/banc/~{key}/{step}").status for step in ("count", "kind")]

    assert mine.status == 200
    assert seen == [401, 401]

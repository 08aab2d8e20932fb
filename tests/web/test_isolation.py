"""Who may open each address: every one of the application is in the table below."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from werkzeug.routing import Rule

from tests.samples import pdf
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import JPEG, START, fill_item, to_hub, to_receipt
from tests.web.site import Site

OPEN = {"nobody": {200}, "other": {200}}
SIGN_IN = {"nobody": {401}, "other": {404}}
# Without a name, an address is that of the draft of whoever asks: others begin their own.
OWN = {"nobody": {401}, "other": {200}}
OTHERS = {
    "/": OPEN,
    "/actualites": OPEN,
    "/aide": OPEN,
    "/visite-guidee": OPEN,
    "/tutoriels": OPEN,
    "/tutoriels/<name>": {"nobody": {404}, "other": {404}},
    "/medias/<path:name>": {"nobody": {404}, "other": {404}},
    "/tableau-de-bord": OWN,
    "/espace/<name>": SIGN_IN,
    "/mes-documents": OWN,
    "/mes-documents/guide.pdf": SIGN_IN,
    "/health": OPEN,
    "/theme.css": OPEN,
    "/connexion": OPEN,
    "/mes-envois": OPEN,
    "/mes-messages": OWN,
    "/mes-messages/<thread>": SIGN_IN,
    "/mes-messages/<thread>/fichiers/<upload>": SIGN_IN,
    "/bureau/messages": SIGN_IN,
    "/bureau/messages/<thread>": SIGN_IN,
    "/bureau/messages/<thread>/fichiers/<upload>": SIGN_IN,
    "/mes-demandes": OWN,
    "/bureau/demandes": SIGN_IN,
    "/bureau/demandes/<demande>": SIGN_IN,
    "/bureau/demandes/<demande>/fichiers/<upload>": SIGN_IN,
    "/_mails": OPEN,
    "/_mails/<name>": {"nobody": {404}, "other": {404}},
    "/_pieces": OPEN,
    "/demarches/<procedure>": OWN,
    "/demarches/<procedure>/<step>": OWN,
    "/demarches/<procedure>/<group>/<item>/<step>": OWN,
    "/demarches/<procedure>/recapitulatif": OWN,
    "/demarches/<procedure>/-/abandonner": SIGN_IN,
    "/demarches/<procedure>/-/retirer/<group>/<item>": SIGN_IN,
    "/demarches/<procedure>/-/fichiers/<upload>": SIGN_IN,
    "/demarches/<procedure>/-/vignettes/<upload>": SIGN_IN,
    "/demarches/<procedure>/~<key>": SIGN_IN,
    "/demarches/<procedure>/~<key>/<step>": SIGN_IN,
    "/demarches/<procedure>/~<key>/<group>/<item>/<step>": SIGN_IN,
    "/demarches/<procedure>/~<key>/recapitulatif": SIGN_IN,
    "/demarches/<procedure>/~<key>/-/abandonner": SIGN_IN,
    "/demarches/<procedure>/~<key>/-/retirer/<group>/<item>": SIGN_IN,
    "/demarches/<procedure>/~<key>/-/fichiers/<upload>": SIGN_IN,
    "/demarches/<procedure>/~<key>/-/vignettes/<upload>": SIGN_IN,
    "/accuses/<reference>": SIGN_IN,
    "/accuses/<reference>.pdf": SIGN_IN,
}
ONLY_POST = {"/deconnexion"}
SECRETS = ("Déclaration secrète", "secret.pdf", "G-2025-", "lea@demo.test")


@dataclass(frozen=True)
class Traces:
    """What Léa left on the site: a draft with two documents, and a submission."""

    draft: str
    files: tuple[str, ...]
    reference: str
    thread: str

    def values(self) -> dict[str, str]:
        """What stands for each part of an address."""
        return {
            "procedure": "depot-de-documents",
            "key": self.draft,
            "step": "nombre",
            "group": "documents",
            "item": "1",
            "upload": self.files[0],
            "reference": self.reference,
            "thread": self.thread,
            "name": "rien",
        }


def left_by_lea(site: Site) -> Traces:
    """A draft that is complete, and something sent."""
    lea = site.client("lea")
    receipt = to_receipt(lea)
    to_hub(lea)
    fill_item(lea, name="Déclaration secrète", files=[("secret.pdf", pdf()), JPEG])
    ((draft,),) = site.rows("SELECT key FROM draft WHERE submitted_at IS NULL")
    files = site.rows("SELECT id FROM upload WHERE draft_id = ? ORDER BY media_type", draft)
    (reference,) = receipt.tree.xpath("//*[@id='reference']/text()")
    ((thread,),) = site.rows("SELECT id FROM thread")
    return Traces(draft, tuple(str(one) for (one,) in files), reference, thread)


def rules(site: Site) -> Iterator[Rule]:
    """Every rule of the application."""
    yield from site.app.url_map.iter_rules()


def address_of(rule: str, values: dict[str, str]) -> str:
    """An address that follows a rule."""
    step = {"step": "nature"} if "<group>" in rule else {}
    for name, value in {**values, **step}.items():
        rule = rule.replace(f"<{name}>", value)
    return rule


def test_the_table_names_every_address(site: Site) -> None:
    found = {rule.rule for rule in rules(site)}

    assert found == {*OTHERS, *ONLY_POST}


@on_both
def test_each_address_is_open_to_whom_the_table_says(site: Site) -> None:
    traces = left_by_lea(site)
    browsers = {"nobody": site.client(), "other": site.client("paul")}

    for rule, expected in OTHERS.items():
        address = address_of(rule, traces.values())
        for who, browser in browsers.items():
            response = browser.http.get(address, follow_redirects=True)
            assert response.status_code in expected[who], f"{who} {address}: {response.status}"
            shown = response.get_data(as_text=True)
            if not rule.startswith("/connexion"):
                leaked = [one for one in SECRETS if one in shown and one not in address]
                assert not leaked, f"{who} {address}: {leaked}"


@on_both
def test_nobody_changes_what_is_another_persons(site: Site) -> None:
    traces = left_by_lea(site)
    kept = site.rows("SELECT key, answers, typed, revision FROM draft ORDER BY key")
    files = site.files()
    orders = (
        "suivant",
        "enregistrer",
        f"retirer:{traces.files[0]}",
        f"remplacer:{traces.files[0]}",
    )
    data = {"_draft": traces.draft, "nombre": "3", "intitule": "volé", "conformite": "oui"}

    posted = [rule.rule for rule in rules(site) if "POST" in (rule.methods or ())]
    addresses = [address_of(one, traces.values()) for one in posted if "<procedure>" in one]

    for browser in (site.client(), site.client("paul")):
        for address in addresses:
            for order in orders if address.endswith("nature") else orders[:1]:
                page = browser.forge(address, {**data, "_action": order})
                assert page.status in {200, 401, 404, 422}, f"{address}: {page.status}"

    after = site.rows("SELECT key, answers, typed, revision FROM draft ORDER BY key")
    assert [one for one in after if one in kept] == kept
    assert site.files() == files


@pytest.mark.parametrize("part", ["fichiers", "vignettes"])
def test_a_file_of_ones_own_is_not_given_under_another_draft(site: Site, part: str) -> None:
    traces = left_by_lea(site)
    lea = site.client("lea")
    lea.open(f"{START}?nouveau=1")
    lea.send({"envoi": "autres"})
    ((other,),) = site.rows(
        "SELECT key FROM draft WHERE submitted_at IS NULL AND key <> ?", traces.draft
    )

    page = lea.open(f"{START}/~{other}/-/{part}/{traces.files[0]}")

    assert page.status == 404


def test_an_order_cannot_reach_a_file_of_another_draft_of_ones_own(site: Site) -> None:
    traces = left_by_lea(site)
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

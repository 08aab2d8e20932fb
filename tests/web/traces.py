"""What two persons leave on a site: one of everything that nobody else may read or change."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from engine.database import links
from tests.conftest import NOON
from tests.samples import pdf
from tests.web.client import Client
from tests.web.depot import JPEG, fill_item, to_hub, to_receipt
from tests.web.site import Site
from tests.web.studio import addresses as studio

SECRETS = (
    "Déclaration secrète", "secret.pdf", "G-2025-", "lea@demo.test", "Sujet secret",
    "Question secrète", "lettre.pdf", "Raison secrète", "decision.pdf", "hote@demo.test",
)  # fmt: skip
# Whatever was left is worked out from these tables; the others tell what was tried.
KEPT = (
    "account", "session", "remembered", "link", "invitation", "draft", "upload", "submission",
    "thread", "message", "change_request", "erasure", "consent",
)  # fmt: skip


@dataclass(frozen=True)
class Traces:
    """What Léa and a host left at the site `msa`, by the names that addresses give it."""

    draft: str
    files: tuple[str, ...]
    reference: str
    thread: str
    message_file: str
    demande: str
    certificate: str
    erasure: str
    consent: str
    invitation: str
    batch: str
    session: str
    token: str
    cookie: str
    owners: tuple[str, ...]

    def values(self, rule: str) -> dict[str, str]:
        """What stands for each part of an address that follows a rule."""
        upload = self.files[0]
        if "/demandes/" in rule:
            upload = self.certificate
        if "/<thread>/" in rule:
            upload = self.message_file
        nothing = "depot-de-documents" if rule.startswith("/studio/demarches/") else "rien"
        return {
            "procedure": "depot-de-documents", "key": self.draft, "group": "documents",
            "step": "nature" if "<group>" in rule else "nombre", "item": "1", "upload": upload,
            "reference": self.reference, "thread": self.thread, "demande": self.demande,
            "account": self.owners[0],
            "erasure": self.erasure, "consent": self.consent, "invitation": self.invitation,
            "submission": self.reference, "number": "rien",
            "token": self.token, "name": NAMES.get(rule, nothing), "path:name": "se-connecter.vtt",
            "version": "1.0", **studio.NAMES.get(rule, {}),
        }  # fmt: skip

    def typed(self) -> dict[str, str]:
        """What a form may say to reach it all, in one form for every address."""
        return {
            "_draft": self.draft, "nombre": "3", "intitule": "volé", "conformite": "oui",
            "demande": self.demande, "navigateur": self.session, "decision": "accepter",
            "reponse": "volé", "motif": "volé", "raison": "volé", "texte": "volé",
            "objet": "volé", "lot": self.batch, "code": "000000", "mot_de_passe": "volé",
            "courriel": "voleur@exemple.fr",
        }  # fmt: skip

    def names(self) -> tuple[str, ...]:
        """What every row of theirs holds, one or the other."""
        return (*self.owners, self.thread, self.invitation)


NAMES = {
    "/espace/<name>": "contact-et-echanges",
    "/tutoriels/<name>": "se-connecter",
    "/textes/<name>": "conditions",
    "/textes/<name>/<version>": "conditions",
}


def left_behind(site: Site) -> Traces:
    """Have them do everything that leaves something."""
    lea, host = site.client("lea"), site.client("hote")
    receipt = to_receipt(lea)
    (reference,) = receipt.tree.xpath("//*[@id='reference']/text()")
    write(lea)
    ask_erasure(lea)
    ask_classification(host)
    to_hub(lea)
    fill_item(lea, name="Déclaration secrète", files=[("secret.pdf", pdf()), JPEG])
    ((account,),) = site.rows(OF_LEA)
    ((owner,),) = site.rows("SELECT id FROM account WHERE site = 'msa' AND email = ?", HOST)
    ((draft,),) = site.rows("SELECT key FROM draft WHERE procedure = ? AND submitted_at IS NULL",
                            "depot-de-documents")  # fmt: skip
    files = site.rows("SELECT id FROM upload WHERE draft_id = ? ORDER BY media_type", draft)
    ((token_hash,),) = site.rows("SELECT token_hash FROM session WHERE account_id = ?", account)
    ((invitation, batch),) = site.rows("SELECT id, batch FROM invitation WHERE site = 'msa'")
    return Traces(
        draft=draft, files=tuple(str(one) for (one,) in files), reference=str(reference),
        thread=one(site, "SELECT id FROM thread WHERE subject = 'Sujet secret'"),
        message_file=upload_of(site, "lettre.pdf"),
        demande=one(site, "SELECT id FROM change_request"),
        certificate=upload_of(site, "decision.pdf"), erasure=one(site, "SELECT id FROM erasure"),
        consent=str(site.rows("SELECT id FROM consent WHERE account = ?", account)[0][0]),
        invitation=invitation, batch=batch, session=token_hash[:16],
        token=links.create(site.desk.database, account, "change_email",
                           {"email": "neuve@exemple.fr"}, NOON, timedelta(hours=1)),
        cookie=cookie_of(lea), owners=(account, owner),
    )  # fmt: skip


HOST = "hote@demo.test"
OF_LEA = "SELECT id FROM account WHERE site = 'msa' AND email = 'lea@demo.test'"


def one(site: Site, sql: str, *values: object) -> str:
    """The only value that a statement gives."""
    ((found,),) = site.rows(sql, *values)
    return str(found)


def upload_of(site: Site, name: str) -> str:
    """The id of the file that was sent under a name."""
    return one(site, "SELECT id FROM upload WHERE name = ?", name)


def cookie_of(client: Client) -> str:
    """The session cookie of a browser."""
    cookie = client.http.get_cookie("guichet", domain="localhost")
    assert cookie is not None
    return cookie.value


def write(client: Client) -> None:
    """Write a message with a file."""
    client.open("/demarches/message?nouveau=1")
    client.send({"objet": "Sujet secret", "texte": "Question secrète"},
                files={"fichiers": [("lettre.pdf", pdf())]})  # fmt: skip
    assert client.page.address.startswith("/mes-messages/"), client.page.address


def ask_erasure(client: Client) -> None:
    """Ask to be erased."""
    client.forge("/mon-compte/mes-donnees/effacement", {"raison": "Raison secrète"})


def ask_classification(client: Client) -> None:
    """Say that a lodging is classified, with its certificate."""
    client.open("/demarches/classement?nouveau=1")
    client.send({"hebergement": "h2"})
    client.send({"classement": "2 étoiles", "decide_le": "01/02/2025"})
    certificate = [("decision.pdf", pdf(2))]
    client.send({"expire_le": "01/02/2030"}, files={"certificat": certificate})
    client.send({"exactitude": "oui"}, action="transmettre")


def kept_of(site: Site, traces: Traces) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that is theirs, table by table."""
    return {
        table: sorted(
            (row for row in site.rows(f"SELECT * FROM {table}") if is_among(row, traces)), key=repr
        )
        for table in KEPT
    }


def is_among(row: tuple[Any, ...], traces: Traces) -> bool:
    """Whether a row names them or what is theirs."""
    text = repr(row)
    return any(name in text for name in traces.names())

"""The deposit of documents, walked to where a test begins."""

from collections.abc import Sequence

from tests.samples import jpeg, pdf
from tests.web.client import Client, Page, Sent, path_of

START = "/demarches/depot-de-documents"
COMMENT = "Renouvellement de ma carte"
PDF: Sent = ("carte.pdf", pdf(2))
JPEG: Sent = ("verso.jpg", jpeg(900, 900))


def to_hub(client: Client, count: int = 1) -> Page:
    """Begin a deposit and say how many documents there are."""
    client.open(f"{START}?nouveau=1")
    client.send({"envoi": "autres"})
    return client.send({"nombre": str(count)})


def to_type(client: Client, name: str = "carte", position: int = 1) -> Page:
    """From the hub to the type of a document."""
    client.follow(f"Charger le document {position}")
    return client.send({"intitule": name})


def to_person(client: Client, name: str = "carte", position: int = 1) -> Page:
    """From the hub to the person and the comment."""
    to_type(client, name, position)
    return client.send({"type": "carte-identite" if name == "carte" else "autre"})


def to_files(client: Client, name: str = "carte", position: int = 1) -> Page:
    """From the hub to the files."""
    to_person(client, name, position)
    return client.send({"personne": "p1", "commentaire": COMMENT})


def fill_item(
    client: Client, name: str = "carte", position: int = 1, files: Sequence[Sent] = (PDF,)
) -> Page:
    """From the hub, give a whole document; the hub again."""
    to_files(client, name, position)
    return client.send(files={"pages": files})


def to_summary(client: Client, files: Sequence[Sent] = (PDF,)) -> Page:
    """A deposit of one document, up to its summary."""
    to_hub(client)
    fill_item(client, files=files)
    return client.open(client.page.address.replace("/documents", "/recapitulatif"))


def to_receipt(client: Client, files: Sequence[Sent] = (PDF,)) -> Page:
    """A deposit of one document, sent."""
    to_summary(client, files)
    return client.send({"conformite": "oui"}, action="transmettre")


def draft_of(client: Client) -> str:
    """What the addresses of the draft that the browser is in begin with."""
    parts = path_of(client.page.address).split("/")
    return "/".join(parts[: 4 if parts[3:] and parts[3].startswith("~") else 3])

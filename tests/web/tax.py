"""A host who declares the tourist tax at the second site."""

from functools import partial

from tests.web.client import Client, Page
from tests.web.site import Site

CONDITIONS = "//main//*[@name='conditions_acceptees']"
ECRINS = "paysdesecrins.localhost"
START = "/demarches/declaration-taxe-de-sejour"
IMPORT = f"{START}/-/importer/sejours"
ASKED_THEN = {"prix", "motifs", "operateur"}
GITE, STUDIO = "h1", "h2"
STAY = {
    "arrivee": "01/02/2025", "depart": "08/02/2025", "occupants": "4", "mineurs": "2",
    "exoneres": "0", "collecte": "direct",
}  # fmt: skip


def host_of(site: Site, person: str = "hote") -> Client:
    """The browser of a host at the second site."""
    client = Client(site.app)
    client.http.open = partial(client.http.open, base_url=f"http://{ECRINS}")  # type: ignore[method-assign]
    client.open("/_personnes")
    client.send({"personne": person}, action=None)
    client.open(START)
    if client.page.tree.xpath(CONDITIONS):
        client.send({"conditions_acceptees": "oui", "confidentialite_lue": "oui"})
    return client


def to_stays(host: Client, lodging: str = STUDIO, month: str = "02/2025") -> Page:
    """Begin a declaration of a month with clients, up to its stays."""
    host.open(START)
    if host.page.tree.xpath("//main//form[not(.//*[@name='mois'])]"):
        host.send(action=None)
    page = host.send({"hebergement": lodging, "mois": month, "ouverture": "ouvert"})
    if "tardive" in page.heading.lower():
        page = host.send()
    return page


def stay(host: Client, **typed: str) -> Page:
    """Declare a stay from the hub: the first that is not begun, else one more."""
    if "Commencer" not in host.page.text:
        host.send(action="ajouter")
    host.follow("Commencer")
    more = {name: value for name, value in typed.items() if name in ASKED_THEN}
    page = host.send({**STAY, **{name: one for name, one in typed.items() if name not in more}})
    if more:
        page = host.send(more)
    return host.send() if "La taxe de ce séjour" in page.heading else page


def to_receipt(host: Client) -> Page:
    """From the hub to the receipt."""
    host.follow("Continuer")
    while host.page.tree.xpath("//main//button[@name='_action'][@value='suivant']"):
        host.send()
    return host.send({"exactitude": "oui"}, action="transmettre")


def send_file(host: Client, data: bytes, name: str = "registre.csv") -> Page:
    """Send a register."""
    host.open(IMPORT)
    return host.send(action="lire", files={"fichier": [(name, data)]})

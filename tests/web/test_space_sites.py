"""Two sites on one server, each at its own host."""

from functools import partial

import pytest

from tests.web.client import Client
from tests.web.site import Site

ECRINS = "paysdesecrins.localhost"


def at(site: Site, host: str) -> Client:
    """A browser that asks a host."""
    client = Client(site.app)
    client.http.open = partial(client.http.open, base_url=f"http://{host}")
    return client


@pytest.fixture
def host_of_ecrins(site: Site) -> Client:
    """The browser of somebody signed in at the second site."""
    client = at(site, ECRINS)
    client.open("/_personnes")
    client.send({"personne": "lea"}, action=None)
    return client


def test_each_host_has_its_home(site: Site) -> None:
    titles = [at(site, host).open("/").heading for host in ("msa.localhost", ECRINS)]

    assert titles == ["Vos démarches en ligne", "Déclarer et reverser la taxe de séjour"]


def test_each_site_has_its_colours(site: Site) -> None:
    sheets = [at(site, host).http.get("/theme.css").text for host in ("localhost", ECRINS)]

    assert sheets[0] != sheets[1]


def test_the_dashboard_has_the_words_of_the_document(host_of_ecrins: Client) -> None:
    page = host_of_ecrins.open("/tableau-de-bord")

    said = page.text.replace("\u00a0", " ")
    assert page.heading == "Bienvenue sur votre tableau de bord"
    for words in (
        "Des actions de modifications sont à votre disposition pour :",
        "est à votre disposition dans la rubrique",
        "Actualités",
        "Soyez guidé dans la saisie de vos données",
        "Visionnez nos fonctionnalités disponibles",
    ):
        assert words in said
    assert page.link("besoin d'aide") == "/aide"


def test_an_unknown_host_learns_nothing(site: Site) -> None:
    page = at(site, "autre.test").http.get("/")

    assert page.status_code == 404
    assert "Écrins" not in page.text
    assert "espace privé" not in page.text


def test_a_page_of_one_site_is_not_there_at_the_other(host_of_ecrins: Client) -> None:
    assert host_of_ecrins.open("/espace/contact-et-echanges").status == 404


def test_the_session_of_one_site_is_none_at_the_other(site: Site, lea: Client) -> None:
    cookie = lea.http.get_cookie("guichet")
    assert cookie is not None
    other = at(site, ECRINS)
    other.http.set_cookie("guichet", cookie.value, domain=ECRINS)

    assert other.open("/tableau-de-bord").status == 401

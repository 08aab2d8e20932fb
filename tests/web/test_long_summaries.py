"""A declaration of many stays: its summary and its receipt by pages, its amounts on demand."""

import pytest

from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.tax import START, host_of, send_file, to_stays
from tests.web.test_tourist_tax import plain, words_of

SUMMARY = f"{START}/recapitulatif"
HEAD = "Arrivée;Départ;Occupants;Mineurs;Autres exonérés;Collecté par;Prix HT de la nuit\n"


def register(number: int) -> bytes:
    """A register of so many stays, each after the other."""
    days = (
        f"{day:02}/02/2025;{day + 1:02}/02/2025;2;0;0;direct;8{day % 10}"
        for day in range(1, number + 1)
    )
    return (HEAD + "\n".join(days)).encode()


def declared(site: Site, number: int) -> Client:
    """A host at the summary of so many stays."""
    host = host_of(site)
    to_stays(host)
    send_file(host, register(number))
    host.send(action="remplacer")
    host.follow("Continuer")
    host.send()
    return host


def stays_on(host: Client) -> int:
    """How many stays a page shows."""
    return len(host.page.tree.xpath("//main//dt[contains(., 'arrivée')]"))


def test_few_stays_are_explained_where_they_stand(site: Site) -> None:
    host = declared(site, 20)

    assert stays_on(host) == 20
    assert not host.page.tree.xpath("//main//nav[@class='pages']")
    assert len(host.page.tree.xpath("//main//details[@class='amount']")) > 20


@on_both
def test_many_stays_are_read_page_by_page_and_explained_on_demand(site: Site) -> None:
    host = declared(site, 25)

    assert stays_on(host) == 20
    assert "1 à 20 sur 25" in host.page.text
    assert not host.page.tree.xpath("//main//details[@class='amount']")
    host.follow("Les suivants")
    assert stays_on(host) == 5
    assert "21 à 25 sur 25" in host.page.text
    assert "Total à reverser" in host.page.text
    shown = host.page.tree.xpath("string(//dd[a[@class='why']][1]/span)")
    page = host.follow("Voir le calcul")
    assert "21. du 21 février au 22 février" in plain(page.text)
    assert page.tree.xpath("//details[@class='amount'][@open]")
    assert shown in page.text
    assert host.open(page.tree.xpath("//a[@class='back']/@href")[0]).address == SUMMARY

    page = host.send({"exactitude": "oui"}, action="transmettre")

    reference = page.tree.xpath("string(//*[@id='reference'])")
    assert stays_on(host) == 20
    host.follow("Les suivants")
    assert stays_on(host) == 5
    page = host.follow("Voir le calcul")
    assert "21. du 21 février au 22 février" in plain(page.text)
    assert shown in page.text
    document = words_of(host.http.get(f"/accuses/{reference}.pdf").data)
    assert "25. du 25 février au 26 février" in document
    assert document.count("de la nuit") >= 25


@pytest.mark.parametrize("page", ["sejours.9999", "sejours.-1", "sejours.", "autre.2", ".", "é.²"])
def test_a_page_that_is_not_there_shows_one_that_is(site: Site, page: str) -> None:
    host = declared(site, 25)

    host.open(f"{SUMMARY}?page={page}")

    assert stays_on(host) in {5, 20}


def test_what_is_not_worked_out_is_not_explained(site: Site) -> None:
    host = declared(site, 1)

    assert host.open(f"{START}/-/calculs/periode").status == 404
    assert host.open(f"{START}/-/calculs/sejours").status == 404
    assert host.open(f"{START}/-/calculs/nulle-part").status == 404
    page = host.open(SUMMARY).status and host.send({"exactitude": "oui"}, action="transmettre")
    reference = page.tree.xpath("string(//*[@id='reference'])")
    assert host.open(f"/accuses/{reference}/calculs/99").status == 404
    assert site.client("lea").open(f"/accuses/{reference}/calculs/1").status in {403, 404}

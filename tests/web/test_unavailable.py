"""A database that is away: a page that says so, and everything back when it is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import PDF, START, to_files, to_hub, to_person
from tests.web.looking import faults_of
from tests.web.site import Site


@contextmanager
def away(site: Site) -> Iterator[None]:
    """The time during which nobody can reach the database."""
    url = site.desk.settings.database_url
    site.close()
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        elsewhere = file.with_name("elsewhere")
        elsewhere.mkdir()
        for one in file.parent.glob(f"{file.name}*"):
            shutil.move(one, elsewhere)
        file.mkdir()
        yield
        file.rmdir()
        for one in elsewhere.iterdir():
            shutil.move(one, file.parent)
        elsewhere.rmdir()
        return
    name = urlsplit(url).path[1:]
    with psycopg.connect(url.replace(f"/{name}", "/postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false".encode())
        yield
        connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true".encode())


@on_both
def test_every_page_says_that_the_service_is_unavailable(
    site: Site, lea: Client, caplog: pytest.LogCaptureFixture
) -> None:
    hub = to_hub(lea)
    page = to_person(lea)
    data = {**page.values, "personne": "p1", "commentaire": "x"}

    with away(site):
        answers = [
            lea.http.get(hub.address),
            lea.http.get(START),
            lea.http.get("/mes-envois"),
            lea.http.post(page.address, data=data),
            site.app.test_client().get(START + "/documents"),
            site.app.test_client().post("/connexion", data={"personne": "lea"}),
        ]
        health = lea.http.get("/health")

    assert [one.status_code for one in answers[:4]] == [503] * 4
    assert all(one.status_code in {401, 422, 503} for one in answers[4:])
    for one in answers[:4]:
        assert "Ce service est momentanément indisponible" in one.text
        assert faults_of(one.text) == []
    assert health.status_code == 503
    assert lea.open(page.address).status == 200


@on_both
def test_nobody_is_signed_out_by_a_database_that_is_away(site: Site, lea: Client) -> None:
    hub = to_hub(lea)

    with away(site):
        response = lea.http.get(hub.address)

    assert response.headers.get("Set-Cookie") is None
    assert lea.open(hub.address).heading == "Vous voulez transmettre 1 document"


def test_a_fault_of_ours_gives_a_page_with_a_number(
    site: Site, lea: Client, caplog: pytest.LogCaptureFixture
) -> None:
    to_hub(lea)
    to_files(lea)
    site.give(storage=None)

    page = lea.press("ajouter", {"pages": [PDF]})
    number = page.text.rpartition("Numéro de l'incident : ")[2][:8]

    assert page.status == 500
    assert page.heading == "Une erreur est survenue de notre côté"
    assert f"incident {number}" in caplog.text

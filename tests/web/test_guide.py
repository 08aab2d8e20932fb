"""The guide, downloaded by somebody who signed in where there is one."""

from functools import partial
from io import BytesIO

import pypdf

from tests.web.client import Client
from tests.web.site import Site

GUIDE = "/mes-documents/guide.pdf"
ECRINS = "http://paysdesecrins.localhost"


def at_ecrins(site: Site) -> Client:
    client = Client(site.app)
    client.http.open = partial(client.http.open, base_url=ECRINS)
    return client


def test_the_guide_is_among_the_documents_and_can_be_downloaded(site: Site) -> None:
    client = at_ecrins(site).sign_in("lea")
    client.open("/mes-documents")

    response = client.http.get(client.page.link("Télécharger (PDF)"))

    reader = pypdf.PdfReader(BytesIO(response.data))
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert reader.metadata is not None
    assert reader.metadata.title == "Le guide de la télédéclaration"


def test_nobody_downloads_it_without_signing_in(site: Site) -> None:
    assert at_ecrins(site).open(GUIDE).status == 401


def test_there_is_none_where_the_site_names_none(lea: Client) -> None:
    assert lea.open(GUIDE).status == 404

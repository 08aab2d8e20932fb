"""The deposit as it goes well, without script."""

from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import JPEG, PDF, to_receipt
from tests.web.site import Site


@on_both
def test_a_deposit_goes_from_its_first_page_to_its_receipt(site: Site, lea: Client) -> None:
    receipt = to_receipt(lea, files=[PDF, JPEG])

    assert receipt.status == 200
    assert receipt.heading == "Votre envoi est bien reçu"
    assert "mercredi 12 mars 2025 à 12 h 00" in receipt.text
    assert "G-2025-000001-" in receipt.text
    assert site.count("submission") == 1

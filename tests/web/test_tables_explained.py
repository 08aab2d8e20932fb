"""What a sum over a small table or a group says of them, on its page and on paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from tests.web.client import Client
from tests.web.site import Site

PROCEDURE = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: budget
    title: Budget
    fields:
      - field: depenses
        type: table_of
        label: Dépenses
        columns: [{field: montant, type: money, label: Montant, default: 0}]
        rows: [{value: loyer, label: Loyer}, {value: eau, label: Eau}]
  - step: total
    title: Total
    fields:
      - {field: somme, type: computed, label: Somme, compute: sum(depenses.montant), shows: money}
actions: [{receipt: {}}]
"""


@pytest.fixture
def client(open_site: Callable[..., Site], forms: Path) -> Client:
    (forms / "procedures" / "essai.yaml").write_text(PROCEDURE, "utf-8")
    client = Client(open_site().app)
    client.open("/demarches/essai")
    return client


def test_a_column_is_called_by_its_table_and_shown_as_it_is_typed(client: Client) -> None:
    assert client.page.values["depenses.loyer.montant"] == ["0,00"]

    client.send({"depenses.loyer.montant": "650", "depenses.eau.montant": "12,50"})

    assert "Dépenses, Montant" in client.page.text
    assert "650,00 € ; 12,50 €" in client.page.text.replace("\u00a0", " ")
    assert "662,50 €" in client.page.text.replace("\u00a0", " ")


def test_a_table_has_a_line_a_row_on_paper(client: Client) -> None:
    client.send({"depenses.loyer.montant": "650"})
    client.send({})
    client.send(action="transmettre")

    content = client.open(f"{client.page.address}.pdf").response.get_data()
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)

    lines = [line.replace("\u00a0", " ") for line in text.split("\n")]
    assert "Loyer 650,00 €" in lines
    assert "Eau 0,00 €" in lines

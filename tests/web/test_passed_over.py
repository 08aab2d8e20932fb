"""Steps with nothing to ask are passed over, be they the first, the last or all of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.site import Site

HEAD = """
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
"""
HIDDEN = "  - {step: %s, title: T, fields: [{field: %s, type: text, label: L, when: %s}]}\n"
ASKED = "  - {step: b, title: B, fields: [{field: x, type: yes_no, label: X}]}\n"
NOBODY = "account.name == 'Personne'"


@pytest.fixture
def opened(open_site: Callable[..., Site], forms: Path) -> Callable[[str], Client]:
    def opened_with(steps: str) -> Client:
        (forms / "procedures" / "essai.yaml").write_text(HEAD + steps)
        client = Client(open_site().app)
        client.open("/demarches/essai")
        return client

    return opened_with


def test_the_first_page_is_the_first_step_that_asks_something(
    opened: Callable[[str], Client],
) -> None:
    client = opened(HIDDEN % ("a", "y", NOBODY) + ASKED + HIDDEN % ("c", "z", "x"))

    first = client.page
    after = client.send({"x": "non"})

    assert first.heading == "X"
    assert "Étape 1 sur 2" in first.text
    assert after.heading == "Vérifiez vos réponses"


def test_an_address_of_a_step_passed_over_leads_to_where_one_is(
    opened: Callable[[str], Client],
) -> None:
    client = opened(ASKED + HIDDEN % ("c", "z", "x"))
    client.send({"x": "non"})

    page = client.open("/demarches/essai/c")

    assert page.heading == "Vérifiez vos réponses"


def test_where_nothing_is_asked_the_summary_is_the_first_page(
    opened: Callable[[str], Client],
) -> None:
    client = opened(HIDDEN % ("a", "y", NOBODY))

    assert client.page.heading == "Vérifiez vos réponses"

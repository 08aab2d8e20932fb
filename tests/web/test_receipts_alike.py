"""Receipts that look alike are drawn once: each shows its own texts, and nobody else's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.web.filling import frames
from tests.web.client import Client
from tests.web.depot import PDF, to_receipt
from tests.web.site import Site

NOTE = """
procedure: essai
title: Essai
for: anyone
summary: false
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - {step: a, title: A, fields: [{field: x, type: text, label: X, optional: true}]}
"""


@pytest.fixture
def site_with_note(open_site: Callable[..., Site], forms: Path) -> Site:
    (forms / "procedures" / "essai.yaml").write_text(NOTE)
    return open_site()


def sent_with(site: Site, text: str) -> Client:
    """Somebody who sent the note with a text."""
    client = Client(site.app)
    client.open("/demarches/essai")
    client.send({"x": text})
    return client


def test_two_receipts_that_look_alike_show_each_its_own(site_with_note: Site) -> None:
    first = sent_with(site_with_note, "Une <b>première</b> & seule fois")

    second = sent_with(site_with_note, "Une seconde")

    assert "Une <b>première</b> & seule fois" in first.page.text
    assert "Une seconde" in second.page.text
    assert "première" not in second.page.text
    assert (
        len({one.page.tree.xpath("string(//*[@id='reference'])") for one in (first, second)}) == 2
    )


def test_a_receipt_is_the_same_drawn_from_its_frame_or_whole(
    lea: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_receipt(lea, files=[PDF])
    address = lea.page.address

    framed, again = lea.open(address), lea.open(address)
    monkeypatch.setattr(frames, "TEXTS_MOST", 0)
    whole = lea.open(address)

    assert framed.text == again.text == whole.text
    assert framed.links() == whole.links()

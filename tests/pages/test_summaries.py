"""The summary: each answer as a person reads it, and where it is changed."""

from datetime import UTC, datetime

import pytest

from engine.definitions import Service, Site, Theme
from engine.journeys import Context
from engine.pages.receipts import receipt_content, service_card
from engine.pages.sections import Row, Section, SentFile
from tests.journeys.walking import Walker, plan
from tests.pages.shown import FILE, LINKS, lines, summary_of

HEAD = """
procedure: essai
title: Essai
for: anyone
attestations:
  - {field: juste, text: "C'est juste, {{ account.name }}.", message: Cochez ici.}
  - {field: lu, text: J'ai lu.}
submit: Envoyer à {{ account.name }}
next: On vous répondra.
"""
STEPS = """
  - step: a
    title: A
    fields:
      - {field: note, type: note, text: Lisez.}
      - field: c
        type: choice
        label: Couleur
        choices: [{value: r, label: Rouge}, {value: v, label: "Vert {{ account.name }}"}]
      - field: cs
        type: choices
        label: Couleurs
        choices: [{value: r, label: Rouge}, {value: v, label: "Vert {{ account.name }}"}]
      - {field: o, type: text, label: Facultatif, optional: true}
      - {field: h, type: text, label: Caché, when: c == "v"}
  - group: g
    title: G
    as: one
    item: "Dossier {{ one.t }}"
    steps: [{step: b, title: B, fields: [{field: t, type: text, label: "Nom {{ one.position }}"}]}]
  - step: d
    title: D
    fields:
      - {field: y, type: yes_no, label: D'accord ?}
      - {field: day, type: date, label: Jour}
      - {field: n, type: integer, label: Distance, unit: km}
      - {field: p, type: person, label: Qui}
      - {field: f, type: files, label: Pages}
      - {field: unlabelled, type: text}
"""
ANSWERS = {
    "c": "v", "cs": ["v", "r"], "o": None, "h": "a\nb",
    "g": [{"_key": "1", "t": "un"}, {"_key": "4", "t": "x"}],
    "y": False, "day": "2025-03-01", "n": 0, "p": {"nom": "Martin", "prenom": "Léa"}, "f": [FILE],
    "unlabelled": "z",
}  # fmt: skip
SITE = Site(
    name="ici",
    title="Ici",
    service=Service(
        name="S", address=("1 rue A", "00000 B"), email="a@b.test", phone="01", hours="9 h"
    ),
    theme=Theme(accent="#123456"),
)


@pytest.fixture
def walker() -> Walker:
    """Somebody who answered everything."""
    context = Context(account={"name": "Léa"})
    walker = Walker(plan(STEPS, head=HEAD.lstrip()), dict(ANSWERS), context)
    assert walker.journey.complete
    return walker


def told(sections: tuple[Section, ...]) -> list[tuple[str | None, list[tuple[str, str, str]]]]:
    """The sections, in short."""
    return [
        (section.title, [(row.label, row.value, row.change_url) for row in section.rows])
        for section in sections
    ]


def test_shows_every_answer_reached_in_the_order_of_the_way(walker: Walker) -> None:
    page = summary_of(walker)

    assert told(page.sections) == [
        (None, [
            ("Couleur", "Vert Léa", "/a?retour"),
            ("Couleurs", "Vert Léa, Rouge", "/a?retour"),
            ("Facultatif", "Non renseigné", "/a?retour"),
            ("Caché", "a\nb", "/a?retour"),
        ]),
        ("1. Dossier un", [("Nom 1", "un", "/g/1/b?retour")]),
        ("2. Dossier x", [("Nom 2", "x", "/g/4/b?retour")]),
        (None, [
            ("D'accord ?", "Non", "/d?retour"),
            ("Jour", "samedi 1er mars 2025", "/d?retour"),
            ("Distance", "0\u00a0km", "/d?retour"),
            ("Qui", "Léa Martin", "/d?retour"),
            ("Pages", "1 fichier, 2 pages", "/d?retour"),
            ("unlabelled", "z", "/d?retour"),
        ]),
    ]  # fmt: skip


def test_a_withdrawn_answer_is_not_shown(walker: Walker) -> None:
    walker.answers |= {"c": "r"}

    page = summary_of(walker)

    labels = [row.label for section in page.sections for row in section.rows]
    assert "Caché" not in labels


def test_files_are_named_with_the_head_of_their_hash(walker: Walker) -> None:
    page = summary_of(walker)

    (row,) = [row for section in page.sections for row in section.rows if row.files]
    assert isinstance(row, Row)
    assert row.files == (SentFile("carte.pdf", 2, "1,2\u00a0Mo", "abcdef012345", "/fichier/u1"),)


def test_says_where_it_stands_and_what_it_sends(walker: Walker) -> None:
    page = summary_of(walker)

    assert (page.heading, page.title) == ("Vérifiez vos réponses", "Vérifiez vos réponses – Essai")
    assert (page.submit_label, page.back) == ("Envoyer à Léa", "/d")
    assert (page.progress.position, page.progress.total) == (4, 4)


def test_boxes_are_to_be_ticked_and_say_when_they_were_not(walker: Walker) -> None:
    page = summary_of(walker, "juste", "lu")

    assert [(box.id, box.text, box.error) for box in page.attestations] == [
        ("champ-juste", "C'est juste, Léa.", "Cochez ici."),
        ("champ-lu", "J'ai lu.", "Cochez la case pour continuer."),
    ]
    assert lines(page) == [
        ("champ-juste", "Cochez ici."),
        ("champ-lu", "Cochez la case pour continuer."),
    ]


def test_a_box_that_was_ticked_says_nothing(walker: Walker) -> None:
    page = summary_of(walker, "lu", said="Regardez encore.")

    assert [box.error for box in page.attestations] == [None, "Cochez la case pour continuer."]
    assert lines(page)[0] == ("", "Regardez encore.")


def test_a_procedure_that_asks_nothing_has_an_empty_summary() -> None:
    walker = Walker(plan("  []\n"))

    page = summary_of(walker)

    assert (page.sections, page.back, page.submit_label) == ((), None, "Transmettre")


def test_the_receipt_holds_what_the_law_asks_for(walker: Walker) -> None:
    received = datetime(2025, 3, 12, 13, 32, tzinfo=UTC)

    receipt = receipt_content(walker.journey, LINKS, SITE, "DEM-2025-000001", received)

    assert receipt["service"] == {
        "name": "S", "address": ["1 rue A", "00000 B"], "email": "a@b.test", "phone": "01",
        "hours": "9 h",
    }  # fmt: skip
    assert receipt["service"] == service_card(SITE)
    assert (receipt["reference"], receipt["received_at"]) == (
        "DEM-2025-000001", "mercredi 12 mars 2025 à 14\u00a0h\u00a032",
    )  # fmt: skip
    assert (receipt["title"], receipt["nature"], receipt["next"]) == (
        "Essai", "depot", ["On vous répondra."],
    )  # fmt: skip
    assert receipt["attestations"] == ["C'est juste, Léa.", "J'ai lu."]
    assert receipt["accent"] == "#123456"


def test_the_receipt_shows_what_the_summary_showed(walker: Walker) -> None:
    received = datetime(2025, 3, 12, 13, 32, tzinfo=UTC)
    page = summary_of(walker)

    receipt = receipt_content(walker.journey, LINKS, SITE, "X", received)

    shown = [(row["label"], row["value"]) for one in receipt["sections"] for row in one["rows"]]
    assert shown == [(row.label, row.value) for one in page.sections for row in one.rows]

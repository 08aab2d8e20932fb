"""« Pourquoi cette question ? »: said where the site wants it, with the person's own answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.database import connect, migrate
from tests.services.asking import SITE
from tests.web.client import Client
from tests.web.site import Site, start

PROCEDURE = """procedure: salle
title: Salle
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
purpose: Réserver
steps:
  - step: usage
    title: L'usage
    fields:
      - field: usage
        type: choice
        label: Usage
        choices: [{value: fete, label: "Une <fête>"}, {value: autre, label: Autre chose}]
      - {field: precision, type: text, label: Lequel, when: usage == "autre"}
      - {field: secret, type: text, label: Maladie, sensitive: true, purpose: Voir, optional: true}
      - {field: points, type: computed, label: Points, compute: length(usage), hidden: true}
  - step: repas
    title: Le repas
    when: usage == "fete"
    fields:
      - {field: plats, type: text, label: Plats}
      - {field: regime, type: text, label: Régime, when: answered(secret)}
      - {field: menu, type: text, label: Menu, when: points > 2}
  - {step: fin, title: La fin, fields: [{field: fin, type: text, label: Fin}]}
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Client]]:
    """The browser of anybody, at a site that says more or not."""
    running: list[Site] = []

    def open_one(more: str) -> Client:
        forms = tmp_path / "forms"
        site = SITE.format(name="ici", title="Ici").replace("ici.localhost", "localhost")
        for room, text in (("procedures/salle", PROCEDURE), ("sites/ici", site + more)):
            path = forms / f"{room}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        url = f"sqlite:///{tmp_path / 'guichet.sqlite3'}"
        database = connect(url)
        migrate(database)
        database.close()
        state = tmp_path / "state"
        state.mkdir()
        running.append(start(state, url, forms))
        return running[-1].client()

    yield open_one
    for site in running:
        site.close()


def test_a_question_and_a_step_say_why_they_are_asked(opened: Callable[[str], Client]) -> None:
    anybody = opened("explain: true\n")
    anybody.open("/demarches/salle")

    page = anybody.send({"usage": "fete", "secret": "Asthme"})

    assert page.heading == "Le repas"
    closed = page.tree.xpath("//main//details")
    assert [one.findtext("summary").replace("\u00a0", " ") for one in closed] == [
        "Pourquoi cette étape ?", "Pourquoi cette question ?", "Pourquoi cette question ?",
    ]  # fmt: skip
    assert [one.findtext("p").replace("\u00a0", " ") for one in closed] == [
        "Cette étape vous concerne parce que « Usage » est « Une <fête> ».",
        "Cette question est posée parce que « Maladie » est ce que vous avez répondu.",
        "Cette question est posée parce que vos autres réponses y conduisent.",
    ]
    assert "Asthme" not in page.text
    assert page.value("regime") == ""


def test_a_question_without_condition_says_nothing(opened: Callable[[str], Client]) -> None:
    anybody = opened("explain: true\n")

    page = anybody.open("/demarches/salle")

    assert not page.tree.xpath("//main//details")


def test_nothing_is_said_where_the_site_does_not_want_it(opened: Callable[[str], Client]) -> None:
    anybody = opened("")
    anybody.open("/demarches/salle")

    page = anybody.send({"usage": "fete", "secret": "Asthme"})

    assert page.heading == "Le repas"
    assert not page.tree.xpath("//main//details")

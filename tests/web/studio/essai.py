"""A small procedure that is written in the studio, for the tests of its views."""

from engine.services.studio import copies
from engine.services.studio.copies import Copy
from engine.services.studio.looking import path_of
from tests.conftest import NOON
from tests.services.studio.test_copies import an_author
from tests.web.client import Client
from tests.web.site import Site

NAME = "essai"
EDITED = f"/studio/demarches/{NAME}"
TEXT = """\
procedure: essai
title: Un essai
for: [particulier]
nature: depot
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
languages: [fr, en]
steps:
  - step: vous
    title: Vous
    fields:
      - {field: nombre, type: integer, label: "Combien ?", min: 1, max: 3}
      - {field: pourquoi, type: text, label: "Pourquoi ?", when: nombre == 3, max_length: 20}
    checks:
      - {check: nombre != 2, message: Deux ne va pas., on: nombre}
  - group: choses
    title: Vos choses
    count: nombre
    as: chose
    item: "Chose {{ chose.position }}"
    steps:
      - step: chose
        title: Une chose
        fields:
          - {field: nom, type: text, label: Nom de la chose}
          - {field: photo, type: files, label: Sa photo, accept: [pdf], optional: true}
  - step: prix
    title: Le prix
    fields:
      - {field: montant, type: computed, label: Prix, compute: nombre * 2, shows: integer}
attestations:
  - {field: vrai, text: C'est vrai.}
actions:
  - receipt: {}
"""


def begun(site: Site, text: str = TEXT, name: str = NAME) -> Copy:
    """A procedure that an author began."""
    return copies.create(site.desk, an_author(), path_of(name), text, NOON)


def written(site: Site, text: str, name: str = NAME) -> Copy:
    """The same procedure, written otherwise."""
    who, path = an_author(), path_of(name)
    copy = copies.open_copy(site.desk, who, path)
    return copies.save(site.desk, who, path, text, copy.revision, "essai", NOON)


def now_written(site: Site, name: str = NAME) -> str:
    """What it says now."""
    return copies.open_copy(site.desk, an_author(), path_of(name)).text


def author(site: Site) -> Client:
    """The browser of an author."""
    return site.client("auteur")

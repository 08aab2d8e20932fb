"""A desk with two small procedures, a fragment and a table, and those who write them."""

from collections.abc import Collection
from pathlib import Path

from engine.database import Database, accounts
from engine.database.accounts import Account
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.studio import copies
from engine.services.studio.copies import Copy
from tests.conftest import NOON
from tests.services.asking import a_desk

PATH = "procedures/peche.yaml"
TEXT = """\
# Written by hand
procedure: peche
title: Pêche
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
migrate: []
steps:
  - step: vous
    title: Vous
    fields: [{field: age, type: integer, label: Votre âge, min: 0, max: 120}]
tests:
  - test: un adulte
    answers: {age: 40}
    expect: {submitted: true}
  - test: trop vieux
    answers: {age: 121}
    expect: {step: vous, errors: {age: max}}
"""
CHASSE = """\
procedure: chasse
title: Chasse
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: vous
    title: Vous
    fields:
      - use: nom
tests:
  - test: quelqu'un
    answers: {nom: Diane}
    expect: {submitted: true}
"""
NOM = "fragments/nom.yaml"
FRAGMENT = """\
fragment: nom
fields: [{field: nom, type: text, label: Votre nom}]
"""


def writing_desk(database: Database, folder: Path) -> Desk:
    """The desk; its definitions are on the disk, and served."""
    desk = a_desk(database, folder)
    (desk.catalogue.folder / "fragments").mkdir(exist_ok=True)
    for path, text in ((PATH, TEXT), ("procedures/chasse.yaml", CHASSE), (NOM, FRAGMENT)):
        (desk.catalogue.folder / path).write_text(text, "utf-8")
    desk.catalogue.look_now(NOON)
    return desk


def person(
    desk: Desk,
    name: str = "Antoine Auteur",
    roles: Collection[str] = ("author",),
    site: str = "msa",
) -> Visitor:
    """Somebody who works at a site, with an account there."""
    made: Account = accounts.create(
        desk.database, site, f"{name.lower().replace(' ', '.')}@demo.test", name, "agent", {},
        NOON, roles=tuple(roles),
    )  # fmt: skip
    return visitor_of(made, "fr")


def written(desk: Desk, who: Visitor, before: str, after: str, path: str = PATH) -> Copy:
    """The working copy with some words changed."""
    copy = copies.open_copy(desk, who, path)
    assert before in copy.text
    text = copy.text.replace(before, after, 1)
    return copies.save(desk, who, path, text, copy.revision, "essai", NOON)

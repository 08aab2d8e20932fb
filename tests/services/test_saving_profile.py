"""Answers that the account keeps: with the sending, and beside what changes meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from engine.actions import SaveProfile
from engine.database import Database, accounts, events
from engine.definitions import read_definition
from engine.journeys import Context, Journey, Plan, plan_of
from engine.services.acting import Asked
from engine.services.acts.save_profile import perform
from engine.services.desk import Desk, visitor_of
from tests.conftest import NOON
from tests.services.asking import FIREFOX, a_desk, lea, sites

PROFILE = """
records:
  contact: {telephone: tel, commune: text}
  identite: {prenom: text, nom: text}
  maison: {adresse: text, code_postal: postal_code, commune: text}
"""
PROCEDURE = """
procedure: essai
title: Essai
for: account
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: a
    title: A
    fields:
      - {field: tel, type: tel, label: T, save_to: profile.contact.telephone}
      - {field: ville, type: text, label: V, optional: true, save_to: profile.contact.commune}
      - {field: loin, type: text, label: L, when: ville == "Loin", save_to: profile.identite.nom}
      - field: ici
        type: address
        label: Adresse
        when: ville == "Ici"
        optional: true
        save_to: profile.maison
"""
NUMBER = "+33492000000"
KNOWN = {
    "profile": {
        "contact": {"telephone": "+33612345678", "commune": "Gap", "fax": "+33400000000"},
        "identite": {"prenom": "Léa", "nom": "Martin"},
    },
    "imported": "yes",
}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """A desk whose accounts keep two records."""
    (sites(tmp_path / "forms") / "profile.yaml").write_text(PROFILE)
    return a_desk(database, tmp_path)


def plan_at(desk: Desk) -> Plan:
    procedure = read_definition("essai.yaml", PROCEDURE.encode()).procedure
    assert procedure is not None
    return plan_of(procedure, desk.catalogue.library)


def save(desk: Desk, answers: dict[str, Any], known: Any = KNOWN) -> Any:
    """What the account knows once these answers are sent."""
    account = lea(desk, details=known)
    asked = Asked(
        desk=desk, visitor=visitor_of(account, "fr"), browser=FIREFOX, action=SaveProfile(),
        values={}, procedure="essai", version=1, now=NOON,
        journey=Journey(plan_at(desk), answers, Context()),
    )  # fmt: skip
    with desk.database.transaction():
        perform(asked)
    return accounts.load(desk.database, account.site, account.id)


def test_answers_are_kept_where_they_say_and_the_rest_stays(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": "Briançon"})

    contact = {"telephone": NUMBER, "commune": "Briançon", "fax": "+33400000000"}
    known = KNOWN["profile"]
    assert account.details == {**KNOWN, "profile": {**known, "contact": contact}}  # type: ignore[dict-item]


def test_an_account_of_which_nothing_is_known_gets_a_record(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": "Gap"}, {})

    assert account.details == {"profile": {"contact": {"telephone": NUMBER, "commune": "Gap"}}}


def test_an_optional_answer_left_empty_empties_what_was_known(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": None})

    assert account.details["profile"]["contact"]["commune"] is None


def test_what_is_not_asked_for_changes_nothing(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": "Gap", "loin": "Ailleurs"})

    assert account.details["profile"]["identite"]["nom"] == "Martin"


def test_the_account_is_called_as_its_identity_says(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": "Loin", "loin": "Durand"})

    assert account.name == "Léa Durand"


def test_what_changes_meanwhile_is_kept_too(desk: Desk) -> None:
    account = lea(desk, details=KNOWN)
    asked = Asked(
        desk=desk, visitor=visitor_of(account, "fr"), browser=FIREFOX, action=SaveProfile(),
        values={}, procedure="essai", version=1, now=NOON,
        journey=Journey(plan_at(desk), {"tel": NUMBER, "ville": "Gap"}, Context()),
    )  # fmt: skip
    accounts.set_details(desk.database, account, {**KNOWN, "imported": "again"})

    perform(asked)

    found = accounts.load(desk.database, account.site, account.id)
    assert found.details["imported"] == "again"
    assert found.details["profile"]["contact"]["telephone"] == NUMBER


def test_the_journal_of_the_account_tells_it_without_what_was_typed(desk: Desk) -> None:
    account = save(desk, {"tel": NUMBER, "ville": "Gap"})

    (told,) = events.list_of(desk.database, account.site, account.id)

    assert (told.kind, told.details) == ("profile_changed", {})


PLACE = {"adresse": "1 rue Neuve", "code_postal": "05100", "commune": "Briançon"}


def test_the_parts_of_an_answer_are_kept_in_the_columns_of_a_record(desk: Desk) -> None:
    answer = {**PLACE, "complement": "Bâtiment B"}

    account = save(desk, {"tel": NUMBER, "ville": "Ici", "ici": answer})

    assert account.details["profile"]["maison"] == PLACE


def test_an_optional_answer_of_several_parts_left_empty_empties_them_all(desk: Desk) -> None:
    known = {"profile": {"maison": PLACE}}

    account = save(desk, {"tel": NUMBER, "ville": "Ici", "ici": None}, known)

    assert account.details["profile"]["maison"] == dict.fromkeys(PLACE)

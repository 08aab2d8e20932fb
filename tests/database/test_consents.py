"""Consents are kept with what the account remembers of them, and never change."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.database import Database, accounts, consents
from engine.database.accounts import Account
from engine.database.consents import Consent
from engine.errors import NotFoundError
from tests.database.samples import NOW


@pytest.fixture
def account(database: Database) -> Account:
    """A person at a site."""
    return accounts.create(
        database, "ici", "lea@demo.test", "Léa", "particulier", {}, NOW, preferences={"tour": 3}
    )


def a_consent(account: Account, **changes: object) -> Consent:
    made = Consent(
        id=consents.new_id(), site=account.site, account=account.id, text="conditions",
        version="1.0", sha256="0" * 64, label="Accepter", language="fr", at=NOW,
        session="0123456789ab", procedure="conditions", procedure_version=4, address="192.0.2.0",
    )  # fmt: skip
    return replace(made, **changes)


def test_a_consent_comes_back_as_it_was_kept(database, account):
    given = a_consent(account)

    consents.record(database, "ici", account.id, [given], {"consented": {"conditions": "1.0"}})

    assert consents.list_of(database, "ici", account.id) == [given]
    assert consents.load(database, "ici", account.id, given.id) == given


def test_the_account_remembers_what_it_agreed_to_beside_the_rest(database, account):
    for name in ("conditions", "confidentialite"):
        consents.record(database, "ici", account.id, (), {"consented": {name: "1.0"}})

    kept = accounts.load(database, "ici", account.id).preferences

    assert kept == {"tour": 3, "consented": {"conditions": "1.0", "confidentialite": "1.0"}}


@pytest.mark.parametrize(("site", "whose"), [("ailleurs", True), ("ici", False)])
def test_nobody_else_reads_a_consent(database, account, site, whose):
    given = a_consent(account)
    consents.record(database, "ici", account.id, [given], {})

    number = account.id if whose else "another"

    assert consents.list_of(database, site, number) == []
    with pytest.raises(NotFoundError):
        consents.load(database, site, number, given.id)


def test_nothing_is_kept_for_an_account_that_is_not_there(database, account):
    with pytest.raises(NotFoundError):
        consents.record(database, "ailleurs", account.id, [], {"consented": {}})


def test_a_consent_of_somebody_else_is_refused_with_all_the_others(database, account):
    good, foreign = a_consent(account), replace(a_consent(account), account="another")

    with pytest.raises(ValueError, match="another account"):
        consents.record(database, "ici", account.id, [good, foreign], {})

    assert consents.list_of(database, "ici", account.id) == []


def test_nothing_changes_or_deletes_a_consent():
    functions = {name for name, one in vars(consents).items() if callable(one)}
    public = {name for name in functions if name[0].islower()}

    assert public & {"update", "delete", "change", "remove", "save"} == set()
    text = Path(consents.__file__ or "").read_text("utf-8")
    assert "UPDATE consent" not in text
    assert "DELETE" not in text

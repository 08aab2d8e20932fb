"""The campaign that tells those whose account is from before 2019 what to do."""

from datetime import timedelta

import pytest

from engine.database import Database, accounts
from engine.errors import NotFoundError
from engine.services.desk import Desk
from engine.services.legacy import remind
from tests.conftest import NOON
from tests.database.samples import an_account
from tests.services.asking import HASH, a_desk, mails


@pytest.fixture
def desk(database: Database, tmp_path) -> Desk:
    return a_desk(database, tmp_path)


def legacy(desk: Desk, email: str = "ancien@exemple.fr", **changes):
    return an_account(desk.database, email=email, reset_required_at=NOON, **changes)


def test_each_legacy_account_gets_one_mail(desk):
    for email in ("a@exemple.fr", "b@exemple.fr"):
        legacy(desk, email)
    an_account(desk.database, email="neuf@exemple.fr", password_hash=HASH)

    number = remind(desk, "msa", NOON)

    sent = mails(desk)
    assert number == 2
    assert {(name, to) for name, to, _values in sent} == {
        ("compte-ancien", "a@exemple.fr"), ("compte-ancien", "b@exemple.fr"),
    }  # fmt: skip
    assert sent[0][2]["reset_url"] == "http://msa.localhost/demarches/mot-de-passe"


def test_an_account_is_told_once_in_thirty_days(desk):
    legacy(desk)
    remind(desk, "msa", NOON)

    numbers = [remind(desk, "msa", NOON + timedelta(days=days)) for days in (1, 29, 31)]

    assert numbers == [0, 0, 1]


def test_who_chose_a_password_or_left_is_not_told(desk):
    done, closed = legacy(desk, "fait@exemple.fr"), legacy(desk, "parti@exemple.fr")
    accounts.set_password(desk.database, done, HASH, NOON)
    accounts.close(desk.database, closed, NOON)

    number = remind(desk, "msa", NOON)

    assert number == 0


def test_the_accounts_of_other_sites_are_left_alone(desk):
    legacy(desk, site="other")

    number = remind(desk, "msa", NOON)

    assert number == 0
    assert mails(desk) == []


def test_there_must_be_such_a_site(desk):
    with pytest.raises(NotFoundError):
        remind(desk, "nulle-part", NOON)

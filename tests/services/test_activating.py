"""Activating an account: code and knowledge, one answer to all else, then the link of a mail."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.accounts.hashing import hashed
from engine.database import Database, accounts, events, invitations
from engine.database.invitations import Invitation
from engine.errors import NotFoundError
from engine.services.acting import ActRefused, Browser
from engine.services.confirming import ask_new_email, confirm, open_link
from engine.services.desk import Desk
from engine.services.purging import purge
from tests.conftest import NOON
from tests.database.processes import all_at_once
from tests.database.samples import counted
from tests.services.asking import (
    CODE,
    EMAIL,
    NEW_PASSWORD,
    PASSWORD,
    SAFARI,
    Person,
    a_desk,
    desk_at,
    invite,
    later,
    lea,
    mails,
    somebody,
    token_in,
)  # fmt: skip

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TYPED = {
    "code": "abcd efgh jkmn", "knowledge": "73450", "email": EMAIL, "password": NEW_PASSWORD,
}  # fmt: skip
WRONG: dict[str, dict[str, str]] = {
    "unknown": {"code": "ZZZZ-EFGH-JKMN"},
    "no code": {"code": "not a code"},
    "verifier": {"code": "ABCD-EFGH-JKMP"},
    "knowledge": {"knowledge": "73451"},
    "empty": {"code": "", "knowledge": ""},
}
OVER = ("used", "expired", "revoked")


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return a_desk(database, tmp_path)


@pytest.fixture
def person(desk: Desk) -> Person:
    return somebody(desk)


def activate(person: Person, **changes: str) -> None:
    person.ask("activate_account", **{**TYPED, **changes})


def refused(person: Person, **changes: str) -> str:
    return person.refused("activate_account", **{**TYPED, **changes}).key


def over(desk: Desk, how: str) -> Invitation:
    """An invitation that serves no more."""
    changes: dict[str, Any] = {f"{how}_at": NOON} if how != "expired" else {"expires_at": NOON}
    return invite(desk, **changes)


def state(desk: Desk, invitation: Invitation) -> str:
    return invitations.load(desk.database, "msa", invitation.id).state(NOON)


def addresses() -> Any:
    """Browsers whose tries do not count together."""
    return (Browser(f"192.0.2.{number}", "Firefox") for number in range(1, 255))


def guess_in_process(database: Database, url: str, folder: str, tries: int) -> list[str]:
    del database
    desk = desk_at(url, folder)
    keys = [refused(somebody(desk), knowledge="99999") for _ in range(tries)]
    desk.database.close()
    return keys


def activate_in_process(database: Database, url: str, folder: str, emails: list[str]) -> list[str]:
    del database
    desk, said = desk_at(url, folder), []
    for email in emails:
        try:
            activate(somebody(desk), email=email)
            said.append("activated")
        except ActRefused as error:
            said.append(error.key)
    desk.database.close()
    return said


def test_a_code_makes_an_account_that_the_link_of_a_mail_opens(desk: Desk, person: Person) -> None:
    invitation = invite(desk)

    activate(person)

    account = person.account()
    assert (account.name, account.profile, account.details) == (
        invitation.name, invitation.profile, invitation.details,
    )  # fmt: skip
    assert state(desk, invitation) == "used"
    assert person.fails(NEW_PASSWORD) == "refused"
    ((template, to, values),) = mails(desk)
    assert (template, to) == ("adresse-a-confirmer", EMAIL)
    assert values["link_url"].startswith("http://msa.localhost/liens/")


def test_looking_at_the_link_changes_nothing_and_confirming_signs_in(
    desk: Desk, person: Person
) -> None:
    invite(desk)
    activate(person)
    (mail,) = mails(desk)
    token = token_in(mail)

    purposes = {open_link(desk, "msa", token, NOON).purpose for _ in range(3)}
    before = person.account().email_verified_at
    person.get(confirm(desk, person.visitor, token, person.browser, NOON, NEW_PASSWORD))

    assert (purposes, before) == ({"verify_email"}, None)
    assert person.visitor.account is not None
    assert person.visitor.account.email_verified_at == NOON
    ((template, _to, values),) = mails(desk)
    assert (template, values["phone"]) == ("compte-active", "01 00 00 00 00")
    assert values["time"].startswith("mercredi 12 mars 2025")
    with pytest.raises(NotFoundError):
        confirm(desk, person.visitor, token, person.browser, NOON, NEW_PASSWORD)
    assert somebody(desk).sign_in(NEW_PASSWORD).token


def test_whoever_has_the_mailbox_alone_does_not_get_the_account(desk: Desk, person: Person) -> None:
    invite(desk)
    activate(person)
    (mail,) = mails(desk)
    stranger, token = somebody(desk), token_in(mail)

    with pytest.raises(ActRefused) as refused:
        confirm(desk, stranger.visitor, token, stranger.browser, NOON, "devine 12 fois")
    stranger.ask("request_password_reset", email=EMAIL)
    (again,) = mails(desk)

    assert refused.value.key == "refused"
    assert again[0] == "adresse-a-confirmer"
    assert open_link(desk, "msa", token_in(again), NOON).asks == "password"


def test_what_nobody_confirmed_is_forgotten_and_its_code_serves_again(
    desk: Desk, person: Person
) -> None:
    invite(desk)
    activate(person)
    mails(desk)

    purge(desk, NOON + DAY - MINUTE)
    kept = accounts.find(desk.database, "msa", EMAIL)
    purge(desk, NOON + DAY + MINUTE)
    forgotten = accounts.find(desk.database, "msa", EMAIL)
    activate(later(person, NOON + DAY + 2 * MINUTE))

    assert kept is not None
    assert forgotten is None
    assert accounts.find(desk.database, "msa", EMAIL) is not None


@pytest.mark.parametrize("wrong", [*WRONG, *OVER, "another site"])
def test_whatever_is_wrong_the_answer_is_the_same(desk: Desk, person: Person, wrong: str) -> None:
    if wrong in OVER:
        over(desk, wrong)
    else:
        invite(desk, site="other" if wrong == "another site" else "msa")

    found = person.refused("activate_account", **{**TYPED, **WRONG.get(wrong, {})})

    assert (found.key, found.field, found.values) == ("refused", "", {})
    assert accounts.list_of(desk.database, "msa") == []
    assert mails(desk) == []


def test_whatever_is_wrong_the_work_is_the_same(desk: Desk, tmp_path: Path) -> None:
    done = []

    for wrong in (*WRONG, *OVER):
        desk.database.change("DELETE FROM invitation")
        over(desk, wrong) if wrong in OVER else invite(desk)
        with counted(desk.database) as statements:
            refused(somebody(desk, browser=Browser(wrong)), **WRONG.get(wrong, {}))
        done.append(statements)
        desk.database.change("DELETE FROM attempt")

    assert len({tuple(one) for one in done}) == 1


def test_an_address_that_has_an_account_is_told_by_mail_only(desk: Desk) -> None:
    known = lea(desk)
    work, states = [], []

    for selector, email in (("ABCD", EMAIL), ("BCDE", "new@exemple.fr")):
        invitation = invite(desk, selector=selector)
        with counted(desk.database) as statements:
            activate(somebody(desk), code=f"{selector}EFGHJKMN", email=email)
        work.append(statements)
        states.append(state(desk, invitation))

    sent = {to: (template, values) for template, to, values in mails(desk)}
    assert work[0] == work[1]
    assert states == ["used", "used"]
    assert sent[EMAIL][0] == "compte-existant"
    assert sent["new@exemple.fr"][0] == "adresse-a-confirmer"
    assert somebody(desk).account() == known
    token = token_in(("", "", sent[EMAIL][1]))
    assert open_link(desk, "msa", token, NOON).purpose == "reset_password"


def test_a_letter_used_with_an_address_that_has_an_account_is_joined_at_sign_in(
    desk: Desk, person: Person
) -> None:
    known = {"profile": {"hebergements": [{"id": "h1", "nom": "Gîte"}], "contact": {"a": "1"}}}
    said = {"profile": {"hebergements": [{"id": "h1", "nom": "Studio"}], "contact": {"a": "2"}}}
    lea(desk, name="Léa Martin", details=known, now=NOON - DAY)
    invite(desk, name="MARTIN Léa", details=said)

    activate(person)
    before = person.account().details
    somebody(desk).sign_in(PASSWORD)
    after = person.account().details
    somebody(desk).sign_in(PASSWORD)

    assert before == known
    assert [one["nom"] for one in after["profile"]["hebergements"]] == ["Gîte", "Studio"]
    assert len({one["id"] for one in after["profile"]["hebergements"]}) == 2
    assert after["profile"]["contact"] == {"a": "1"}
    assert person.account().details == after


def test_a_letter_used_with_the_address_of_somebody_else_serves_again(
    desk: Desk, person: Person
) -> None:
    lea(desk, name="Léa Martin", details={}, now=NOON - DAY)
    said = {"profile": {"hebergements": [{"id": "h1", "nom": "Studio"}]}}
    invite(desk, name="Camille Roux", details=said)

    activate(person)
    somebody(desk).sign_in(PASSWORD)
    found = invitations.find(desk.database, "msa", CODE.selector)

    assert person.account().details == {}
    assert found is not None
    assert found.serves(NOON)


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("court", "min_length"),
        ("motdepasse123", "common"),
        ("kqz-exemple-1z", "context"),
        ("taxe séjour 1z", "context"),
        ("x" * 129, "max_length"),
    ],
)
def test_a_bad_password_is_said_beside_it_before_the_code_is_looked_at(
    desk: Desk, person: Person, password: str, key: str
) -> None:
    invite(desk)

    found = person.refused("activate_account", **{**TYPED, "password": password, "code": "?"})

    assert (found.key, found.field) == (key, "champ_password")
    assert desk.database.rows("SELECT * FROM attempt") == []


def test_the_name_of_the_person_is_no_password(desk: Desk, person: Person) -> None:
    invite(desk, name="Apolline Vaugelade")

    keys = [refused(person, password="Vaugelade-84") for _ in range(6)]
    unknown = refused(somebody(desk), password="Vaugelade-84", knowledge="99999")

    assert keys == ["context"] * 6
    assert unknown == "refused"
    activate(person)


def test_five_failures_an_hour_on_a_code(desk: Desk) -> None:
    invite(desk)
    others = addresses()

    keys = [refused(somebody(desk, browser=next(others)), knowledge="1") for _ in range(6)]
    waiting = refused(somebody(desk, browser=next(others)))
    person = later(somebody(desk, browser=next(others)), NOON + HOUR)
    activate(person)

    assert [*keys, waiting] == ["refused"] * 5 + ["throttled"] * 2


def test_waiting_is_decided_alike_for_a_code_that_does_not_exist(desk: Desk) -> None:
    invite(desk)
    said = []

    for code in ("ABCD-EFGH-JKMP", "ZZZZ-EFGH-JKMP", "no code at all"):
        person = somebody(desk, browser=Browser(f"198.51.100.{len(said)}"))
        keys = [refused(person, code=code) for _ in range(5)]
        found = person.refused("activate_account", **{**TYPED, "code": code})
        said.append((keys, found.key, tuple(found.values.items())))

    assert len({str(one) for one in said}) == 1
    assert said[0][1:] == ("throttled", (("minutes", 60), ("wait", "60 minutes")))


def test_twenty_failures_an_hour_of_an_address_then_fifteen_minutes(
    desk: Desk, person: Person
) -> None:
    invite(desk)

    keys = [refused(person, code=f"ZZ{n:02}-EFGH-JKMN") for n in range(21)]

    assert keys == ["refused"] * 20 + ["throttled"]
    assert refused(later(person, NOON + 14 * MINUTE)) == "throttled"
    activate(later(person, NOON + 15 * MINUTE))


def test_ten_failures_revoke_the_code_and_the_service_is_told(desk: Desk) -> None:
    invitation = invite(desk)
    others, states, now = addresses(), [], NOON

    for number in range(10):
        now = NOON + number // 5 * HOUR
        refused(later(somebody(desk, browser=next(others)), now), knowledge="1")
        states.append(state(desk, invitation))

    assert states == ["created"] * 9 + ["revoked"]
    assert refused(later(somebody(desk, browser=next(others)), now + HOUR)) == "refused"
    ((template, to, values),) = mails(desk, now)
    assert (template, to, values["code"]) == ("code-revoque", "service@msa.test", "ABCD")
    assert "EFGH" not in str(values)
    kinds = [one.kind for one in events.list_at(desk.database, "msa")]
    assert kinds.count("code_revoked") == 1


def test_an_account_to_be_confirmed_gets_another_link_to_confirm_it(
    desk: Desk, person: Person
) -> None:
    invite(desk)
    activate(person)
    mails(desk)
    late = later(person, NOON + 2 * DAY)

    late.ask("request_password_reset", email=EMAIL)
    (mail,) = mails(desk, late.now)
    late.get(confirm(desk, late.visitor, token_in(mail), late.browser, late.now, NEW_PASSWORD))

    assert mail[0] == "adresse-a-confirmer"
    assert late.visitor.account is not None


def test_the_link_serves_a_day_at_its_site(desk: Desk, person: Person) -> None:
    invite(desk)
    activate(person)
    (mail,) = mails(desk)
    token = token_in(mail)

    with pytest.raises(NotFoundError):
        open_link(desk, "other", token, NOON)
    with pytest.raises(NotFoundError):
        open_link(desk, "msa", token, NOON + DAY)
    with pytest.raises(NotFoundError):
        confirm(desk, somebody(desk, "other").visitor, token, person.browser, NOON)

    assert open_link(desk, "msa", token, NOON + DAY - MINUTE).expires_at == NOON + DAY


def test_secrets_are_kept_nowhere(desk: Desk, person: Person) -> None:
    invite(desk)
    refused(person, knowledge="99999", password="tilleul escargot 5")
    activate(person)
    (mail,) = mails(desk)
    kept = "".join(
        str(desk.database.rows(f"SELECT * FROM {table}"))
        for table in ("account", "invitation", "attempt", "event", "effect", "link")
    )

    for secret in (CODE.verifier, str(CODE), "99999", NEW_PASSWORD, "tilleul", token_in(mail)):
        assert secret not in kept


def test_processes_together_get_no_more_tries(
    desk: Desk, database_url: str, tmp_path: Path
) -> None:
    invite(desk)
    desk.database.close()

    keys = all_at_once(database_url, guess_in_process, database_url, str(tmp_path), 3)

    assert sorted(key for some in keys for key in some) == ["refused"] * 5 + ["throttled"] * 7


def test_of_processes_that_use_a_code_together_one_has_it(
    desk: Desk, database_url: str, tmp_path: Path
) -> None:
    invite(desk)
    desk.database.close()

    said = all_at_once(
        database_url, activate_in_process, database_url, str(tmp_path), ["a@exemple.fr"]
    )

    assert sorted(one for some in said for one in some) == ["activated"] + ["refused"] * 3
    assert len(accounts.list_of(desk.database, "msa")) == 1


def test_another_address_is_used_once_it_was_confirmed(desk: Desk, person: Person) -> None:
    lea(desk)
    person.sign_in()

    ask_new_email(desk, person.visitor, "neuve@exemple.fr", NOON)
    (mail,) = mails(desk)
    before = person.account().email
    outcome = confirm(desk, person.visitor, token_in(mail), person.browser, NOON)

    assert mail[:2] == ("nouvelle-adresse", "neuve@exemple.fr")
    assert (before, outcome.token, outcome.following) == (EMAIL, None, "/mon-compte")
    assert [one[:2] for one in mails(desk)] == [("adresse-changee", EMAIL)]
    assert somebody(desk, browser=SAFARI).sign_in(email="neuve@exemple.fr").token


def test_an_address_taken_meanwhile_is_not_used(desk: Desk, person: Person) -> None:
    lea(desk)
    person.sign_in()
    ask_new_email(desk, person.visitor, "neuve@exemple.fr", NOON)
    (mail,) = mails(desk)
    lea(desk, email="neuve@exemple.fr", password_hash=hashed(PASSWORD))

    with pytest.raises(NotFoundError):
        confirm(desk, person.visitor, token_in(mail), person.browser, NOON)

    assert person.account().email == EMAIL

"""Nobody learns whether an account or a code exists: not from words, headers, nor statements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from engine.accounts.codes import Code, known_as, read_code
from engine.accounts.hashing import hashed
from engine.database import accounts, invitations
from engine.services.demonstration import CODES, POSTCODE
from tests.conftest import NOON
from tests.database.samples import counted
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import PASSWORD, Site

SIGN_IN, ACTIVATION, RESET = "/connexion", "/demarches/activation", "/demarches/mot-de-passe"
CHOSEN = "escargot tilleul 7"
HERE = read_code(CODES["msa"])
# What differs from one answer to the next, whoever asks.
DRAWN = {"Set-Cookie", "Date", "Content-Length"}
VERIFIER = hashed("EFGHJKMN")
KNOWLEDGE = hashed(known_as(POSTCODE))


@dataclass(frozen=True)
class Answer:
    """All that somebody who tries can see, and what it cost."""

    status: int
    body: str
    headers: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


def try_at(site: Site, address: str, typed: Mapping[str, str]) -> Answer:
    """What a new browser gets that sends a form; every address asked for is followed."""
    client = site.client()
    client.open(address)
    form = client.page.form
    data = {**client.page.values, **typed, "_action": "suivant"}
    with counted(site.desk.database) as statements:
        response = client.http.post(form.get("action"), data=data)
    told = [(name, text) for name, text in response.headers if name not in DRAWN]
    body = masked(Page(address, response), typed)
    while response.status_code == 303:
        address = response.headers["Location"]
        response = client.http.get(address)
        body += masked(Page(address, response), typed)
    return Answer(response.status_code, body, tuple(told), tuple(statements))


def masked(page: Page, typed: Mapping[str, str]) -> str:
    """A page without the token of its form, nor what was typed."""
    html = page.html
    for token in page.tree.xpath("//input[@name='_csrf']/@value"):
        html = html.replace(str(token), "jeton")
    for text in typed.values():
        html = html.replace(text, "…")
    return html


def account(site: Site, email: str, **changes: Any) -> None:
    """An account that can or cannot be entered."""
    known: dict[str, Any] = {"password_hash": VERIFIER, "email_verified_at": NOON, **changes}
    closed_at = known.pop("closed_at", None)
    made = accounts.create(site.desk.database, "msa", email, "Inès Test", "particulier", {}, NOON,
                           **known)  # fmt: skip
    if closed_at:
        accounts.close(site.desk.database, made, closed_at)


def a_code(site: Site, selector: str, **changes: Any) -> str:
    """An invitation, whose code is given."""
    database = site.desk.database
    assert HERE is not None
    model = invitations.find(database, "msa", HERE.selector)
    assert model is not None
    values = {**vars_of(model), "id": invitations.new_id(), "selector": selector,
              "verifier_hash": VERIFIER, "knowledge_hash": KNOWLEDGE}  # fmt: skip
    invitations.create(database, invitations.Invitation(**{**values, **changes}))
    return f"{selector}-EFGH-JKMN"


def vars_of(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def with_accounts(site: Site) -> dict[str, dict[str, str]]:
    """What is typed to sign in, by what is wrong with it."""
    account(site, "closed@demo.test", closed_at=NOON)
    account(site, "unverified@demo.test", email_verified_at=None)
    emails = {"unknown": "rien@demo.test", "wrong password": "lea@demo.test",
              "closed": "closed@demo.test", "legacy": "ancien@demo.test",
              "unverified": "unverified@demo.test"}  # fmt: skip
    return {why: {"courriel": email, "mot_de_passe": "pas le bon"} for why, email in emails.items()}


def with_codes(site: Site) -> dict[str, dict[str, str]]:
    """What is typed to activate, by what is wrong with it."""
    ((lea,),) = site.rows("SELECT id FROM account WHERE site='msa' AND email='lea@demo.test'")
    codes = {
        "unknown": "ZZZZ-EFGH-JKMN",
        "wrong verifier": f"{a_code(site, 'AAA1')[:10]}ZZZZ",
        "used": a_code(site, "AAA2", used_at=NOON, account=lea),
        "expired": a_code(site, "AAA3", expires_at=NOON - timedelta(days=1)),
        "revoked": a_code(site, "AAA4", revoked_at=NOON),
        "no code": "1234",
    }
    typed = {why: (code, POSTCODE) for why, code in codes.items()}
    typed["wrong postcode"] = a_code(site, "AAA5"), "75001"
    return {
        why: {"code": code, "code_postal": known, "courriel": "ines@demo.test",
              "mot_de_passe": CHOSEN}
        for why, (code, known) in typed.items()
    }  # fmt: skip


def with_addresses(site: Site) -> dict[str, dict[str, str]]:
    """What is typed to get a link, by what the address is."""
    return {why: {"courriel": typed["courriel"]} for why, typed in with_accounts(site).items()}


@on_both
@pytest.mark.parametrize(
    ("address", "status", "prepare"),
    [(SIGN_IN, 422, with_accounts), (ACTIVATION, 422, with_codes), (RESET, 200, with_addresses)],
)
def test_the_answer_is_the_same_whatever_is_wrong(
    site: Site,
    address: str,
    status: int,
    prepare: Callable[[Site], dict[str, dict[str, str]]],
) -> None:
    cases = prepare(site)
    try_at(site, address, next(iter(cases.values())))
    site.desk.database.change("DELETE FROM attempt")

    found = {why: try_at(site, address, typed) for why, typed in cases.items()}

    first = next(iter(found.values()))
    assert {why: one.status for why, one in found.items()} == dict.fromkeys(found, status)
    assert [why for why, one in found.items() if one.body != first.body] == []
    assert [why for why, one in found.items() if one.headers != first.headers] == []
    numbers = {why: len(one.statements) for why, one in found.items()}
    assert numbers == dict.fromkeys(found, len(first.statements))


def test_an_address_that_has_an_account_is_activated_in_the_same_words(site: Site) -> None:
    typed = {"code_postal": POSTCODE, "mot_de_passe": CHOSEN}
    taken = {**typed, "code": a_code(site, "AAA6"), "courriel": "lea@demo.test"}
    free = {**typed, "code": a_code(site, "AAA7"), "courriel": "ines@demo.test"}

    found = [try_at(site, ACTIVATION, one) for one in (taken, free)]

    assert found[0].status == found[1].status == 200
    assert found[0].body == found[1].body
    assert found[0].headers == found[1].headers


def test_the_account_of_another_site_is_as_unknown_as_any(site: Site) -> None:
    typed = {"courriel": "lea@demo.test", "mot_de_passe": PASSWORD}
    client = Client(site.app)
    site.desk.database.change("DELETE FROM account WHERE site='msa' AND email='lea@demo.test'")
    client.open(SIGN_IN)

    page = client.send(typed)

    assert page.status == 422
    assert site.rows("SELECT count(*) FROM account WHERE email='lea@demo.test'") == [(2,)]


def test_a_code_is_named_in_no_answer(site: Site) -> None:
    code = Code("AAA8", "EFGHJKMN")
    a_code(site, code.selector, revoked_at=NOON)

    answer = try_at(site, ACTIVATION, {"code": "AAA8-EFGH-JKMN", "code_postal": POSTCODE,
                    "courriel": "ines@demo.test", "mot_de_passe": CHOSEN})  # fmt: skip

    assert code.verifier not in answer.body
    assert CHOSEN not in answer.body

"""Asking that an account be changed: what an agent accepts, refuses, and may not."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.accounts.records import record_in, rows_in
from engine.database import Database, accounts, change_requests, effects, threads
from engine.database.accounts import Account
from engine.database.change_requests import ChangeRequest, RequestSettledError
from engine.errors import NotAllowedError, NotFoundError
from engine.services import requesting
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.requesting import RowChangedError
from tests.conftest import NOON
from tests.database.processes import all_at_once
from tests.database.samples import an_account
from tests.services.asking import a_desk, sites

PROFILE = """
profile:
  hebergements: {id: text, nom: text, capacite: integer, classement_expire: date}
records:
  contact: {adresse: text, commune: text}
  identite: {nom: text, prenom: text}
"""
LODGINGS = [
    {"id": "h1", "nom": "Gîte", "capacite": 6},
    {"id": "h2", "nom": "Studio", "capacite": 2, "classement_expire": ""},
]
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """Two sites, whose accounts know lodgings."""
    (sites(tmp_path / "forms") / "profile.yaml").write_text(PROFILE)
    return a_desk(database, tmp_path)


@pytest.fixture
def host(desk: Desk) -> Visitor:
    """Somebody with two lodgings."""
    details = {"profile": {"hebergements": LODGINGS}}
    return visitor_of(an_account(desk.database, email="hote@exemple.fr", details=details), "fr")


@pytest.fixture
def agent(desk: Desk) -> Visitor:
    """An agent of the site."""
    return visitor_of(an_agent(desk), "fr")


@pytest.fixture
def ask(desk: Desk, host: Visitor) -> Callable[..., ChangeRequest]:
    """Have the host ask for a larger capacity, or for something else."""

    def one(**changes: Any) -> ChangeRequest:
        account = of(host)
        values: dict[str, Any] = {
            "id": change_requests.new_id(), "site": account.site, "account": account.id,
            "list": "hebergements", "row": "h1", "before": {"capacite": 6},
            "after": {"capacite": 8}, "created_at": NOON,
        }  # fmt: skip
        return requesting.ask(desk, ChangeRequest(**values | changes), NOON)

    return one


def an_agent(desk: Desk, **changes: Any) -> Account:
    given = {"email": "agent@exemple.fr", "name": "Alice", "roles": ("agent",)}
    return an_account(desk.database, **given | changes)


def of(visitor: Visitor) -> Account:
    assert visitor.account is not None
    return visitor.account


def known(desk: Desk, visitor: Visitor) -> Account:
    return accounts.load(desk.database, visitor.site, of(visitor).id)


def told(desk: Desk, visitor: Visitor) -> list[str]:
    found = threads.list_of(desk.database, visitor.site, of(visitor).id, 10)
    return [one.thread.subject for one in found]


def test_what_is_accepted_is_changed_at_once_and_told(desk, host, agent, ask):
    request = ask()

    requesting.accept(desk, agent, request.id, LATER)

    rows = rows_in(known(desk, host).details, "hebergements")
    assert rows == [{"id": "h1", "nom": "Gîte", "capacite": 8}, LODGINGS[1]]
    assert told(desk, host) == [
        "Votre demande est acceptée\u00a0: Modification d'informations – Gîte"
    ]
    mails = effects.claim(desk.database, LATER, 10)
    assert [one.payload["to"] for one in mails] == ["hote@exemple.fr"]
    assert "Gîte" not in str(mails[0].payload)


def test_a_new_record_is_added(desk, host, agent, ask):
    request = ask(row="", before={"nom": None}, after={"nom": "Chalet"})

    requesting.accept(desk, agent, request.id, LATER)

    rows = rows_in(known(desk, host).details, "hebergements")
    assert rows == [*LODGINGS, {"id": "h3", "nom": "Chalet"}]


def test_a_record_that_there_is_one_of_is_changed(desk, host, agent, ask):
    request = ask(list="contact", row="", before={"commune": None}, after={"commune": "Briançon"})

    requesting.accept(desk, agent, request.id, LATER)

    assert record_in(known(desk, host).details, "contact") == {"commune": "Briançon"}


def test_an_account_is_called_as_its_identity_says(desk, host, agent, ask):
    names = {"nom": "Roux", "prenom": "Camille"}
    request = ask(list="identite", row="", before=dict.fromkeys(names), after=names)

    requesting.accept(desk, agent, request.id, LATER)

    assert known(desk, host).name == "Camille Roux"


def test_what_is_blank_is_as_if_it_were_not_known(desk, host, agent, ask):
    day = {"classement_expire": "2030-01-31"}
    request = ask(row="h2", before={"classement_expire": None}, after=day)

    requesting.accept(desk, agent, request.id, LATER)

    assert record_in(known(desk, host).details, "hebergements", "h2") == {**LODGINGS[1], **day}


@pytest.mark.parametrize(
    "rows", [[{**LODGINGS[0], "capacite": 7}, LODGINGS[1]], [LODGINGS[1]]], ids=["changed", "gone"]
)
def test_what_changed_meanwhile_is_not_accepted(desk, host, agent, ask, rows):
    request = ask()
    changed = {"profile": {"hebergements": rows}}
    accounts.set_details(desk.database, of(host), changed)

    with pytest.raises(RowChangedError):
        requesting.accept(desk, agent, request.id, LATER)

    assert known(desk, host).details == changed
    shown = requesting.request(desk, agent, request.id)
    assert shown.is_outdated
    assert shown.request.is_open
    assert told(desk, host) == []


def test_another_column_may_change_meanwhile(desk, host, agent, ask):
    request = ask()
    renamed = [{**LODGINGS[0], "nom": "Chalet"}, LODGINGS[1]]
    accounts.set_details(desk.database, of(host), {"profile": {"hebergements": renamed}})

    requesting.accept(desk, agent, request.id, LATER)

    row = record_in(known(desk, host).details, "hebergements", "h1")
    assert row == {"id": "h1", "nom": "Chalet", "capacite": 8}


def test_what_is_refused_changes_nothing_and_says_why(desk, host, agent, ask):
    request = ask()

    requesting.refuse(desk, agent, request.id, "Le certificat est illisible.", LATER)

    assert known(desk, host).details == of(host).details
    (shown,) = requesting.requests_of(desk, host)
    assert (shown.request.accepted, shown.request.reason) == (False, "Le certificat est illisible.")
    (listed,) = threads.list_of(desk.database, "msa", of(host).id, 10)
    (message,) = threads.messages_of(desk.database, listed.thread)
    assert message.text.endswith("Motif\u00a0: Le certificat est illisible.")


def test_a_request_is_answered_once(desk, agent, ask):
    request = ask()
    requesting.refuse(desk, agent, request.id, "Non.", LATER)

    with pytest.raises(RequestSettledError):
        requesting.accept(desk, agent, request.id, LATER)


def test_what_the_person_cancelled_is_not_accepted(desk, host, agent, ask):
    request = ask()
    requesting.cancel(desk, host, request.id, LATER)

    with pytest.raises(RequestSettledError):
        requesting.accept(desk, agent, request.id, LATER)
    assert requesting.pending(desk, host) == []
    assert known(desk, host).details == of(host).details


def test_a_request_replaces_the_one_before_on_the_same_columns(desk, host, ask):
    first, other = ask(), ask(row="h2", before={"capacite": 2}, after={"capacite": 3})
    named = ask(before={"nom": "Gîte"}, after={"nom": "Chalet"})

    last = ask(after={"capacite": 9})

    waiting = {one.id for one in requesting.pending(desk, host)}
    assert waiting == {other.id, named.id, last.id}
    assert change_requests.load(desk.database, "msa", first.id).cancelled_at == NOON


def test_nobody_accepts_a_request_of_their_own(desk, agent, ask):
    request = ask(account=of(agent).id, before={"capacite": None}, row="")

    with pytest.raises(NotAllowedError):
        requesting.accept(desk, agent, request.id, LATER)
    with pytest.raises(NotAllowedError):
        requesting.refuse(desk, agent, request.id, "Non.", LATER)
    assert change_requests.load(desk.database, "msa", request.id).is_open


def test_only_the_person_cancels(desk, agent, ask):
    request = ask()

    with pytest.raises(NotFoundError):
        requesting.cancel(desk, agent, request.id, LATER)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, who, number: requesting.waiting(desk, who),
        requesting.request,
        lambda desk, who, number: requesting.accept(desk, who, number, LATER),
        lambda desk, who, number: requesting.refuse(desk, who, number, "Non.", LATER),
        lambda desk, who, number: requesting.file_of(desk, who, number, "u"),
    ],
    ids=["list", "read", "accept", "refuse", "file"],
)
def test_only_agents_decide(desk, host, ask, act):
    request = ask()

    with pytest.raises(NotFoundError):
        act(desk, host, request.id)


def test_a_request_does_not_exist_for_an_agent_of_another_site(desk, ask):
    request = ask()
    other = visitor_of(an_agent(desk, site="other"), "fr")

    assert requesting.waiting(desk, other) == []
    with pytest.raises(NotFoundError):
        requesting.accept(desk, other, request.id, LATER)
    with pytest.raises(NotFoundError):
        requesting.request(desk, other, request.id)


def test_those_that_wait_come_oldest_first(desk, agent, ask):
    late = ask(created_at=LATER, row="h2", before={"capacite": 2})
    early = ask()

    assert [one.request.id for one in requesting.waiting(desk, agent)] == [early.id, late.id]
    assert requesting.decided(desk, agent) == []


def accept_in_process(database: Database, folder: str, number: str) -> bool:
    desk = a_desk(database, Path(folder))
    agent = accounts.find(database, "msa", "agent@exemple.fr")
    assert agent is not None
    try:
        requesting.accept(desk, visitor_of(agent, "fr"), number, LATER)
    except RequestSettledError:
        return False
    return True


def test_agents_who_decide_at_once_decide_once(desk, host, agent, ask, database_url, tmp_path):
    request = ask(row="", before={"nom": None}, after={"nom": "Chalet"})

    outcomes = all_at_once(database_url, accept_in_process, str(tmp_path), request.id)

    assert sorted(outcomes) == [False, False, False, True]
    rows = rows_in(known(desk, host).details, "hebergements")
    assert rows == [*LODGINGS, {"id": "h3", "nom": "Chalet"}]
    assert len(told(desk, host)) == 1

"""One's data: taken away whole, erased in two phases, the account closed."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest

from engine.database import accounts, sessions
from engine.services import erasing, exporting
from engine.services.desk import visitor_of
from tests.conftest import NOON
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import to_receipt
from tests.web.site import Site

DATA = "/mon-compte/mes-donnees"
LATER = NOON + timedelta(days=8)


def take(client: Client) -> ZipFile:
    client.open(DATA)
    form = client.page.tree.xpath(f"//form[@action='{DATA}/export']")[0]
    token = form.xpath(".//input[@name='_csrf']/@value")[0]
    response = client.http.post(f"{DATA}/export", data={"_csrf": token})
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="mes-donnees-2025-03-12.zip"'
    )
    return ZipFile(io.BytesIO(response.data))


def account_of(site: Site, person: str) -> accounts.Account:
    found = accounts.find(site.desk.database, "msa", f"{person}@demo.test")
    assert found is not None
    return found


def agent(site: Site) -> Client:
    site.desk.database.change(
        "UPDATE account SET roles = ? WHERE email = 'emma@demo.test'", '["agent"]'
    )
    return site.client("emma")


def ask(client: Client, reason: str = "Je n'ai plus rien à envoyer.") -> None:
    client.open(DATA)
    token = client.page.tree.xpath("//input[@name='_csrf']/@value")[0]
    client.post(f"{DATA}/effacement", {"_csrf": token, "raison": reason})


@on_both
def test_the_export_holds_all_and_only_what_is_one_s_own(site: Site) -> None:
    lea, paul = site.client("lea"), site.client("paul")
    to_receipt(lea)
    to_receipt(paul)

    archive = take(lea)

    assert archive.testzip() is None
    names = archive.namelist()
    account = json.loads(archive.read("donnees/compte.json"))
    sent = json.loads(archive.read("donnees/envois.json"))
    assert [one["email"] for one in account] == ["lea@demo.test"]
    assert len(sent) == 1
    assert f"accuses/{sent[0]['reference']}.pdf" in names
    assert archive.read(f"accuses/{sent[0]['reference']}.pdf").startswith(b"%PDF-")
    files = [name for name in names if name.startswith("fichiers/")]
    assert len(files) == len(json.loads(archive.read("donnees/fichiers.json"))) > 0
    everything = "".join(
        archive.read(name).decode() for name in names if name.endswith((".json", ".txt"))
    )
    assert "paul@demo.test" not in everything
    assert "password_hash" not in everything
    assert "Vos données sur" in archive.read("LISEZ-MOI.txt").decode()


def test_the_export_is_made_while_it_is_sent(site: Site, lea: Client) -> None:
    who = visitor_of(account_of(site, "lea"), "fr")

    parts = exporting.export(site.desk, who, NOON)

    sizes = [len(part) for part in parts]
    assert len(sizes) > 20
    assert max(sizes) < 200_000


def test_a_file_that_is_gone_does_not_stop_the_others(site: Site, lea: Client) -> None:
    to_receipt(lea)
    site.desk.database.change("UPDATE upload SET storage_key = ?", "0" * 32)

    archive = take(lea)

    (name,) = [one for one in archive.namelist() if one.startswith("fichiers/")]
    assert archive.read(name) == b""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("carte d'identité.pdf", "carte d_identité.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("...", "fichier"),
        ("a\\b:c.pdf", "a_b_c.pdf"),
    ],
)
def test_a_name_in_the_archive_is_a_name_everywhere(name: str, kept: str) -> None:
    assert exporting.safe_name(name) == kept


def test_nobody_takes_anything(nobody: Client) -> None:
    assert nobody.open(DATA).status == 401
    assert nobody.forge(f"{DATA}/export").status == 401


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_one_says_why_one_asks_to_be_erased(site: Site, lea: Client, reason: str) -> None:
    ask(lea, reason)

    assert lea.page.status == 422
    assert site.count("erasure") == 0


def test_one_changes_one_s_mind(site: Site, lea: Client) -> None:
    ask(lea)
    assert "En attente de réponse" in lea.page.text
    form = lea.page.tree.xpath(f"//form[@action='{DATA}/effacement/annuler']")[0]
    token, number = (form.xpath(f".//input[@name='{n}']/@value")[0] for n in ("_csrf", "demande"))

    page = lea.post(f"{DATA}/effacement/annuler", {"_csrf": token, "demande": number})

    assert "Annulée" in page.text
    assert erasing.waiting(site.desk, visitor_of(role(site), "fr"))[0].erasure.cancelled_at


def role(site: Site) -> accounts.Account:
    agent(site)
    return account_of(site, "emma")


@on_both
def test_an_accepted_request_is_carried_out_after_some_days(site: Site) -> None:
    lea, emma = site.client("lea"), agent(site)
    to_receipt(lea)
    ask(lea)
    emma.open("/bureau/effacements")
    emma.follow("Décider")
    emma.send({"decision": "accepter", "reponse": "Vos envois restent cinq ans."}, action=None)
    assert "Vos envois restent cinq ans." in lea.open(DATA).text

    early = erasing.carry_out(site.desk, NOON + timedelta(days=6))
    done = erasing.carry_out(site.desk, LATER)
    again = erasing.carry_out(site.desk, LATER)

    assert (early, done, again) == (0, 1, 0)
    assert accounts.find(site.desk.database, "msa", "lea@demo.test") is None
    assert site.count("submission") == 1
    assert lea.open("/mes-envois").status == 401
    names = [one.split('"name":"')[1].split('"')[0] for (one,) in site.rows(
        "SELECT payload FROM effect WHERE submission_id IS NULL"
    )]  # fmt: skip
    assert names == ["donnees-effacees"]


def test_a_refusal_says_why(site: Site, lea: Client) -> None:
    emma = agent(site)
    ask(lea)
    emma.open("/bureau/effacements")
    emma.follow("Décider")

    missing = emma.send({"decision": "refuser"}, action=None)
    assert missing.errors == ["Donnez les motifs de la décision."]
    emma.send({"decision": "refuser", "reponse": "Obligation légale."}, action=None)

    assert "Obligation légale." in lea.open(DATA).text
    assert erasing.carry_out(site.desk, LATER) == 0


def test_only_agents_decide(site: Site, lea: Client, paul: Client) -> None:
    ask(lea)

    assert paul.open("/bureau/effacements").status == 404


def test_an_agent_of_another_site_sees_nothing(site: Site, lea: Client) -> None:
    ask(lea)
    site.desk.database.change("UPDATE account SET roles = ?", '["agent"]')
    other = accounts.find(site.desk.database, "paysdesecrins", "emma@demo.test")
    assert other is not None

    assert erasing.waiting(site.desk, visitor_of(other, "fr")) == []


@on_both
def test_closing_an_account_ends_all_its_sessions(site: Site) -> None:
    lea, elsewhere = site.client("lea"), site.client("lea")
    site.desk.database.change("UPDATE session SET authenticated_at = created_at")
    lea.open("/mon-compte/fermer")
    refused = lea.send(action=None)
    assert refused.errors == ["Cochez la case pour fermer votre compte."]

    page = lea.send({"confirmer": "oui"}, action=None)

    assert page.heading == "Votre compte est fermé"
    assert site.rows("SELECT count(*) FROM session")[0][0] == 0
    assert elsewhere.open("/mes-envois").status == 401
    assert account_of(site, "lea").closed_at == NOON


def test_closing_asks_the_password_again_unless_one_has_just_signed_in(site: Site) -> None:
    lea = site.client("lea")
    site.desk.database.change("UPDATE session SET authenticated_at = ?", "2025-03-12 10:00:00")
    lea.open("/mon-compte/fermer")

    page = lea.send({"confirmer": "oui", "mot_de_passe": "ce n'est pas le mien"}, action=None)

    assert page.errors == ["Ce mot de passe n'est pas le bon."]
    assert account_of(site, "lea").closed_at is None
    assert site.count("session") == 1


def test_wrong_passwords_are_slowed_down(site: Site) -> None:
    lea = site.client("lea")
    site.desk.database.change("UPDATE session SET authenticated_at = ?", "2025-03-12 10:00:00")
    lea.open("/mon-compte/fermer")
    wrong = {"confirmer": "oui", "mot_de_passe": "ce n'est pas le mien"}

    said = [lea.send(wrong, action=None).errors[0] for _ in range(6)]

    assert said[0] == "Ce mot de passe n'est pas le bon."
    assert said[-1] == "Trop de mots de passe faux : réessayez dans quelques minutes."


def test_a_session_is_fresh_for_ten_minutes(site: Site) -> None:
    account = account_of(site, "lea")
    token = sessions.create(
        site.desk.database, account.id, NOON, timedelta(hours=1), authenticated_at=NOON
    )
    session = sessions.load(site.desk.database, token, NOON)

    who = visitor_of(account, "fr", session)

    assert who.is_fresh(NOON + timedelta(minutes=10))
    assert not who.is_fresh(NOON + timedelta(minutes=11))

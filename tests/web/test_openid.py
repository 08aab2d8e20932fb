"""Signing in with an identity provider: a real one, over HTTP, which may lie."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
import time_machine

from engine.clock import now
from engine.database import accounts, links
from engine.federation import forget_all
from tests.openid_provider import CLIENT, SECRET, STRANGER, Provider, new_key, openid_provider
from tests.web.client import Client, Page
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

HERE, ELSEWHERE = "http://localhost", "http://paysdesecrins.localhost"
ACCOUNT, RETURN, HOME = "/connexion/openid/compte", "/connexion/openid/retour", "/tableau-de-bord"
BUTTON = "Se connecter avec FranceConnect"
CONFIGURED = """
openid:
  issuer: {issuer}
  client_id: {client}
  levels: [eidas1, eidas2]
  opens: particulier
"""


@pytest.fixture
def provider() -> Iterator[Provider]:
    forget_all()
    with openid_provider() as provider:
        provider.allow(HERE, ELSEWHERE)
        yield provider


@pytest.fixture
def site(forms: Path, open_site: Callable[..., Site], provider: Provider) -> Site:
    """Both sites have the provider."""
    said = CONFIGURED.format(issuer=provider.issuer, client=CLIENT)
    for name in ("msa", "paysdesecrins"):
        file = forms / "sites" / f"{name}.yaml"
        profile = "particulier" if name == "msa" else "hebergeur"
        file.write_text(file.read_text() + said.replace("particulier", profile))
    return open_site(OPENID_SECRET_MSA=SECRET, OPENID_SECRET_PAYSDESECRINS=SECRET)


def leave(client: Client, address: str = "/connexion") -> str:
    """Press the button of the sign-in page; gives the address of the provider."""
    client.open(address)
    return press(client)


def press(client: Client) -> str:
    (form,) = client.page.tree.xpath("//form[@action='/connexion/openid']")
    values = {one.get("name"): one.get("value") or "" for one in form.xpath(".//input")}
    page = client.post(form.get("action"), values)
    assert page.status == 200, page.text
    return page.link("Continuer vers FranceConnect")


def identify(address: str, who: str = "lea") -> str:
    """What somebody does at the provider; gives the address that leads back."""
    assert requests.get(address, timeout=5).status_code == 200
    answer = requests.post(address, data={"qui": who}, timeout=5, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix(HERE)


def come_back(client: Client, who: str = "lea", address: str = "/connexion") -> Page:
    """Leave, prove who one is, come back."""
    return client.open(identify(leave(client, address), who))


def ask_account(client: Client, email: str) -> Page:
    """Ask for an account to be opened."""
    return client.forge(ACCOUNT, {"courriel_nouveau": email, "_action": "ouvrir"})


def linked(site: Site) -> Client:
    """A browser whose person has just linked her account."""
    client = site.client()
    come_back(client)
    page = client.send({"mot_de_passe": PASSWORD}, action="rattacher")
    assert page.address == HOME, page.text
    return client


def test_no_button_where_no_provider_is_configured(forms: Path, open_site: Callable[..., Site]):
    client = open_site().client()

    page = client.open("/connexion")

    assert BUTTON not in page.text
    assert client.open(RETURN).status == 404
    assert client.forge("/connexion/openid").status == 404


def test_no_button_while_the_secret_is_not_given(
    forms: Path, open_site: Callable[..., Site], provider: Provider
):
    file = forms / "sites" / "msa.yaml"
    said = CONFIGURED.format(issuer=provider.issuer, client=CLIENT)
    file.write_text(file.read_text() + said)

    page = open_site().client().open("/connexion")

    assert BUTTON not in page.text


def test_what_is_asked_of_the_provider(site: Site, provider: Provider):
    asked = parse_qs(urlsplit(leave(site.client())).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 43
    assert len(asked["nonce"][0]) >= 43
    assert asked["acr_values"] == ["eidas1 eidas2"]
    assert asked["redirect_uri"] == [HERE + RETURN]
    assert asked["prompt"] == ["login"]
    assert SECRET not in str(asked)


@on_both
def test_an_account_is_linked_by_its_password_then_known_again(site: Site, provider: Provider):
    client = site.client()
    page = come_back(client)
    assert page.address == ACCOUNT
    assert "Léa" in page.text
    assert "MARTIN" in page.text
    assert "14 juin 1985" in page.text
    assert page.value("courriel") == "lea@demo.test"

    wrong = client.send({"mot_de_passe": "ce n'est pas cela"}, action="rattacher")
    right = client.send({"mot_de_passe": PASSWORD}, action="rattacher")
    again = come_back(site.client())

    assert (wrong.status, wrong.errors) == (422, ["Identifiant ou mot de passe incorrect."])
    assert right.address == HOME
    assert again.address == HOME
    assert "Léa" in again.html


def test_an_account_that_bears_another_name_is_linked_on_a_second_word(site: Site):
    client = site.client()
    come_back(client)

    asked = client.send({"courriel": "paul@demo.test", "mot_de_passe": PASSWORD}, "rattacher")
    answers = {"courriel": "paul@demo.test", "mot_de_passe": PASSWORD, "le_mien": "oui"}
    page = client.send(answers, "rattacher")

    assert asked.status == 422
    assert "Paul" in asked.errors[0]
    assert page.address == HOME
    assert site.rows("SELECT details FROM event WHERE kind = 'provider_linked'") == [
        ('{"names_differ":true}',)
    ]


def test_a_second_factor_is_asked_for_to_link_and_at_each_sign_in(site: Site):
    key = second_factor_of(site)
    client = site.client()
    come_back(client)

    asked = client.send({"mot_de_passe": PASSWORD}, action="rattacher")
    later = NOON + timedelta(seconds=30)
    with time_machine.travel(later, tick=False):
        code = pyotp.TOTP(key).at(later)
        right = client.send({"mot_de_passe": PASSWORD, "code": code}, action="rattacher")
        again = come_back(site.client())

    assert asked.status == 422
    assert "code" in asked.errors[0]
    assert right.address == HOME
    assert again.heading == "Code de votre application"


def second_factor_of(site: Site) -> str:
    lea = site.client("lea")
    (shown,) = lea.open("/mon-compte/double-authentification").tree.xpath("//main//code/text()")
    key = str(shown).replace(" ", "")
    lea.send({"code": pyotp.TOTP(key).at(NOON)}, action=None)
    return key


def test_what_was_typed_when_the_session_ended_is_there_after_the_provider(site: Site):
    client = linked(site)
    client.open("/demarches/message?nouveau=1")
    values = {**client.page.values, "objet": "Gardé", "texte": "Un long texte"}
    client.http.delete_cookie("guichet", domain="localhost")

    expired = client.post("/demarches/message", values, {})
    page = client.open(identify(press(client)))

    assert expired.status == 401
    assert page.value("objet") == "Gardé"
    assert "Un long texte" in page.html


def test_what_was_typed_survives_a_refusal_too(site: Site):
    client = linked(site)
    client.open("/demarches/message?nouveau=1")
    values = {**client.page.values, "objet": "Gardé", "texte": "Un long texte"}
    client.http.delete_cookie("guichet", domain="localhost")
    client.post("/demarches/message", values, {})

    refused = client.open(identify(press(client), who=""))
    page = client.open(identify(press(client)))

    assert refused.status == 403
    assert refused.heading == "Vous ne vous êtes pas identifié avec FranceConnect"
    assert page.value("objet") == "Gardé"


def test_an_account_is_opened_and_confirmed_by_mail(site: Site):
    client = site.client()
    come_back(client, "zoe")
    asked = ask_account(client, "zoe@exemple.fr")
    before = come_back(site.client(), "zoe")

    token = link_to(site, "zoe@exemple.fr")
    page = client.open(f"/liens/{token}")
    asks = page.text
    page = client.open(identify(press(client), "zoe"))

    assert asked.heading == "Consultez vos courriels"
    assert before.address == ACCOUNT
    assert BUTTON in asks
    assert page.address == HOME or page.address.startswith("/demarches/conditions")
    assert site.rows("SELECT name, profile FROM account WHERE email = 'zoe@exemple.fr'") == [
        ("Zoé INCONNUE", "particulier")
    ]


def test_an_address_that_has_an_account_is_answered_alike(site: Site):
    client = site.client()
    come_back(client, "zoe")
    taken = ask_account(client, "paul@demo.test")
    again = come_back(client, "zoe")

    assert taken.heading == "Consultez vos courriels"
    assert again.address == ACCOUNT
    assert site.rows("SELECT count(*) FROM identity") == [(0,)]


def test_an_address_that_is_none_is_told(site: Site):
    client = site.client()
    come_back(client, "zoe")

    page = ask_account(client, "zoe")

    assert page.status == 422
    assert page.errors == ["Saisissez une adresse électronique au format nom@exemple.fr."]
    assert page.tree.xpath("//input[@name='courriel_nouveau']/@value") == ["zoe"]


def link_to(site: Site, email: str) -> str:
    """The token of the link that is sent to an address."""
    account = accounts.find(site.desk.database, "msa", email)
    assert account is not None
    hour = timedelta(hours=1)
    return links.create(site.desk.database, account.id, "verify_email", {}, now(), hour)


def test_an_account_not_confirmed_is_not_entered(site: Site):
    client = site.client()
    come_back(client, "zoe")
    ask_account(client, "zoe@exemple.fr")

    page = come_back(client, "zoe")

    assert page.address == ACCOUNT
    assert client.http.get(HOME).status_code == 401


LIES = {
    "wrong nonce": ({"nonce": "un autre"}, 422, "ne peut pas être utilisée"),
    "no nonce": ({"nonce": None}, 422, "ne peut pas être utilisée"),
    "another issuer": ({"iss": "https://autre.demo.test"}, 422, "ne peut pas être utilisée"),
    "another client": ({"aud": "un-autre-site"}, 422, "ne peut pas être utilisée"),
    "of the past": ({"iat": 1741777000 - 600, "exp": 1741777000 - 540}, 422, "au mauvais moment"),
    "of the future": ({"iat": 1741777200 + 900, "exp": 1741777200 + 960}, 422, "mauvais moment"),
    "without end": ({"exp": None}, 422, "ne peut pas être utilisée"),
    "too low a level": ({"acr": "eidas0"}, 403, "n'est pas assez sûr"),
    "no level": ({"acr": None}, 403, "n'est pas assez sûr"),
    "an old proof": ({"auth_time": 1741777200 - 3600}, 422, "au mauvais moment"),
    "another token": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, 422, "ne peut pas être utilisée"),
    "nobody": ({"sub": ""}, 422, "ne peut pas être utilisée"),
}


@pytest.mark.parametrize("name", LIES)
def test_an_answer_that_is_not_the_right_one_signs_nobody_in(
    site: Site, provider: Provider, name: str
):
    linked(site)
    claims, status, said = LIES[name]
    provider.claims = claims
    client = site.client()

    page = come_back(client)

    assert (page.status, said in page.heading) == (status, True), page.heading
    assert client.http.get(HOME).status_code == 401


def test_clocks_may_differ_by_a_minute(site: Site, provider: Provider):
    now = int(NOON.timestamp())
    provider.claims = {"iat": now + 50, "exp": now + 110}

    page = come_back(site.client())

    assert page.address == ACCOUNT


def test_what_another_key_signed_signs_nobody_in(site: Site, provider: Provider):
    provider.signing = new_key()
    client = site.client()

    page = come_back(client)

    assert page.status == 422
    assert "ne peut pas être utilisée" in page.heading


def test_a_key_that_changed_is_asked_for(site: Site, provider: Provider):
    linked(site)
    provider.rotate()

    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        page = come_back(site.client())

    assert page.address == HOME


def test_information_of_somebody_else_signs_nobody_in(site: Site, provider: Provider):
    provider.said = {"sub": STRANGER["sub"]}

    page = come_back(site.client())

    assert page.status == 422


def test_information_may_come_unsigned_from_its_own_address(site: Site, provider: Provider):
    provider.signs_info = False

    page = come_back(site.client())

    assert page.address == ACCOUNT
    assert "MARTIN" in page.text


@pytest.mark.parametrize("endpoint", ["token", "userinfo", "keys"])
def test_a_provider_that_is_down_loses_nothing(site: Site, provider: Provider, endpoint: str):
    provider.failing.add(endpoint)
    client = site.client()

    page = come_back(client, address="/mes-messages")
    provider.failing.clear()
    again = client.open(identify(press(client)))

    assert page.status == 503
    assert page.heading == "FranceConnect ne répond pas"
    assert again.address == ACCOUNT


def test_a_provider_that_is_away_is_told_before_leaving(site: Site, provider: Provider):
    provider.failing.add("configuration")
    client = site.client()
    client.open("/connexion")

    page = client.forge("/connexion/openid", {"suite": "/mes-messages"})
    provider.failing.clear()
    client.page = page

    assert page.status == 503
    assert page.heading == "FranceConnect ne répond pas"
    assert page.value("suite") == "/mes-messages"


@pytest.mark.parametrize(
    ("error", "status"), [("access_denied", 403), ("server_error", 503), ("invalid_scope", 422)]
)
def test_an_error_of_the_provider_is_told(site: Site, provider: Provider, error: str, status: int):
    provider.error = error

    page = come_back(site.client())

    assert page.status == status


def test_an_answer_serves_once(site: Site):
    client = site.client()
    address = identify(leave(client))
    client.open(address)

    again = client.open(address)

    assert again.status == 410
    assert again.heading == "Cette connexion a déjà servi"


def test_coming_back_twice_once_signed_in_is_no_mistake(site: Site):
    client = linked(site)
    address = identify(leave(client))
    client.open(address)

    again = client.open(address)

    assert again.address == HOME


def test_an_answer_belongs_to_the_browser_that_asked(site: Site):
    address = identify(leave(site.client()))
    thief = site.client()
    leave(thief)

    page = thief.open(address)

    assert page.status == 410
    assert page.heading == "Cette connexion n'a pas commencé ici"


def test_an_answer_belongs_to_the_site_that_asked(site: Site):
    client = site.client()
    address = identify(leave(client))
    key = client.http.get_cookie("guichet-fournisseur", domain="localhost")
    assert key is not None
    client.http.set_cookie("guichet-fournisseur", key.value, domain="paysdesecrins.localhost")

    page = client.open(ELSEWHERE + address)

    assert page.status == 410


def test_an_answer_too_late_is_told(site: Site):
    client = site.client()
    address = identify(leave(client))

    with time_machine.travel(NOON + timedelta(minutes=16), tick=False):
        page = client.open(address)

    assert page.status == 410


@pytest.mark.parametrize("query", ["", "?state=", "?state=x&code=y", "?code=y", "?state=%00"])
def test_an_invented_answer_is_told(site: Site, query: str):
    page = site.client().open(RETURN + query)

    assert page.status == 410


def test_a_code_that_was_changed_is_refused(site: Site):
    client = site.client()
    address = identify(leave(client))
    state = parse_qs(urlsplit(address).query)["state"][0]

    page = client.open(f"{RETURN}?state={state}&code=invente")

    assert page.status == 422


def test_an_answer_of_another_provider_is_put_aside(site: Site):
    client = site.client()
    address = identify(leave(client))

    page = client.open(address + "&iss=https://autre.demo.test")

    assert page.status == 422


def test_two_tabs_may_both_come_back(site: Site):
    linked(site)
    client = site.client()
    first = identify(leave(client))
    second = identify(leave(client, "/connexion?suite=/mes-messages"))

    page = client.open(second)
    other = client.open(first)

    assert page.address == "/mes-messages"
    assert other.address == HOME


def test_one_is_signed_out_at_the_provider_too(site: Site, provider: Provider):
    client = linked(site)

    page = client.forge("/deconnexion")
    address = page.link("Continuer vers FranceConnect")
    requests.get(address, timeout=5, allow_redirects=False)

    assert client.http.get(HOME).status_code == 401
    assert provider.farewells[0]["post_logout_redirect_uri"] == HERE + "/"
    assert provider.farewells[0]["id_token_hint"].count(".") == 2


def test_signing_out_does_not_need_the_provider(site: Site, provider: Provider):
    client = linked(site)
    forget_all()
    provider.failing.add("configuration")

    page = client.forge("/deconnexion")

    assert page.address == "/"
    assert client.http.get(HOME).status_code == 401


def test_who_gave_a_password_is_not_sent_to_the_provider(site: Site):
    linked(site)
    client = site.client("paul")

    page = client.forge("/deconnexion")

    assert page.address == "/"


def test_the_link_is_undone(site: Site):
    client = linked(site)
    shown = client.open("/mon-compte").text

    client.forge("/mon-compte/fournisseur")
    page = come_back(site.client())

    assert "FranceConnect" in shown
    assert page.address == ACCOUNT


def test_an_account_that_nothing_else_opens_keeps_its_link(site: Site):
    client = linked(site)
    site.desk.database.change(
        "UPDATE account SET password_hash = NULL WHERE email = 'lea@demo.test'"
    )

    page = client.forge("/mon-compte/fournisseur")

    assert page.status == 403
    assert site.rows("SELECT count(*) FROM identity") == [(1,)]


def test_a_closed_account_is_linked_no_more(site: Site):
    client = linked(site)
    client.forge("/mon-compte/fermer", {"mot_de_passe": PASSWORD, "confirmer": "oui"})

    page = come_back(site.client())

    assert site.rows("SELECT count(*) FROM account WHERE closed_at IS NOT NULL") == [(1,)]
    assert page.address == ACCOUNT


def test_nothing_secret_lies_in_the_database(site: Site):
    client = site.client()
    address = leave(client)
    asked = parse_qs(urlsplit(address).query)
    linked(site)

    kept = str(site.rows("SELECT * FROM proving")) + str(site.rows("SELECT * FROM farewell"))

    assert asked["nonce"][0] not in kept
    assert asked["state"][0] not in kept
    assert SECRET not in kept
    assert "eyJ" not in kept


def test_a_person_who_gives_up_goes_back_to_the_sign_in_page(site: Site):
    client = site.client()
    come_back(client)

    page = client.forge(ACCOUNT, {"_action": "renoncer"})

    assert page.address == "/connexion"
    assert client.open(ACCOUNT).address == "/connexion"


def test_the_demonstration_of_an_identity_is_that_of_one_account_alone(site: Site):
    linked(site)
    other = site.client()
    come_back(other)

    assert other.page.address == HOME
    assert site.rows("SELECT count(*) FROM identity") == [(1,)]

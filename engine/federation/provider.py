"""An OpenID Connect provider, asked over HTTP: authorization code, PKCE, signed answers.

What does not change from one person to the next, its addresses and its keys, is kept for an hour.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.federation.errors import Problem, ProviderError
from engine.federation.tokens import (
    Claims,
    Expected,
    check_id_token,
    check_user_info,
    signed_claims,
)

LOG = logging.getLogger("guichet")
WELL_KNOWN = "/.well-known/openid-configuration"
PATIENCE = (3.05, 6)  # seconds: to connect, then to wait for the next bytes
KEPT = timedelta(hours=1)
KEYS_AGAIN = timedelta(seconds=30)
LONGEST_ANSWER = 1 << 20
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
SIGNED = "application/jwt"


@dataclass(frozen=True, kw_only=True)
class Client:
    """What the provider knows of the site that asks."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...]
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """Who somebody is, according to a provider; `id_token` is shown to it when one signs out."""

    issuer: str
    subject: str
    claims: Claims
    id_token: str = field(repr=False)


@dataclass(frozen=True)
class Metadata:
    """What a provider publishes of itself."""

    addresses: Mapping[str, str]
    methods: tuple[str, ...]
    read_at: datetime


@dataclass(frozen=True)
class Keys:
    """The keys with which a provider signs."""

    keys: KeySet
    read_at: datetime


_KNOWN: dict[str, Metadata] = {}
_KEYS: dict[str, Keys] = {}
_LOCK = threading.Lock()


def forget_all() -> None:
    """Ask providers anew for their addresses and keys."""
    with _LOCK:
        _KNOWN.clear()
        _KEYS.clear()


@dataclass(frozen=True)
class Provider:
    """The provider of a site. Every method raises ProviderError."""

    client: Client

    def address(self, state: str, nonce: str, verifier: str, now: datetime) -> str:
        """Where the browser goes, for the person to prove who they are, there and now."""
        known = self._metadata(now)
        more = {"acr_values": " ".join(self.client.levels)} if self.client.levels else {}
        url, _state = self._session(known).create_authorization_url(
            known.addresses["authorization_endpoint"],
            state=state, nonce=nonce, code_verifier=verifier, prompt="login", **more,
        )  # fmt: skip
        return str(url)

    def identify(self, code: str, nonce: str, verifier: str, now: datetime) -> Identity:
        """Who came back with a code."""
        known, client = self._metadata(now), self.client
        expected = Expected(client.issuer, client.client_id, nonce, client.levels, now)
        with self._session(known) as session:
            tokens = self._tokens(session, known, code, verifier)
            id_token, access = text_of(tokens, "id_token"), text_of(tokens, "access_token")
            algorithm, claims = self._signed(id_token, known, now)
            check_id_token(algorithm, claims, access, expected)
            said = self._user_info(session, known, expected, str(claims["sub"]))
        return Identity(client.issuer, str(claims["sub"]), {**claims, **said}, id_token)

    def farewell(self, id_token: str, back: str, state: str, now: datetime) -> str:
        """Where the browser goes to sign out there too; empty when the provider has no such place.

        `back` is where the provider sends the browser afterwards.
        """
        address = self._metadata(now).addresses.get("end_session_endpoint", "")
        asked = {"id_token_hint": id_token, "post_logout_redirect_uri": back, "state": state}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}" if address else ""

    def _session(self, known: Metadata) -> OAuth2Session:
        # A token of 60 seconds, as FranceConnect's, has no leeway to lose.
        return OAuth2Session(
            self.client.client_id, self.client.secret, leeway=0,
            scope=" ".join(self.client.scopes), redirect_uri=self.client.redirect_uri,
            code_challenge_method="S256", token_endpoint_auth_method=method_of(known),
        )  # fmt: skip

    def _tokens(
        self, session: OAuth2Session, known: Metadata, code: str, verifier: str
    ) -> Mapping[str, Any]:
        try:
            tokens: Mapping[str, Any] = session.fetch_token(
                known.addresses["token_endpoint"], code=code, code_verifier=verifier,
                timeout=PATIENCE, allow_redirects=False,
            )  # fmt: skip
        except AuthlibBaseError as error:
            raise ProviderError(Problem.ANSWER, f"token endpoint: {error.error}") from error
        except (requests.RequestException, ValueError) as error:
            raise down("token endpoint", error) from error
        return tokens

    def _user_info(
        self, session: OAuth2Session, known: Metadata, expected: Expected, subject: str
    ) -> Claims:
        """What the provider says of the person: signed, or as it stands on its own address."""
        address = known.addresses["userinfo_endpoint"]
        try:
            answer = session.get(address, timeout=PATIENCE, allow_redirects=False)
            answer.raise_for_status()
        except (requests.RequestException, AuthlibBaseError) as error:
            raise down("userinfo endpoint", error) from error
        if SIGNED in answer.headers.get("Content-Type", ""):
            _algorithm, claims = self._signed(answer.text, known, expected.now)
            check_user_info(claims, expected, subject)
            return claims
        said = json_in(answer, "userinfo endpoint")
        if said.get("sub") != subject:
            raise ProviderError(Problem.ANSWER, "sub of userinfo")
        return said

    def _signed(self, text: str, known: Metadata, now: datetime) -> tuple[str, Claims]:
        """What was signed with a key of the provider; a key that is new is asked for once."""
        try:
            return signed_claims(text, self._keys(known, now))
        except (JoseError, ValueError):
            keys = self._keys(known, now, older_than=KEYS_AGAIN)
        try:
            return signed_claims(text, keys)
        except (JoseError, ValueError) as error:
            raise ProviderError(Problem.ANSWER, f"signature: {type(error).__name__}") from error

    def _metadata(self, now: datetime) -> Metadata:
        issuer = self.client.issuer
        found = _KNOWN.get(issuer)
        if found is None or abs(now - found.read_at) > KEPT:
            read = fetched(issuer.rstrip("/") + WELL_KNOWN, "configuration")
            found = metadata_in(read, issuer, now)
            with _LOCK:
                _KNOWN[issuer] = found
        return found

    def _keys(self, known: Metadata, now: datetime, older_than: timedelta = KEPT) -> KeySet:
        address = known.addresses["jwks_uri"]
        found = _KEYS.get(address)
        if found is None or abs(now - found.read_at) > older_than:
            try:
                keys = KeySet.import_key_set(fetched(address, "keys"))  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise down("keys", error) from error
            found = Keys(keys, now)
            with _LOCK:
                _KEYS[address] = found
        return found.keys


def metadata_in(said: Mapping[str, Any], issuer: str, now: datetime) -> Metadata:
    """What a provider publishes, if it is whole, is its own, and is as safe as its address."""
    addresses = {
        name: value
        for name, value in said.items()
        if isinstance(value, str) and (name in NEEDED or name == "end_session_endpoint")
    }
    if said.get("issuer") != issuer or any(name not in addresses for name in NEEDED):
        raise ProviderError(Problem.DOWN, "the configuration is another's, or is not whole")
    scheme = urlsplit(issuer).scheme
    if any(urlsplit(one).scheme not in {"https", scheme} for one in addresses.values()):
        raise ProviderError(Problem.DOWN, "the configuration names an unsafe address")
    methods = said.get("token_endpoint_auth_methods_supported")
    known = tuple(map(str, methods)) if isinstance(methods, list) else ()
    return Metadata(addresses, known, now)


def method_of(known: Metadata) -> str:
    """How the site proves who it is: in the form when the provider takes that, else in a header."""
    in_form = "client_secret_post"
    return in_form if in_form in known.methods else "client_secret_basic"


def fetched(address: str, what: str) -> Mapping[str, Any]:
    """A document that the provider publishes."""
    try:
        answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise down(what, error) from error
    return json_in(answer, what)


def json_in(answer: requests.Response, what: str) -> Mapping[str, Any]:
    """The object that an answer holds."""
    try:
        found = answer.json() if len(answer.content) <= LONGEST_ANSWER else None
    except ValueError as error:
        raise down(what, error) from error
    if answer.status_code != requests.codes.ok or not isinstance(found, dict):
        raise ProviderError(Problem.DOWN, f"{what}: no object")
    return found


def text_of(tokens: Mapping[str, Any], name: str) -> str:
    """A token of an answer."""
    found = tokens.get(name)
    if not isinstance(found, str) or not found:
        raise ProviderError(Problem.ANSWER, f"no {name}")
    return found


def down(what: str, error: Exception) -> ProviderError:
    """The error of something that does not answer; its kind alone is told, not its contents."""
    return ProviderError(Problem.DOWN, f"{what}: {type(error).__name__}")

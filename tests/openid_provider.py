"""A real OpenID Connect provider, over HTTP, with keys of its own: made of Authlib's server.

A test may have it lie, be slow to wake, or be down: what it should not do, it does when told to.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Error
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.core.util import create_half_hash
from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "guichet-de-test", "un secret que le fournisseur partage"
LIFE = 60  # seconds, as the tokens of FranceConnect
LEA = {
    "sub": "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1",
    "given_name": "Léa", "family_name": "MARTIN", "birthdate": "1985-06-14",
    "email": "lea@demo.test", "gender": "female",
}  # fmt: skip
STRANGER = {
    "sub": "cff67ebe53c25d7e0e2e6d6c1b6a0aa7dbb1a1d41ee8a87d7f0d1ee5fa4d43c2v1",
    "given_name": "Zoé", "family_name": "INCONNUE", "birthdate": "1999-00-00",
    "email": "zoe@exemple.fr",
}  # fmt: skip
PERSONS = {"lea": LEA, "zoe": STRANGER}
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8">
<link rel="icon" href="data:,"><title>Fournisseur d'essai</title>
<h1>Fournisseur d'identité d'essai</h1><form method="post">
<button name="qui" value="lea">Léa Martin</button>
<button name="qui" value="zoe">Zoé Inconnue</button>
<button name="qui" value="">Refuser</button></form></html>"""


def new_key(*, elliptic: bool = False) -> RSAKey | ECKey:
    """A key of its own."""
    more = {"use": "sig"}
    if elliptic:
        return ECKey.generate_key("P-256", more, auto_kid=True)
    return RSAKey.generate_key(2048, more, auto_kid=True)


@dataclass
class Application(ClientMixin):
    """A site that asks."""

    redirect_uris: list[str]

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str | None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Grant(AuthorizationCodeMixin):
    """A code that was given, and all that was asked with it."""

    user: dict[str, str]
    payload: dict[str, str]
    scope: str

    @property
    def code_challenge(self) -> str | None:
        return self.payload.get("code_challenge")

    @property
    def code_challenge_method(self) -> str | None:
        return self.payload.get("code_challenge_method")

    def get_redirect_uri(self) -> str | None:
        return self.payload.get("redirect_uri")

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.payload.get("nonce")

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> str | None:
        return self.payload.get("acr_values", "").split(" ")[0] or None

    def get_amr(self) -> None:
        return None


@dataclass
class Provider:
    """The provider: what it signs with, whom it knows, and how it misbehaves."""

    issuer: str
    application: Application
    key: RSAKey | ECKey = field(default_factory=new_key)
    grants: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    farewells: list[dict[str, str]] = field(default_factory=list)
    # How it misbehaves: claims it changes, endpoints that fail, a key nobody knows.
    claims: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    signing: RSAKey | ECKey | None = None
    signs_info: bool = True
    error: str = ""

    def allow(self, *origins: str) -> None:
        """Let sites have their persons back at these hosts."""
        self.application.redirect_uris += [f"{one}/connexion/openid/retour" for one in origins]

    @property
    def algorithm(self) -> str:
        """How it signs."""
        return "RS256" if isinstance(self.signing or self.key, RSAKey) else "ES256"

    def signed(self, claims: dict[str, Any]) -> str:
        """What it signs."""
        key = self.signing or self.key
        header = {"alg": self.algorithm, "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=["RS256", "ES256"])

    def rotate(self) -> None:
        """Sign with another key from now on, which it publishes."""
        self.key = new_key(elliptic=True)


@contextlib.contextmanager
def openid_provider() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    application = Application([])
    provider = Provider("", application)
    app = application_of(provider)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def application_of(provider: Provider) -> Flask:
    """What it answers."""
    app = Flask("fournisseur", static_folder=None)
    server = server_of(app, provider)
    add_documents(app, provider)

    @app.route("/authorize", methods=["GET", "POST"])
    def authorize() -> Any:
        if request.method == "GET":
            provider.asked.append(request.args.to_dict())
            return PAGE
        user = PERSONS.get(request.form["qui"])
        if provider.error or user is None:
            error = provider.error or "access_denied"
            back, state = request.args["redirect_uri"], request.args["state"]
            return redirect(f"{back}?error={error}&state={state}")
        try:
            grant = server.get_consent_grant(end_user=user)
        except OAuth2Error as error:
            return Response(f"refused: {error.error} {error.description}", 400)
        return server.create_authorization_response(grant=grant, grant_user=user)

    @app.post("/token")
    def token() -> Any:
        return failed("token", provider) or server.create_token_response()

    return app


def failed(endpoint: str, provider: Provider) -> Response | None:
    """The failure of an endpoint, if it was told to fail."""
    return Response("<h1>502</h1>", 502) if endpoint in provider.failing else None


def add_documents(app: Flask, provider: Provider) -> None:
    """What it publishes, and what it says of a person."""

    @app.get("/.well-known/openid-configuration")
    def configuration() -> Any:
        address = provider.issuer
        return failed("configuration", provider) or jsonify(
            issuer=address,
            authorization_endpoint=f"{address}/authorize",
            token_endpoint=f"{address}/token",
            userinfo_endpoint=f"{address}/userinfo",
            jwks_uri=f"{address}/keys",
            end_session_endpoint=f"{address}/logout",
            token_endpoint_auth_methods_supported=["client_secret_post"],
        )

    @app.get("/keys")
    def keys() -> Any:
        return failed("keys", provider) or jsonify(KeySet([provider.key]).as_dict(private=False))

    @app.get("/userinfo")
    def userinfo() -> Any:
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        user = provider.tokens.get(bearer)
        if failed("userinfo", provider) or user is None:
            return Response("", 502 if user else 401)
        said = {**user, **provider.said}
        if not provider.signs_info:
            return jsonify(said)
        now = int(time.time())
        whole = {"iss": provider.issuer, "aud": CLIENT, "iat": now, "exp": now + LIFE, **said}
        return Response(provider.signed(whole), mimetype="application/jwt")

    @app.get("/logout")
    def logout() -> Any:
        provider.farewells.append(request.args.to_dict())
        return redirect(request.args["post_logout_redirect_uri"])


class CodeGrant(AuthorizationCodeGrant):
    """Codes, kept by the provider."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post",)

    @property
    def grants(self) -> dict[str, Grant]:
        found: dict[str, Grant] = self.server.provider.grants
        return found

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.grants[code] = Grant(request.user, dict(request.payload.data), request.scope)

    def query_authorization_code(self, code: str, client: Any) -> Grant | None:
        return self.grants.get(code)

    def delete_authorization_code(self, authorization_code: Grant) -> None:
        for code in [c for c, one in self.grants.items() if one is authorization_code]:
            del self.grants[code]

    def authenticate_user(self, authorization_code: Grant) -> dict[str, str]:
        return authorization_code.user


class IdToken(OpenIDCode):
    """Tokens of identity, signed by the provider, with the claims that a test changed."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self.provider = provider

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return False

    def generate_user_info(self, user: dict[str, str], scope: str) -> UserInfo:
        return UserInfo(sub=user["sub"])

    def get_client_claims(self, client: Any) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": self.provider.issuer, "aud": CLIENT, "iat": now, "exp": now + LIFE}

    def encode_id_token(self, token: dict[str, Any], request: Any) -> str:
        half = create_half_hash(token["access_token"], self.provider.algorithm)
        claims = {
            **self.get_compatible_claims(request),
            **self.get_authorization_code_claims(request.authorization_code),
            **self.generate_user_info(request.user, token["scope"]),
            "at_hash": half.decode(),
            **self.provider.claims,
        }
        return self.provider.signed({k: v for k, v in claims.items() if v is not None})


def server_of(app: Flask, provider: Provider) -> AuthorizationServer:
    """Authlib's server: it checks the site, the code, its verifier, the nonce."""

    def save_token(token: dict[str, Any], request: Any) -> None:
        token["expires_in"] = LIFE
        provider.tokens[token["access_token"]] = request.user

    server = AuthorizationServer(app, lambda _id: provider.application, save_token)
    server.provider = provider
    server.register_grant(CodeGrant, [CodeChallenge(required=True), IdToken(provider)])
    return server

"""What a provider signs: the signature, then each claim, against what was asked."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.federation.errors import Problem, ProviderError

# Signatures that only the provider can make: never one that is made with our own secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512"]
SKEW = timedelta(seconds=60)
LONGEST_LIFE = timedelta(hours=1)
# How old the proof may be that the provider had of its person, since it is asked anew.
OLDEST_PROOF = timedelta(minutes=15)

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What the answer must say: it was made by whom, for whom, for which request, when."""

    issuer: str
    client_id: str
    nonce: str
    levels: tuple[str, ...]
    now: datetime


def signed_claims(text: str, keys: KeySet) -> tuple[str, Claims]:
    """The algorithm and the claims of a text signed by one of the keys.

    Raises JoseError or ValueError for another text.
    """
    token = jwt.decode(text, keys, algorithms=ALGORITHMS)
    return str(token.header["alg"]), token.claims


def check_id_token(algorithm: str, claims: Claims, access_token: str, expected: Expected) -> None:
    """Raise ProviderError unless the token of identity answers this very request."""
    check_maker(claims, expected)
    check_times(claims, expected.now)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not is_same(nonce, expected.nonce):
        raise ProviderError(Problem.ANSWER, "nonce")
    half = claims.get("at_hash")
    if half is not None and not is_half_hash(str(half), access_token, algorithm):
        raise ProviderError(Problem.ANSWER, "at_hash")
    if expected.levels and claims.get("acr") not in expected.levels:
        raise ProviderError(Problem.LEVEL, "acr")
    check_proof(claims, expected.now)


def check_maker(claims: Claims, expected: Expected) -> None:
    """Raise ProviderError unless the provider signed this, for this client, of somebody."""
    if claims.get("iss") != expected.issuer:
        raise ProviderError(Problem.ANSWER, "iss")
    audience = claims.get("aud")
    meant = audience if isinstance(audience, list) else [audience]
    if expected.client_id not in meant:
        raise ProviderError(Problem.ANSWER, "aud")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise ProviderError(Problem.ANSWER, "azp")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ProviderError(Problem.ANSWER, "sub")


def check_times(claims: Claims, now: datetime) -> None:
    """Raise ProviderError unless the token is of now, give or take what clocks differ by."""
    made, ends = seconds(claims, "iat"), seconds(claims, "exp")
    present, skew = now.timestamp(), SKEW.total_seconds()
    if made > present + skew or ends <= present - skew:
        raise ProviderError(Problem.LATE, "iat or exp")
    if present - made > LONGEST_LIFE.total_seconds():
        raise ProviderError(Problem.LATE, "iat too old")
    if "nbf" in claims and seconds(claims, "nbf") > present + skew:
        raise ProviderError(Problem.LATE, "nbf")


def check_proof(claims: Claims, now: datetime) -> None:
    """Raise ProviderError when the provider says that its person proved nothing lately."""
    if "auth_time" not in claims:
        return
    age = now.timestamp() - seconds(claims, "auth_time")
    if age > (OLDEST_PROOF + SKEW).total_seconds():
        raise ProviderError(Problem.LATE, "auth_time")


def check_user_info(claims: Claims, expected: Expected, subject: str) -> None:
    """Raise ProviderError unless signed information is of the person of the token of identity."""
    check_maker(claims, expected)
    if claims["sub"] != subject:
        raise ProviderError(Problem.ANSWER, "sub of userinfo")
    if "exp" in claims and "iat" in claims:
        check_times(claims, expected.now)


def seconds(claims: Claims, name: str) -> float:
    """A time of the claims; raises ProviderError when it is none."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProviderError(Problem.ANSWER, name)
    return float(value)


def is_half_hash(half: str, access_token: str, algorithm: str) -> bool:
    """Whether a token of identity names the token of access that came with it."""
    made = create_half_hash(access_token, algorithm)
    return made is not None and is_same(half, made.decode())


def is_same(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


__all__ = ["Claims", "Expected", "JoseError", "check_id_token", "check_user_info", "signed_claims"]

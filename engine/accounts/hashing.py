"""Hashes of what is secret and short: Argon2id, as slow for what is wrong as for what is right."""

import base64
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The parameters that OWASP recommends; a hash made with others is made again at the next sign-in.
MEMORY_KIB, TIMES, LANES = 19 * 1024, 2, 1
HASHER = PasswordHasher(
    time_cost=TIMES, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=32, salt_len=16
)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


# Nothing has this hash: verifying it takes the time of any other, and fails.
NOBODYS = (
    f"$argon2id$v=19$m={MEMORY_KIB},t={TIMES},p={LANES}${_base64(bytes(16))}${_base64(bytes(32))}"
)


@dataclass(frozen=True)
class Verified:
    """Whether a secret is the right one, and whether its hash is to be made anew."""

    is_right: bool
    is_outdated: bool = False


WRONG = Verified(is_right=False)


def hashed(secret: str) -> str:
    """The hash to keep of a secret; a new one each time."""
    return HASHER.hash(_form(secret))


def verified(secret: str, kept: str | None) -> Verified:
    """Whether a secret is that of a hash; without hash it is wrong, and takes as long to say."""
    try:
        HASHER.verify(kept or NOBODYS, _form(secret))
    except (VerificationError, InvalidHashError):
        return WRONG
    return Verified(is_right=True, is_outdated=HASHER.check_needs_rehash(kept or NOBODYS))


def _form(secret: str) -> str:
    """The same characters whichever keyboard made them; what cannot be encoded is replaced."""
    return unicodedata.normalize("NFC", secret).encode(errors="replace").decode()

"""Sealing: what must be read again is kept under a key that the database does not have."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.services.desk import Desk

SECOND_FACTOR = b"guichet second factor"
PROVIDER = b"guichet identity provider"


def sealed(desk: Desk, text: str, use: bytes = SECOND_FACTOR) -> str:
    """The text, encrypted and authenticated with a key drawn from the secret key of the site.

    What is sealed for one use is not opened for another.
    """
    return _seal(desk, use).encrypt(text.encode()).decode()


def opened(desk: Desk, kept: str, use: bytes = SECOND_FACTOR) -> str | None:
    """The text that was sealed; None when the secret key has changed since."""
    try:
        return _seal(desk, use).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _seal(desk: Desk, use: bytes) -> Fernet:
    secret = desk.settings.secret_key.encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(secret)
    return Fernet(base64.urlsafe_b64encode(key))

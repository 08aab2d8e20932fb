"""Sealing: what must be read again is kept under a key that the database does not have."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.services.desk import Desk

USE = b"guichet second factor"


def sealed(desk: Desk, text: str) -> str:
    """The text, encrypted and authenticated with a key drawn from the secret key of the site."""
    return _seal(desk).encrypt(text.encode()).decode()


def opened(desk: Desk, kept: str) -> str | None:
    """The text that was sealed; None when the secret key has changed since."""
    try:
        return _seal(desk).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _seal(desk: Desk) -> Fernet:
    secret = desk.settings.secret_key.encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=USE).derive(secret)
    return Fernet(base64.urlsafe_b64encode(key))

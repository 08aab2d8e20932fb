"""The second factor: codes of six digits that an application of the person makes every 30 s."""

import hmac
from datetime import datetime

import pyotp

DIGITS, SECONDS = 6, 30
SITE_MOST = 60
# Clocks differ: the code before and the one after are taken too.
AROUND = (0, -1, 1)


def new_secret() -> str:
    """A secret to share with the person's application: 160 bits."""
    return pyotp.random_base32(32)


def provisioning_uri(secret: str, email: str, site: str) -> str:
    """What the QR code says to the application; a QR code holds no long title."""
    return _maker(secret).provisioning_uri(name=email, issuer_name=site[:SITE_MOST])


def step_of(secret: str, typed: str, now: datetime, last_step: int | None) -> int | None:
    """The step whose code was typed, None if it is wrong or not later than the last one used."""
    digits = "".join(character for character in typed if not character.isspace())
    present = int(now.timestamp()) // SECONDS
    steps = [
        present + around
        for around in AROUND
        if _is_same(_maker(secret).generate_otp(present + around), digits)
    ]
    return next((step for step in steps if last_step is None or step > last_step), None)


def _is_same(code: str, typed: str) -> bool:
    return hmac.compare_digest(code.encode(), typed.encode(errors="replace"))


def _maker(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS)

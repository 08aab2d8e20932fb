"""The second factor: a code serves once, a step early or late."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from engine.accounts.second_factor import new_secret, provisioning_uri, step_of

NOW = datetime(2025, 3, 12, 11, 0, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(step: int) -> str:
    return pyotp.TOTP(SECRET).generate_otp(STEP + step)


@pytest.mark.parametrize(("step", "found"), [(-2, None), (-1, -1), (0, 0), (1, 1), (2, None)])
def test_a_code_is_taken_a_step_early_or_late(step: int, found: int | None) -> None:
    expected = None if found is None else STEP + found

    assert step_of(SECRET, code_at(step), NOW, None) == expected


def test_a_code_does_not_serve_twice_nor_one_before_it() -> None:
    assert step_of(SECRET, code_at(0), NOW, STEP) is None
    assert step_of(SECRET, code_at(-1), NOW, STEP) is None
    assert step_of(SECRET, code_at(1), NOW, STEP) == STEP + 1
    assert step_of(SECRET, code_at(0), NOW, STEP - 1) == STEP


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "é23456", "١٢٣٤٥٦", "0" * 1000])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert step_of(SECRET, typed, NOW, None) is None


def test_spaces_in_a_code_make_no_difference() -> None:
    code = code_at(0)

    assert step_of(SECRET, f" {code[:3]} {code[3:]}", NOW, None) == STEP


def test_an_application_makes_the_codes_of_the_secret_it_was_given() -> None:
    secret = new_secret()

    uri = provisioning_uri(secret, "lea@demo.test", "MSA d'essai")

    application = pyotp.parse_uri(uri)
    assert isinstance(application, pyotp.TOTP)
    assert (application.secret, application.issuer) == (secret, "MSA d'essai")
    assert step_of(secret, application.at(NOW), NOW + timedelta(seconds=31), None) == STEP
    assert len(secret) == 32
    assert secret != new_secret()

"""Hashes: Argon2id with the parameters of OWASP, and as slow for nobody."""

from argon2 import PasswordHasher, extract_parameters

from engine.accounts.hashing import NOBODYS, WRONG, Verified, hashed, verified


def test_a_secret_is_right_or_wrong() -> None:
    kept = hashed("trombone lavande")

    assert verified("trombone lavande", kept) == Verified(is_right=True)
    assert verified("trombone lavandes", kept) == WRONG
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != hashed("trombone lavande")


def test_the_keyboard_makes_no_difference_and_spaces_do() -> None:
    kept = hashed("élégante ")

    assert verified("e\u0301le\u0301gante ", kept).is_right
    assert not verified("élégante", kept).is_right


def test_a_hash_with_other_parameters_is_to_be_made_again() -> None:
    kept = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("trombone")

    assert verified("trombone", kept) == Verified(is_right=True, is_outdated=True)
    assert verified("trombones", kept) == WRONG


def test_without_a_hash_nothing_is_right() -> None:
    for kept in (None, "", NOBODYS, "not a hash"):
        assert verified("", kept) == WRONG
        assert verified("trombone", kept) == WRONG
    assert verified("\ud800", hashed("\ud800")).is_right


def test_nobody_takes_as_long_as_somebody() -> None:
    kept = hashed("trombone")

    assert extract_parameters(NOBODYS) == extract_parameters(kept)

"""Passwords: their length, what everybody chooses, what anybody knows of one."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accounts.passwords import (
    LONGEST,
    SHORTEST,
    common_passwords,
    fault_of,
    is_common,
    pieces,
)

CONTEXT = ("Pays des Écrins", "Léa Vaugelade", "lvaugelade73")
LETTERS = st.characters(codec="utf-8")


def key_of(password: str) -> str | None:
    fault = fault_of(password, CONTEXT)
    return fault.key if fault else None


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("", "min_length"),
        ("kqzvbnwpxrt", "min_length"),
        ("kqzvbnwpxrtm", None),
        (" kqzvbnwpxr ", None),
        ("e\u0301" * 11, "min_length"),
        ("trombone 🦋 lavande", None),
        ("🌸🎈🚗🦋🐱👻🤖🎉🌍🍕🐙🦊", None),
        ("vélo bleu tombe tôt", None),
        ("anticonstitutionnellement", None),
        ("!§$%&/()=?{}", None),
        ("trombone lavande " * 7 + "kqzvbnwpx", None),
        ("trombone lavande " * 7 + "kqzvbnwpxr", "max_length"),
        ("x" * 100_000, "max_length"),
    ],
)
def test_twelve_to_128_characters_of_any_kind(password: str, key: str | None) -> None:
    assert key_of(password) == key


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse123", "Motdepasse2026!", "P@ssw0rd2024!!", "password1234!", "aaaaaaaaaaaa",
        "azertyuiopqs", "abcabcabcabc", "Aa1!Aa1!Aa1!", "azertyazerty", "soleilsoleil",
        "soleilchocolat", "Soleil & Chocolat", "jetaimecamille", "Marseille13013!",
        "123456789012", "0123456789ab", "MonMotDePasse", "changez-moi-2026",
        "correcthorsebatterystaple", "Libertéégalitéfraternité", "            ", "!!!!!!!!!!!!",
        "ababababababab", "1qaz2wsx3edc",
    ],
)  # fmt: skip
def test_what_many_people_choose_is_refused(password: str) -> None:
    assert key_of(password) == "common"


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("taxedesejour99z", "sejour"),
        ("TaxeSéjour-2026-x", "sejour"),
        ("ecrinsecrins7kq", "ecrins"),
        ("Vaugelade84pq", "vaugelade"),
        ("vaug3l4d3-pq7", "vaugelade"),
        ("lvaugelade73xy", "lvaugelade73"),
    ],
)
def test_what_is_built_on_what_anybody_knows_is_refused(password: str, word: str) -> None:
    fault = fault_of(password, CONTEXT)

    assert fault is not None
    assert (fault.key, fault.values) == ("context", {"word": word})


@pytest.mark.parametrize(
    "password", ["je deteste la taxe d'habitation", "kqzvb-ecrins-wpxrt", "4 vaugelade au jardin"]
)
def test_a_word_that_is_known_may_be_part_of_a_long_one(password: str) -> None:
    assert key_of(password) is None


def test_the_list_has_thousands_that_are_long_enough() -> None:
    assert len(common_passwords()) > 3000
    assert min(map(len, common_passwords())) >= SHORTEST
    assert all(is_common(one) for one in sorted(common_passwords())[::97])


def test_a_long_address_is_no_password() -> None:
    local = "prenom.de-la-tres-longue-adresse.qui-n-en-finit-pas.kqzvbnwpxrtm"

    fault = fault_of(local.replace(".", ""), [local])

    assert fault is not None
    assert fault.key == "context"


@given(st.text(LETTERS, max_size=200))
def test_any_text_gets_an_answer(password: str) -> None:
    assert key_of(password) in {None, "min_length", "max_length", "common", "context"}


@given(st.text(LETTERS, max_size=SHORTEST - 1))
def test_no_short_one_is_taken(password: str) -> None:
    assert key_of(password) is not None


@given(st.text("ab1", min_size=SHORTEST, max_size=LONGEST))
def test_three_characters_are_too_few(password: str) -> None:
    assert key_of(password) == "common"


@given(st.text(string.ascii_lowercase, min_size=1, max_size=32))
def test_a_text_has_no_more_pieces_than_characters(text: str) -> None:
    assert 1 <= pieces(text) <= len(text)
    assert pieces(text, {text}) == 0

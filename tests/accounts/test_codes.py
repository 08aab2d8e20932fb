"""Codes of letters are read however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accounts.codes import ALPHABET, Code, known_as, new_code, read_code


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD-EFGH-JKMN", "abcd efgh jkmn", " abcdefghjkmn ", "A-B-C-D-E-F-G-H-J-K-M-N",
        "ABCD\u2011EFGH\u2013JKMN", "ABCD\u00a0EFGH\u202fJKMN", "ＡＢＣＤ-EFGH-JKMN",
        "abcd.efgh_jkmn\n",
    ],
)  # fmt: skip
def test_spaces_hyphens_and_case_make_no_difference(typed: str) -> None:
    assert read_code(typed) == Code("ABCD", "EFGHJKMN")


def test_what_looks_alike_is_the_same() -> None:
    assert read_code("OoIi-Ll01-0000") == Code("0011", "11010000")
    assert read_code("demo-2026-hote") == Code("DEM0", "2026H0TE")


@pytest.mark.parametrize(
    "typed", ["", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNP", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKM!", "é" * 12]
)
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text())
def test_any_text_is_read_or_not(typed: str) -> None:
    code = read_code(typed)

    assert code is None or set(code.selector + code.verifier) <= set(ALPHABET)


@given(st.text(ALPHABET, min_size=12, max_size=12))
def test_a_code_is_read_as_it_is_shown(whole: str) -> None:
    code = Code(whole[:4], whole[4:])

    assert read_code(str(code)) == read_code(str(code).lower()) == code


def test_a_new_code_cannot_be_guessed_nor_is_it_shown_by_accident() -> None:
    codes = [new_code() for _ in range(200)]

    assert len({str(code) for code in codes}) == 200
    assert {character for code in codes for character in str(code)} <= set(ALPHABET + "-")
    assert len({code.verifier[0] for code in codes}) > 20
    assert codes[0].verifier not in repr(codes[0])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("73 450", "73450"), ("Benali–Martin", "benalimartin"), ("  ÉLOÏSE ", "eloise"), ("", "")],
)
def test_what_one_knows_has_one_form(typed: str, kept: str) -> None:
    assert known_as(typed) == kept


@given(st.text())
def test_what_one_knows_stays_in_its_form(typed: str) -> None:
    assert known_as(known_as(typed)) == known_as(typed)

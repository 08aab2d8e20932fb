"""Diagnostics as a terminal shows them, and the nearest right names."""

import pytest

from engine.source import Diagnostic, Position, Severity, Span, excerpt, nearest
from engine.source.excerpt import LONGEST_LINE, Words, width_of


def at(line: int, first: int, last: int) -> Diagnostic:
    span = Span("essai.yaml", Position(line, first), Position(line, last))
    return Diagnostic("D103", Severity.ERROR, span, "Nothing is named “{name}”", {"name": "x"})


def test_a_caret_points_at_the_place() -> None:
    shown = excerpt(at(2, 7, 10), "a: b\nwhen: nom == 1\n", Words("error", "No.", "Try: nombre"))

    assert shown == (
        "essai.yaml:2:7: error D103: No.\n"
        "    when: nom == 1\n"
        "          ^^^\n"
        "    = Try: nombre"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "first", "before"),
    [("\ta: x", 5, 7), ("日本: x", 5, 6), ("e\u0301te\u0301: x", 8, 5), ("😀: x", 4, 4)],
)
def test_a_caret_stands_under_wide_characters_tabs_and_accents(
    line: str, first: int, before: int
) -> None:
    shown = excerpt(at(1, first, first + 1), line, Words("error", "No."))

    assert shown.split("\n")[2] == " " * 4 + " " * before + "^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a" * 5000 + "X" + "b" * 5000

    shown = excerpt(at(1, 5001, 5002), line, Words("error", "No.")).split("\n")

    assert len(shown[1]) < LONGEST_LINE + 10
    assert shown[1][shown[2].index("^")] == "X"


def test_a_place_without_line_shows_no_line() -> None:
    assert excerpt(at(9, 1, 2), "a: b", Words("error", "No.")) == "essai.yaml:9:1: error D103: No."


def test_a_width_is_counted_in_columns() -> None:
    assert [width_of(text) for text in ("", "abc", "日本", "a\tb", "é")] == [0, 3, 4, 5, 1]


@pytest.mark.parametrize(
    ("name", "near"),
    [("nombr", "nombre"), ("NOMBRE", "nombre"), ("prenom", "prénom"), ("zzz", None), ("", None)],
)
def test_the_nearest_name_is_one_that_looks_like_it(name: str, near: str | None) -> None:
    assert nearest(name, ["nombre", "prénom", "ville"]) == near

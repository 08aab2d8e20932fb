import pytest

from engine.expressions import Scope, infer, parse, parse_template
from engine.source.positions import Position, Span
from tests.expressions.written_cases import line, pointed_at

EMPTY = Scope({})


def places(text: str, span: Span) -> list[tuple[int, int, int, int]]:
    syntax, problems = parse(text, span)
    found = problems if syntax is None else infer(syntax, EMPTY)[1]
    return [
        (each.span.start.line, each.span.start.column, each.span.end.line, each.span.end.column)
        for each in found
    ]


def test_columns_are_counted_in_characters_not_in_bytes() -> None:
    text = '"éàü𝕏" == été'

    found = places(text, line(text))

    assert found == [(3, 5 + 10, 3, 5 + 13)]


def test_a_quoted_text_begins_after_its_quote() -> None:
    text = "nombre"

    found = places(text, Span("a.yaml", Position(3, 6), Position(3, 6 + len(text) + 1)))

    assert found == [(3, 6, 3, 12)]


def test_spaces_before_count() -> None:
    text = "  nombre"

    found = places(text, line(text))

    assert found == [(3, 7, 3, 13)]


def test_no_break_spaces_outside_quotes_are_spaces() -> None:
    text = "1\u00a0<\u202f2"

    syntax, problems = parse(text, line(text))

    assert (syntax is None, problems) == (False, ())


def test_an_expression_on_several_lines_is_pointed_at_on_its_line() -> None:
    text = "1 < 2\nand nombre\n"

    found = places(text, Span("a.yaml", Position(4, 5), Position(6, 1)))

    assert found == [(5, 9, 5, 15)]


def test_a_folded_expression_is_pointed_at_as_a_whole() -> None:
    span = Span("a.yaml", Position(3, 9), Position(5, 1))

    found = places("1 < 2 and nombre", span)

    assert found == [(3, 9, 5, 1)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Bonjour {{ nom }}, {{ âge }}", ["nom", "âge"]),
        ("{{nom}}", ["nom"]),
        ('{{ "}}" + nom }}', ["nom"]),
    ],
)
def test_the_expressions_of_a_text_are_pointed_at(text: str, wrong: list[str]) -> None:
    template, _ = parse_template(text, line(text))
    assert template is not None

    found = [infer(each, EMPTY)[1][0].span for each in template.expressions]

    assert [pointed_at(text, span) for span in found] == wrong

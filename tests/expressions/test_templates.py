from datetime import date
from decimal import Decimal

import pytest

from engine.expressions import (
    TEXT,
    Chosen,
    Record,
    Rows,
    Scope,
    Template,
    Value,
    infer_template,
    parse_template,
    render,
)
from tests.expressions.written_cases import line, pointed_at


def read(text: str) -> Template:
    template, problems = parse_template(text, line(text))
    assert problems == ()
    assert template is not None
    return template


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        ("Bonjour", {}, "Bonjour"),
        ("Bonjour {{ nom }} !", {"nom": "Léa"}, "Bonjour Léa !"),
        ("Bonjour {{ nom }} !", {}, "Bonjour … !"),
        ("{{ personne }}", {"personne": Chosen("lea", "Léa Martin")}, "Léa Martin"),
        ("{{ nombre }} page", {"nombre": 2}, "2 page"),
        ("{{ taux }}", {"taux": Decimal("0.5")}, "0,5"),
        ("{{ oui }}", {"oui": True}, "oui"),
        ("{{ aides }}", {"aides": (Chosen("a", "APL"), "RSA")}, "APL, RSA"),
        ("{{ '{{' + nom + '}}' }}", {"nom": "a"}, "{{a}}"),
        ('{{ plural(n, "ce document", "ces {n} documents") }}', {"n": 3}, "ces 3 documents"),
        ("{{ n / 0 }}", {"n": 3}, "…"),
    ],
)
def test_a_text_is_shown_with_its_values(text: str, values: dict[str, Value], shown: str) -> None:
    template = read(text)

    found = render(template, values, "fr")

    assert found == shown


def test_a_text_speaks_the_language_of_the_reader() -> None:
    template = read('{{ plural(n, "one document", "{n} documents") }}')

    found = {language: render(template, {"n": 0}, language) for language in ("fr", "en")}

    assert found == {"fr": "one document", "en": "0 documents"}


def test_a_date_in_a_text_is_written_out() -> None:
    template = read("le {{ jour }}")

    found = render(template, {"jour": date(2025, 3, 12)}, "fr")

    assert "2025" in found


def test_a_text_knows_what_it_reads() -> None:
    template = read("{{ document.type.label or text(document.position) }} {{ nombre }}")

    assert template.names == {"document.type.label", "document.position", "nombre"}
    assert [each.roots for each in template.expressions] == [{"document"}, {"nombre"}]
    assert template.constant is None


def test_a_text_without_expression_is_constant() -> None:
    template = read("Une clé { et une autre }")

    assert template.constant == "Une clé { et une autre }"
    assert template.expressions == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Bonjour {{ nom", ["{{"]),
        ("Bonjour nom }}", ["}}"]),
        ("{{ a + }} et {{ b ** 2 }}", ["+", "b ** 2"]),
        ("{{ }}", [" "]),
    ],
)
def test_all_that_is_wrong_in_a_text_is_said(text: str, where: list[str]) -> None:
    template, problems = parse_template(text, line(text))

    assert template is None
    assert [pointed_at(text, problem.span) for problem in problems] == where


def test_a_whole_row_cannot_be_shown_in_a_text() -> None:
    template = read("{{ personne }} {{ personne.nom }} {{ personnes }} {{ personnes.nom }}")
    columns = {"nom": TEXT}
    scope = Scope({"personne": Record(columns), "personnes": Rows(columns)})

    problems = infer_template(template, scope)

    assert [pointed_at(template.text, each.span) for each in problems] == ["personne", "personnes"]

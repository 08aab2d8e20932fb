import pytest

from engine.expressions import UNKNOWN, Value, explain, parse
from tests.expressions.written_cases import line

LABELS = {"personne": "Personne", "nombre": "Documents", "oui": "Déjà venu ?"}


def describe(name: str) -> tuple[str, str]:
    return LABELS.get(name, name), f"<{name}>"


def told(text: str, values: dict[str, Value]) -> list[str]:
    syntax, _ = parse(text, line(text))
    assert syntax is not None
    explanation = explain(syntax, values, describe)
    return [each.message.format(**dict(each.values)) for each in explanation.fragments]


@pytest.mark.parametrize(
    ("text", "values", "sentences"),
    [
        ('personne == "autre"', {"personne": "autre"}, ["“Personne” is “<personne>”"]),
        ('personne == "autre"', {}, ["“Personne” is not answered yet"]),
        ("oui and nombre > 3", {"oui": True, "nombre": 2}, ["“Documents” is “<nombre>”"]),
        ("oui or nombre > 3", {"oui": True, "nombre": 2}, ["“Déjà venu ?” is “<oui>”"]),
        ("oui or nombre > 3", {"oui": False}, ["“Documents” is not answered yet"]),
        ("nombre if oui else a", {"oui": False, "a": 2},
         ["“Déjà venu ?” is “<oui>”", "“a” is “<a>”"]),
        ("nombre / a", {"nombre": 1, "a": 0}, [
            "“Documents” is “<nombre>”", "“a” is “<a>”", "a division by zero has no value",
        ]),
        ("row.tarif * 2", {"row": {"tarif": 2}}, ["“row.tarif” is “<row.tarif>”"]),
    ],
)  # fmt: skip
def test_a_value_says_what_decided_it(
    text: str, values: dict[str, Value], sentences: list[str]
) -> None:
    found = told(text, values)

    assert found == sentences


def test_an_explanation_gives_the_result_and_the_inputs() -> None:
    text = "nombre > 3 and nombre < absent"
    syntax, _ = parse(text, line(text))
    assert syntax is not None

    found = explain(syntax, {"nombre": 5}, describe)

    assert found.result is UNKNOWN
    values = {each.name: each.value for each in found.inputs}
    assert values == {"nombre": 5, "absent": UNKNOWN}

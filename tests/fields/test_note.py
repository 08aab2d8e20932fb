"""The field type `note`: a text that asks nothing."""

from engine.expressions import NOTHING
from tests.fields.cases import field_of


def test_whatever_is_typed_is_nothing() -> None:
    field = field_of({"type": "note", "text": "Bonjour"}).field

    answers = [field.parse(typed) for typed in ([], ["x"], ["\0", "\ud800"])]

    assert answers == [None, None, None]


def test_has_no_value_in_expressions() -> None:
    field = field_of({"type": "note", "text": "Bonjour"}).field

    kind = field.kind()

    assert kind is NOTHING

"""The rule `D217`: JSON Schema keywords that are wrong."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from engine.checks.rule import Rule, Subject, _
from engine.fields import Field
from engine.source import Diagnostic

KEYWORDS = frozenset(
    {
        "type",
        "enum",
        "const",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "maxContains",
        "minContains",
        "maxProperties",
        "minProperties",
        "required",
        "dependentRequired",
        "items",
        "prefixItems",
        "contains",
        "properties",
        "patternProperties",
        "additionalProperties",
        "propertyNames",
        "if",
        "then",
        "else",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "format",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
    }
)


class SchemaKeywords(Rule):
    """A field adds a JSON Schema keyword that does not exist, or a value it cannot have.

        schema: {multipleof: 5}

    Write a keyword of JSON Schema 2020-12, without references; the nearest is told. Here,
    `multipleOf`.
    """

    code = "D217"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The keywords under `schema` that are not known, or have a wrong value."""
        for *_place, field in subject.procedure.all_fields():
            span = field.source.at("schema")
            unknown = [key for key in field.extra if key not in KEYWORDS]
            for key in unknown:
                message = _("“{name}” is no keyword of JSON Schema")
                yield self.near(span, message, key, KEYWORDS)
            if field.extra and not unknown:
                yield from self.invalid(dict(field.extra), field)

    def invalid(self, schema: dict[str, object], field: Field) -> Iterator[Diagnostic]:
        """What JSON Schema says of keywords whose value is wrong."""
        # Loaded for the few definitions that add keywords: a site without any starts sooner.
        library: Any = import_module("jsonschema")
        try:
            library.Draft202012Validator.check_schema(schema)
        except library.SchemaError as error:
            message = _("JSON Schema refuses this: {reason}")
            yield self.at(field.source.at("schema"), message, reason=error.message)

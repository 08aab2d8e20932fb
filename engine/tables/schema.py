"""The JSON Schema of the description of a table, for editors."""

from typing import Any

from engine.tables.description import COLUMN_KEYS, KEYS, REQUIRED
from engine.tables.values import TYPES

PURPOSES = {
    "table": "The name of the table",
    "title": "What it is, for people",
    "key": "The column that tells rows apart",
    "label": "The column that a person reads",
    "search": "Columns in which one searches, besides the label",
    "from": "The column of the first day on which a row holds",
    "to": "The column of the last day on which a row holds",
    "source": "The column that says where the row comes from in law",
    "above": "The column of the number from which on a row of brackets applies",
    "columns": "The columns, each with its type",
}
TEXT = {"type": ["string", "number", "boolean"]}
KIND = {"enum": list(TYPES)}


def description_schema() -> dict[str, Any]:
    """The schema of the YAML beside a table."""
    column: dict[str, Any] = {
        "type": "object",
        "properties": {**dict.fromkeys(COLUMN_KEYS, TEXT), "type": KIND},
        "required": ["type"],
        "additionalProperties": False,
    }
    properties: dict[str, Any] = {key: {"description": PURPOSES[key], **TEXT} for key in KEYS}
    listed = {"description": PURPOSES["search"], "type": ["string", "array"], "items": TEXT}
    columns = {
        "description": PURPOSES["columns"],
        "type": "object",
        "additionalProperties": {"if": {"type": "object"}, "then": column, "else": KIND},
    }
    return {
        "type": "object",
        "description": "What the columns of a table are.",
        "properties": {**properties, "search": listed, "columns": columns},
        "required": list(REQUIRED),
        "additionalProperties": False,
    }

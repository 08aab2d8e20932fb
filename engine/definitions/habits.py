"""Keys as people write them who come from elsewhere, and those of the language."""

from collections.abc import Iterable, Mapping

from engine.source.names import nearest
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar

# What other tools call it: what it may be here, the first that exists at the place.
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "required": ("optional",),
    "mandatory": ("optional",),
    "obligatoire": ("optional",),
    "visible_if": ("when",),
    "visibleif": ("when",),
    "show_if": ("when",),
    "relevant": ("when",),
    "condition": ("when", "check"),
    "if": ("when",),
    "si": ("when",),
    "constraint": ("check", "checks"),
    "validation": ("check", "checks"),
    "validators": ("checks",),
    "hint": ("help",),
    "placeholder": ("help",),
    "description": ("help", "intro", "text"),
    "instructions": ("intro", "help"),
    "introduction": ("intro",),
    "name": ("field", "step", "group", "section", "exit", "procedure", "value"),
    "id": ("field", "step", "group", "section", "exit", "procedure", "value"),
    "text": ("label", "title"),
    "question": ("label", "title"),
    "title": ("label",),
    "label": ("title",),
    "options": ("choices",),
    "answers": ("choices",),
    "values": ("choices",),
    "items": ("choices", "steps"),
    "questions": ("fields",),
    "elements": ("fields", "steps"),
    "pages": ("steps",),
    "calculation": ("compute",),
    "calculate": ("compute",),
    "formula": ("compute",),
    "expression": ("compute", "check"),
    "default_value": ("default",),
    "initial": ("default",),
    "minimum": ("min", "min_length"),
    "maximum": ("max", "max_length"),
    "min": ("min_length", "min"),
    "max": ("max_length", "max"),
    "minlength": ("min_length",),
    "maxlength": ("max_length",),
    "regex": ("pattern",),
    "error": ("message", "messages"),
    "repeat": ("max",),
    "widget": ("show_as",),
    "audience": ("for",),
    "readonly": ("type",),
}


def likely(key: str, known: Iterable[str]) -> str | None:
    """The key of the language that was meant, None when none is like it."""
    names = list(known)
    elsewhere = _ELSEWHERE.get(key.lower(), ())
    found = next((one for one in elsewhere if one in names), None)
    return found if found is not None else nearest(key, names)


def is_cut(key: Scalar, value: Node, before: Node | None) -> bool:
    """Whether a key is the rest of an expression that a comma between braces has cut.

    `{compute: round(x, 2)}` is read by YAML as `compute: round(x` and a key `2)`.
    """
    return (
        isinstance(before, Scalar)
        and not before.quoted
        and before.value.count("(") > before.value.count(")")
        and not isinstance(value, MappingNode)
        and key.span.start.line == before.span.end.line
    )

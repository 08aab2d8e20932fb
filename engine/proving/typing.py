"""What a person would type, to answer as a test says."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from engine.definitions.attachments import SUFFIX
from engine.definitions.words import read_size
from engine.errors import InputError
from engine.fields import Consent, Field, Files, Grid
from engine.fields.checkbox import CheckBox
from engine.fields.files import MEDIA_TYPES
from engine.fields.yes_no import YesNo
from engine.journeys import FieldPlan, Plan
from engine.source import Mapping as MappingNode
from engine.source import Node, Scalar
from engine.source import Sequence as SequenceNode

Given = Mapping[str, Node]
YES, NO = frozenset({"true", "oui", "yes"}), frozenset({"false", "non", "no"})
BLANK = frozenset({"", "~", "null"})
SUFFIXES = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
CHOICE, FILES = "choice", "files"
USUAL_SIZE = 100_000


def answers_given(given: Given, plan: Plan) -> dict[str, Node]:
    """The answers of a test by the names of fields: an attachment is two of them."""
    found: dict[str, Node] = {}
    for name, node in given.items():
        field = plan.fields.get(name)
        if field is not None and isinstance(field.field, Files):
            found |= attachment(name, node)
        else:
            found[name] = node
    return found


def attachment(name: str, node: Node) -> dict[str, Node]:
    """The files of a field, with which document they are: `{choice: bail, files: [bail.pdf]}`."""
    said = entries(node)
    if not said or "name" in said:
        return {name: node}
    names = {CHOICE: f"{name}{SUFFIX}", FILES: name}
    return {names[key]: one for key, one in said.items() if key in names}


def items_given(node: Node | None, plan: Plan) -> list[dict[str, Node]]:
    """The answers to each item of a group."""
    items = node.items if isinstance(node, SequenceNode) else ()
    return [answers_given(entries(one), plan) for one in items]


def entries(node: Node | None) -> dict[str, Node]:
    """What a mapping says, by key."""
    pairs = node.entries if isinstance(node, MappingNode) else ()
    return {key.value: value for key, value in pairs}


def is_blank(node: Node) -> bool:
    """Whether a value says that nothing is answered."""
    return isinstance(node, Scalar) and not node.quoted and node.value in BLANK


def typed(plan: FieldPlan, node: Node) -> dict[str, list[str]]:
    """What is typed to give an answer, by the names of controls."""
    if plan.columns and isinstance(plan.field, Grid):
        return dict(cells(plan, plan.field, node))
    if plan.field.parts:
        said = entries(node) or {plan.field.parts[0]: node}
        return {
            f"{plan.name}.{part}": words(plan.field, one)
            for part, one in said.items()
            if part in plan.field.parts
        }
    return {plan.name: words(plan.field, node)}


def words(field: Field, node: Node) -> list[str]:
    """The texts of a control."""
    scalars = (one for one in items_of(node) if isinstance(one, Scalar) and not is_blank(one))
    return [text for one in scalars if (text := word(field, one))]


def items_of(node: Node) -> Iterable[Node]:
    """The values of a list; a single value counts as a list of one."""
    return node.items if isinstance(node, SequenceNode) else (node,)


def word(field: Field, scalar: Scalar) -> str:
    """What is typed for one value: yes and no as the form says them."""
    said = scalar.value.lower()
    if isinstance(field, (CheckBox, Consent)):
        return "oui" if said in YES else ""
    if isinstance(field, YesNo) and said in YES | NO:
        return "oui" if said in YES else "non"
    return scalar.value


def cells(plan: FieldPlan, grid: Grid, node: Node) -> Iterator[tuple[str, list[str]]]:
    """What is typed in the cells of rows: those that the author names say which by their `key`."""
    for place, row in enumerate(items_of(node), 1):
        said = entries(row) or {plan.columns[0].name: row}
        key = said.get("key")
        name = key.value if isinstance(key, Scalar) and grid.named_rows else str(place)
        for column in plan.columns:
            if column.name in said:
                texts = words(column.field, said[column.name])
                yield f"{plan.name}.{name}.{column.name}", texts


def files_given(plan: FieldPlan, node: Node) -> list[dict[str, Any]]:
    """The files that a person sends; raises InputError for one that is not of a format accepted."""
    accepted = plan.field.accept if isinstance(plan.field, Files) else ()
    found = []
    for number, one in enumerate(items_of(node), 1):
        if is_blank(one):
            continue
        said = entries(one) or {"name": one}
        name, size = text_of(said.get("name")), text_of(said.get("size"))
        kind = SUFFIXES.get(name.rpartition(".")[2].lower(), "")
        if kind not in accepted:
            formats = getattr(plan.field, "formats", "")
            raise InputError("type", name=name, formats=formats)
        file = {
            "id": f"{plan.name}-{number}",
            "name": name,
            "media_type": MEDIA_TYPES[kind],
            "size": size_of(size),
            "sha256": sha256(name.encode()).hexdigest(),
        }
        pages = text_of(said.get("pages"))
        found.append(file | ({"pages": int(pages)} if pages.isdigit() else {}))
    return found


def size_of(text: str) -> int:
    """A number of bytes as an author writes it: `3 MB`."""
    found = read_size(text)
    return found or (int(text) if text.isdigit() else USUAL_SIZE)


def text_of(node: Node | None) -> str:
    """The text of a scalar, "" for anything else."""
    return node.value if isinstance(node, Scalar) else ""

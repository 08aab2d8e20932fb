"""What a part is when it has just been added: as little as can be, and nothing that is wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.editing.drafting import FILE
from engine.editing.proposing import free_name, slug
from engine.i18n import gettext
from engine.i18n import marked as _

Data = dict[str, Any]
USE = "use:"
LONGEST_LABEL = 200
OPTIONS = (_("First answer"), _("Second answer"))


@dataclass(frozen=True)
class NewPart:
    """What an author says of a part to add: `kind` is step, group, section, exit, use:name, field.

    `options` are those of a choice; `text` is the name of a text, of a consent.
    """

    kind: str
    title: str
    type: str = "text"
    options: tuple[str, ...] = ()
    text: str = ""


def data_of(new: NewPart, taken: Collection[str], language: str) -> Data:
    """The part as it is written; `taken` are the names that others have."""
    if new.kind.startswith(USE):
        return {"use": new.kind.removeprefix(USE)}
    if new.kind == "field":
        return field_of(new, taken, language)
    if new.kind == "group":
        return group_of(new.title, taken, language)
    name = free_slug(new.title, taken, new.kind)
    more: Mapping[str, Data] = {"exit": {"text": new.title}, "section": {"steps": []}}
    return {new.kind: name, "title": new.title, **more.get(new.kind, {})}


def free_slug(title: str, taken: Collection[str], begins: str) -> str:
    """A name for a step, a section, an exit: small letters and dashes."""
    name = slug(title) or begins
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def field_of(new: NewPart, taken: Collection[str], language: str) -> Data:
    """A question of a type, with what the type cannot do without."""
    data: Data = {"field": free_name(new.title, taken), "type": new.type}
    if new.type == "note":
        return {**data, "text": new.title}
    return {**data, "label": new.title, **needed(new, language)}


def needed(new: NewPart, language: str) -> Data:
    """What a type of field cannot do without."""
    if new.type in {"choice", "choices"}:
        labels = new.options or tuple(gettext(language, one) for one in OPTIONS)
        return {"choices": options_of(labels)}
    if new.type == "files":
        return dict(FILE)
    if new.type == "table_of":
        column = {"field": "intitule", "type": "text", "label": gettext(language, _("Title"))}
        return {"columns": [column]}
    if new.type == "several":
        return {"of": {"field": "valeur", "type": "text", "label": new.title}}
    more: Mapping[str, Data] = {"computed": {"compute": "0"}, "consent": {"text": new.text}}
    return more.get(new.type, {})


def options_of(labels: Sequence[str], taken: Collection[str] = ()) -> list[Data]:
    """Options with the labels given."""
    values = list(taken)
    found: list[Data] = []
    for label in labels:
        value = free_name(label, values, "option")
        values.append(value)
        found.append({"value": value, "label": label})
    return found


def group_of(title: str, taken: Collection[str], language: str) -> Data:
    """A group with one step; an item is called as the group without its plural."""
    name = free_name(title, taken, "groupe")
    alias = singular(name) if singular(name) not in {*taken, name} else f"un_{name}"
    item = singular(title)
    return {
        "group": name,
        "title": title,
        "as": alias,
        "min": 1,
        "max": 10,
        "item": f"{item} {{{{ {alias}.position }}}}",
        "add": gettext(language, _("Add: {item}"), item=item[:1].lower() + item[1:]),
        "steps": [{"step": slug(alias) or "element", "title": item}],
    }


def singular(name: str) -> str:
    """A plural without its marks, as far as that is plain: enfants, chevaux are left to authors."""
    return name[:-1] if len(name) > 3 and name.endswith(("s", "x")) else name

"""The tree of a definition: one line a part, with the words that say most of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from engine.definitions.naming import Words
from engine.editing import Item
from engine.editing.kinds import ACTIONS, PART_SIGNS, PARTS, SIGNS, title_of_type
from engine.expressions import parse
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.studio.standing import Standing
from engine.source import Severity
from engine.source.positions import NOWHERE

IN_TREE = frozenset({"section", "step", "group", "exit", "use", "field", "part"})
AT_THE_END = frozenset({"attestation", "check", "action"})
MANY_FIELDS = 150
OPTIONAL = _("optional")
IF = _("if {condition}")


@dataclass(frozen=True)
class Line:
    """A part in the tree: `room` is the list in which its own parts stand, "" for none."""

    pointer: str
    anchor: str
    url: str
    kind: str
    word: str
    sign: str
    title: str
    name: str
    condition: str
    notes: tuple[str, ...]
    is_here: bool
    is_movable: bool
    errors: int
    warnings: int
    room: str
    children: "tuple[Line, ...]" = ()


@dataclass(frozen=True)
class Tree:
    """The parts of a definition: the whole, the parts in order, what comes at the end."""

    head: Line
    lines: tuple[Line, ...]
    end: tuple[Line, ...]


def anchor_of(pointer: str) -> str:
    """The part as the name of an element of the page."""
    return "partie" + pointer.replace("/", "-")


def address_at(address: str, pointer: str) -> str:
    """The page on which a part is selected."""
    return f"{address}?element={quote(pointer, safe='/')}"


def tree_of(root: Item, standing: Standing, address: str, selected: str, language: str) -> Tree:
    """The tree, with what is selected; of a long one the questions of the selected step only."""
    drawing = _Drawing(root, standing, address, selected, language)
    lines = tuple(drawing.line(one) for one in root.children if one.kind in IN_TREE)
    end = tuple(drawing.line(one) for one in root.children if one.kind in AT_THE_END)
    return Tree(drawing.line(root, alone=True), lines, end)


class _Drawing:
    """Draws the lines, knowing what is wrong with each part."""

    def __init__(
        self, root: Item, standing: Standing, address: str, selected: str, language: str
    ) -> None:
        self.address = address
        self.selected = selected
        self.language = language
        procedure = standing.procedure
        self.words = Words(procedure, language) if procedure else None
        every = list(root.walk())
        self.is_long = sum(one.kind == "field" for one in every) > MANY_FIELDS
        self.faults = faults_by_part(every, standing)

    def line(self, item: Item, *, alone: bool = False) -> Line:
        """One part, with those in it."""
        inside = tuple(self.children(item)) if not alone else ()
        errors, warnings = self.faults.get(item.pointer, (0, 0))
        pointer = f"{item.pointer}/{item.name}" if item.kind == "action" else item.pointer
        return Line(
            pointer=item.pointer,
            anchor=anchor_of(item.pointer),
            url=address_at(self.address, pointer),
            kind=item.kind,
            word=gettext(self.language, PARTS[item.kind]),
            sign=SIGNS.get(item.notes.get("type", ""), "") if item.kind == "field"
            else PART_SIGNS.get(item.kind, ""),
            title=self.title(item),
            name="" if item.kind in {"action", "check"} or item.name == item.title else item.name,
            condition=self.condition(item),
            notes=tuple(self.notes(item)),
            is_here=pointer == self.selected,
            is_movable=item.pointer.rpartition("/")[2].isdigit(),
            errors=errors,
            warnings=warnings,
            room={"step": f"{item.pointer}/fields", "section": f"{item.pointer}/steps",
                  "group": f"{item.pointer}/steps"}.get(item.kind, ""),
            children=inside,
        )  # fmt: skip

    def title(self, item: Item) -> str:
        """What a part is called."""
        if item.kind == "action":
            return gettext(self.language, ACTIONS.get(item.name, item.name))
        return plainly(item.title) or item.name or gettext(self.language, PARTS[item.kind])

    def children(self, item: Item) -> Iterator[Line]:
        """The parts in another, as far as they are shown."""
        is_around = self.selected.startswith(f"{item.pointer}/") or self.selected == item.pointer
        for one in item.children:
            is_shown = one.kind in IN_TREE or (is_around and one.pointer == self.selected)
            if is_shown and not (self.is_long and one.kind == "field" and not is_around):
                yield self.line(one)

    def condition(self, item: Item) -> str:
        """The condition of a part, in words."""
        text = item.notes.get("when", "")
        if not text:
            return ""
        syntax = parse(text, NOWHERE)[0] if self.words is not None else None
        said = self.words.condition(syntax) if self.words and syntax is not None else text
        return gettext(self.language, IF, condition=said)

    def notes(self, item: Item) -> Iterator[str]:
        """Other words about a part."""
        if item.kind == "field":
            yield title_of_type(item.notes.get("type", ""), self.language)
            if item.notes.get("optional", "false") != "false":
                yield gettext(self.language, OPTIONAL)
        count = sum(one.kind == "field" for one in item.children)
        if item.kind == "step" and self.is_long and count:
            yield ngettext(self.language, "{n} question", "{n} questions", count)
        checks = sum(one.kind == "check" for one in item.children)
        if checks and item.pointer:
            yield ngettext(self.language, "{n} check", "{n} checks", checks)


def plainly(title: str) -> str:
    """A title in which “…” stands for what depends on answers."""
    return re.sub(r"\{\{.*?\}\}", "…", title)


def faults_by_part(every: list[Item], standing: Standing) -> Mapping[str, tuple[int, int]]:
    """The errors and the warnings of each part: the last one that begins before their line."""
    shown = [one for one in every if one.kind in IN_TREE | AT_THE_END or not one.pointer]
    found: dict[str, tuple[int, int]] = {}
    for one in standing.diagnostics:
        if one.span.path != standing.place:
            continue
        before = [part for part in shown if part.line <= one.span.start.line]
        part = max(before, key=lambda each: each.line, default=None)
        if part is not None:
            errors, warnings = found.get(part.pointer, (0, 0))
            is_error = one.severity is Severity.ERROR
            found[part.pointer] = (errors + is_error, warnings + (not is_error))
    return found

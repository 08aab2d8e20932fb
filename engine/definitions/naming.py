"""What people call the names that expressions read: the labels of a procedure."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from engine.definitions.model import Group, Procedure, Section, Step
from engine.definitions.structure import Exit
from engine.expressions import Syntax, show
from engine.expressions.sentences import Named, told, told_node, told_value
from engine.expressions.syntax import dotted
from engine.fields import Field, Grid, Text, listed_in
from engine.i18n import gettext
from engine.i18n import marked as _

PROFILES: Mapping[str, str] = {
    "particulier": _("Private person"),
    "exploitant": _("Farmer"),
    "employeur": _("Employer"),
}
_PROFILE_OF_ACCOUNT = _("profile of the account")
_KNOWN = _("{name}, known to the account")
_LINKED = _("{name}, in the address")
_OF_SITE = _("{name}, of the site")
_PARAMETER = _("{name} ({value})")
_OF_ROW = _("{column} of {name}")


@dataclass(frozen=True)
class Words:
    """The words of a procedure in a language."""

    procedure: Procedure
    language: str

    def condition(self, syntax: Syntax, *, holds: bool = True) -> str:
        """A condition as a sentence without a capital."""
        return told(syntax, self.named, self.language, holds=holds)

    def part(self, node: ast.expr) -> str:
        """A part of a condition as a sentence without a capital."""
        return told_node(node, self.named, self.language)

    def value(self, syntax: Syntax) -> str:
        """A value in words."""
        return told_value(syntax, self.named, self.language)

    def text(self, text: Text | None) -> str:
        """A short text on one line; what depends on answers is “…”, or its plural."""
        if text is None:
            return ""
        parts = text.template(self.language).parts
        said = (one if isinstance(one, str) else self.plain(one) for one in parts)
        return " ".join("".join(said).split(" ")).replace("\n", " ").strip()

    def plain(self, syntax: Syntax) -> str:
        """What stands for an expression in a text that nobody's answers fill.

        It is its plural, its two texts, the name that it reads between ‹ and ›, or “…”.
        """
        node = syntax.tree
        if isinstance(node, ast.IfExp):
            both = _constant(node.body), _constant(node.orelse)
            return " / ".join(both) if all(both) else "…"
        if isinstance(node, ast.Call) and dotted(node.func) == "plural":
            return _constant(node.args[-1]).replace("{n}", "…") or "…"
        name = dotted(node) or next(iter(syntax.names), "")
        if len(syntax.names) != 1:
            return "…"
        around, _dot, last = name.rpartition(".")
        field = self.fields.get(around.rpartition(".")[2]) if last == "label" else None
        known = field.label.constant(self.language) if field and field.label else None
        return f"‹{known or spelt(last)}›"

    def label(self, field: Field) -> str:
        """What people call a field."""
        return self.text(field.label) or spelt(field.name)

    def named(self, name: str) -> Named:
        """What people call a dotted name."""
        known = self._known.get(name)
        if known is None:
            head, _dot, rest = name.partition(".")
            known = self._known[name] = self._found(name, head, rest)
        return known

    @cached_property
    def _known(self) -> dict[str, Named]:
        return {}

    def _found(self, name: str, head: str, rest: str) -> Named:
        if head.startswith("step:"):
            return Named(self.titles.get(head[5:], head[5:]))
        if rest and head in _ROOTS:
            return self._around(head, rest)
        if rest and head in self.rows:
            return self._answer(rest)
        return self._answer(name)

    def _around(self, head: str, rest: str) -> Named:
        """A name of what is known before any answer."""
        last = spelt(rest.rpartition(".")[2])
        if (head, rest) == ("account", "profile"):
            names = {one: gettext(self.language, said) for one, said in PROFILES.items()}
            return Named(gettext(self.language, _PROFILE_OF_ACCOUNT), names)
        if head == "parameters" and rest in self.procedure.parameters:
            value = show(self.procedure.parameters[rest], self.language)
            return Named(gettext(self.language, _PARAMETER, name=last, value=value))
        return Named(gettext(self.language, _ROOTS[head], name=last))

    def _answer(self, name: str) -> Named:
        """An answer, a column of what was chosen, a group."""
        head, _dot, rest = name.partition(".")
        field = self.fields.get(head)
        if field is None:
            return Named(self.titles.get(head) or spelt(name))
        if rest:
            said = gettext(self.language, _OF_ROW, column=spelt(rest), name=self.label(field))
            return Named(said)
        options = {one.value: self.text(one.label) for one in listed_in(field.choices)}
        return Named(self.label(field), options or dict(field.offered(self.language)), field.kind())

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its name, those of grids too."""
        found: dict[str, Field] = {}
        for *_around, field in self.procedure.all_fields():
            found.setdefault(field.name, field)
            for cell in field.cells if isinstance(field, Grid) else ():
                found.setdefault(cell.name, cell)
        return MappingProxyType(found)

    @cached_property
    def rows(self) -> frozenset[str]:
        """What a name may begin with that leads to an answer: groups, their items, grids."""
        groups = [group for _outer, group in self.procedure.all_groups()]
        grids = (one.name for one in self.fields.values() if isinstance(one, Grid))
        names = (name for one in groups for name in (one.name, one.alias))
        return frozenset({*names, *grids, "row", "previous", "latest"})

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of steps, groups, exits and sections by their names, and driving questions."""
        found: dict[str, str] = {}
        for part in _parts(self.procedure.parts):
            found.setdefault(part.name, self.text(part.title))
            if isinstance(part, Group) and part.driven is not None:
                found.setdefault(part.driven.name, self.text(part.driven.label))
        return MappingProxyType(found)


_ROOTS: Mapping[str, str] = {
    "account": _KNOWN, "profile": _KNOWN, "link": _LINKED, "site": _OF_SITE,
    "parameters": _OF_SITE,
}  # fmt: skip


def spelt(name: str) -> str:
    """A name as words, when nobody gave it a label."""
    return name.replace("_", " ").replace("-", " ")


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _parts(
    parts: "tuple[Step | Group | Exit | Section, ...]",
) -> "Iterator[Step | Group | Exit | Section]":
    for part in parts:
        yield part
        if isinstance(part, (Group, Section)):
            yield from _parts(part.parts)

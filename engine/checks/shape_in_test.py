"""The rule `D607`: an answer of a test has not the form of its field."""

from collections.abc import Iterator

from engine.checks.in_tests import Answer, every_answer
from engine.checks.rule import Rule, Subject, _
from engine.fields import Field, Files, Grid
from engine.source import Diagnostic, Scalar
from engine.source import Mapping as MappingNode
from engine.source import Sequence as SequenceNode

NOTHING = frozenset({"", "~", "null"})
OF_FILES = ("choice", "files", "name", "size", "pages")


class ShapeInTest(Rule):
    """An answer of a test has not the form of its field, or a part of it does not exist.

        answers: {nom: Léa Martin, documents: {intitule: carte}}

    A person and an address have parts: `nom: {nom: Martin, prenom: Léa}`. A group has the list of
    its items: `documents: [{intitule: carte}]`. A simple answer is one value.
    """

    code = "D607"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The answers of tests that have another form than their fields."""
        for test in subject.procedure.tests:
            for one in every_answer(subject.procedure, test):
                yield from self.form(one)

    def form(self, one: Answer) -> Iterator[Diagnostic]:
        """What is wrong with the form of one answer."""
        if isinstance(one.node, Scalar) and one.node.value in NOTHING:
            return
        if one.group is not None and not isinstance(one.node, SequenceNode):
            message = _("“{name}” is a group: write the list of its items")
            yield self.at(one.span, message, name=one.name)
        if one.field is not None and isinstance(one.node, MappingNode):
            yield from self.parts(one, one.node, parts_of(one.field))
        elif one.field is not None and one.field.parts and not isinstance(one.field, Grid):
            message = _("“{name}” is answered by its parts: {parts}")
            yield self.at(one.span, message, name=one.name, parts=", ".join(one.field.parts))

    def parts(self, one: Answer, node: MappingNode, known: tuple[str, ...]) -> Iterator[Diagnostic]:
        """What is wrong with the parts of an answer."""
        if not known:
            message = _("“{name}” is answered by one value, or by a list of them")
            yield self.at(one.span, message, name=one.name)
            return
        for key, _value in node.entries:
            if key.value not in known:
                message = _("“{name}” is no part of this answer")
                yield self.near(key.span, message, key.value, known)


def parts_of(field: Field) -> tuple[str, ...]:
    """The parts by which a field may be answered."""
    if isinstance(field, Files):
        return OF_FILES
    return () if isinstance(field, Grid) else field.parts

"""The rule `D148`: drafts that cannot be carried over as it is said."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Procedure
from engine.definitions.moves import Forget
from engine.fields import ListedChoices
from engine.source import Diagnostic, Span

Renamed = tuple[str, Span]


class Renames(Rule):
    """A former name (`renamed_from`) is still a name of this version, or is that of two things; or
    `migrate` names a field that does not exist, or forgets one that is asked.

        - {field: motif, type: text, label: Motif, renamed_from: objet}
        - {field: objet, type: text, label: Objet}

    Give the new question another name, or leave the old one as it is.
    """

    code = "D148"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The former names and the moves that are wrong."""
        for known, renamed in kinds_of(subject.procedure):
            yield from self.wrong(known, renamed)
        names = {field.name for *_place, field in subject.procedure.all_fields()}
        for move in subject.procedure.migrate or ():
            if isinstance(move, Forget):
                if move.name in names:
                    message = _("“{name}” is still asked: what is forgotten must not be")
                    yield self.at(move.source.at("forget"), message, name=move.name)
            elif move.name not in names and not subject.is_lost(move.name):
                message = _("No field is named “{name}” in this version")
                yield self.near(move.source.at("replace"), message, move.name, names)

    def wrong(self, known: set[str], renamed: list[Renamed]) -> Iterator[Diagnostic]:
        """The former names that are still there, or there twice."""
        seen: set[str] = set()
        for name, span in renamed:
            if name in known:
                message = _(
                    "“{name}” is still a name of this version: it cannot be the former name of"
                    " another"
                )
                yield self.at(span, message, name=name)
            elif name in seen:
                message = _("“{name}” is the former name of something else already")
                yield self.at(span, message, name=name)
            seen.add(name)


def kinds_of(procedure: Procedure) -> Iterator[tuple[set[str], list[Renamed]]]:
    """The names of answers, of steps, and of the options of each field, with the former ones."""
    fields = [field for *_place, field in procedure.all_fields()]
    groups = [group for _outer, group in procedure.all_groups()]
    steps = [step for _group, step in procedure.all_steps()]
    named = [(one.name, one.renamed_from, one.source) for one in fields]
    named += [(one.name, one.renamed_from, one.source) for one in groups]
    for parts in (named, [(one.name, one.renamed_from, one.source) for one in steps]):
        yield (
            {name for name, _before, _source in parts},
            [(before, source.at("renamed_from")) for _name, before, source in parts if before],
        )
    for field in fields:
        if isinstance(field.choices, ListedChoices):
            options = field.choices.options
            yield (
                {one.value for one in options},
                [
                    (one.renamed_from, one.source.at("renamed_from"))
                    for one in options
                    if one.renamed_from
                ],
            )

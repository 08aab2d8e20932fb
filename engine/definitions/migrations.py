"""What becomes of the answers of open drafts in a new version of a procedure.

`renamed_from` on a field, an option, a step or a group, and `migrate:` on the procedure, say how
answers given in the version before are those of this one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.definitions.model import Procedure
from engine.definitions.moves import Forget, Replace
from engine.fields import ListedChoices

Answers = Mapping[str, Any]
SEEN = "#"


@dataclass(frozen=True)
class Carrying:
    """How the answers of a version become those of the next one.

    `names` are those of fields and groups, before and after; `values` the answers that are worded
    otherwise, by the new name of their field; `forgotten` the names whose answers go.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()

    def answers(self, before: Answers) -> dict[str, Any]:
        """The answers, those of items too, as the new version names them."""
        found: dict[str, Any] = {}
        for name, answer in before.items():
            if name in self.forgotten:
                continue
            new = self.name(name)
            if new != name and new in before:
                continue  # the new name has an answer of its own
            found[new] = self.answer(new, answer)
        return found

    def name(self, name: str) -> str:
        """What a field, a group, or the mark of a step is called now."""
        if name.startswith(SEEN):
            step = name.removeprefix(SEEN)
            return SEEN + self.steps.get(step, step)
        return self.names.get(name, name)

    def answer(self, name: str, answer: Any) -> Any:
        """An answer as the new version words it."""
        if isinstance(answer, list):
            return [
                self.answers(one) if isinstance(one, Mapping) else self.answer(name, one)
                for one in answer
            ]
        words = self.values.get(name)
        return words.get(answer, answer) if words and isinstance(answer, str) else answer

    def path(self, path: str) -> str:
        """A path of a draft with the names of now: groups and steps change, keys do not."""
        names = {**self.names, **self.steps}
        return "/".join(names.get(one, one) for one in path.split("/"))

    def typed(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed and not accepted, under the names of now."""
        return {
            self.path(path): {self.control(name): texts for name, texts in raw.items()}
            for path, raw in typed.items()
            if isinstance(raw, Mapping)
        }

    def control(self, name: str) -> str:
        """What a control is called now: a field, or a part of it."""
        root, dot, part = name.partition(".")
        return self.names.get(root, root) + dot + part


def carrying_of(procedure: Procedure) -> Carrying | None:
    """How drafts of the version before are carried over; None when they keep their version."""
    names = dict(_names(procedure))
    steps = dict(_steps(procedure))
    values = dict(_values(procedure))
    if procedure.migrate is None and not (names or steps or values):
        return None
    moves = procedure.migrate or ()
    for move in moves:
        if isinstance(move, Replace):
            values.setdefault(move.name, {})[move.before] = move.after
    forgotten = frozenset(one.name for one in moves if isinstance(one, Forget))
    return Carrying(names, steps, values, forgotten)


def _names(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for *_place, one in procedure.all_fields():
        if one.renamed_from:
            yield one.renamed_from, one.name
    for _outer, group in procedure.all_groups():
        if group.renamed_from:
            yield group.renamed_from, group.name


def _steps(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for _group, step in procedure.all_steps():
        if step.renamed_from:
            yield step.renamed_from, step.name


def _values(procedure: Procedure) -> Iterator[tuple[str, dict[str, str]]]:
    for *_place, one in procedure.all_fields():
        if isinstance(one.choices, ListedChoices):
            options = one.choices.options
            words = {each.renamed_from: each.value for each in options if each.renamed_from}
            if words:
                yield one.name, words

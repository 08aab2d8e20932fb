"""What tests have tried of a procedure, and what they never have."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from engine.definitions.model import Check, Exit, Group, Procedure, Section, Step, conditions_of
from engine.definitions.naming import Words
from engine.definitions.points import Point, points_of
from engine.definitions.structure import with_details
from engine.diagrams.flow import Outcome, Share
from engine.fields import Field
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _

_OPTION = _("{n} option never chosen"), _("{n} options never chosen")
_QUESTION = _("{n} condition never tried"), _("{n} conditions never tried")
_CHECK = _("{n} check never tried"), _("{n} checks never tried")
_SHARES = (
    (_("branches"), ("when", "optional", "if")),
    (_("options"), ("option",)),
    (_("checks"), ("check",)),
)


class Seen:
    """The points of a procedure that tests have seen; nothing is known when they are None."""

    def __init__(
        self, procedure: Procedure, points: Collection[Point] | None, language: str
    ) -> None:
        self.procedure = procedure
        self.points = None if points is None else frozenset(points)
        self.language = language

    @cached_property
    def all(self) -> tuple[Point, ...]:
        """Every point there is."""
        return points_of(self.procedure)

    @cached_property
    def left(self) -> tuple[Point, ...]:
        """The points that no test has seen."""
        return () if self.points is None else tuple(p for p in self.all if p not in self.points)

    def shares(self) -> tuple[Share, ...]:
        """How much has been tried, by kind."""
        if self.points is None:
            return ()
        found = []
        for label, kinds in _SHARES:
            mine = [one for one in self.all if one.kind in kinds]
            seen = sum(one in self.points for one in mine)
            found.append(Share(gettext(self.language, label), seen, len(mine)))
        return tuple(one for one in found if one.all)

    def any_of(self, places: Sequence[str], *, holds: bool) -> Outcome:
        """Whether the condition of one of these places was seen to hold, or not to."""
        return self._outcome([Point("when", one, holds) for one in places], any)

    def all_of(self, places: Sequence[str], *, holds: bool) -> Outcome:
        """Whether the conditions of all of these places were."""
        return self._outcome([Point("when", one, holds) for one in places], all)

    def is_never(self, part: Step | Group | Exit | Section, place: str) -> bool:
        """Whether the condition of a part never held; a section may share the name of a step."""
        return part.when is not None and Point("when", place, True) in self.left

    def chosen(self, name: str, values: Collection[bool | str] | None) -> Outcome:
        """Whether one of these answers to a question was given."""
        if values is None or self.points is None:
            return "unknown"
        found = (
            point.value in values and point.place.rpartition(".")[2] == name
            for point in self.points
            if point.kind == "option"
        )
        return "tried" if any(found) else "never"

    def of_step(self, step: Step, place: str) -> tuple[str, ...]:
        """What was never tried on a step, counted."""
        fields = [f"{place}.{one.name}" for one in with_details(step).fields]
        mine = [one for one in self.left if _is_below(one.place, fields)]
        counts = (
            (_OPTION, [one for one in mine if one.kind == "option"]),
            (_QUESTION, [one for one in mine if one.kind != "option"]),
        )
        said = tuple(ngettext(self.language, *pair, len(ones)) for pair, ones in counts if ones)
        return (*said, *self.of_checks(place, step.checks))

    def of_checks(self, place: str, checks: Sequence[Check]) -> tuple[str, ...]:
        """What was never tried of checks, counted."""
        heads = [f"{place}.checks[{number}]" for number in range(len(checks))]
        mine = [one for one in self.left if one.kind == "check" and one.place in heads]
        return (ngettext(self.language, *_CHECK, len(mine)),) if mine else ()

    def told_of(self, step: Step, place: str) -> list[str]:
        """What was never tried on a step, each thing in words."""
        words = Words(self.procedure, self.language)
        return [
            self._told(point, field, words)
            for field in with_details(step).fields
            for point in self.left
            if _is_below(point.place, [f"{place}.{field.name}"])
        ]

    def around(self, name: str) -> bool:
        """Whether a question stands under a condition."""
        for group, step, field in self.procedure.all_fields():
            if field.name == name:
                return bool(conditions_of(step) or (group is not None and conditions_of(group)))
        return True

    def _told(self, point: Point, field: Field, words: Words) -> str:
        label = words.label(field)
        if point.kind == "option":
            value = str(point.value)
            if isinstance(point.value, bool):
                value = gettext(self.language, _("yes") if point.value else _("no"))
            value = words.named(field.name).options.get(value, value)
            message = _("never tried: “{label}” is “{value}”")
            return gettext(self.language, message, label=label, value=value)
        happens = point.value if isinstance(point.value, bool) else None
        if point.kind == "when" and "=" not in point.place and happens is not None:
            asked = _("never tried: “{label}” is asked")
            passed = _("never tried: “{label}” is not asked")
            return gettext(self.language, asked if happens else passed, label=label)
        return gettext(self.language, _("never tried: a condition of “{label}”"), label=label)

    def _outcome(self, points: Sequence[Point], join: Callable[[Iterable[bool]], bool]) -> Outcome:
        if self.points is None:
            return "unknown"
        return "tried" if join(one in self.points for one in points) else "never"


def _is_below(place: str, heads: Sequence[str]) -> bool:
    """Whether a place is one of these, or an option or a cell of it."""
    return any(place == one or place.startswith((f"{one}=", f"{one}.")) for one in heads)

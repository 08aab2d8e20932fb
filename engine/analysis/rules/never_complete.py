"""The rule `D326`: a group that can never be complete, or not on some ways."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.spots import Counted
from engine.analysis.view import View
from engine.definitions import Group
from engine.journeys import HubPlace, Journey, Place
from engine.source import Diagnostic, Span


class NeverComplete(Rule):
    """A group waits for a number of items that it does not take, or that nobody said: whoever comes
    there can go no further.

        - {field: nombre, type: integer, label: Nombre, min: 1, max: 10}
        …
        - group: documents
          count: nombre
          max: 5

    Give the field that counts the same limits, and make it required; look at the steps of an item
    when none of them can be passed.
    """

    code = "D326"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether one comes to each group and may pass it; whether its number may be wrong."""
        for group in view.walk.groups:
            yield from (group.on, view.logic.both(group.on, group.done))
            yield from (wrong for wrong, _message in self.wrongs(view, group))

    def wrongs(self, view: View, group: Counted) -> Iterator[tuple[Formula, str]]:
        """What may be wrong with the number of items, each with what is said of it."""
        logic = view.logic
        crossed = logic.both(group.on, logic.less(group.most, group.least))
        yield crossed, _("On some ways the most items are less than the least: nobody passes")
        if group.wanted is None:
            return
        out = logic.no(logic.between(group.least, group.wanted, group.most))
        yield (
            logic.both(group.on, group.wanted_known, out),
            _("On some ways the number of items is out of the limits of the group: nobody passes"),
        )
        yield (
            logic.both(group.on, logic.no(group.wanted_known)),
            _("On some ways the number of items is not known: nobody passes"),
        )

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The groups that are reached and never complete; those that are not on some ways."""
        for group in view.walk.groups:
            part, checks = group.group, view.checks_by_part().get(group.place, ())
            if view.can(group.on) and view.cannot(view.logic.both(group.on, group.done)):
                if not any(view.cannot(view.passes(one)) for one in checks):
                    message = _("“{name}” can never be complete: nothing comes after it")
                    yield self.at(part.source.at("group"), message, name=part.name)
                continue
            for wrong, message in self.wrongs(view, group):
                if view.can(wrong) and self.is_walked(view, group, wrong):
                    yield self.at(span_of(part), message)
                    break

    def is_walked(self, view: View, group: Counted, wrong: Formula) -> bool:
        """Whether an example of it is walked, and stops there."""

        def stops(journey: Journey) -> bool:
            return any(is_wrong(one) for one in hubs_of(journey, group.group.name))

        return view.shown(wrong, stops) is not None


def hubs_of(journey: Journey, name: str) -> Iterator[HubPlace]:
    """The hubs of a group, wherever it stands."""
    waiting: list[Place] = list(journey.places)
    while waiting:
        place = waiting.pop()
        if isinstance(place, HubPlace):
            waiting.extend(step for item in place.items for step in item.steps)
            if place.plan.name == name:
                yield place


def is_wrong(hub: HubPlace) -> bool:
    """Whether no number of items is right."""
    if hub.least > hub.most:
        return True
    if hub.plan.count is None:
        return False
    return hub.wanted is None or not hub.least <= hub.wanted <= hub.most


def span_of(group: Group) -> Span:
    """Where the number of items is said."""
    for syntax in (group.count, group.max, group.min):
        if syntax is not None:
            return syntax.span
    return group.source.at("group")

"""A place shown aside, though the answers do not lead to it yet: for whoever writes it.

All its questions are there, whatever their conditions are; what was answered before it is known.
"""

from copy import copy
from dataclasses import replace

from engine.errors import NotFoundError
from engine.journeys.environment import Environment
from engine.journeys.gathering import hub_place
from engine.journeys.items import KEY
from engine.journeys.journey import Journey
from engine.journeys.places import ExitPlace, HubPlace, Path, Place, StepPlace
from engine.journeys.plan import ExitPlan, GroupPlan, PartPlan, StepPlan

FIRST = "1"


def path_to(journey: Journey, names: tuple[str, ...]) -> Path | None:
    """The path of a place on the route, by the names of the groups around it and its own.

    The first item in which it is open counts; None when it is on no route.
    """
    try:
        place: Place = journey.places[journey.places.index_of(names[0])]
    except (NotFoundError, IndexError):
        return None
    return _inside(place, names[1:])


def _inside(place: Place, names: tuple[str, ...]) -> Path | None:
    if not names:
        return place.path
    for item in place.items if isinstance(place, HubPlace) else ():
        for one in item.steps:
            if one.path[-1] == names[0]:
                found = _inside(one, names[1:])
                if found is not None:
                    return found
    return None


def shown_aside(journey: Journey, names: tuple[str, ...]) -> tuple[Journey, Path]:
    """A journey on which a place is open that is not yet, and its path; raises NotFoundError."""
    plan = journey.plan
    position = plan.positions.get(names[0], -1) if names else -1
    if position < 0:
        raise NotFoundError("/".join(names))
    aside = copy(journey)
    aside.environment = journey.environment.before(position, journey.answers)
    aside.places = journey.places.before(position, aside.environment)
    aside.complete = False
    place = _place((), plan.parts[position], names[1:], aside.environment)
    aside.places.add(position, place)
    path = _inside(place, names[1:])
    if path is None:
        raise NotFoundError("/".join(names))
    return aside, path


def _place(
    prefix: Path, part: PartPlan, names: tuple[str, ...], environment: Environment
) -> StepPlace | HubPlace | ExitPlace:
    if isinstance(part, ExitPlan):
        return ExitPlace((*prefix, part.name), part, environment)
    if isinstance(part, StepPlan):
        path = (*prefix, part.name)
        return StepPlace(path, part, environment, environment.answers, False, part.fields)
    return _hub(prefix, part, names, environment)


def _hub(
    prefix: Path, part: GroupPlan, names: tuple[str, ...], environment: Environment
) -> HubPlace:
    """A group with one item, in which the place that is wanted is open."""
    free = replace(part, count=None, counted=None, least=None, most=None, rows_path="")
    answers = {part.name: [{KEY: FIRST}]}
    hub = hub_place(prefix, free, answers, environment)
    if not names:
        return hub
    wanted = next((one for one in part.steps if one.name == names[0]), None)
    item = hub.item(FIRST)
    if wanted is None or item is None:
        raise NotFoundError(names[0])
    place = _place((*hub.path, FIRST), wanted, names[1:], item.environment)
    if isinstance(place, ExitPlace):
        raise NotFoundError(names[0])
    if isinstance(place, StepPlace):
        place = replace(place, answers={})
    shown = replace(item, steps=(place,), total=1, complete=False)
    return replace(hub, items=(shown,), complete=False)

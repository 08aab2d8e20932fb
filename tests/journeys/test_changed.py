"""A journey worked out from the one before is the one that would be worked out anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.journeys import HubPlace, Journey
from tests.journeys.invented import drafts, procedures, written
from tests.journeys.test_any_journey import MODEST, Parts
from tests.journeys.walking import Walker, plan


@st.composite
def changes(draw: st.DrawFn) -> tuple[Parts, dict[str, Any], dict[str, Any]]:
    """A procedure, a draft of it, and what some of its answers become."""
    parts = draw(procedures())
    before, other = draw(drafts(parts)), draw(drafts(parts))
    names = draw(st.sets(st.sampled_from(sorted(other)))) if other else set()
    return parts, before, {**before, **{name: other[name] for name in names}}


def seen(journey: Journey) -> list[Any]:
    """All that one can tell of a journey."""
    places = [
        (
            place.path,
            place.complete,
            [item.key for item in place.items]
            if isinstance(place, HubPlace)
            else [one.name for one in place.visible],
        )
        for place in journey.places
    ]
    return [places, journey.complete, journey.current, journey.total(), journey.sent()]


@given(changes())
@MODEST
def test_what_is_before_the_change_need_not_be_walked_again(
    change: tuple[Parts, dict[str, Any], dict[str, Any]],
) -> None:
    parts, before, after = change
    walker = Walker(plan(written(parts)), before)
    journey = walker.journey

    changed = journey.changed(after)

    anew = Journey(journey.plan, after, journey.environment.context)
    assert seen(changed) == seen(anew)
    assert seen(journey) == seen(Journey(journey.plan, before, journey.environment.context))

"""Whatever is asked and whatever is answered, only what the route reaches is sent."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import NotFoundError
from engine.journeys import HubPlace, ItemPlace, StepPlace
from tests.journeys.invented import Page, Several, drafts, expected, procedures, written
from tests.journeys.walking import Walker, again, plan

Parts = tuple[Page | Several, ...]
MODEST = settings(
    max_examples=int(os.environ.get("EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
GARBAGE = st.sampled_from(
    [
        "",
        "a",
        "b",
        "oui",
        "non",
        "1",
        "-9",
        "9" * 400,
        "\0",
        "\ud800",
        "e\u0301",
        "🎉",
        "<b>",
        "{{",
        "#s1",
    ]
) | st.text(st.characters(exclude_categories=()), max_size=8)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Parts, dict[str, Any]]:
    """A procedure and a draft of it."""
    parts = draw(procedures())
    return parts, draw(drafts(parts))


def open_steps(walker: Walker) -> list[StepPlace]:
    """Every step that is open, in items too."""
    found: list[StepPlace] = []
    for place in walker.journey.places:
        if isinstance(place, HubPlace):
            found += [step for item in place.items for step in item.steps]
        else:
            found.append(place)
    return found


def draft_of(walker: Walker) -> dict[str, Any]:
    """What was sent, as a draft that holds nothing else: optional answers are left empty."""

    def filled(sent: dict[str, Any], steps: list[StepPlace]) -> dict[str, Any]:
        empty = {one.name: None for step in steps for one in step.visible if one.field.optional}
        seen = {name: True for step in steps for name in step.plan.required if name[0] == "#"}
        return {**empty, **seen, **sent}

    def items(hub: HubPlace, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
        pairs: list[tuple[ItemPlace, dict[str, Any]]] = list(zip(hub.items, sent, strict=True))
        return [{"_key": item.key, **filled(row, list(item.steps))} for item, row in pairs]

    journey = walker.journey
    steps = [place for place in journey.places if isinstance(place, StepPlace)]
    hubs = [place for place in journey.places if isinstance(place, HubPlace)]
    sent = journey.sent()
    return {
        **filled(sent, steps),
        **{hub.plan.name: items(hub, sent[hub.plan.name]) for hub in hubs},
    }


@MODEST
@given(situations())
def test_what_is_sent_is_what_the_language_says(situation: tuple[Parts, dict[str, Any]]) -> None:
    parts, answers = situation
    wanted = expected(parts, answers)

    journey = Walker(plan(written(parts)), answers).journey

    assert [place.path for place in journey.places] == wanted.paths
    assert journey.complete == wanted.complete
    assert journey.sent() == wanted.sent


@MODEST
@given(situations())
def test_a_complete_journey_walked_again_on_what_it_sent_sends_the_same(
    situation: tuple[Parts, dict[str, Any]],
) -> None:
    parts, answers = situation
    walker = Walker(plan(written(parts)), answers)
    if not walker.journey.complete:
        return

    second = Walker(walker.plan, draft_of(walker))

    assert second.journey.complete
    assert second.journey.sent() == walker.journey.sent()


@MODEST
@given(situations())
def test_what_was_answered_is_accepted_when_it_is_typed_again(
    situation: tuple[Parts, dict[str, Any]],
) -> None:
    parts, answers = situation
    walker = Walker(plan(written(parts)), answers)

    for place in open_steps(walker):
        if place.complete:
            judged = walker.judged(*place.path, **again(place))
            assert judged.errors == {}
            assert judged.visible == {one.name for one in place.visible}
            assert {name: place.answers.get(name) for name in judged.answers if name[0] != "#"} == {
                name: value for name, value in judged.answers.items() if name[0] != "#"
            }


@MODEST
@given(situations(), st.data())
def test_whatever_is_typed_anywhere_nothing_breaks(
    situation: tuple[Parts, dict[str, Any]], data: st.DataObject
) -> None:
    parts, answers = situation
    walker = Walker(plan(written(parts)), answers)

    for place in open_steps(walker):
        names = [*place.plan.by_name, "unknown", "_key"]
        typed = data.draw(st.dictionaries(st.sampled_from(names), st.lists(GARBAGE, max_size=2)))
        judged = walker.judged(*place.path, **typed)
        assert judged.errors.keys() <= judged.visible
        assert judged.answers.keys() - judged.visible <= {f"#{place.plan.name}"}
        if not judged.errors:
            walker.keep(place.path, judged.answers)
            assert walker.step(*place.path).complete
            break


@MODEST
@given(situations())
def test_going_back_and_forth_leads_along_the_route(
    situation: tuple[Parts, dict[str, Any]],
) -> None:
    parts, answers = situation
    walker = Walker(plan(written(parts)), answers)
    journey = walker.journey

    for place in [*journey.places, *open_steps(walker)]:
        before, after = journey.before(place.path), journey.following(place.path)
        assert journey.place(place.path).path == place.path
        assert before is None or journey.place(before).path == before
        assert after == () or journey.place(after).path == after
        lacking = journey.lacking(place.path)
        assert (lacking == ()) == journey.complete
        assert lacking == () or not journey.place(lacking).complete
    with pytest.raises(NotFoundError):
        journey.place(("nowhere",))

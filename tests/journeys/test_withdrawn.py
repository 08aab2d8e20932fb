"""Withdrawn answers: kept aside, never sent, brought back; whatever the order of declaration."""

from itertools import permutations

import pytest

from engine.journeys import Context
from tests.journeys.walking import Walker, again, errors, plan

FIELDS = {
    "n": "{field: n, type: choice, choices: [a, b]}",
    "t": '{field: t, type: choice, choices: [x, y], when: n == "a"}',
    "u": '{field: u, type: text, when: t == "x"}',
}
ORDERS = [pytest.param(order, id="".join(order)) for order in permutations("ntu")]
ALIASED = {
    "n": FIELDS["n"],
    "t": '{field: t, type: choice, choices: [x, y], when: one.n == "a"}',
    "u": '{field: u, type: text, when: one.t == "x"}',
}


def one_step(order: tuple[str, ...], fields: dict[str, str] = FIELDS) -> str:
    """The three questions on one step, declared in this order."""
    return f"  - {{step: s, title: S, fields: [{', '.join(fields[name] for name in order)}]}}\n"


def in_a_group(step: str) -> str:
    """The step asked once for each of two items."""
    return (
        f"  - group: g\n    title: G\n    as: one\n    count: 2\n    steps:\n    {step.strip()}\n"
    )


@pytest.mark.parametrize("order", ORDERS)
def test_on_one_step_what_is_withdrawn_is_not_sent_and_comes_back(order: tuple[str, ...]) -> None:
    walker = Walker(plan(one_step(order)))
    walker.types("s", n="a", t="x", u="keep")
    first = walker.journey.sent()

    judged = walker.types("s", n="b", t="x", u="keep")
    second = walker.journey.sent()
    walker.types("s", n="a", t="x", u="keep")

    assert first == {"n": "a", "t": "x", "u": "keep"}
    assert (judged.visible, judged.answers) == ({"n"}, {"n": "b"})
    assert second == {"n": "b"}
    assert walker.journey.sent() == first


@pytest.mark.parametrize("order", ORDERS)
def test_on_one_step_what_was_withdrawn_is_offered_again(order: tuple[str, ...]) -> None:
    walker = Walker(plan(one_step(order)))
    walker.types("s", n="a", t="x", u="keep")
    walker.types("s", n="b")

    walker.answers |= {"n": "a"}

    place = walker.step("s")
    assert {one.name for one in place.visible} == {"n", "t", "u"}
    assert again(place)["u"] == ["keep"]
    assert walker.journey.complete


@pytest.mark.parametrize("order", ORDERS)
def test_an_answer_to_a_question_that_is_not_asked_is_not_even_judged(
    order: tuple[str, ...],
) -> None:
    walker = Walker(plan(one_step(order)))

    judged = walker.types("s", n="b", t="nonsense", u="\0")

    assert (judged.errors, judged.answers) == ({}, {"n": "b"})


@pytest.mark.parametrize("order", ORDERS)
def test_a_question_that_appears_must_be_answered(order: tuple[str, ...]) -> None:
    walker = Walker(plan(one_step(order)))

    judged = walker.types("s", n="a", t="x")

    assert errors(judged) == {"u": "required"}
    assert judged.visible == {"n", "t", "u"}


@pytest.mark.parametrize("fields", [FIELDS, ALIASED], ids=["by name", "by alias"])
@pytest.mark.parametrize("order", ORDERS)
def test_within_an_item_it_is_the_same_and_the_other_item_does_not_move(
    order: tuple[str, ...], fields: dict[str, str]
) -> None:
    walker = Walker(plan(in_a_group(one_step(order, fields))))
    for key in ("1", "2"):
        walker.types("g", key, "s", n="a", t="x", u=f"keep {key}")
    full = walker.journey.sent()

    walker.types("g", "1", "s", n="b")
    without = walker.journey.sent()
    walker.types("g", "1", "s", n="a", t="x", u="keep 1")

    assert without == {"g": [{"n": "b"}, {"n": "a", "t": "x", "u": "keep 2"}]}
    assert walker.journey.sent() == full
    assert walker.journey.complete


@pytest.mark.parametrize("where", ["steps", "items"])
def test_on_separate_steps_it_is_the_same(where: str) -> None:
    separate = "".join(
        f"  - {{step: {name}, title: T, fields: [{FIELDS[name]}]}}\n" for name in "ntu"
    )
    grouped = "  - group: g\n    title: G\n    count: 1\n    steps:\n" + separate.replace(
        "  -", "      -"
    )
    walker = Walker(plan(separate if where == "steps" else grouped))
    prefix = () if where == "steps" else ("g", "1")
    for name, typed in (("n", "a"), ("t", "x"), ("u", "keep")):
        walker.types(*prefix, name, **{name: typed})
    full = walker.journey.sent()

    walker.types(*prefix, "n", n="b")
    without = walker.journey.sent()
    walker.types(*prefix, "n", n="a")

    assert without == ({"n": "b"} if where == "steps" else {"g": [{"n": "b"}]})
    assert walker.journey.sent() == full


def test_what_depends_on_a_withdrawn_step_is_withdrawn_too() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: n, type: choice, choices: [a, b]}]}
  - {step: b, title: B, when: n == "a", fields: [{field: t, type: choice, choices: [x, y]}]}
  - {step: c, title: C, when: t == "x", fields: [{field: u, type: text}]}
  - group: g
    title: G
    when: u == "keep"
    count: 1
    steps: [{step: d, title: D, fields: [{field: v, type: text}]}]
  - {step: e, title: E, when: count(g) == 1, fields: [{field: w, type: text}]}
"""
    answers = {"n": "a", "t": "x", "u": "keep", "g": [{"_key": "1", "v": "v"}], "w": "w"}
    walker = Walker(plan(steps), dict(answers))
    full = walker.journey.sent()

    walker.types("a", n="b")

    assert full == {**answers, "g": [{"v": "v"}]}
    assert walker.journey.sent() == {"n": "b"}
    assert walker.answers == {**answers, "n": "b"}


def test_a_withdrawn_answer_is_unknown_which_is_not_the_same_as_different() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: n, type: choice, choices: [a, b]}]}
  - {step: b, title: B, when: n == "a", fields: [{field: t, type: choice, choices: [x, y]}]}
  - {step: c, title: C, when: t != "x", fields: [{field: u, type: text}]}
  - {step: d, title: D, when: not answered(t), fields: [{field: v, type: text}]}
"""
    walker = Walker(plan(steps), {"n": "b", "t": "y"})

    route = [place.path[0] for place in walker.journey.places]

    assert route == ["a", "d"]


def test_two_questions_each_asked_only_if_the_other_is_are_never_asked() -> None:
    fields = (
        '{field: x, type: text, when: y == "1"}, {field: y, type: text, when: x == "1"},'
        ' {field: z, type: text, when: w == "1"}, {field: w, type: text}'
    )
    walker = Walker(plan(f"  - {{step: s, title: S, fields: [{fields}]}}\n"))

    judged = walker.types("s", x="1", y="1", w="1", z="z")

    assert judged.answers == {"w": "1", "z": "z"}
    assert walker.journey.complete


def test_an_answer_whose_option_is_no_longer_offered_must_be_given_again() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: n, type: choice, choices: [a, b]}]}
  - step: b
    title: B
    fields:
      - field: t
        type: choice
        choices: [{value: x, label: X, when: n == "a"}, {value: y, label: Y}]
  - {step: c, title: C, when: t == "x", fields: [{field: u, type: text}]}
"""
    walker = Walker(plan(steps), {"n": "a", "t": "x", "u": "keep"})
    full = walker.journey.complete

    walker.types("a", n="b")
    current = walker.journey.current
    walker.types("b", t="y")
    other = walker.journey.sent()
    walker.types("a", n="a")
    walker.types("b", t="x")

    assert full
    assert current == ("b",)
    assert other == {"n": "b", "t": "y"}
    assert walker.journey.sent() == {"n": "a", "t": "x", "u": "keep"}


@pytest.mark.parametrize("order", ORDERS)
def test_an_option_may_depend_on_an_answer_of_the_same_step(order: tuple[str, ...]) -> None:
    fields = {
        "n": FIELDS["n"],
        "t": '{field: t, type: choice, choices: [{value: x, label: X, when: n == "a"}, y]}',
        "u": '{field: u, type: text, when: t == "x"}',
    }
    walker = Walker(plan(one_step(order, fields)))

    allowed = walker.judged("s", n="a", t="x", u="keep")
    refused = walker.judged("s", n="b", t="x", u="keep")

    assert allowed.answers == {"n": "a", "t": "x", "u": "keep"}
    assert errors(refused) == {"t": "option"}


def test_what_depends_on_the_profile_is_withdrawn_when_the_profile_changes() -> None:
    steps = """
  - step: a
    title: A
    fields:
      - field: p
        type: choice
        choices: {from: profile.personnes, label: "{{ row.nom }}", always: [autre]}
  - {step: b, title: B, when: p == "1", fields: [{field: u, type: text}]}
"""
    known = Context(profile={"personnes": [{"id": "1", "nom": "Léa"}]})
    walker = Walker(plan(steps), {"p": "1", "u": "keep"}, known)
    full = walker.journey.complete

    walker.context = Context(profile={"personnes": []})

    assert full
    assert walker.journey.current == ("a",)

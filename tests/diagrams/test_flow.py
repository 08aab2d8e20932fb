import pytest

from engine.definitions.points import Point, points_of
from engine.diagrams import flow_of
from engine.diagrams.flow import Block, Branch, Card, Flow, Fork, Frame, blocks_in
from tests.diagrams.samples import SMALL, procedure


@pytest.fixture(scope="module")
def flow() -> Flow:
    return flow_of(procedure(), "fr")


def steps(*parts: str, more: str = "") -> tuple[Block, ...]:
    """The blocks between the start and the summary of a procedure of these parts."""
    head = SMALL.partition("  - exit:")[0] + more
    return flow_of(procedure(head + "\n".join(parts)), "fr").row[2:-2]


def step(name: str, when: str = "") -> str:
    condition = f", when: {when!r}" if when else ""
    return f"  - {{step: {name}, title: Étape {name}{condition}, fields: []}}"


def titles(row: tuple[Block, ...]) -> list[str]:
    return [one.title for one in row if isinstance(one, Card)]


def test_it_begins_at_the_start_and_ends_with_the_sending(flow: Flow):
    kinds = [one.kind for one in flow.row if isinstance(one, Card)]

    assert kinds == ["start", "step", "summary", "sending"]
    assert flow.summary == "4 étapes · 6 questions · 4 conditions"


def test_steps_are_numbered_in_the_order_in_which_one_reads(flow: Flow):
    numbers = [one.number for one in blocks_in(flow.row) if isinstance(one, Card) and one.number]

    assert numbers == [1, 2, 3, 4]


def test_an_exit_is_beside_its_condition(flow: Flow):
    branch = flow.row[2]

    assert isinstance(branch, Branch)
    assert branch.is_exit
    assert branch.condition.replace("\u00a0", " ") == "« Envoi » est « Autre »"


def test_answers_that_exclude_each_other_are_side_by_side(flow: Flow):
    fork = flow.row[3]

    assert isinstance(fork, Fork)
    assert fork.subject == "Envoi"
    assert [one.label for one in fork.cases] == ["Une DSN", "Du papier"]
    inner = fork.cases[1].row[0]
    assert isinstance(inner, Branch)
    assert inner.condition.replace("\u00a0", " ") == "« Êtes-vous seul ? » est « oui »"


def test_a_group_says_how_many_times_it_is_asked(flow: Flow):
    section = flow.row[4]

    assert isinstance(section, Frame)
    group = section.row[0]
    assert isinstance(group, Frame)
    assert group.kind == "group"
    assert group.note == "Jusqu'à 3 fois"
    assert group.anchor == "lots"


def test_a_question_under_a_condition_is_marked(flow: Flow):
    card = next(one for one in blocks_in(flow.row) if isinstance(one, Card) and one.number == 4)

    assert [(one.label, one.is_conditional) for one in card.questions] == [
        ("Surface", False), ("Pourquoi", True),
    ]  # fmt: skip
    assert card.facts == "2 questions · 1 contrôle"


def test_steps_under_one_condition_are_under_one_branch():
    row = steps(step("a", "seul"), step("b", "seul"), step("c"))

    assert isinstance(row[0], Branch)
    assert titles(row[0].row) == ["Étape a", "Étape b"]
    assert titles(row) == ["Étape c"]


def test_what_conditions_share_is_said_once():
    row = steps(step("a", "seul"), step("b", 'seul and envoi == "dsn"'))

    assert len(row) == 1
    assert isinstance(row[0], Branch)
    assert [type(one) for one in row[0].row] == [Card, Branch]


def test_a_question_that_says_yes_or_no_has_two_ways_and_no_third():
    row = steps(step("a", "seul"), step("b", "not seul"))

    assert isinstance(row[0], Fork)
    assert [one.label for one in row[0].cases] == ["Oui", "Non"]
    assert not row[0].has_other


def test_conditions_that_may_both_hold_follow_one_another():
    row = steps(step("a", 'envoi != "dsn"'), step("b", 'envoi == "autre"'))

    assert [type(one) for one in row] == [Branch, Branch]


def test_answers_of_different_questions_follow_one_another():
    row = steps(step("a", "seul"), step("b", 'envoi == "autre"'))

    assert [type(one) for one in row] == [Branch, Branch]


def test_what_would_be_too_wide_is_drawn_below():
    choices = ", ".join(f"{{value: v{n}, label: Choix {n}}}" for n in range(6))
    more = f"      - {{field: six, type: choice, label: Six, choices: [{choices}]}}\n"

    row = steps(*(step(f"e{n}", f'six == "v{n}"') for n in range(6)), more=more)

    assert [type(one) for one in row] == [Branch] * 6


def test_without_tests_nothing_is_marked(flow: Flow):
    assert not flow.is_covered
    assert not flow.shares
    assert all(one.taken == "unknown" for one in blocks_in(flow.row) if isinstance(one, Branch))


def test_what_tests_never_tried_is_marked():
    points = set(points_of(procedure())) - {
        Point("when", "dsn", True),
        Point("option", "accueil.envoi", "dsn"),
        Point("check", "lots.lot.checks[0]", False),
    }

    flow = flow_of(procedure(), "fr", points)

    fork = flow.row[3]
    assert isinstance(fork, Fork)
    assert [one.taken for one in fork.cases] == ["never", "tried"]
    cards = {one.number: one for one in blocks_in(flow.row) if isinstance(one, Card)}
    assert cards[1].warnings == ("1 choix jamais fait",)
    assert cards[2].is_never
    assert cards[4].warnings == ("1 contrôle jamais essayé",)
    assert [(one.label, one.seen, one.all) for one in flow.shares] == [
        ("branches", 7, 8), ("options", 4, 5), ("contrôles", 1, 2),
    ]  # fmt: skip


def test_all_that_was_tried_is_a_hundred_per_cent():
    points = points_of(procedure())

    flow = flow_of(procedure(), "fr", points)

    assert {one.percent for one in flow.shares} == {100}
    assert all(not one.warnings for one in blocks_in(flow.row) if isinstance(one, Card))


def test_a_section_is_not_marked_for_a_step_of_its_name():
    text = SMALL.replace("section: reste", "section: dsn")

    flow = flow_of(procedure(text), "fr", ())

    section = flow.row[4]
    assert isinstance(section, Frame)
    assert not section.is_never

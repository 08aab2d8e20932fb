"""Which blocks of a page a person sees."""

import pytest

from engine.pages.boards import shown_blocks
from tests.blocks.told import Told, site_with

BLOCKS = """text: {text: Pour tous}
text: {text: Exploitants, when: account.profile == "exploitant"}
tasks: {}"""


@pytest.mark.parametrize(
    ("account", "seen"),
    [
        ({}, ["bloc-text"]),
        ({"profile": "particulier"}, ["bloc-text", "bloc-tasks"]),
        ({"profile": "exploitant"}, ["bloc-text", "bloc-text-2", "bloc-tasks"]),
    ],
)
def test_blocks_are_for_those_whom_they_are_meant_for(
    account: dict[str, str], seen: list[str]
) -> None:
    blocks = site_with(BLOCKS).home.blocks

    found = list(shown_blocks(blocks, Told(many=1), {"account": account}, "fr"))

    assert [one.id for one in found] == seen


def test_a_heading_is_the_usual_one_unless_the_author_says_another() -> None:
    blocks = site_with("tasks: {}\ntasks: {title: Ce qui presse, name: presse}\ntext: {text: A}")

    found = list(shown_blocks(blocks.home.blocks, Told(many=1), {"account": {"email": "a"}}, "fr"))

    assert [(one.id, one.title) for one in found] == [
        ("bloc-tasks", "To do"), ("bloc-presse", "Ce qui presse"), ("bloc-text", ""),
    ]  # fmt: skip

"""What holds for every type of block."""

from pathlib import Path

import pytest

from engine.blocks import TYPES
from tests.blocks.told import Told, block

PARTIALS = Path("templates/space/blocks")
WRITTEN = {
    "welcome": "{text: Bonjour}",
    "text": "{text: Bonjour}",
    "links": "{links: [{label: Aide, url: /aide}]}",
    "record_list": '{list: lieux, label: "{{ row.nom }}", empty: "Rien : appelez."}',
}


@pytest.mark.parametrize("name", TYPES)
def test_stands_in_a_file_of_its_name_with_a_partial_and_a_page(name: str) -> None:
    kind = TYPES[name]

    module = kind.__module__.rpartition(".")[2]

    assert module == name
    assert (PARTIALS / f"{kind.widget}.html").is_file()
    assert kind.__doc__


def test_every_file_is_in_the_table() -> None:
    files = {path.stem for path in Path("engine/blocks").glob("*.py")}

    assert files == {*TYPES, "base", "__init__"}


@pytest.mark.parametrize("name", TYPES)
def test_says_something_where_there_is_nothing_or_is_not_there(name: str) -> None:
    content = block(f"{name}: {WRITTEN.get(name, '{}')}").content(Told())

    assert content is None or content.html or content.empty or content.orders or content.contact


@pytest.mark.parametrize("name", TYPES)
def test_shows_what_there_is(name: str) -> None:
    content = block(f"{name}: {WRITTEN.get(name, '{}')}").content(Told(many=2))

    assert content is not None
    assert content.html or content.lines or content.orders or content.contact
